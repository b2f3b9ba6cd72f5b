"""Where a report's own words begin behind its dateline."""

from __future__ import annotations

import pytest

from detente.extract import datelines
from detente.model.document import PARAGRAPH_BREAK, Document, Origin, Paragraph, Span
from tests.extract.attribution_texts import found

DATELINES = [
    "SANTIAGO (Wire) - ",
    "SEOUL, South Korea (AP) — ",
    "ADDIS ABABA, June 3, 2021 (Horn Monitor) — ",
    "PORT-AU-PRINCE – ",
    "Washington (Wire) -- ",
    "(Wire) — ",
    "NEW DELHI: ",
]
NONE = [
    "NATO — The alliance that binds thirty states — met.",
    "US - China talks broke down.",
    "Russia - one of the parties - said no.",
    "Yesterday in Geneva, Iran and the powers — the five and Germany — met.",
    "The minister said - Again - that no deal was near.",
]


def document(*paragraphs: str, dateline: str | None = None) -> Document:
    spans, at = [], 0
    for text in paragraphs:
        spans.append(Paragraph(Span(at, at + len(text))))
        at += len(text) + len(PARAGRAPH_BREAK)
    return Document(
        text=PARAGRAPH_BREAK.join(paragraphs), paragraphs=tuple(spans), dateline=dateline, origin=Origin(uri="t.txt")
    )


@pytest.mark.parametrize("head", DATELINES)
def test_a_report_begins_behind_its_dateline(head: str) -> None:
    read = document("Before it.", f"{head}Chile will not join the boycott.")
    own = datelines.behind(read, read.paragraphs[1].span)
    assert read.quote(own) == "Chile will not join the boycott."


@pytest.mark.parametrize("text", NONE)
def test_no_dateline(text: str) -> None:
    read = document(text)
    assert datelines.begins(read, 0) == 0
    assert datelines.behind(read, read.paragraphs[0].span) == read.paragraphs[0].span


def test_a_place_in_small_letters_that_the_document_knows() -> None:
    assert datelines.begins(document("Ankara — Turkey waits.", dateline="Ankara"), 0) == len("Ankara — ")
    assert datelines.begins(document("Ankara — Turkey waits."), 0) == 0


def test_speakers_of_a_transcript_are_no_places() -> None:
    read = document("BLITZER: Will it end?", "HOOK: In May.", "BLITZER: All of it?")
    assert [datelines.begins(read, n) - read.paragraphs[n].span.start for n in range(3)][::2] == [0, 0]


def test_a_dateline_is_nobodys_words() -> None:
    text = "HARARE (Wire) - Zimbabwe will repay the loan next year, its finance minister said on Monday."
    assert [content for _, _, content in found(text)] == ["Zimbabwe will repay the loan next year"]
