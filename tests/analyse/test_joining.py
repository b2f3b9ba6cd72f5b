"""Reported measures beside list entries."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.analyse.joining import joined, on_lists
from detente.model.actors import Actor
from detente.model.evidence import Evidence, InList, InText
from detente.model.findings import Sourced
from detente.model.lists import Edition, ListedName, Listing
from detente.model.reading import Measure
from detente.model.when import When


def _person(entry: str, name: str) -> Listing:
    return Listing(entry=entry, kind="person", names=(ListedName(text=name),), programmes=("RUSSIA-EO14024",))


OLD = Edition(authority="OFAC", name="SDN", day=When.parse("2020-01-01"), raw_id="a")
NEW = Edition(authority="OFAC", name="SDN", day=When.parse("2022-06-01"), raw_id="b")
UN = Edition(authority="UN", name="consolidated", day=When.parse("2022-06-01"), raw_id="c")


@dataclass(frozen=True)
class Fake:
    def editions(self) -> tuple[Edition, ...]:
        return (OLD, NEW, UN)

    def listings(self, edition: str) -> tuple[Listing, ...]:
        return {
            OLD.id: (_person("1", "IVANOV, Pyotr"),),
            NEW.id: (
                _person("1", "IVANOV, Pyotr"),
                _person("2", "SIDOROVA, Yelena"),
                _person("3", "KIM, Chol"),
                _person("4", "KIM, Chol"),
            ),
        }.get(edition, ())


def _measure(*targets: Actor, imposer: str = "USA", date: str = "2022-05-20") -> Sourced[Measure]:
    where = InText(document="d-1", start=0, end=4, quote="text")
    measure = Measure(
        imposer=Actor(name="Treasury Department", side=imposer),
        act="designate",
        targets=targets,
        date=When.parse(date),
        evidence=Evidence(where=where, made_by="measures.v1"),
    )
    return Sourced(note=measure, document="d-1", title="t", publisher=None, when=measure.date)


def test_a_target_joins_its_entry_in_the_first_edition_that_may_show_it() -> None:
    (found,) = joined([_measure(Actor(name="Elena Sidorova", side="RUS", kind="person"))], Fake())
    assert found.verdict == "match"
    assert found.where == (InList(edition=NEW.id, entry="2"),)


def test_namesakes_are_ambiguous_and_strangers_none() -> None:
    kim, stranger = joined(
        [_measure(Actor(name="Kim Chol", side="PRK", kind="person"), Actor(name="Maria Lopez", kind="person"))], Fake()
    )
    assert (kim.verdict, {entry.entry for entry in kim.entries}) == ("ambiguous", {"3", "4"})
    assert (stranger.verdict, stranger.entries) == ("none", ())


def test_after_the_last_edition_the_newest_is_asked() -> None:
    (found,) = joined([_measure(Actor(name="Elena Sidorova", kind="person"), date="2023-01-01")], Fake())
    assert found.verdict == "match"


def test_states_and_imposers_without_a_list_are_left_out() -> None:
    assert joined([_measure(Actor(name="Russia", side="RUS", kind="state"))], Fake()) == ()
    assert joined([_measure(Actor(name="Elena Sidorova", kind="person"), imposer="CAN")], Fake()) == ()


def _found(sourced: Sourced[Measure]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (one.target.name, one.verdict, [(edition.authority, entry.entry) for edition, entry in one.entries])
        for one in on_lists([sourced], Fake())
    ]


def test_a_designation_is_looked_up_on_the_imposers_list_first() -> None:
    assert _found(_measure(Actor(name="Elena Sidorova", kind="person"))) == [
        ("Elena Sidorova", "match", [("OFAC", "2")])
    ]


def test_where_the_imposers_lists_have_it_not_the_others_held_are_asked() -> None:
    assert _found(_measure(Actor(name="Elena Sidorova", kind="person"), imposer="CAN")) == [
        ("Elena Sidorova", "match", [("OFAC", "2")])
    ]
    (nobody,) = on_lists([_measure(Actor(name="Maria Lopez", kind="person"))], Fake())
    assert (nobody.verdict, nobody.entries) == ("none", ())
    assert nobody.asked == (NEW, UN)


def test_only_designations_that_stand_are_looked_up() -> None:
    told = _measure(Actor(name="Elena Sidorova", kind="person"))
    for change in ({"act": "delist"}, {"status": "proposed"}):
        assert on_lists([replace(told, note=replace(told.note, **change))], Fake()) == ()
