"""Direct quotations: the cue before, behind or between, and quotations that go on under an earlier cue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.attribution import cues, mood
from detente.extract.attribution.quotes import Quotation, is_sentence

if TYPE_CHECKING:
    from detente.extract.attribution.cues import Entry
    from detente.extract.attribution.page import Page
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
    for quote in page.quotes:
        hit = behind(page, quote) if _speaks(page, quote) else None
        if hit is None and (is_sentence(page.annotated, quote) or _follows_cue(page, quote)):
            hit = before(page, quote)
            begun = _begun(page, quote, hit.verb) if hit else None
            if hit and begun and begun not in [earlier.quote for earlier in found]:
                found.append(Spoken(begun, hit.verb, hit.stop, hit.entry, hit.rule))
        if hit is None and found and _resumes(page, quote, found[-1]):
            hit = Spoken(quote, found[-1].verb, found[-1].stop, found[-1].entry, found[-1].rule)
        if hit:
            found.append(hit)
        elif _alone(page, quote):
            lone.append(quote)
    for place in range(len(page.paragraphs)):
        colon = announced(page, place)
        if colon:
            found.append(colon)
    return found, lone


def _begun(page: Page, quote: Quotation, verb: int) -> Quotation | None:
    """The first words of a sentence that its cue splits before the verb ("Our patience," he warned, "is not endless")."""
    place = page.quotes.index(quote) - 1
    if place < 0 or page.tokens[quote.first].text[:1].isupper():
        return None
    earlier = page.quotes[place]
    near = earlier.paragraph == quote.paragraph and earlier.stop <= verb <= earlier.stop + 8
    return earlier if near and _starts_sentence(page, earlier) and page.tokens[earlier.stop - 1].text == "," else None


def _alone(page: Page, quote: Quotation) -> bool:
    """Whether a quotation stands as a sentence or more of its own."""
    if not (is_sentence(page.annotated, quote) and _starts_sentence(page, quote) and _speaks(page, quote)):
        return False
    ended = page.tokens[quote.stop - 1].text in {".", "!", "?", "…", "...", "'", "’"}
    return ended or not quote.closed or (quote.after < len(page.tokens) and page.tokens[quote.after].text == ".")


def _resumes(page: Page, quote: Quotation, last: Spoken) -> bool:
    """Whether a quotation is the second half of one that its cue split ("…," he said, "and …")."""
    at = quote.first - 2
    if last.quote.paragraph != quote.paragraph or not last.quote.stop <= last.verb < quote.first:
        return False
    return page.tokens[at].text == "," and not any(page.tokens[n].text in ENDS for n in range(last.verb, at))


def _speaks(page: Page, quote: Quotation) -> bool:
    """Whether a quotation is an utterance, not a name or a word picked out."""
    tokens = page.tokens[quote.first : quote.stop]
    if tokens[-1].text == "," and tokens[0].text[:1].isupper() and _starts_sentence(page, quote):
        return True
    if not _starts_sentence(page, quote) and not any(t.tag in FINITE or t.tag == "MD" for t in tokens):
        return len(tokens) < 5 and tokens[-1].text in {"!", "?"}
    if all(t.text.upper() == t.text for t in tokens):
        return False
    if is_sentence(page.annotated, quote) and len(tokens) > 4:
        return True
    return any(t.pos in {"VERB", "AUX"} for t in tokens) or (len(tokens) < 5 and tokens[-1].text in {"!", "?", "."})


def _follows_cue(page: Page, quote: Quotation) -> bool:
    """Whether a quotation that is no sentence by its looks stands right behind a cue, alone (said "we'll see", as …)."""
    at = quote.first - 2
    if at < _paragraph_start(page, quote) or quote.stop - quote.first < 3 or not _speaks(page, quote):
        return False
    while page.tokens[at].text.lower() in {",", "that", ":"} and at > _paragraph_start(page, quote):
        at -= 1
    if not quote.closed:
        return True
    behind_it = page.tokens[quote.after].text if quote.after < _paragraph_stop(page, quote) else "."
    ended = page.tokens[quote.stop - 1].text in {".", "!", "?", ","} or behind_it in {",", ".", ";"}
    direct_cue = cues.verb_at(page.annotated, at)
    return bool(ended and (direct_cue or page.tokens[quote.first - 2].text in {",", ":"}))


def behind(page: Page, quote: Quotation) -> Spoken | None:
    """The verb behind a quotation ("…," said Chung; "…," the minister told reporters)."""
    if not quote.closed:
        return None
    tokens = page.tokens
    final = quote.stop - 1
    while final > quote.first and tokens[final].text in {"'", "’"}:
        final -= 1
    last, end = tokens[final].text, _paragraph_stop(page, quote)
    if not is_sentence(page.annotated, quote) and _after_cue(page, quote):
        return None
    at = quote.after
    if at < end and tokens[at].text == ",":
        at += 1
    elif last not in {",", "?", "!", "—", "–", "…", "..."}:
        if at >= end or (last in ENDS and tokens[at].text[:1].isupper()):
            return None
        if last not in ENDS and not (at < end and cues.verb_at(page.annotated, at)):
            return None
    if at < end and tokens[at].pos == "CCONJ":
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
        if (hit and "quote" in hit[0].frames and hit[0].kind == "speech") or (
            hit and token.text.lower() in {"thinks", "thought"}
        ):
            if depth and not (token.dep not in {"relcl", "acl"} or place == end):
                continue
            if token.tag == "VBG" and place != at:
                continue
            if not mood.asserts(page, place):
                return None
            return Spoken(quote, place, hit[1], hit[0], "cue behind the quotation")
        if token.text == ",":
            depth = 0
        if token.tag in FINITE and token.pos == "VERB" and token.dep not in {"relcl", "acl"} and not depth:
            return None
    return None


def _after_cue(page: Page, quote: Quotation) -> bool:
    """Whether a cue stands before a quotation in the same sentence, so that it is part of what that cue reports."""
    first, _ = page.bounds(quote.first)
    for at in range(quote.first - 2, first - 1, -1):
        hit = cues.verb_at(page.annotated, at)
        if hit and hit[0].kind == "speech" and page.quote_of(at) < 0 and page.tokens[at].tag in FINITE | {"VBN"}:
            return True
    return False


def before(page: Page, quote: Quotation) -> Spoken | None:
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
    if _runs_on(page, quote):
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
        if hit and "quote" in hit[0].frames and token.dep != "relcl":
            return Spoken(quote, place, hit[1], hit[0], "cue in front of the quotation")
        if not colon and token.pos == "VERB" and token.tag in FINITE and token.dep not in {"relcl", "acl"}:
            return None
        place -= 1
    return None


def _runs_on(page: Page, quote: Quotation) -> bool:
    """Whether the sentence goes on behind a quotation as part of what is said (claimed "X exaggerates" the level)."""
    if not quote.closed or quote.after >= _paragraph_stop(page, quote):
        return False
    token = page.tokens[quote.after]
    ended = page.tokens[quote.stop - 1].text in {",", ".", "!", "?", "…", "..."}
    return not ended and token.text[:1].islower() and token.text.lower() not in {"and", "but", "as", "while", "when"}


def announced(page: Page, paragraph: int) -> Spoken | None:
    """A paragraph without quotation marks that a cue and a colon at the end of the one before announce."""
    number, first, stop = page.paragraphs[paragraph]
    if paragraph + 1 >= len(page.paragraphs) or page.tokens[stop - 1].text != ":":
        return None
    _, begin, end = page.paragraphs[paragraph + 1]
    if end - begin < 4 or any(page.quote_of(at) >= 0 for at in range(begin, min(begin + 2, end))):
        return None
    for at in range(stop - 2, max(first, stop - 18), -1):
        hit = cues.verb_at(page.annotated, at)
        if hit and "quote" in hit[0].frames:
            quote = Quotation(first=begin, stop=end, paragraph=number + 1, closed=False)
            return Spoken(quote, at, hit[1], hit[0], "cue in front of the quotation")
        if page.tokens[at].tag in FINITE and page.tokens[at].dep not in {"relcl", "acl"}:
            return None
    return None


def whole(page: Page, quote: Quotation) -> Stretch | None:
    """The tokens of a quotation, without marks at its ends."""
    return page.trimmed(quote.first, quote.stop)


def _paragraph_start(page: Page, quote: Quotation) -> int:
    return next(first for number, first, _ in page.paragraphs if number == quote.paragraph)


def _paragraph_stop(page: Page, quote: Quotation) -> int:
    return next(stop for number, _, stop in page.paragraphs if number == quote.paragraph)


def _starts_sentence(page: Page, quote: Quotation) -> bool:
    """Whether nothing of the same sentence stands in front of a quotation."""
    at = quote.first - 2
    if at < _paragraph_start(page, quote):
        return True
    return page.tokens[at].text in {".", "!", "?", ":", "”", '"'} or page.quote_of(at) >= 0
