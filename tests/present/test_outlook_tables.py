"""Numbers as people write them, and lines of acts that cannot act on a terminal."""

from __future__ import annotations

from datetime import date

import pytest

from detente.analyse.forecast.acts import Act
from detente.present.outlook.tables import act_line, driver, percent, sides


@pytest.mark.parametrize(
    ("value", "told"), [(None, "no number"), (0.0004, "under 0.1%"), (0.023, "2.3%"), (0.34, "34%"), (1.0, "100%")]
)
def test_percent(value: float | None, told: str) -> None:
    assert percent(value) == told


def test_an_act_from_a_hostile_file_is_plain() -> None:
    act = Act(date(2020, 1, 3), ("USA",), ("IRN",), "190", "x.tsv:2\x1b[2J", "struck\x1b[31m\nred\u202e", "A\r→ B")
    line = act_line(act)
    assert line.isprintable()
    assert line.startswith("2020-01-03 A → B: struck[31m red")


def test_words() -> None:
    assert sides("IRN–USA") == "Iran–United States"
    assert driver("intent") == "recent acts: a stated wish to meet or negotiate"
    assert driver("volume") == "how much is reported of the two"
