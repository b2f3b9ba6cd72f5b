"""Turns of position: told on the day of their report, softer or harder by the issue; what was wanted long ago is none."""

from __future__ import annotations

from datetime import date

from detente.analyse.forecast.acts import counted
from detente.analyse.forecast.recorded import recorded
from detente.analyse.view import Memory
from tests.fixtures import FRANCE, IRAN, USA, Notes, article


def _said(name: str, published: str, text: str) -> Notes:
    return Notes(article(name, name, text, publisher="P", published=published))


def _view() -> Memory:
    first = _said("1", "2019-05-01", "Washington rejects talks with Tehran. France backs drills in the Gulf.")
    first.position(USA, "talks", "anti", "Washington rejects talks with Tehran", target="IRN")
    first.position(FRANCE, "military-pressure", "anti", "France backs drills in the Gulf", target="IRN")
    second = _said("2", "2019-06-01", "Washington is ready for talks. Tehran wants relief. France backs strikes.")
    second.position(USA, "talks", "pro", "Washington is ready for talks", target="IRN")
    second.position(IRAN, "sanctions", "pro", "Tehran wants relief", target="IRN")
    second.position(FRANCE, "military-pressure", "pro", "France backs strikes", target="IRN")
    third = _said("3", "2019-07-01", "Washington still wants talks. In 2015 Tehran kept its sanctions.")
    third.position(USA, "talks", "pro", "Washington still wants talks", target="IRN")
    third.position(IRAN, "sanctions", "anti", "In 2015 Tehran kept its sanctions", target="IRN", date="2015-01-01")
    return Memory((first.read(), second.read(), third.read()))


def test_a_turn_counts_once_on_the_day_it_is_told() -> None:
    acts = recorded(_view()).acts
    assert [
        (act.day, act.sources, act.targets, act.code, act.told) for act in sorted(acts, key=lambda act: act.sources)
    ] == [
        (date(2019, 6, 1), ("FRA",), ("IRN",), "harder", "France backs strikes"),
        (date(2019, 6, 1), ("USA",), ("IRN",), "softer", "Washington is ready for talks"),
    ]
    series = counted(acts)
    assert series.counts[series.dyads.index("IRN–USA"), series.classes.index("softer")].sum() == 1


def test_a_turn_published_later_is_not_known() -> None:
    assert recorded(_view(), as_of=date(2019, 5, 31)).acts == ()
