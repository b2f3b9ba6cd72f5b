"""The guard: foreign names, foreign origins, too much."""

from __future__ import annotations

import pytest

from detente.web.security import HEADERS, MOST_FORM
from tests.web.conftest import TOKEN, addresses


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "127.0.0.1/x", "127.0.0.1:x", "[::1"],
)
def test_a_request_for_another_name_is_refused(reader, host) -> None:
    answer = reader.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "sanction" not in answer.text.lower()


@pytest.mark.parametrize("host", ["127.0.0.1:8400", "localhost:8400", "LOCALHOST", "[::1]:8400"])
def test_this_machine_has_several_names(reader, host) -> None:
    assert reader.get("/", headers={"host": host}).status_code == 200


def test_every_answer_tells_the_browser_what_it_may_do(reader) -> None:
    for address in (*addresses(reader), "/nope", "/static/app.css", "/splits.json"):
        answer = reader.get(address)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, address
    policy = HEADERS["content-security-policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


def test_no_page_holds_script_or_style_of_its_own(reader) -> None:
    import re

    for address in addresses(reader):
        page = reader.get(address).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page), address
        for script in re.findall(r"<script\b([^>]*)>", page):
            assert 'src="/static/' in script or 'type="application/json"' in script, address


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "http://127.0.0.1:8400.evil.example", "file://"]
)
def test_a_post_from_another_site_is_refused(browser, origin) -> None:
    browser.enter()
    token = browser.form_token()
    answer = browser.post("/judge/p-1", origin=origin, data={"form_token": token, "verdict": "reject"})
    assert answer.status_code == 403


def test_a_post_that_does_not_say_where_from_is_refused(browser) -> None:
    browser.enter()
    token = browser.form_token()
    assert browser.post("/judge/p-1", origin=None, data={"form_token": token, "verdict": "reject"}).status_code == 403
    from_here = {"sec-fetch-site": "cross-site"}
    assert browser.post("/judge/p-1", origin=None, headers=from_here, data={"form_token": token}).status_code == 403


def test_other_methods_and_too_much_are_refused(reader) -> None:
    assert reader.client.put("/").status_code == 405
    assert reader.client.delete("/documents/x").status_code == 405
    assert reader.get("/search?q=" + "a" * 5000).status_code == 414
    assert reader.post("/enter", content=b"x" * (MOST_FORM + 1)).status_code == 413


def test_a_wrong_token_opens_nothing(browser) -> None:
    assert browser.get("/enter?token=wrong").status_code == 403
    assert not browser.client.cookies
    answer = browser.post("/enter", data={"token": TOKEN + "x"})
    assert answer.status_code == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser) -> None:
    answer = browser.get(f"/enter?token={TOKEN}", follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie
    assert cookie.startswith("detente-8400=")


def test_no_path_reaches_the_file_system(reader) -> None:
    for path in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fapp.py",
        "/static/app.css%00",
        "/documents/../../etc/passwd",
    ):
        assert reader.get(path).status_code in {400, 404}, path
