"""What is known of an article: title, date, byline, publisher, agency, dateline; each from the page itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.ingest.bylines import credits_of, people
from detente.ingest.html_metadata import HtmlClues, read_html
from detente.ingest.outlets import agency_of, at_address, dateline, named_outlet, publisher_of
from detente.ingest.page import Metadata
from detente.ingest.published import (
    ADDRESS_KEYS,
    Clue,
    alone,
    dateline_clues,
    decided,
    front_clues,
    in_address,
    line_clues,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from detente.ingest.page import Page

_TITLE_KEYS = ("title", "post_title", "headline", "original_title")
_PUBLISHER_KEYS = ("publisher", "site", "site_name", "outlet", "newspaper", "source_name")
_AUTHOR_KEYS = ("author", "authors", "byline", "by")
_NOBODY = ("staff", "staff writer", "admin", "editor", "newsroom", "webmaster", "unknown")
_SHORT = 60
_FEWEST_WORDS = 5


def describe(page: Page) -> Metadata:
    """The metadata of a page. Nothing is guessed: what neither page nor metadata tell is ``None``."""
    paragraphs = [p.text for p in page.paragraphs]
    lines = [line.text for line in page.lines] or paragraphs
    found = read_html(page.html) if page.html else HtmlClues()
    title = _title(page, found)
    head = dateline(paragraphs)
    written = credits_of(paragraphs, lines=lines, title=title)
    published, because = decided(_dates(page, found, lines, paragraphs))
    return Metadata(
        title=title,
        published=published,
        published_because=because,
        dateline=head.place,
        authors=written.authors or _authors(page.front, found),
        publisher=_publisher(page, found) or publisher_of(paragraphs, lines, head),
        agency=agency_of(lines, head) or _agency(page.front, found),
        not_paragraphs=written.lines | _bare(page, title),
    )


def _title(page: Page, found: HtmlClues) -> str | None:
    for key in _TITLE_KEYS:
        if page.front.get(key, "").strip():
            return " ".join(page.front[key].split())
    headline = next((p.text for p in page.paragraphs if p.kind == "headline"), None)
    if headline is not None and named_outlet(headline):
        following = [p.text for p in page.paragraphs if p.text != headline]
        headline = next(
            (text for text in following if len(text.split()) >= _FEWEST_WORDS and text[-1:] != "."), headline
        )
    return headline or found.title


def _dates(page: Page, found: HtmlClues, lines: list[str], paragraphs: list[str]) -> Iterator[Clue]:
    yield from front_clues(page.front)
    yield from found.dates
    yield from line_clues(lines)
    yield from dateline_clues(paragraphs)
    day = in_address(page.uri) if "://" in page.uri else None
    if day:
        yield Clue(day=day, reason="address", weight=0.9)


def _publisher(page: Page, found: HtmlClues) -> str | None:
    for key in _PUBLISHER_KEYS:
        if page.front.get(key, "").strip():
            return page.front[key].strip()
    if found.publisher:
        return found.publisher
    addresses = [page.front.get(key, "") for key in ("permalink", *ADDRESS_KEYS)] + [found.address or ""]
    addresses += [page.uri] if "://" in page.uri else []
    for address in addresses:
        host = at_address(address) if "://" in address else None
        if host:
            return host
    return None


def _agency(front: Mapping[str, str], found: HtmlClues) -> str | None:
    """The wire whose text a site reprints, by the address of the original."""
    publisher = at_address(front.get("permalink", "") or found.address or "")
    for key in ("original_link", "canonical_url", "source"):
        origin = at_address(front.get(key, "")) if "://" in front.get(key, "") else None
        if origin and named_outlet(origin) and origin != publisher:
            return origin
    return None


def _authors(front: Mapping[str, str], found: HtmlClues) -> tuple[str, ...]:
    named = [front.get(key, "") for key in _AUTHOR_KEYS] + list(found.authors)
    for text in named:
        names = tuple(people(text.removeprefix("By ").replace("; ", ", ")))
        if names and text.strip().lower() not in _NOBODY:
            return names
    return ()


def _bare(page: Page, title: str | None) -> frozenset[int]:
    """Paragraphs that are a masthead or a date and nothing else; the headline stays."""
    return frozenset(
        number
        for number, paragraph in enumerate(page.paragraphs)
        if len(paragraph.text) < _SHORT
        and paragraph.text != title
        and (named_outlet(paragraph.text) or alone(paragraph.text))
    )
