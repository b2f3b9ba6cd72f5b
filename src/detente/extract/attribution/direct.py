"""Direct quotations: the cue before, behind or between, and quotations that go on under an earlier cue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.attribution import cues
from detente.extract.attribution.quotes import is_sentence

if TYPE_CHECKING:
    from detente.extract.attribution.cues import Entry
    from detente.extract.attribution.page import Page
    from detente.extract.attribution.quotes import Quotation
    from detente.extract.attribution.record import Stretch

FINITE = frozenset({"VBD", "VBZ", "VBP"})
REACH = 45
ENDS = frozenset(".!?;")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation and the verb that introduces it."""

    quote: Quotation
    verb: int
    stop: int
    entry: Entry
    rule: str


def spoken(page: Page) -> tuple[list[Spoken], list[Quotation]]:
    """Quotations with their verbs, and those that are sentences but have none."""
    found: list[Spoken] = []
    lone: list[Quotation] = []
    for number, quote in enumerate(page.quotes):
        if not is_sentence(page.annotated, quote):
            if _ends_with_comma(page, quote):
                hit = behind(page, quote, number)
                if hit and _starts_sentence(page, quote):
                    found.append(hit)
            continue
        hit = behind(page, quote, number) or before(page, quote, number)
        if hit:
            found.append(hit)
        elif _starts_sentence(page, quote):
            lone.append(quote)
    return found, lone


def behind(page: Page, quote: Quotation, number: int) -> Spoken | None:
    """The verb behind a quotation ("…," said Chung; "…," the minister told reporters)."""
    if not quote.closed:
        return None
    tokens = page.tokens
    last, end = tokens[quote.stop - 1].text, _paragraph_stop(page, quote)
    at = quote.after
    if at < end and tokens[at].text == ",":
        at += 1
    elif last not in {",", "?", "!", "—", "–", "…", "..."}:
        if at >= end or (last in ENDS and tokens[at].text[:1].isupper()):
            return None
        if last not in ENDS and not (at < end and cues.verb_at(page.annotated, at)):
            return None
    depth = 0
    for place in range(at, min(at + REACH, end)):
        token = tokens[place]
        if token.text in ENDS or page.quote_of(place) >= 0 or token.text in {"“", '"'}:
            return None
        if token.text.lower() in {"who", "which"}:
            depth = 1
            continue
        hit = cues.verb_at(page.annotated, place)
        if (
            hit
            and "quote" in hit[0].frames
            and hit[0].kind == "speech"
            or (hit and token.text.lower() in {"thinks", "thought"})
        ):
            if depth and not (token.dep not in {"relcl", "acl"} or place == end):
                continue
            if token.tag == "VBG" and place != at:
                continue
            return Spoken(quote, place, hit[1], hit[0], "cue behind the quotation")
        if token.text == ",":
            depth = 0
        if token.tag in FINITE and token.pos == "VERB" and token.dep not in {"relcl", "acl"} and not depth:
            return None
    return None


def before(page: Page, quote: Quotation, number: int) -> Spoken | None:
    """The verb in front of a quotation (Chung said, "…")."""
    tokens = page.tokens
    mark = quote.first - 1
    first = _paragraph_start(page, quote)
    at = mark - 1
    if at < first:
        return None
    lead = tokens[at].text.lower()
    if lead not in {",", ":", "that", "saying", "as", "-", "–", "—"} and not cues.verb_at(page.annotated, at):
        return None
    colon = lead == ":"
    place = at
    while place >= max(first, mark - REACH):
        token = tokens[place]
        if page.quote_of(place) >= 0 and place < at:
            return None
        if token.text in ENDS and place < at:
            return None
        hit = cues.verb_at(page.annotated, place)
        if hit and "quote" in hit[0].frames and token.dep not in {"relcl"}:
            return Spoken(quote, place, hit[1], hit[0], "cue in front of the quotation")
        if not colon and token.pos == "VERB" and token.tag in FINITE and token.dep not in {"relcl", "acl"}:
            return None
        place -= 1
    return None


def whole(page: Page, quote: Quotation) -> Stretch | None:
    """The tokens of a quotation, without marks at its ends."""
    return page.trimmed(quote.first, quote.stop)


def _paragraph_start(page: Page, quote: Quotation) -> int:
    return next(first for number, first, _ in page.paragraphs if number == quote.paragraph)


def _paragraph_stop(page: Page, quote: Quotation) -> int:
    return next(stop for number, _, stop in page.paragraphs if number == quote.paragraph)


def _ends_with_comma(page: Page, quote: Quotation) -> bool:
    return page.tokens[quote.stop - 1].text in {",", "?", "!"}


def _starts_sentence(page: Page, quote: Quotation) -> bool:
    """Whether nothing of the same sentence stands in front of a quotation."""
    at = quote.first - 2
    if at < _paragraph_start(page, quote):
        return True
    return page.tokens[at].text in {".", "!", "?", ":", "”", '"'} or page.quote_of(at) >= 0
