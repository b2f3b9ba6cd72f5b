"""What the HTML of a page tells of the article: JSON-LD, meta tags, time tags, and htmldate as one voice among them.

Read with patterns over the head of the file, under limits of size; hostile pages cost no more than ordinary ones.
"""

from __future__ import annotations

import html as entities
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.ingest.published import Clue, in_address
from detente.ingest.written_days import day_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIMIT = 400_000
_MOST_TAGS = 20_000
_META = re.compile(r"<meta\b([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z:_-]{1,40})\s*=\s*(?:"([^"]{0,3000})"|'([^']{0,3000})')""")
_JSON_LD = re.compile(
    r"<script\b[^<>]{0,300}application/ld\+json[^<>]{0,300}>(.{0,200000}?)</script", re.IGNORECASE | re.DOTALL
)
_TIME = re.compile(r"<time\b([^<>]{1,1000})>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<]{1,500})</title", re.IGNORECASE)
_CANONICAL = re.compile(r"<link\b([^<>]{1,3000})>", re.IGNORECASE)
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date",
    "pubdate", "publishdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "article.published", "citation_publication_date", "ptime", "originalpublicationdate",
)  # fmt: skip
_MOST_NODES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlClues:
    """What was found.

    Attributes:
        dates: signs of the date of publication.
        title: headline as metadata have it.
        authors: as metadata have them; they are wrong in a fifth of pages, so the page's own byline goes first.
        publisher: name of the site or publisher.
        address: the page's own address.
    """

    dates: tuple[Clue, ...] = ()
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    address: str | None = None


@dataclass(slots=True)
class _Linked:
    """What JSON-LD says of the article."""

    published: list[str] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)


def read_html(page: str) -> HtmlClues:
    """The clues of a page's HTML; broken or missing metadata give none."""
    head = page[:_LIMIT]
    meta = dict(_metas(head))
    linked = _Linked()
    for script in _JSON_LD.finditer(head):
        try:
            _walk(json.loads(script[1]), linked, budget=[_MOST_NODES])
        except (ValueError, RecursionError):
            continue
    address = meta.get("og:url") or _canonical(head)
    site = meta.get("og:site_name") or next(iter(linked.publishers), None) or meta.get("application-name")
    title = next(iter(linked.headlines), None) or meta.get("og:title") or _title(head)
    author = linked.authors or [a for a in [meta.get("author") or meta.get("byl")] if a]
    return HtmlClues(
        dates=tuple(_dates(head, meta, linked, address)),
        title=" ".join(title.split()) if title else None,
        authors=tuple(dict.fromkeys(author)),
        publisher=site,
        address=address,
    )


def _attributes(text: str) -> dict[str, str]:
    return {
        m[1].lower(): entities.unescape(m[2] if m[2] is not None else m[3]).strip() for m in _ATTRIBUTE.finditer(text)
    }


def _metas(head: str) -> Iterator[tuple[str, str]]:
    for match in _META.finditer(head):
        found = _attributes(match[1])
        key = found.get("property") or found.get("name") or found.get("itemprop")
        if key and found.get("content"):
            yield key.lower(), found["content"]


def _canonical(head: str) -> str | None:
    for match in _CANONICAL.finditer(head):
        found = _attributes(match[1])
        if found.get("rel", "").lower() == "canonical" and found.get("href"):
            return found["href"]
    return None


def _title(head: str) -> str | None:
    match = _TITLE.search(head)
    return entities.unescape(match[1]).strip() if match else None


def _walk(node: object, linked: _Linked, *, budget: list[int]) -> None:
    budget[0] -= 1
    if budget[0] < 0:
        return
    if isinstance(node, list):
        for entry in node:
            _walk(entry, linked, budget=budget)
    elif isinstance(node, dict):
        kinds = node.get("@type", "")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(str(kind).endswith(("Article", "Posting", "Report")) for kind in kinds):
            linked.published.extend(str(node[k]) for k in ("datePublished",) if node.get(k))
            linked.headlines.extend(str(node[k]) for k in ("headline",) if node.get(k))
            linked.authors.extend(_names(node.get("author")))
            linked.publishers.extend(_names(node.get("publisher")))
        for value in node.values():
            if isinstance(value, dict | list):
                _walk(value, linked, budget=budget)


def _names(node: object) -> list[str]:
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        return [str(node["name"])] if node.get("name") else []
    return [name for entry in node for name in _names(entry)] if isinstance(node, list) else []


def _dates(head: str, meta: dict[str, str], linked: _Linked, address: str | None) -> Iterator[Clue]:
    for text in linked.published[:1]:
        day = day_in(text)
        if day:
            yield Clue(day=day, reason="JSON-LD datePublished", weight=0.9)
    for key in _DATES:
        day = day_in(meta.get(key, ""))
        if day:
            yield Clue(day=day, reason=f"meta {key}", weight=0.85)
            break
    for match in _TIME.finditer(head):
        found = _attributes(match[1])
        day = day_in(found.get("datetime", ""))
        if day:
            yield Clue(day=day, reason="time tag", weight=0.6)
            break
    day = in_address(address or "")
    if day:
        yield Clue(day=day, reason="address", weight=0.85)
    yield from _htmldate(head)


def _htmldate(head: str) -> Iterator[Clue]:
    """Htmldate's own finding, on pages of ordinary size only: it has no limit of time."""
    if head.count("<") > _MOST_TAGS:
        return
    from htmldate import find_date

    try:
        text = find_date(head, original_date=True, extensive_search=False)
    except (ValueError, TypeError, RecursionError):
        return
    day = day_in(text or "")
    if day:
        yield Clue(day=day, reason="htmldate", weight=0.6)
