"""Verdicts given in the browser: only by whoever entered, and what rests on the note changes at once."""

from __future__ import annotations

import pytest

from detente.record import open_project
from detente.web import desk


def positions(browser) -> list[dict]:
    return browser.get("/notes/positions.json").json()


def judge(browser, note: str, verdict: str, *, part: bool = False, token: str | None = None, why: str = ""):
    token = browser.form_token() if token is None else token
    headers = {"hx-request": "true"} if part else {}
    data = {"form_token": token, "verdict": verdict, "why": why}
    return browser.post(f"/judge/{note}", data=data, headers=headers, follow_redirects=False)


def test_nobody_writes_without_having_entered(browser) -> None:
    note = positions(browser)[0]["id"]
    assert "form_token" not in browser.get(f"/documents/{positions(browser)[0]['document']}").text
    assert judge(browser, note, "reject", token="").status_code == 403
    browser.enter()
    for wrong in ("", "0" * 64):
        assert judge(browser, note, "reject", token=wrong).status_code == 403
    with open_project(browser.path, read_only=True) as record:
        assert record.view().verdicts() == ()


def test_a_rejected_note_counts_no_more_and_can_be_taken_back(browser) -> None:
    browser.enter()
    before = positions(browser)
    note = before[0]
    answer = judge(browser, note["id"], "reject", why="the wrong <b>holder</b>")
    assert answer.headers["location"] == f"/documents/{note['document']}#card-{note['id']}"
    assert [n["id"] for n in positions(browser)] == [n["id"] for n in before if n["id"] != note["id"]]
    page = browser.get(f"/documents/{note['document']}").text
    assert "the wrong &lt;b&gt;holder&lt;/b&gt;" in page
    assert f'<mark id="{note["id"]}"' not in page
    assert f"rejected position {note['id']}" in browser.get("/changes").text
    judge(browser, note["id"], "withdraw")
    assert positions(browser) == before


def test_an_accepted_note_stays_and_is_counted(browser) -> None:
    browser.enter()
    before = positions(browser)
    judge(browser, before[0]["id"], "accept")
    assert positions(browser) == before
    assert "1.00 (0.21–1.00)" in browser.get("/about").text


def test_a_part_of_the_page_tells_what_happened_to_the_splits(browser) -> None:
    browser.enter()
    splits = browser.get("/splits.json").json()
    assert splits
    note = splits[0]["left"]["notes"][0]
    answer = judge(browser, note["id"], "reject", part=True)
    assert answer.status_code == 200
    assert f'id="card-{note["id"]}"' in answer.text
    assert "Rejected" in answer.text
    assert 'class="moved"' in answer.text
    assert "gap" in answer.text.partition('class="moved"')[2]
    assert browser.get("/splits.json").json() != splits
    taken_back = judge(browser, note["id"], "withdraw", part=True)
    assert "Reject" in taken_back.text
    assert browser.get("/splits.json").json() == splits


@pytest.mark.parametrize(("note", "verdict", "status"), [("p-none", "reject", 404), ("", "reject", 404)])
def test_a_note_that_is_not_there_is_not_judged(browser, note, verdict, status) -> None:
    browser.enter()
    assert judge(browser, note, verdict).status_code == status


def test_other_verdicts_are_refused(browser) -> None:
    browser.enter()
    assert judge(browser, positions(browser)[0]["id"], "delete").status_code == 400


def test_what_another_process_writes_shows_too(browser, monkeypatch) -> None:
    monkeypatch.setattr(desk, "PATIENCE", 0.0)  # on a slow machine pages are costly, and costly ones last a while
    note = positions(browser)[0]
    with open_project(browser.path) as record, record.writer() as writer:
        writer.judge(note["id"], accepted=False)
    assert note["id"] not in {n["id"] for n in positions(browser)}
