"""Verdicts and imports need the token, whatever else a request brings; what was written shows at once."""

from __future__ import annotations

import time

import pytest

from tests.web.conftest import TOKEN

BEARER = {"authorization": f"Bearer {TOKEN}"}
API = "/api/v1"
WRONG = [
    {},
    {"authorization": "Bearer wrong"},
    {"authorization": f"Bearer {TOKEN}x"},
    {"authorization": f"Basic {TOKEN}"},
    {"authorization": "Bearer "},
    {"authorization": TOKEN},
]


def judged(browser, note: str, verdict: str, **more: object):
    return browser.client.post(f"{API}/verdicts", json={"note": note, "verdict": verdict, **more}, headers=BEARER)


def test_a_rejected_note_leaves_the_lists_and_comes_back(browser) -> None:
    first = browser.get(f"{API}/notes/positions").json()
    note = first["items"][0]["id"]
    answer = judged(browser, note, "reject", why="a misread sentence")
    assert answer.json() == {"note": note, "verdict": "reject", "changed": True}
    assert judged(browser, note, "reject", why="a misread sentence").json()["changed"] is False
    assert browser.get(f"{API}/notes/positions").json()["total"] == first["total"] - 1
    assert browser.get(f"{API}/notes/positions?rejected=true").json()["total"] == first["total"]
    kept = browser.get(f"{API}/verdicts").json()["items"]
    assert [(one["note"], one["accepted"], one["why"]) for one in kept] == [(note, False, "a misread sentence")]
    assert judged(browser, note, "withdraw").json()["changed"] is True
    assert browser.get(f"{API}/notes/positions").json() == first


def test_a_verdict_changes_the_split_that_rests_on_it(browser) -> None:
    before = browser.get(f"{API}/splits?cited=100").json()["items"]
    for note in before[0]["left"]["cited"]:
        assert judged(browser, note["note"], "reject").json()["changed"]
    after = browser.get(f"{API}/splits?cited=100").json()["items"]
    assert before[0] not in after


@pytest.mark.parametrize("headers", WRONG)
def test_without_the_token_nothing_is_written(browser, headers) -> None:
    note = browser.get(f"{API}/notes/positions").json()["items"][0]["id"]
    browser.enter()  # a session is not enough: its cookie goes along with what other pages make the browser send
    own = {"origin": "http://127.0.0.1:8400"}
    body = {"note": note, "verdict": "reject"}
    for address, sent in (("/verdicts", {"json": body}), ("/imports", {"files": {"files": ("a.txt", b"words")}})):
        answer = browser.client.post(f"{API}{address}", headers=own | headers, **sent)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
    assert browser.get(f"{API}/imports", headers=headers).status_code == 401
    assert browser.get(f"{API}/verdicts").json()["total"] == 0
    assert not (browser.path.parent / "imports").exists()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999"])
def test_another_site_writes_nothing_even_with_the_token(browser, origin) -> None:
    note = browser.get(f"{API}/notes/positions").json()["items"][0]["id"]
    answer = browser.client.post(
        f"{API}/verdicts", json={"note": note, "verdict": "reject"}, headers=BEARER | {"origin": origin}
    )
    assert answer.status_code == 403
    assert browser.get(f"{API}/verdicts").json()["total"] == 0
    assert "access-control-allow-origin" not in answer.headers


def test_a_form_of_another_kind_is_no_verdict(browser) -> None:
    """A page of another site can send forms and plain text without asking first; JSON it cannot."""
    note = browser.get(f"{API}/notes/positions").json()["items"][0]["id"]
    words = f'{{"note": "{note}", "verdict": "reject"}}'
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        answer = browser.client.post(f"{API}/verdicts", content=words, headers=BEARER | {"content-type": kind})
        assert answer.status_code == 422
    assert browser.get(f"{API}/verdicts").json()["total"] == 0


def test_an_unknown_note_cannot_be_judged(browser) -> None:
    answer = judged(browser, "p-0000000000000000", "accept")
    assert answer.status_code == 404
    assert answer.json()["cure"]
    assert judged(browser, "p-0000000000000000", "burn").status_code == 422


@pytest.mark.slow
def test_imported_files_are_read(browser) -> None:
    text = b"Cuba and the talks\n\nHAVANA, 3 March 2016 - Cuba said on Thursday that the embargo must be lifted.\n"
    before = browser.get(f"{API}/about").json()["counts"]["documents"]
    answer = browser.client.post(f"{API}/imports", files={"files": ("../../cuba.txt", text)}, headers=BEARER)
    assert answer.status_code == 202, answer.text
    for _ in range(600):
        job = browser.get(f"{API}/imports", headers=BEARER).json()
        if not job["running"]:
            break
        time.sleep(0.5)
    assert (job["running"], job["fault"], job["total"], job["failures"]) == (False, "", 1, [])
    assert browser.get(f"{API}/about").json()["counts"]["documents"] == before + 1
    assert [path.name.endswith("-cuba.txt") for path in (browser.path.parent / "imports").iterdir()] == [True]
