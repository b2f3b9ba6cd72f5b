"""News feeds (RSS 0.9 to 2.0, Atom, RDF): an entry a document, with the words that the feed itself has of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from detente.errors import Empty, Malformed, SkipItem
from detente.ingest.lists.xml import local
from detente.ingest.pieces import Fault, Piece, fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<\?[^>]{0,500}\?>\s*|<!--(?:(?!-->).){0,2000}-->\s*|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,20000}\]\s*)?>\s*)*"
    rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]",
    re.DOTALL,
)
_ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE[^>]{0,500}\[)", re.IGNORECASE)
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "issued", "date", "updated", "modified")
_MOST = 20_000


def is_feed(head: bytes) -> bool:
    """Whether a file begins as a feed does."""
    return _ROOT.match(head) is not None


def entries(data: bytes, *, uri: str) -> Iterator[Piece | Fault]:
    """The entries of a feed, in its order.

    Raises:
        Malformed: if its XML declares entities, is broken from the start, or holds no entry.
    """
    if _ENTITY.search(data[:100_000]):
        raise Malformed(
            "its XML declares entities, which may grow without end", origin=uri, cure="take it from its publisher"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Malformed(f"its XML is broken ({error})", origin=uri, cure="get the feed again") from error
    if root is None:
        raise Malformed("its XML is broken", origin=uri, cure="get the feed again")
    outlet = _outlet(root)
    found = [element for element in root.iter() if local(element) in {"item", "entry"}]
    if not found:
        raise Empty("the feed has no entries", origin=uri, cure="look at it again when there is news")
    for number, element in enumerate(found[:_MOST], start=1):
        part = f"entry {number}"
        try:
            yield _entry(element, uri=uri, part=part, outlet=outlet)
        except SkipItem as error:
            yield fault(error, uri=uri, part=part)


def _entry(element: etree._Element, *, uri: str, part: str, outlet: str) -> Piece:
    title = _plain(_text(element, "title"))
    texts = [text for name in _TEXTS if (text := _text(element, name))]
    text = max(texts, key=len, default="")
    if not text.strip():
        raise Empty("the entry has no words but its title", cure="read the page at its address (--follow)")
    address = _address(element)
    own = _text(element, "guid") or _text(element, "id") or address
    source = next((child for child in element if local(child) == "source"), None)
    named = " ".join("".join(map(str, source.itertext())).split()) if source is not None and not len(source) else ""
    known = {
        "title": title,
        "date": next((value for name in _DATES if (value := _text(element, name))), ""),
        "author": _author(element),
        "publisher": named or outlet,
        "url": address,
    }
    return Piece(
        uri=uri,
        part=own[:500] or part,
        data=text.encode("utf-8", "replace"),
        known={key: value for key, value in known.items() if value},
        address=address,
        trusted=True,
    )


def _outlet(root: etree._Element) -> str:
    """The feed's own title, up to what sets a section apart ("Harbour Wire - World")."""
    channel = next((child for child in root if local(child) == "channel"), root)
    return re.split(r"\s+[-|–—:»]\s+", _plain(_text(channel, "title")))[0]


def _text(element: etree._Element, name: str) -> str:
    """The text of the first child of that local name; of XHTML, its markup."""
    for child in element:
        if local(child) != name:
            continue
        if len(child):
            inner = "".join(etree.tostring(each, encoding="unicode", with_tail=True) for each in child)
            return (child.text or "") + inner
        return (child.text or "").strip()
    return ""


def _address(element: etree._Element) -> str:
    links = [child for child in element if local(child) == "link"]
    for link in sorted(links, key=lambda each: each.get("rel", "alternate") != "alternate"):
        address = (link.get("href") or link.text or "").strip()
        if address.startswith(("http://", "https://")):
            return address
    own = _text(element, "guid")
    return own if own.startswith(("http://", "https://")) else ""


def _author(element: etree._Element) -> str:
    names = []
    for child in element:
        if local(child) in {"creator", "author"}:
            inner = _text(child, "name") if len(child) else (child.text or "")
            bracketed = re.fullmatch(r"\S+@\S+\s*\(([^()]{2,100})\)", inner.strip())
            names.append(bracketed[1] if bracketed else inner.strip())
    return "; ".join(name for name in names if name and "@" not in name)


def _plain(text: str) -> str:
    import html

    return " ".join(html.unescape(re.sub(r"<[^<>]{0,500}>", " ", text)).split())
