"""The words of dated events are found without patterns as their patterns find them."""

from __future__ import annotations

import re

import numpy as np

from detente.annotate.dating_index import first_words, index, named, nearly_named
from detente.annotate.dating_table import event, rows
from detente.annotate.dating_words import ENDINGS, Text, inflects, spot

TEXT = (
    "iran's president said in vienna on monday that talks on the 2015 deal had resumed; the u.s. treasury lifted sanctions on two banks.\n\n"
    "protesters marched in minsk after the election, and the european union froze assets worth $2 billion in march."
)


def pattern(group):
    """What a group means, as a pattern: whole words, the last with a common ending, or with any where it says so."""

    def one(way):
        if way.endswith("*"):
            return re.escape(way.removesuffix("*")) + r"\w*"
        return re.escape(way) + (f"(?:{'|'.join(ENDINGS)})?" if inflects(way) else "")

    return re.compile(rf"(?<!\w)(?:{'|'.join(map(one, group))})(?!\w)")


def test_groups_stand_where_their_patterns_match():
    text, half = Text(TEXT), len(TEXT) // 2
    for one in map(event, range(0, len(rows()), 10)):
        places = [match and match.span() for match in (pattern(group).search(TEXT) for group in one.ways)]
        assert [spot(group, TEXT) for group in one.ways] == places
        assert [spot(group, TEXT, 7, half) for group in one.ways] == [
            match and match.span() for match in (pattern(group).search(TEXT, 7, half) for group in one.ways)
        ]
        assert text.lacks(one.ways, most=len(places)) == places.count(None)
        assert bool(text.lacks(one.ways)) is (None in places)


def test_of_two_words_the_first_in_the_text_is_found_and_of_two_at_one_place_the_first_of_the_group():
    assert spot(("banks", "bank", "iran"), "the bank of iran's banks") == (4, 8)
    assert spot(("iran", "iran's president"), "iran's president left") == (0, 4)
    assert spot(("sanction*",), "unsanctioned; sanctioning it") == (14, 25)
    assert spot(("resume",), "he resumed", 4) is None


def test_the_index_fits_the_table():
    groups, begins, words, count = index()
    begun = {}
    for word, numbers in words.items():
        for number in map(int, numbers.split()):
            begun.setdefault(number, set()).add(word)
    assert sorted(begun) == list(range(count))
    own = [part.tolist() for part in np.split(groups, begins[1:])]
    for row, numbers in zip(rows(), own, strict=True):
        assert [begun[number] for number in numbers] == [first_words(group) for group in row.groups], row


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
