"""The chances in the brief: none from a few documents, with the reason; cited rows from a record that was read week by week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from detente.analyse.view import Memory
from detente.present.brief import chances as module
from detente.present.brief.chances import chances
from detente.present.brief.citing import Citations
from detente.present.brief.page import brief
from tests.fixtures import FRANCE, IRAN, USA, Notes, article, iran

if TYPE_CHECKING:
    import pytest

    from detente.analyse.forecast.forecasting import Forecast


def weekly(weeks: int = 230) -> Memory:
    """A document a week: meetings of Iran and France in spells, threats of the United States now and then."""
    random = np.random.default_rng(4)
    read, heat = [], 0.0
    for week in range(weeks):
        day = date(2015, 1, 5) + timedelta(7 * week)
        met, threatened = random.random() < 0.08 + 0.5 * heat, random.random() < 0.2
        heat = min(0.8 * heat + 0.4 * met, 1.0)
        text = f"In week {week} Iran and France met. In week {week} Washington threatened Iran."
        notes = Notes(article(str(week), f"Week {week}", text, publisher="P", published=day.isoformat()))
        if met:
            notes.event("CONSULT", [IRAN, FRANCE], [], f"In week {week} Iran and France met")
        if threatened:
            notes.event("THREATEN", [USA], [IRAN], f"In week {week} Washington threatened Iran")
        read.append(notes.read())
    return Memory(tuple(read))


def test_a_few_documents_give_no_chance_and_the_brief_says_why() -> None:
    found = chances(iran(), Citations())
    assert found.rows == ()
    assert "read more" in found.why
    assert "No chances are given" in brief(iran())


def test_a_record_read_week_by_week_gives_cited_chances() -> None:
    citations = Citations()
    view = weekly()
    found = chances(view, citations)
    assert {(row.dyad, row.what) for row in found.rows} == {
        ("France–Iran", "a meeting or talks"),
        ("Iran–United States", "a threat"),
    }
    for row in found.rows:
        assert row.chance.endswith("%")
        assert row.shown in {"model", "climatology", "half-year rate", "three-year rate", "persistence"}
        assert row.why
    shown = {row.shown for row in found.rows}
    cites = [cite for row in found.rows for _, told in row.drivers for cite in told]
    assert bool(cites) == ("model" in shown)
    page = brief(view)
    assert "within 28 days after" in page
    assert "The climatology is how often" in page


def test_a_driver_cites_the_notes_that_it_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the model's luck: a number of its own has its drivers, with notes that open their sentences."""
    asked = module.asked_for

    def earned(*given: object, **more: object) -> tuple[Forecast, ...]:
        drivers = (("threaten", 0.4), ("volume", -0.2), ("season", 0.01))
        return tuple(replace(one, shown="model", drivers=drivers) for one in asked(*given, **more))

    monkeypatch.setattr(module, "asked_for", earned)
    citations = Citations()
    (threat,) = [row for row in chances(weekly(), citations).rows if row.what == "a threat"]
    assert [told for told, _ in threat.drivers] == [
        "up: recent acts: a threat",
        "down: how much is reported of the two",
    ]
    cites = threat.drivers[0][1]
    assert 1 <= len(cites) <= 3
    assert all("Washington threatened Iran" in cite.quote for cite in cites)
    assert sum(len(marks) for marks in citations.cited.values()) >= len(cites)


def disputed(weeks: int = 150) -> Memory:
    """A document a week: the United States sanctions Iran, eases now and then, and Iran yields a fortnight later; France meets Iran."""
    random = np.random.default_rng(7)
    read, due = [], -1
    for week in range(weeks):
        day = date(2015, 1, 5) + timedelta(7 * week)
        told = day.isoformat()
        text = f"In week {week} Washington eased sanctions on Iran. In week {week} Iran gave way to Washington. In week {week} Iran met Washington. In week {week} Washington imposed sanctions on Iran."
        notes = Notes(article(str(week), f"Week {week}", text, publisher="P", published=told))
        if week % 12 == 3:
            notes.measure(USA, "ease", [IRAN], f"In week {week} Washington eased sanctions on Iran", date=told)
            due = week + 2
        if week == due:
            notes.event("CONCEDE", [IRAN], [USA], f"In week {week} Iran gave way to Washington")
        if random.random() < (0.6 if 0 < week - due + 3 < 7 else 0.1):
            notes.event("CONSULT", [IRAN, USA], [], f"In week {week} Iran met Washington")
        if week in (20, 60):
            notes.measure(USA, "designate", [IRAN], f"In week {week} Washington imposed sanctions on Iran", date=told)
        read.append(notes.read())
    return Memory(tuple(read))


def test_sequences_are_compared_with_their_episodes_cited_and_none_where_too_few() -> None:
    citations = Citations()
    view = disputed()
    found = chances(view, citations).sequences
    assert found.dyad == "Iran–United States"
    rows = {row.name: row for row in found.rows}
    assert list(rows) == ["relief first", "a step first", "new sanctions", "an offer to talk"]
    first = rows["relief first"]
    assert first.path == "United States: sanctions eased, or an offer to ease them; after 14 days Iran: a concession"
    assert first.episodes == "13, 13 of their own"
    (told, cites), *_ = first.analogues
    assert "Iran–United States" in told
    assert [
        cite.quote[-len(end) :]
        for cite, end in zip(cites, ("eased sanctions on Iran", "gave way to Washington"), strict=True)
    ] == [
        "eased sanctions on Iran",
        "gave way to Washington",
    ]
    assert (first.implied == "no number") == bool(first.why) == (not first.difference)
    rare = rows["new sanctions"]
    assert rare.implied == "no number"
    assert "2 episodes like it are known; 10 are needed" in rare.why
    page = brief(view)
    assert "Sequences compared" in page
    assert "it is no effect of them" in page
    assert "2 episodes like it are known" in page


def test_no_sequences_where_no_side_sanctioned_the_other() -> None:
    assert chances(weekly(), Citations()).sequences.rows == ()


def test_no_record_no_word() -> None:
    assert chances(Memory(()), Citations()).why == ""
