"""The brief: safe, whole, offline, and every claim opens its sentence."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

from detente.analyse.view import Memory
from detente.present.brief.page import brief, embedded
from tests.fixtures import SCRIPT, hostile, iran

VOID = {"meta", "link", "br", "img", "input", "hr", "base"}
LOADS = {"src", "srcset", "data", "poster", "action", "formaction", "background", "cite", "manifest", "ping"}


class Page(HTMLParser):
    """A page's elements, ids, links, texts, scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: dict[str, str] = {}
        self.inline: list[tuple[str, str]] = []
        self.marked: dict[str, str] = {}
        self._marks: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self.open.append(tag)
        if tag in ("script", "style"):
            self.inline.append((tag, ""))
        if tag == "mark":
            self._marks.append(dict(attrs)["class"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert [tag] == self.open[-1:], f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()
        if tag == "mark":
            self._marks.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            self.inline[-1] = (self.inline[-1][0], self.inline[-1][1] + data)
            return
        for mark in self._marks:
            self.marked[mark] = self.marked.get(mark, "") + data
        self.texts["all"] = self.texts.get("all", "") + data

    def attributes(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]

    @property
    def policy(self) -> str:
        return next(a["content"] or "" for t, a in self.tags if a.get("http-equiv") == "Content-Security-Policy")


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(brief(iran()))


def test_every_link_goes_to_something_in_the_file_and_ids_are_unique(page: Page) -> None:
    ids, links = page.attributes("id"), page.attributes("href")
    assert len(ids) == len(set(ids))
    assert all(link.startswith("#") for link in links)
    assert {link[1:] for link in links} <= set(ids)
    assert len([link for link in links if re.match(r"#[sepmta]-", link)]) > 20


def test_links_of_the_chart_go_to_something_in_the_file(page: Page) -> None:
    spec = json.loads(next(text for tag, text in page.inline if text.startswith('{"$schema"')))
    links = {value["link"][1:] for value in spec["data"]["values"]}
    assert len(links) == 3
    assert links <= set(page.attributes("id"))


def test_the_mark_of_a_note_holds_just_its_quote(page: Page) -> None:
    for document, reading in iran().read:
        for note in (*reading.positions, *reading.terms, *reading.measures, *reading.assessments, *reading.events):
            assert page.marked[f"rest-{note.id}"] == note.evidence.quote, document.title


@pytest.mark.parametrize("view", [iran(), hostile(), Memory(())], ids=["iran", "hostile", "nothing"])
def test_nothing_is_loaded_and_no_handler_stands_in_the_page(view: Memory) -> None:
    page = Page(brief(view))
    assert page.open == []
    for tag, attrs in page.tags:
        assert tag not in ("img", "iframe", "object", "embed", "link", "base", "form", "audio", "video", "image", "use")
        assert not LOADS & set(attrs), (tag, attrs)
        assert not any(name.startswith("on") or name == "style" for name in attrs), (tag, attrs)
    style = next(text for tag, text in page.inline if tag == "style")
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("view", [iran(), hostile(), Memory(())], ids=["iran", "hostile", "nothing"])
def test_the_policy_allows_just_the_texts_that_stand_there(view: Memory) -> None:
    page = Page(brief(view))
    types = [a.get("type") for t, a in page.tags if t == "script"]
    scripts = [text for tag, text in page.inline if tag == "script"]
    running = [text for text, kind in zip(scripts, types, strict=True) if kind is None]
    styles = [text for tag, text in page.inline if tag == "style"]
    for text in (*running, *styles):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page.policy
    assert page.policy.count("sha256-") == len(running) + len(styles)
    assert "default-src 'none'" in page.policy
    assert "unsafe" not in page.policy


def test_what_articles_say_is_text_never_markup() -> None:
    html = brief(hostile())
    page = Page(html)
    assert SCRIPT not in html
    assert "<img" not in html
    assert "<b>no</b>" not in html
    assert page.texts["all"].count(SCRIPT) > 10
    allowed = brief(iran()).count("<script")
    assert html.count("<script") == allowed


def test_data_for_the_chart_cannot_leave_its_element() -> None:
    text = embedded({"title": "</script><!-- & \u2028"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"title": "</script><!-- & \u2028"}


def test_the_sections_say_what_was_found(page: Page) -> None:
    said = " ".join(page.texts["all"].split())
    assert "Sanctions and bargaining over Iran" in said
    assert "Read from 3 documents of 2 publishers, 22 May 2018 to 9 February 2021." in said
    assert "France and the United States stand apart on sanctions over Iran" in said
    assert "Deadlock: Iran and the United States wait for each other" in said
    assert "Executive Order 13876" in said
    assert "Undecodable: binary" in said
    assert "was: on terms" in said


def test_it_reads_without_script(page: Page) -> None:
    (figure,) = [attrs for tag, attrs in page.tags if attrs.get("id") == "timeline-figure"]
    assert "hidden" in figure
    assert "31 July 2019" in page.texts["all"]


def test_an_empty_record_says_so_and_carries_no_script() -> None:
    html = brief(Memory(()))
    assert "<script" not in html
    assert len(html) < 30_000
    said = Page(html).texts["all"]
    assert "No position was found in these documents." in said
    assert "Every input was read." in said


def test_it_is_the_same_every_time_and_of_bearable_size() -> None:
    assert brief(iran()) == brief(iran())
    assert len(brief(iran()).encode()) < 1_000_000


def test_a_title_of_ones_own() -> None:
    assert "<title>Paris &amp; Tehran</title>" in brief(iran(), title="Paris & Tehran")
