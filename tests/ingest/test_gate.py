"""The gate: what is on a dispute passes, however it is told; kitchens, matches and weather do not."""

from __future__ import annotations

import pytest

from detente.ingest.gate import Gate
from detente.model.document import Document, Origin

ON = {
    "designations": "The Treasury froze the assets of two Belarusian potash traders on Tuesday and barred Americans from dealing with them.",
    "talks": "Envoys of Iran and Oman met in Muscat. The foreign minister said that no date was set for another round.",
    "launch": "Pyongyang fired a missile over the sea at dawn, the joint chiefs in Seoul said.",
    "lifting": "Khartoum asked for its place on the list of sponsors of terrorism to be struck off, and the ambassador promised an answer.",
    "one side": "Harare wants the sanctions gone before the harvest.",
    "without capitals": "moscow said on friday that the embargo on its oil would be answered, and the european union shrugged.",
    "self-rule": "Buka wants a date for independence. Port Moresby offers autonomy under the constitution, and the two panels meet again in June.",
    "territory": "The ferry to Nuuk was turned back. Copenhagen said that the talks on the airfield would go on without the Americans.",
    "internal forces": "Two squads of gendarmes left Dakar for Casamance after the riot; the rebels' spokesman asked for a truce until the harvest.",
    "person": "Abbás Araghchi told parliament that the election would be held, and that prisoners would be released.",
}
OFF = {
    "match": "The keeper saved two penalties and the visitors went home with a point. Rain had held up the kick-off by an hour.",
    "kitchen": "Fold the egg whites into the batter, leave it in the cold for an hour, and bake it until the top is brown.",
    "weather": "Fog in the valleys clears by noon. Highs of eleven degrees are expected, with showers along the coast at night.",
    "figurative": "The bakers' feud over the sourdough ended in a truce. Both will bring rolls to the fair, and the mayor will bring the butter.",
    "abroad": "A designer from Italy showed coats of felt in Milan. Buyers from Japan liked the buttons, and the band played until two.",
}


def document(text: str, title: str | None = None) -> Document:
    return Document(text=text, paragraphs=(), title=title, origin=Origin(uri="a.txt"))


@pytest.mark.parametrize("name", ON)
def test_what_is_on_a_dispute_passes(name: str) -> None:
    assert Gate().judge(document(ON[name])).lack is None


@pytest.mark.parametrize("name", OFF)
def test_what_is_on_no_dispute_does_not(name: str) -> None:
    assert Gate().judge(document(OFF[name])).lack is not None


def test_the_reason_is_what_is_lacking() -> None:
    gate = Gate()
    assert gate.judge(document(OFF["kitchen"])).lack == "no-matter"
    assert gate.judge(document(OFF["figurative"])).lack == "no-side"
    assert gate.judge(document("Sweden won a medal, said the minister.")).lack == "too-little"
    assert gate.judge(document("")).lack == "no-matter"


def test_names_are_told_from_common_words() -> None:
    gate = Gate()
    assert gate.judge(document("They had turkey and china on the table.")).sides == frozenset()
    assert gate.judge(document("Turkey and China spoke.")).sides == {"TUR", "CHN"}
    assert gate.judge(document("They asked us in.")).sides == frozenset()
    assert gate.judge(document("The US asked.")).sides == {"USA"}
    assert gate.judge(document("PYONGYANG DENIES IT")).sides == {"PRK"}


def test_the_title_counts_and_is_counted_once() -> None:
    gate = Gate()
    body = "Nobody would say more on Friday."
    assert gate.judge(document(body)).lack == "no-matter"
    assert gate.judge(document(body, title="Iran rejects sanctions")).lack is None
    with_title = document(f"Iran rejects sanctions\n\n{body}", title="Iran rejects sanctions")
    assert gate.judge(with_title) == gate.judge(document(with_title.text))


def test_a_long_text_needs_more() -> None:
    gate = Gate()
    short, long = ON["one side"], f"{ON['one side']} {OFF['kitchen'] * 40}"
    assert gate.judge(document(short)).least == 5
    assert gate.judge(document(long)).least == 9
    assert gate.judge(document(long)).lack == "too-little"


def test_words_of_the_users_own_files_count() -> None:
    text = "The herring quota was settled in the Faroes, and the skippers of both islands went home."
    assert Gate().judge(document(text)).lack is not None
    assert Gate(own=["pro\therring quota and mackerel\n"]).judge(document(text)).lack is None


def test_hostile_text_is_judged_quickly() -> None:
    gate = Gate()
    for text in ("a" * 2_000_000, "North " * 300_000, "\ud800 \x00 " * 100_000, "١٢٣ " * 100_000):
        assert gate.judge(document(text)).lack is not None
