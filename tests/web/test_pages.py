"""Every page: it shows what the record holds, as HTML, JSON and CSV, and its numbers lead to what they count."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from urllib.parse import quote

from detente.record import open_project
from evals import docs
from tests.web.conftest import addresses

LEAST = 300_000


class Links(HTMLParser):
    """Addresses that a page links to, with the words of each link."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        if tag == "a" and dict(attrs).get("href"):
            self._open.append(dict(attrs)["href"])
            self.found.append((self._open[-1], ""))

    def handle_data(self, data) -> None:
        if self._open:
            href, words = self.found[-1]
            self.found[-1] = (href, words + data)

    def handle_endtag(self, tag) -> None:
        if tag == "a" and self._open:
            self._open.pop()


def test_every_page_answers_as_page_and_as_data(reader) -> None:
    for address in addresses(reader):
        page = reader.get(address)
        assert page.status_code == 200, address
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        path, _, query = address.partition("?")
        stem, query = "/overview" if path == "/" else path, f"?{query}" if query else ""
        linked = {href for href, _ in Links(page.text).found}
        assert {f"{quote(stem)}.json{query}", f"{quote(stem)}.csv{query}"} <= linked, address
        data = reader.get(f"{stem}.json{query}")
        assert data.status_code == 200, address
        json.loads(data.text)
        rows = list(csv.reader(io.StringIO(reader.get(f"{stem}.csv{query}").text)))
        assert {len(row) for row in rows} == {len(rows[0])}, address


def test_no_link_of_any_page_is_dead(reader) -> None:
    tried: set[str] = set()
    for address in addresses(reader):
        page = reader.get(address).text
        ids = set(re.findall(r'\bid="([^"]+)"', page))
        for href, _ in Links(page).found:
            if href.startswith("#"):
                assert href[1:] in ids, f"{address}: {href}"
                continue
            assert href.startswith("/"), f"{address}: {href}"
            bare = href.partition("#")[0]
            if bare not in tried:
                tried.add(bare)
                assert reader.get(bare).status_code == 200, f"{address}: {href}"
    assert len(tried) > 100


def test_numbers_of_the_overview_count_what_they_open(reader) -> None:
    page = reader.get("/").text
    counts = re.findall(r'<li><a href="(/[^"]+)"><b>([\d,]+)</b>', page)
    assert len(counts) >= 7
    for href, number in counts:
        if "#" not in href:
            assert len(reader.get(f"{href}.json").json()) == int(number.replace(",", "")), href
    cells = re.findall(r'<a class="n" href="(/stands\?[^"]+)"[^>]*>(\d+)</a>', page)
    assert cells
    for href, number in cells:
        data = href.replace("&amp;", "&").replace("/stands?", "/stands.json?")
        assert len(reader.get(data).json()) == int(number), href


def test_numbers_of_sides_and_timeline_count_what_they_open(reader) -> None:
    for address, pattern in (
        ("/sides", r'<a href="(/notes/[^"]+)">([\d,]+)</a>'),
        ("/issues", r'<a href="(/notes/[^"]+)">([\d,]+)</a>'),
        ("/timeline", r'<a href="(/timeline\?[^"]+)">[^<]+<span class="n">(\d+)</span>'),
        ("/sides/USA", r'<td class="num"><a href="(/timeline\?[^"]+)">(\d+)</a>'),
        ("/sides/USA", r'<td class="num"><a href="(/stands\?[^"]+)">(\d+)</a>'),
        ("/issues/sanctions", r'<td class="num"><a href="(/stands\?[^"]+)">(\d+)</a>'),
        ("/splits", r'from <a href="(/stands\?[^"]+)">(\d+)</a>'),
        ("/counts/positions", r'<td class="num"><a href="(/notes/positions\?[^"]+)">(\d+)</a>'),
        ("/notes/positions", r'<a href="(/notes/positions\?[^"]+)">[^<]+<span class="n">(\d+)</span>'),
    ):
        found = re.findall(pattern, reader.get(address).text)
        assert found, address
        for href, number in found:
            data = href.replace("&amp;", "&").replace("?", ".json?", 1)
            assert len(reader.get(data).json()) == int(number.replace(",", "")), f"{address}: {href}"


def test_a_note_leads_to_its_sentence(reader) -> None:
    with open_project(reader.path, read_only=True) as record:
        for sourced in record.view().select().positions():
            answer = reader.get(f"/note/{sourced.note.id}", follow_redirects=False)
            assert answer.headers["location"] == f"/documents/{sourced.document}#{sourced.note.id}"
            page = reader.get(f"/documents/{sourced.document}").text
            assert f'id="{sourced.note.id}"' in page
            assert f'id="card-{sourced.note.id}"' in page
    assert reader.get("/note/p-none").status_code == 404


def test_the_document_is_shown_word_for_word(reader) -> None:
    from html import unescape

    with open_project(reader.path, read_only=True) as record:
        for row in record.view().documents():
            document = record.view().document(row.id)
            page = reader.get(f"/documents/{row.id}").text
            article = page.partition('id="article">')[2].partition("</article>")[0]
            shown = [
                unescape(re.sub(r"<[^>]+>", "", p)) for p in re.findall(r"<p class[^>]*>(.*?)</p>", article, re.DOTALL)
            ]
            assert shown == [document.quote(p.span) for p in document.paragraphs]


def test_filters_hold_on_every_page(reader) -> None:
    assert {note["holder"]["side"] for note in reader.get("/notes/positions.json?side=fra").json()} == {"FRA"}
    page = reader.get("/splits?side=FRA&since=2018").text
    assert 'aria-label="Filters that are on"' in page
    assert 'href="/table?side=FRA&amp;since=2018"' in page
    assert reader.get("/sources.json?publisher=none").json() == []
    assert "Nothing fits these filters" in reader.get("/?publisher=none").text
    assert reader.get("/notes/positions.json?as_of=2000-01-01").json() == []


def test_what_is_wrong_is_told_with_its_cure(reader) -> None:
    for address, status in (
        ("/nope", 404),
        ("/documents/d-none", 404),
        ("/sides/XYZ", 404),
        ("/notes/poems", 404),
        ("/timeline?since=soon", 400),
    ):
        answer = reader.get(address)
        assert answer.status_code == status
        assert "<h1>" in answer.text
    told = reader.get("/timeline.json?since=soon")
    assert told.status_code == 400
    assert told.json()["cure"]


def test_an_empty_record_says_what_to_do(empty) -> None:
    for address in addresses(empty):
        assert empty.get(address).status_code == 200, address
    assert "detente read" in empty.get("/").text
    assert "detente lists add" in empty.get("/lists").text
    assert "/import" in empty.get("/sources").text


def test_pages_are_small(reader) -> None:
    shared = sum(len(reader.get(f"/static/{name}").content) for name in ("app.css", "app.js", "htmx.js", "icon.svg"))
    for address in addresses(reader):
        assert shared + len(reader.get(address).content) < LEAST, address


def test_a_page_known_to_the_browser_is_not_sent_again(browser) -> None:
    first = browser.get("/splits")
    again = browser.get("/splits", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content


def test_the_figures_of_quality_are_those_measured(reader) -> None:
    page = reader.get("/about").text
    for row in docs.quality().splitlines()[2:]:
        assert row.split("\t")[1] in page
