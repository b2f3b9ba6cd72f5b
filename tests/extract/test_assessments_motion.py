"""Assessments by movement, distance, weather and comparison; and what only looks like one."""

from __future__ import annotations

import pytest

from tests.extract.test_assessments import read

JUDGEMENTS = [
    ("Relations between Turkey and the United States have hit a new low.", "worse"),
    ("Talks between Russia and Ukraine have ground to a halt.", "stalled"),
    ("Negotiations between Kyiv and Moscow remain frozen.", "stalled"),
    ("Cracks are appearing in the Western front against Russia.", "worse"),
    ("The alliance between Washington and Seoul has never been stronger.", "better"),
    ("Iran and the United States are drifting further apart.", "worse"),
    ("India and Pakistan are sliding toward war.", "worse"),
    ("Serbia and Kosovo are closer to a deal than ever.", "better"),
    ("Armenia and Azerbaijan are still far from an agreement.", "stalled"),
    ("Eritrea and Ethiopia are on the brink of war.", "worse"),
    ("The door to talks between Caracas and Washington is closing.", "worse"),
    ("The window for diplomacy with Iran is narrowing, French diplomats said.", "worse"),
    ("Few expect a breakthrough in the talks between Serbia and Kosovo.", "stalled"),
    ("A breakthrough in the talks between Russia and Ukraine is unlikely.", "stalled"),
    ("The truce between Israel and Lebanon is holding.", "stable"),
    ("The fighting between Sudan and Chad is getting worse.", "worse"),
    ("Washington and Seoul are out of step on North Korea.", "worse"),
    ("The sanctions have brought Moscow and Beijing closer together.", "better"),
    ("An easing of sanctions on Venezuela looks increasingly likely.", "better"),
]


@pytest.mark.parametrize(("text", "direction"), JUDGEMENTS, ids=[t for t, _ in JUDGEMENTS])
def test_movement_and_distance(text: str, direction: str) -> None:
    assert direction in [a.direction for a in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The Geneva talks between Russia and Ukraine have stalled.",
        "The talks between Russia and Ukraine in Switzerland have stalled.",
    ],
)
def test_a_host_is_no_side(text: str) -> None:
    (found,) = read(text)
    assert set(found.about) == {"RUS", "UKR"}


@pytest.mark.parametrize(
    "text",
    [
        "After years of hostile relations, Cuba and the United States exchanged ambassadors.",
        "Turkey and Greece opened the border when tensions eased.",
        "A closed-door briefing on Syria was held in Washington.",
        "There is a good deal of trade between Canada and Mexico.",
    ],
)
def test_what_once_was_is_no_judgement(text: str) -> None:
    assert read(text) == ()
