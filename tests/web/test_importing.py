"""Files dropped on the page: kept under safe names, read by a process of their own, its progress shown."""

from __future__ import annotations

import time

import pytest

from detente.web.importing import safe_name

ARTICLE = """Oslo, 3 March 2022

Norway's foreign ministry said on Thursday that it would keep its sanctions on Belarus until political prisoners are freed.
"""


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("article.txt", "article.txt"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        (".hidden", "hidden"),
        ("a b\x00c<script>.html", "a-b-c-script-.html"),
        ("...", "file"),
        ("", "file"),
        ("한국.txt", "txt"),
    ],
)
def test_names_cannot_leave_the_folder(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert len(safe_name("a" * 500 + ".txt")) == 80


def test_only_whoever_entered_imports(browser) -> None:
    files = {"files": ("a.txt", ARTICLE)}
    assert browser.post("/import", files=files, data={"form_token": "x"}).status_code == 403
    assert not (browser.path.parent / "imports").exists()
    browser.enter()
    assert browser.post("/import", files=files, data={"form_token": "x"}).status_code == 403
    assert browser.post("/import", data={"form_token": browser.form_token()}).status_code == 404
    assert not (browser.path.parent / "imports").exists()


def test_a_dropped_article_is_read_with_progress(browser) -> None:
    browser.enter()
    token = browser.form_token()
    files = [("files", ("../note.txt", ARTICLE)), ("files", ("scan.pdf", b"\x00\x01\x02binary\xff\xfe" * 40))]
    answer = browser.post("/import", files=files, data={"form_token": token}, follow_redirects=False)
    assert answer.status_code == 303
    busy = browser.post("/import", files=files, data={"form_token": token})
    assert "under way" in busy.text
    told = ""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        told = browser.get("/import", headers={"hx-request": "true"}).text
        if "hx-get" not in told:
            break
        assert "<progress" in told
        time.sleep(0.3)
    assert "1 read" in told
    assert "1 failed" in told
    assert "scan.pdf" in told
    kept = sorted(path.name.partition("-")[2] for path in (browser.path.parent / "imports").iterdir())
    assert kept == ["note.txt", "scan.pdf"]
    (found,) = [row for row in browser.get("/sources.json").json() if row["origin"].endswith("note.txt")]
    assert found["notes"] > 0
    assert "Belarus" in browser.get(f"/documents/{found['id']}").text
