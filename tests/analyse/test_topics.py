"""Topics of a user's own: told beside ours, in the bargain, its moves, its deadlocks and the splits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.analyse.bargain import bargain, deadlocks
from detente.analyse.kept import Kept, Otherwise
from detente.analyse.moves import items, moves
from detente.analyse.splits import splits
from detente.analyse.view import Memory
from detente.model.actors import Actor
from detente.model.topics import Topic, Topics
from detente.present.bargains import deadlock_table
from detente.present.brief.citing import Citations
from detente.present.brief.lanes import graph, lanes, move_rows
from detente.resources.topics import built_in
from tests.fixtures import USA, Notes, article

SERBIA = Actor(name="Serbia", side="SRB", kind="state")
KOSOVO = Actor(name="Kosovo", side="XKX", kind="state")
GERMANY = Actor(name="Germany", side="DEU", kind="state")
ANALYST = Actor(name="an analyst", kind="person", role="analyst")
OWN = (
    Topic(key="municipalities", name="the association of municipalities", nouns=("association", "municipality")),
    Topic(
        key="plates", name="Kosovo's licence plates", stems=("licence plate", "re-regist* vehicle"), nouns=("plate",)
    ),
    Topic(key="talks", stems=("dialog* in brussels",)),
    Topic(key="customs", stems=("release of cargo",)),
)


@pytest.fixture
def topics() -> Topics:
    return built_in().with_words(OWN)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("set up the association", ("municipalities",)),
        ("powers for ten municipalities", ("municipalities",)),
        ("accept licence plates", ("plates",)),
        ("Re-registering vehicles in the north", ("plates",)),
        ("plateaus and dissociations", ()),
        ("the dialogues in Brussels", ("talks",)),
        ("the release of cargo and of prisoners", ("customs", "release")),
        ("sanctions over the plates", ("sanctions", "plates")),
        ("lift the oil embargo", ("sanctions",)),
        (None, ()),
    ],
)
def test_what_words_are_about_by_a_users_topics(topics: Topics, words: str | None, expected: tuple[str, ...]) -> None:
    assert topics.of(words) == expected


def test_names_of_topics(topics: Topics) -> None:
    assert topics.name("plates") == "Kosovo's licence plates"
    assert topics.name("talks") == "talks"
    assert topics.name("grain-corridor") == "grain corridor"
    renamed = topics.with_words([Topic(key="sanctions", name="an end to the blockade")])
    assert renamed.name("sanctions") == "an end to the blockade"
    assert renamed.of("its sanctions") == ("sanctions",)
    assert built_in().name("sanctions") == "sanctions relief"


def _rounds() -> Memory:
    first = Notes(
        article(
            "a",
            "Each waits for the other",
            "Serbia will accept Kosovo's plates only after the association is set up.",
            "Kosovo will set up the association only after Serbia accepts its licence plates.",
            publisher="P",
            published="2022-11-01",
        )
    )
    first.term(
        SERBIA, KOSOVO, "the association is set up", "accept Kosovo's plates", "before",
        "Serbia will accept Kosovo's plates only after the association is set up",
    )  # fmt: skip
    first.term(
        KOSOVO, SERBIA, "Serbia accepts its licence plates", "set up the association", "before",
        "Kosovo will set up the association only after Serbia accepts its licence plates",
    )  # fmt: skip
    later = Notes(article("b", "Later", "Talks in exchange for plates.", publisher="P", published="2023-02-27"))
    later.term(KOSOVO, SERBIA, "plates", "Talks", "in-exchange", "Talks in exchange for plates")
    return Memory((first.read(), later.read()))


def test_a_deadlock_and_moves_in_a_dispute_of_ones_own(topics: Topics) -> None:
    view = replace(_rounds(), told_by=topics)
    (found,) = deadlocks(view)
    assert found.because == (
        "SRB wants the association of municipalities first, XKX wants Kosovo's licence plates first"
    )
    assert deadlock_table(view).rows[0][-1] == found.because
    assert [(i.by, i.what, i.topic, i.name) for i in items(view)] == [
        ("SRB", "demand", "municipalities", "the association of municipalities"),
        ("SRB", "offer", "plates", "Kosovo's licence plates"),
        ("XKX", "demand", "plates", "Kosovo's licence plates"),
        ("XKX", "offer", "municipalities", "the association of municipalities"),
        ("XKX", "offer", "talks", "talks"),
    ]
    assert [(m.kind, m.item.topic) for m in moves(view)] == [("added", "talks"), ("softened", "plates")]


def test_without_the_users_topics_nothing_is_told_of_them() -> None:
    assert deadlocks(_rounds()) == ()
    assert [(i.by, i.topic) for i in items(_rounds())] == [("XKX", "talks")]


def test_the_brief_draws_them_by_name_and_marks_the_demands_of_the_deadlock(topics: Topics) -> None:
    found = bargain(replace(_rounds(), told_by=topics))
    drawn = lanes(found)
    assert drawn
    assert {lane.words.rpartition(": ")[2] for lane in drawn.lanes if lane.locked} == {
        "the association of municipalities",
        "Kosovo's licence plates",
    }
    assert all("demands" in lane.words for lane in drawn.lanes if lane.locked)
    told = graph(found)
    assert told
    assert "Kosovo's licence plates" in told.told
    assert "Kosovo's licence plates" in move_rows(found, Citations())[1].sentence


def test_what_keeps_a_view_keeps_its_topics(topics: Topics) -> None:
    kept = Kept(replace(_rounds(), told_by=topics))
    assert kept.topics() is topics
    assert Otherwise(kept, ()).topics() is topics
    assert Memory(()).topics() is built_in()


def test_of_splits_of_a_pair_the_one_that_a_report_names_comes_first() -> None:
    text = "Rift over the gas pipe. D one. D two. D three. U one. U two. U three."
    notes = Notes(article("s", "T", text, publisher="P", published="2021-02-01"))
    for issue, numbers in (("pipeline", ("one", "two")), ("talks", ("one", "two", "three"))):
        for number in numbers:
            notes.position(GERMANY, issue, "pro", f"D {number}", target="RUS")
            notes.position(USA, issue, "anti", f"U {number}", target="RUS")
    notes.assessment(ANALYST, ("DEU", "USA"), "alliance", "worse", "Rift over the gas pipe")
    view = Memory((notes.read(),))
    assert [split.issue for split in splits(view)] == ["talks", "pipeline"]
    own = built_in().with_words([Topic(key="pipeline", stems=("gas pipe",))])
    assert [split.issue for split in splits(replace(view, told_by=own))] == ["pipeline", "talks"]
