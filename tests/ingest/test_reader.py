"""Bytes to documents: formats, encodings, alignment, and what bad input gets."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import errors
from detente.errors import SkipItem
from detente.ingest.reader import media_type, read_bytes, read_file
from detente.model.document import Document
from detente.model.findings import Failure

SUDAN = """United States eases sanctions on Sudan

The United States lifted a twenty-year trade embargo on Sudan on Friday, officials in Khartoum and Washington said.

“This is a good day for the Sudanese people,” the foreign minister, Ibrahim Ghandour, told reporters in the capital.

What comes next

Sudan remains on the list of state sponsors of terrorism, which bars it from relief on its debt, the officials said.
"""
MYANMAR = """---
title: Statement on new measures against Myanmar's military
date: '2021-03-22'
tags:
  - statements
  - asia
---

Today the United States and the European Union placed sanctions on **two
entities** of Myanmar's military after the [killing of
protesters](https://example.org/a_b) in Yangon.

<!-- more -->

-   The Treasury Department designated the 33rd and 77th
    Light Infantry Divisions.

-   The Council of the European Union listed eleven
    persons\\*.

\\###
"""


def one(text: str | bytes, uri: str = "a.txt") -> Document:
    (found,) = read_bytes(text.encode() if isinstance(text, str) else text, uri=uri)
    assert isinstance(found, Document), found
    return found


def failed(data: bytes) -> Failure:
    (found,) = read_bytes(data, uri="bad.txt", max_seconds=5)
    assert isinstance(found, Failure), found
    assert issubclass(getattr(errors, found.kind), SkipItem)
    assert found.reason
    assert found.cure
    assert found.origin == "bad.txt"
    return found


def paragraphs(document: Document) -> list[str]:
    return [document.quote(paragraph.span) for paragraph in document.paragraphs]


def check(document: Document, data: bytes) -> None:
    """What holds of every document."""
    assert document.text == "\n\n".join(paragraphs(document))
    for paragraph in paragraphs(document):
        assert paragraph == " ".join(paragraph.split())
    for low, high in zip(document.alignment, document.alignment[1:], strict=False):
        assert low.end <= high.start
    for each in document.alignment:
        assert 0 <= each.start < each.end <= len(document.text)
        assert 0 <= each.raw_start < each.raw_end <= len(data)


def aligned(document: Document, data: bytes) -> list[tuple[str, str]]:
    return [
        (
            document.text[each.start : each.end],
            " ".join(data[each.raw_start : each.raw_end].decode(document.origin.encoding).split()),
        )
        for each in document.alignment
    ]


def test_plain_text() -> None:
    document = one(SUDAN)
    assert [paragraph.kind for paragraph in document.paragraphs] == ["headline", "body", "body", "subhead", "body"]
    assert document.title == "United States eases sanctions on Sudan"
    assert document.language == "en"
    assert document.origin.media_type == "text/plain"
    for text, raw in aligned(document, SUDAN.encode()):
        assert text == raw
    assert sum(each.end - each.start for each in document.alignment) == len(document.text) - 2 * 4


def test_hard_wrapped_text_is_unfolded() -> None:
    words = [
        "Venezuela's",
        "government",
        "said",
        "on",
        "Monday",
        "that",
        "it",
        "would",
        "not",
        "accept",
        "conditions",
        "for",
        "the",
        "easing",
        "of",
        "sanctions",
        "on",
        "its",
        "oil",
        "industry",
        "and",
        "called",
        "on",
        "Washington",
        "to",
        "return",
        "frozen",
        "assets",
        "before",
        "any",
        "talks",
        "in",
        "Mexico",
        "could",
        "be",
        "resumed",
        "by",
        "the",
        "two",
    ]
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 70:
            lines.append(line.strip())
            line = ""
        line += f"{word} "
    wrapped = "\n".join([*lines, f"{line.strip()} sides."])
    document = one(
        "Caracas rejects conditions for talks\n\n" + "\n\n".join([wrapped] * 1 + [wrapped.replace("Monday", "Friday")])
    )
    assert paragraphs(document)[1] == " ".join([*words, "sides."])


def test_markdown_loses_its_markup() -> None:
    document = one(MYANMAR, "a.md")
    assert document.origin.media_type == "text/markdown"
    assert paragraphs(document) == [
        "Statement on new measures against Myanmar's military",
        (
            "Today the United States and the European Union placed sanctions on two entities of Myanmar's military after the "
            "killing of protesters in Yangon."
        ),
        "The Treasury Department designated the 33rd and 77th Light Infantry Divisions.",
        "The Council of the European Union listed eleven persons*.",
    ]
    assert document.paragraphs[0].kind == "headline"
    assert all(text == raw for text, raw in aligned(document, MYANMAR.encode()))


def test_markdown_of_a_whole_page() -> None:
    body = SUDAN.split("\n\n")
    menu = "-   [Home](/)\n-   [World](/world)\n-   [Sport](/sport)"
    listed = "-   Gold from Darfur stays under an embargo of the Security Council."
    page = "\n\n".join(
        [menu, f"# {body[0]}", *body[1:3], listed, f"## {body[3]}", body[4], "[About us](/about) [Contact](/c)"]
    )
    document = one(page)
    assert document.origin.media_type == "text/markdown"
    assert paragraphs(document) == [*body[:3], listed[4:], body[3], body[4].strip()]
    assert [paragraph.kind for paragraph in document.paragraphs] == [
        "headline",
        "body",
        "body",
        "body",
        "subhead",
        "body",
    ]


def test_html_inside_markdown_is_read_as_html() -> None:
    text = """---
post_title: >
  Iran and Europe meet
  in Vienna
---
[ad_1]
<br><div id="x"><p>VIENNA (Agency) - Iran met European powers on Tuesday &amp; agreed to talk on.</p><p>Sanctions stay.</p></div>
<a href="http://example.org/x">Source </a>
"""
    assert paragraphs(one(text)) == [
        "Iran and Europe meet in Vienna",
        "VIENNA (Agency) - Iran met European powers on Tuesday & agreed to talk on.",
        "Sanctions stay.",
    ]


def test_format_is_told_by_content() -> None:
    assert media_type("<!doctype html><html><body><p>x</p></body></html>") == "text/html"
    assert media_type(MYANMAR) == "text/markdown"
    assert media_type(SUDAN) == "text/plain"
    assert media_type("# Heading\n\nSome **bold** words and a [link](http://example.org).\n") == "text/markdown"


def test_captions_are_kept_once_and_without_labels() -> None:
    body = SUDAN.split("\n\n")
    caption = (
        "Sudanese traders wait at the border with Egypt near Wadi Halfa, north of Khartoum, on Thursday. Agency photo"
    )
    document = one("\n\n".join([body[0], f"{caption}\n{caption}", *body[1:]]))
    assert paragraphs(document).count(caption) == 1
    labelled = one("\n\n".join([*body[:2], f"Image copyright AGENCY Image caption {caption}", *body[2:]]))
    assert caption in paragraphs(labelled)
    assert "Image copyright" not in labelled.text


def test_page_around_the_article_is_left_out() -> None:
    page = "\n".join(
        [
            "The Nile Post",
            "  • Home",
            "  • World",
            "  • Sport",
            "",
            SUDAN.replace("\n\n", "\n"),
            "Most read",
            "  • Contact us",
        ]
    )
    document = one(page)
    assert paragraphs(document)[0] == "United States eases sanctions on Sudan"
    assert "Contact" not in document.text
    assert "Home" not in document.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    data = SUDAN.encode(encoding)
    document = one(data)
    assert document.text == one(SUDAN).text
    for text, raw in aligned(document, data):
        assert text == raw


def test_declared_encoding() -> None:
    korean = "북한은 월요일 미국이 제재를 해제하지 않으면 대화에 나서지 않겠다고 밝혔다. 한국 정부는 대화를 촉구했다."
    page = f'<html><head><meta charset="euc-kr"></head><body>{f"<p>{korean}</p>" * 4}</body></html>'
    document = one(page.encode("euc-kr"))
    assert document.language == "ko"
    assert document.origin.encoding == "euc_kr"
    assert korean in document.text


def test_invalid_bytes_are_repaired_and_counted() -> None:
    data = SUDAN.encode().replace(b"Khartoum", b"Khartoum\x96")
    document, note = read_bytes(data, uri="a.txt")
    assert isinstance(document, Document)
    assert isinstance(note, Failure)
    assert note.kind == "Undecodable"
    assert note.reason.startswith("1 ")
    assert "Khartoum–" in document.text


def test_korean_page_is_kept() -> None:
    korean = "북한은 월요일 미국이 제재를 해제하지 않으면 대화에 나서지 않겠다고 밝혔다. 한국 정부는 대화를 촉구했다."
    assert one("\n\n".join([korean, korean.replace("월요일", "화요일")])).language == "ko"


PARAGRAPH = "<p>The United States lifted some sanctions on Sudan on Friday, officials in Khartoum said, after months of talks.</p>\n"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "Empty"),
        (b" \n\t\n ", "Empty"),
        (b"\xef\xbb\xbf", "Empty"),
        (b"\0" * 500, "Empty"),
        (b"%PDF-1.7 and so on", "Malformed"),
        (random.Random(3).randbytes(20_000), "Undecodable"),
        (b"word " * 200_000, "Malformed"),
        (b"x" * 1_000_000, "Malformed"),
        (b"A short line of text.\n" * 50_000, "TooLarge"),
        (b"<html>" + b"<div>" * 150_000 + b"text", "TooLarge"),
        (b"[a](" * 300_000, "Malformed"),
        (b"x" * 20_000_001, "TooLarge"),
        (b"<html><body><script>var a = 1;</script></body></html>", "Empty"),
    ],
)
def test_bad_input_is_a_failure_with_a_cure(data: bytes, kind: str) -> None:
    assert failed(data).kind == kind


@pytest.mark.parametrize(
    "data",
    [
        b"---\ntitle: "
        + b"[" * 20_000
        + b"\n---\n\nThe United States lifted sanctions on Sudan on Friday, officials said.",
        b"---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n---\n\nThe United States lifted sanctions on Sudan, officials said.",
        b"<!-- " * 3_000 + SUDAN.encode(),
        SUDAN.encode() + b"\n" + b"[" * 30_000,
        SUDAN.encode() + b"\n\n> - # " * 2_000,
    ],
)
def test_hostile_text_is_read_or_refused(data: bytes) -> None:
    for found in read_bytes(data, uri="a.md", max_seconds=5):
        assert isinstance(found, Document | Failure)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_a_failure(data: bytes) -> None:
    if b"<" in data:
        data = data.replace(b"<", b"(")  # pages of HTML have tests of their own: a worker reads them
    found = list(read_bytes(data, uri="x"))
    assert found
    for each in found:
        if isinstance(each, Document):
            check(each, data)
        else:
            assert each.reason


SENTENCES = st.lists(
    st.text(
        alphabet=st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="<\\*_`&[]~#"),
        min_size=1,
        max_size=90,
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=100, deadline=None)
@given(
    SENTENCES, st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n"]), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"])
)
def test_alignment_leads_back_to_the_bytes(sentences: list[str], joint: str, encoding: str) -> None:
    data = joint.join([*SUDAN.split("\n\n"), *sentences]).encode(encoding)
    for document in read_bytes(data, uri="x"):
        assert isinstance(document, Document)
        check(document, data)
        if document.origin.media_type == "text/plain":
            codec = {"utf-16": "utf-16-le", "utf-8-sig": "utf-8"}.get(encoding, encoding)
            for each in document.alignment:
                raw = data[each.raw_start : each.raw_end].decode(codec)
                assert " ".join(raw.split()) == document.text[each.start : each.end]


@settings(max_examples=40, deadline=None)
@given(SENTENCES)
def test_same_bytes_same_document(sentences: list[str]) -> None:
    data = "\n\n".join([SUDAN, *sentences]).encode()
    first, second = list(read_bytes(data, uri="x")), list(read_bytes(data, uri="x"))
    assert first == second
    assert [d.id for d in first] == [d.id for d in second]


def test_read_file(tmp_path) -> None:
    path = tmp_path / "sudan.dat"
    path.write_text(SUDAN)
    (document,) = read_file(path)
    assert isinstance(document, Document)
    assert document.name == "sudan"
    (missing,) = read_file(tmp_path / "none.txt")
    assert isinstance(missing, Failure)
    assert missing.kind == "Unreadable"
    (large,) = read_file(path, max_bytes=10)
    assert isinstance(large, Failure)
    assert large.kind == "TooLarge"


def test_a_headline_in_other_words_than_the_body_is_one() -> None:
    text = (
        "Havana asks for talks\n\nCuban Foreign Minister Bruno Rodriguez said on Tuesday that the United States must lift its embargo.\n\n"
        "The White House said it would keep the measures until prisoners are freed.\n"
    )
    (document,) = read_bytes(text.encode(), uri="cuba.txt")
    assert not isinstance(document, Failure)
    assert document.title == "Havana asks for talks"
    assert [p.kind for p in document.paragraphs] == ["headline", "body", "body"]


def test_a_short_text_in_another_script_is_not_taken_for_english() -> None:
    (found,) = read_bytes("북한은 대화를 거부했다고 밝혔다.".encode(), uri="k.txt")
    assert isinstance(found, Document)
    assert found.language == "ko"
    (latin,) = read_bytes(b"Talks off.", uri="t.txt")
    assert isinstance(latin, Document)
    assert latin.language == "en"


def test_two_binary_bytes_are_no_text() -> None:
    (found,) = read_bytes(b"\x01\x02", uri="b.pdf")
    assert isinstance(found, Failure)
    assert "binary" in found.reason
