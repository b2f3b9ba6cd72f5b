"""The forecast as of a day: nothing later is known, a baseline where the model has not earned it, no number where there is too little."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analyse.forecast.acts import Act, counted, dyad, once
from detente.analyse.forecast.forecasting import LEAST_ORIGINS, asked_for, split, trials
from detente.analyse.forecast.learning import levels
from detente.analyse.forecast.logistic import Logistic, averaged
from detente.analyse.forecast.model import MODEL, best
from detente.analyse.forecast.series import Series

FIRST = date(2010, 1, 1)
PAIRS = (("IRN", "USA"), ("CHN", "JPN"), ("KOR", "PRK"))


def bursts(seed: int = 3, days: int = 1900) -> list[Act]:
    """Meetings that follow meetings, foretold by stated wishes to meet, in three dyads; threats at random."""
    random = np.random.default_rng(seed)
    acts = []
    for number, (one, other) in enumerate(PAIRS):
        heat = 0.0
        for day in range(days):
            heat *= 0.9
            when = FIRST + timedelta(day)
            if random.random() < 0.01 * (number + 1) + 0.08 * heat:
                heat = min(heat + 1, 6)
                acts.append(Act(when, (one, other), (), "042", f"m{number}-{day}"))
            if random.random() < 0.05:
                acts.append(Act(when, (one,), (other,), "130", f"t{number}-{day}"))
    return sorted(acts, key=lambda act: act.day)


@pytest.fixture(scope="module")
def acts() -> list[Act]:
    return bursts()


def _series(acts: list[Act], last: date) -> Series:
    return counted([act for act in acts if act.day <= last], asked=[dyad("IRN", "USA")], last=last)


def test_a_forecast_does_not_hang_on_what_came_after_its_day(acts: list[Act]) -> None:
    last = FIRST + timedelta(1700)
    known = asked_for(_series(acts, last), ["meet"], horizons=[7], asked=1)
    whole = counted(acts, asked=[dyad("IRN", "USA")])
    assert asked_for(whole.until(last), ["meet"], horizons=[7], asked=1) == known


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 1000))
def test_the_future_shuffled_changes_no_trial(seed: int) -> None:
    last = 1400
    whole = counted(bursts(days=1600))
    cut = whole.until(whole.day(last))
    other = whole.counts.copy()
    other[:, :, last + 1 :] = np.random.default_rng(seed).permutation(other[:, :, last + 1 :], axis=2)
    shuffled = Series(whole.first, whole.dyads, whole.classes, other).until(whole.day(last))
    assert list(trials(cut, ["meet"], horizons=[7], asked=1)) == list(trials(shuffled, ["meet"], horizons=[7], asked=1))


def test_the_model_is_shown_where_it_earned_it_and_says_why(acts: list[Act]) -> None:
    (meet,) = asked_for(_series(acts, acts[-1].day), ["meet"], horizons=[7], asked=1)
    assert meet.shown == MODEL
    assert meet.track is not None
    assert meet.track.skills[MODEL] > 0.02
    assert "beat every baseline" in meet.why
    assert meet.low is not None
    assert meet.high is not None
    assert meet.chance is not None
    assert 0 < meet.low < meet.chance < meet.high < 1
    assert meet.past is not None
    assert {about for about, _ in meet.drivers} >= {"rate", "meet", "volume", "threaten"}


def test_a_baseline_is_shown_where_the_model_has_nothing_to_go_by(acts: list[Act]) -> None:
    (threat,) = asked_for(_series(acts, acts[-1].day), ["threaten"], horizons=[7], asked=1)
    assert threat.shown != MODEL
    assert threat.chance == threat.chances[threat.shown]
    assert "did not beat every baseline" in threat.why
    assert threat.chance == pytest.approx(1 - 0.95**7, abs=0.08)


def test_too_little_gives_a_rate_and_less_gives_no_number(acts: list[Act]) -> None:
    (short,) = asked_for(_series(acts, FIRST + timedelta(300)), ["meet"], horizons=[7], asked=1)
    assert short.shown == "climatology"
    assert short.chance is not None
    assert str(LEAST_ORIGINS) in short.why
    (none,) = asked_for(_series(acts, FIRST + timedelta(40)), ["meet"], horizons=[28], asked=1)
    assert none.chance is None
    assert none.low is None
    assert "224 are needed" in none.why
    (thin,) = asked_for(_series(acts, acts[-1].day), ["meet"], horizons=[7], asked=1, thin="hardly anything was read")
    assert (thin.chance, thin.why) == (None, "hardly anything was read")


def test_the_parts_of_a_trial_do_not_overlap() -> None:
    grid = np.arange(364, 1700, 7)
    for horizon in (7, 28, 90):
        when = split(grid, horizon=horizon, last=1699)
        assert when is not None
        assert when.early[-1] + horizon <= when.middle[0]
        assert when.middle[-1] + horizon <= when.late[0]
        assert when.late[-1] + horizon <= 1699
    assert split(grid[:50], horizon=7, last=2000) is None


def test_the_best_is_shown_but_never_the_volume_alone() -> None:
    assert best({MODEL: 0.1, "volume": 0.05, "half-year rate": 0.02}) == MODEL
    assert best({MODEL: 0.05, "volume": 0.06, "half-year rate": 0.02}) == "half-year rate"
    assert best({MODEL: -0.1, "volume": 0.06, "half-year rate": -0.02}) == "climatology"


def test_a_level_follows_what_came_in_windows_that_closed() -> None:
    origins = np.arange(0, 700, 7)
    foretold = np.full((4, 100), -2.0)
    often = np.ones((4, 100), dtype=bool)
    (before, after) = levels(foretold, often, origins, at=np.array([3, 693]), horizon=7)
    assert before == 0
    assert after > 1
    assert levels(foretold, ~often, origins, at=np.array([693]), horizon=7)[0] < 0


def test_an_average_of_models_is_the_average_of_their_log_odds() -> None:
    random = np.random.default_rng(2)
    one, other = (Logistic(random.normal(size=3), random.random(3) + 0.5, random.normal(size=4)) for _ in range(2))
    x = random.normal(size=(20, 3))
    assert averaged(one, other).log_odds(x) == pytest.approx((one.log_odds(x) + other.log_odds(x)) / 2)


def test_mutual_acts_count_once_whatever_their_direction_and_copies_not_at_all() -> None:
    visit = Act(FIRST, ("FRA",), ("IRN",), "042", "1")
    host = replace(visit, sources=("IRN",), targets=("FRA",), code="043", cite="2")
    threat = replace(visit, code="130", cite="3")
    back = replace(threat, sources=("IRN",), targets=("FRA",), cite="4")
    rows = [
        (visit, "A", "B"),
        (host, "B", "A"),
        (threat, "A", "B"),
        (back, "B", "A"),
        (replace(threat, cite="5"), "A", "B"),
    ]
    assert [act.cite for act in once(rows)] == ["1", "3", "4"]
    series = counted(list(once(rows)))
    assert series.counts[0, series.classes.index("meet")].sum() == 1
    assert series.counts[0, series.classes.index("threaten")].sum() == 2


def test_a_side_that_acts_alone_counts_for_its_dyads() -> None:
    launch = Act(FIRST, ("PRK",), (), "test", "1")
    meeting = Act(FIRST + timedelta(1), ("KOR", "PRK"), (), "042", "2")
    series = counted([launch, meeting], asked=["PRK–USA"])
    assert series.dyads == ("PRK–USA", "KOR–PRK")
    assert series.counts[:, series.classes.index("test"), 0].tolist() == [1, 1]
