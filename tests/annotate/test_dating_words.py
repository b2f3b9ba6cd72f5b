"""The words of dated events are found without patterns as their patterns find them."""

from __future__ import annotations

from detente.annotate.dating_index import NONE, keys, named, nearly_named
from detente.annotate.dating_table import event, rows
from detente.annotate.dating_words import Text

TEXT = (
    "iran's president said in vienna on monday that talks on the 2015 deal had resumed; the u.s. treasury lifted sanctions on two banks.\n\n"
    "protesters marched in minsk after the election, and the european union froze assets worth $2 billion in march."
)


def test_groups_stand_where_their_patterns_match():
    text = Text(TEXT)
    for one in map(event, range(0, len(rows()), 10)):
        found = [bool(pattern.search(TEXT)) for pattern in one.groups]
        assert text.lacks(one.ways, most=len(found)) == found.count(False)
        assert bool(text.lacks(one.ways)) is (not all(found))


def test_the_index_fits_the_table():
    rarest, second = keys()
    assert len(rarest) == len(second) == len(rows())
    for row, first, next_one in zip(rows(), rarest, second, strict=True):
        assert "*" not in row.groups[int(first)], row
        assert next_one == NONE or ("*" not in row.groups[int(next_one)] and first != next_one), row


def test_events_are_found_by_their_rarest_words_in_any_common_form():
    one = next(named(Text("the zemlinsky fund said on monday that it was expelled from ruritania by 12 judges.")), None)
    assert one is None
    told = "maduro was captured on saturday after u.s. strikes on caracas and flown to new york by delta force"
    assert "Maduro captured as news" in {event.name for event in named(Text(told))}
    less = told.replace("maduro", "the president")
    assert "Maduro captured as news" not in {event.name for event in named(Text(less))}
    assert "Maduro captured as news" in {event.name for event in nearly_named(Text(less))}


def test_every_event_is_found_in_a_text_of_its_own_words():
    for number in range(0, len(rows()), 97):
        one = event(number)
        told = Text(" and ".join(group[-1].removesuffix("*") for group in one.ways))
        assert one in set(named(told)), one.name
        assert not told.lacks(one.ways)


def test_the_index_finds_what_looking_at_every_row_finds():
    text = Text(TEXT)
    found = {one.name for one in map(event, range(len(rows()))) if not text.lacks(one.ways)}
    assert {one.name for one in named(text)} == found
