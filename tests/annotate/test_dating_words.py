"""The words of dated events are found without patterns as their patterns find them."""

from __future__ import annotations

from detente.annotate.dating_table import by_first_word
from detente.annotate.dating_words import Text

TEXT = (
    "iran's president said in vienna on monday that talks on the 2015 deal had resumed; the u.s. treasury lifted sanctions on two banks.\n\n"
    "protesters marched in minsk after the election, and the european union froze assets worth $2 billion in march."
)


def test_groups_stand_where_their_patterns_match():
    text = Text(TEXT)
    events = {event.name: event for events in by_first_word().values() for event in events}
    for event in list(events.values())[::10]:
        found = [bool(pattern.search(TEXT)) for pattern in event.groups]
        assert text.lacks(event.ways, most=len(found)) == found.count(False)
        assert bool(text.lacks(event.ways)) is (not all(found))
