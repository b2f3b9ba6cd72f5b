"""A reader of HTML tags that keeps its place: stretches of text between tags, with what the tags say of them.

It never builds a tree, so no page is too deep or too broken for it, and it reads at the speed of a search.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})((?:\s|/)[^<>]{0,20000})?>")
_ADDRESS = re.compile(r"<(?:https?://|mailto:)?[^\s<>]{1,300}[@./][^\s<>]{1,2000}>")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(
    ["script", "style", "noscript", "template", "svg", "iframe", "object", "textarea", "button", "select", "head"]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


@dataclass(frozen=True, slots=True)
class Stretch:
    """Raw characters ``start`` up to ``end``, without tags. ``tag`` is the nearest block around them, ``""`` where none.

    An empty stretch with ``breaks`` set ends a block; ``soft`` marks a ``<br>``.
    """

    start: int
    end: int
    tag: str = ""
    linked: bool = False
    breaks: bool = False
    soft: bool = False


def stretches(text: str, *, start: int = 0) -> Iterator[Stretch]:
    """The text between the tags from ``start`` on; comments, scripts, styles and controls left out."""
    at, block, links = start, "", 0
    closed: dict[str, bool] = {}  # for each ending: whether there may be another
    while at < len(text):
        opening = text.find("<", at)
        if opening < 0:
            yield Stretch(at, len(text), block, links > 0)
            return
        if opening > at:
            yield Stretch(at, opening, block, links > 0)
        if text.startswith("<!--", opening):
            at = _past(text, "-->", opening + 4, closed) or opening + 4
            continue
        tag = _TAG.match(text, opening)
        if tag is None:
            other = _ADDRESS.match(text, opening)
            at = other.end() if other else opening + 1
            if other is None and not text.startswith(("<!", "<?"), opening):
                yield Stretch(opening, opening + 1, block, links > 0)
            elif other is None:
                at = _past(text, ">", opening, closed) or opening + 1
            continue
        at = tag.end()
        name, ends = tag[2].lower(), bool(tag[1])
        if name in _SILENT and not ends and not (tag[3] or "").endswith("/"):
            at = _past(text, f"</{name}", at, closed) or at
        elif name == "a":
            links = 0 if ends else 1
        elif name in _BLOCKS:
            yield Stretch(opening, opening, block, breaks=True, soft=name == "br")
            if name not in {"br", "hr"}:
                block, links = ("" if ends else name), 0


def _past(text: str, ending: str, start: int, closed: dict[str, bool]) -> int:
    """The place after the next ``ending``, 0 where there is none; asked once, not once a tag."""
    if not closed.get(ending, True):
        return 0
    found = text.find(ending, start)
    if found < 0:
        found = text.find(ending.upper(), start) if ending.startswith("</") else -1
    if found < 0:
        closed[ending] = False
        return 0
    if ending.startswith("</"):
        close = text.find(">", found)
        return close + 1 if close >= 0 else len(text)
    return found + len(ending)


def is_heading(tag: str) -> bool:
    """Whether a block's tag is that of a heading."""
    return tag in _HEADINGS
