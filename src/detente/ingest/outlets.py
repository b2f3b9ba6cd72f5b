"""Who published an article and which wire is credited: from addresses, mastheads, datelines and credits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from detente import resources

if TYPE_CHECKING:
    from collections.abc import Sequence

_DASHES = r"[—–-]+"
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.’' -]+(?:,\s+[A-Z][\w.’' -]+?)?|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)?(?:,\s+[A-Z][\w.’' -]+?)?"
_DAY = r"(?:,?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})(?:,?\s+\d{4})?)?"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}){_DAY}\s*(?:,\s*(?P<site>[A-Z][A-Z0-9-]*\.(?:COM|NET|ORG|ID|CO|NEWS|INFO)))?"
    rf"\s*(?:[(\[](?P<wire>[A-Z][^()\[\]]{{1,60}})[)\]])?\s*{_DASHES}\s+(?=[“\"‘'A-Z\d])"
)
_WIRE_FIRST = re.compile(rf"[(\[](?P<wire>[A-Z][^()\[\]]{{1,40}})[)\]]\s*{_DASHES}\s+")
_CAPITALS = re.compile(
    r"(?P<place>[A-Z]{3,}(?:[ /][A-Z]{2,})*(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)*)?)\s+(?=[A-Z“\"][a-z.])"
)
_ADDRESS = re.compile(r"(?:https?://|www\.|@)(?P<host>[a-z0-9][a-z0-9.-]+\.[a-z]{2,})", re.IGNORECASE)
_CLOSING = re.compile(r"\((?P<wire>[A-Z]{2,6})\s*\|[^()]{3,120}\)\s*$")
_CREDITED = re.compile(
    r"(?i:reported\s+by|contributing:?|from|by)\s+(?P<wire>(?:The\s+)?[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,3})|(?P<contributed>(?:The\s+)?[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,3})\s+contributed",
)
_CORRESPONDENT = re.compile(
    r"(?P<outlet>[A-Z][\w’'-]{0,40}(?:\s[A-Z][\w’'-]{0,40}){0,3})(?:['’]s)?\s+(?:chief\s+|foreign\s+|senior\s+)?(?:\w+\s+)?correspondent\s+[A-Z]"
)
_ENDS = 8
_LONGEST_HOST = 253
_HEAD = 250
"""Characters in which a dateline ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The head of a report: "SEOUL, South Korea (AP) —"."""

    place: str | None = None
    wire: str | None = None
    site: str | None = None


@cache
def _outlets() -> dict[str, tuple[str, bool]]:
    """Names of outlets in lower case to (name, whether it is a wire or a broadcaster whose texts others reprint)."""
    found: dict[str, tuple[str, bool]] = {}
    for row in resources.rows("actors/media.tsv"):
        wire = row["kind"].startswith("news agency") or "editorially independent" in row["kind"]
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                found.setdefault(name.lower(), (row["name"], wire))
    for row in resources.rows("media/hosts.tsv"):
        found.setdefault(row["publisher"].lower(), (row["publisher"], False))
    return found


@cache
def _hosts() -> dict[str, str]:
    return {row["host"]: row["publisher"] for row in resources.rows("media/hosts.tsv")}


def named_outlet(text: str) -> str | None:
    """The outlet whose name the text is, with or without "The", or ``None``."""
    key = " ".join(text.split()).strip(" .,()|").lower()
    known = _outlets()
    for form in (key, key.removeprefix("the "), f"the {key}"):
        if form in known:
            return known[form][0]
    return None


def wire(text: str) -> bool:
    """Whether the text names a wire."""
    key = " ".join(text.split()).strip(" .,()|").lower()
    known = _outlets()
    return any(known.get(form, ("", False))[1] for form in (key, key.removeprefix("the ")))


def at_address(address: str) -> str | None:
    """Whose page an address is: the outlet's name where it is known, else the bare host; ``None`` for no address."""
    try:
        host = (urlsplit(address.strip()).hostname or "") if "://" in address else address.strip().lower()
    except ValueError:  # as "http://[x"
        return None
    host = host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    if "." not in host or " " in host or len(host) > _LONGEST_HOST:
        return None
    parts = host.split(".")
    for first in range(len(parts) - 1):
        known = _hosts().get(".".join(parts[first:]))
        if known:
            return known
    return host


def dateline(paragraphs: Sequence[str]) -> Dateline:
    """Place, wire and site of the dateline; it stands at the head of one of the first paragraphs."""
    for text in paragraphs[:6]:
        match = _DATELINE.match(text, 0, _HEAD) if len(text) > 60 else None
        if match and (match["place"].isupper() or match["wire"] or "," in match["place"] or _plain(match)):
            place, site = _parted(match["place"])
            return Dateline(place=place, wire=match["wire"], site=match["site"] or site)
        first = _WIRE_FIRST.match(text, 0, _HEAD)
        if first and wire(first["wire"]):
            return Dateline(wire=first["wire"])
    for text in paragraphs[1:4]:
        bare = _CAPITALS.match(text)
        if bare and len(text) > 120 and len(bare["place"]) > 4:
            return Dateline(place=bare["place"])
    return Dateline()


def _plain(match: re.Match[str]) -> bool:
    """A place in small letters is a dateline only with a long dash ("Washington -- President …")."""
    return any(dash in match.group() for dash in ("--", "—", "–")) and len(match["place"].split()) <= 2


_SITE = re.compile(r",\s*([A-Z0-9-]+\.(?:COM|NET|ORG|ID|CO|NEWS|INFO))$")
_TRAILING_DAY = re.compile(r",?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})(?:,?\s+\d{4})?$")


def _parted(place: str) -> tuple[str, str | None]:
    """The place without a day and without dashes of the dateline's own, and the site that stands beside it in capitals."""
    place = place.strip(" ,-–—")
    site = _SITE.search(place)
    place = _SITE.sub("", place)
    return _TRAILING_DAY.sub("", place).strip(" ,"), site[1] if site else None


def publisher_of(paragraphs: Sequence[str], lines: Sequence[str], head: Dateline) -> str | None:
    """The outlet, as the page itself shows it: dateline, masthead, template, addresses at the end, correspondents."""
    if head.site:
        return head.site
    for line in lines[:_ENDS]:
        if len(line) < 60 and named_outlet(line):
            return line.strip() if line.strip().lower() == (named_outlet(line) or "").lower() else named_outlet(line)
    for row in resources.rows("media/signatures.tsv"):
        if any(row["words"] in line for line in lines):
            return row["publisher"]
    for line in lines[-_ENDS:]:
        address = _ADDRESS.search(line)
        if address and len(line) < 200:
            known = at_address(address["host"])
            if known and known != address["host"].lower():
                return known
    if head.wire and named_outlet(head.wire):
        return head.wire
    for text in paragraphs:
        found = _CORRESPONDENT.search(text)
        if found and named_outlet(found["outlet"]):
            return named_outlet(found["outlet"])
    return head.wire


def agency_of(lines: Sequence[str], head: Dateline) -> str | None:
    """The wire credited: in the dateline, in a closing "(VOA|…)", or in a credit line; an unknown name in the dateline is one."""
    if head.wire and wire(head.wire):
        return head.wire
    for line in lines[-_ENDS * 2 :]:
        closing = _CLOSING.search(line)
        if closing and wire(closing["wire"]):
            return closing["wire"]
        for match in _CREDITED.finditer(line) if len(line) < 400 else ():
            name = match["wire"] or match["contributed"]
            if wire(name):
                return name
    return head.wire if head.wire and not named_outlet(head.wire) else None
