"""The API as a program uses it: every figure counts, every quote stands where it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from detente.model.reading import LAYERS
from detente.record import open_project
from detente.web.api import shapes

if TYPE_CHECKING:
    from pydantic import BaseModel

FINDINGS = {
    "splits": shapes.Splits,
    "standings": shapes.Standings,
    "series": shapes.SeriesList,
    "bargain": shapes.Items,
    "moves": shapes.Moves,
    "deadlocks": shapes.Deadlocks,
    "timeline": shapes.Citations,
}


def got(reader, address: str, shape: type[BaseModel] | None = None) -> Any:
    answer = reader.get(f"/api/v1{address}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    found = answer.json()
    if shape is not None:
        shape.model_validate(found)
    return found


def citations(found: object) -> list[dict[str, Any]]:
    """All citations of an answer, wherever they stand in it."""
    if isinstance(found, list):
        return [one for part in found for one in citations(part)]
    if not isinstance(found, dict):
        return []
    if {"note", "quote", "start"} <= found.keys():
        return [found]
    return [one for part in found.values() for one in citations(part)]


def test_documents_and_their_texts(reader) -> None:
    listed = got(reader, "/documents", shapes.Documents)
    assert listed["total"] == len(listed["items"]) > 2
    days = [item["published"] or "" for item in listed["items"]]
    assert days == sorted(days)
    newest = got(reader, "/documents?order=newest&limit=1")["items"]
    assert newest[0]["published"] == max(days)
    for item in listed["items"]:
        whole = got(reader, f"/documents/{item['id']}", shapes.Document)
        assert sum(whole["notes"].values()) == item["notes"]
        for paragraph in whole["paragraphs"]:
            assert whole["text"][paragraph["start"] : paragraph["end"]] == paragraph["text"]


@pytest.mark.parametrize("layer", LAYERS)
def test_notes_come_in_parts_that_make_the_whole(reader, layer) -> None:
    whole = got(reader, f"/notes/{layer}?limit=500", shapes.Notes)
    assert whole["total"] == len(whole["items"])
    parts = [got(reader, f"/notes/{layer}?limit=2&offset={at}")["items"] for at in range(0, whole["total"] + 2, 2)]
    assert [note["id"] for part in parts for note in part] == [note["id"] for note in whole["items"]]
    backwards = got(reader, f"/notes/{layer}?order=newest&limit=500")["items"]
    assert [note["id"] for note in reversed(backwards)] == [note["id"] for note in whole["items"]]
    with open_project(reader.path, read_only=True) as record:
        assert [s.note.id for s in record.view().notes(layer)] == [note["id"] for note in whole["items"]]


def test_filters_leave_out_what_does_not_fit(reader) -> None:
    all_ = got(reader, "/notes/positions")["total"]
    french = got(reader, "/notes/positions?side=fra")["items"]
    assert 0 < len(french) < all_
    assert {note["holder"]["side"] for note in french} == {"FRA"}
    both = got(reader, "/notes/positions?side=FRA&issue=sanctions&type=pro&since=2018&until=2018-05-22")
    assert [note["holder"]["name"] for note in both["items"]] == ["Emmanuel Macron"]
    assert got(reader, "/notes/positions?publisher=nobody")["total"] == 0
    document = french[0]["document"]
    assert {n["document"] for n in got(reader, f"/notes/positions?document={document}")["items"]} == {document}
    assert got(reader, "/notes/positions?as_of=2001")["total"] == 0


@pytest.mark.parametrize("name", FINDINGS)
def test_findings_cite_what_they_count(reader, name) -> None:
    found = got(reader, f"/{name}", FINDINGS[name])
    assert found["total"] >= len(found["items"])
    texts: dict[str, str] = {}
    for one in citations(found):
        text = texts.setdefault(one["document"], got(reader, f"/documents/{one['document']}")["text"])
        assert text[one["start"] : one["end"]] == one["quote"]
    if name in {"splits", "standings", "bargain", "timeline", "series"}:
        assert texts, f"{name} cites nothing"
        assert citations(got(reader, f"/{name}?limit=1")), name


def test_a_figure_says_how_many_notes_it_counts(reader) -> None:
    few, many = (got(reader, f"/standings?cited={number}")["items"] for number in (1, 50))
    for one, other in zip(few, many, strict=True):
        assert one["notes"]["total"] == other["notes"]["total"] == len(other["notes"]["cited"])
        assert one["notes"]["cited"] == other["notes"]["cited"][-1:]


def test_a_note_is_cited_in_its_paragraph(reader) -> None:
    note = got(reader, "/notes/positions?limit=1")["items"][0]
    found = got(reader, f"/cite/{note['id']}", shapes.Cited)
    assert note["evidence"]["text"] in found["paragraph"]
    assert found["because"] == ["written by hand"]


def test_search_finds_words_and_marks_them(reader) -> None:
    found = got(reader, "/search?q=enrichment", shapes.Hits)
    assert found["items"]
    for hit in found["items"]:
        assert hit["marks"]
        assert {hit["snippet"][start:end].lower() for start, end in hit["marks"]} <= {
            "enrichment",
            "enriched",
            "enrich",
        }
    assert got(reader, "/search?q=enrichment&limit=1")["more"] == (len(found["items"]) > 1)
    assert got(reader, "/search?q=xyzzyx")["items"] == []


def test_an_answer_that_has_not_changed_is_not_sent_again(reader) -> None:
    first = reader.get("/api/v1/splits")
    again = reader.get("/api/v1/splits", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("name", [*FINDINGS, "documents", "verdicts", "about", *(f"notes/{layer}" for layer in LAYERS)])
def test_an_empty_record_answers_too(empty, name) -> None:
    answer = empty.get(f"/api/v1/{name}")
    assert answer.status_code == 200
    if name != "about":
        assert (answer.json()["total"], answer.json()["items"]) == (0, [])
