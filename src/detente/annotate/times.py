"""Time expressions of a parsed document: found by a grammar, then resolved against the document's own date.

Two steps, because the date of a document that does not tell it is inferred from the same phrases (``dating``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from detente.annotate.times_offsets import Offset, counted, placed
from detente.annotate.times_phrases import find
from detente.annotate.times_resolve import resolve, unit_at
from detente.model.annotation import TimeExpression
from detente.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.annotate.parser import Parsed
    from detente.annotate.times_model import Phrase
    from detente.model.annotation import Token

# where a dateline's day stands at the furthest, what comes after it, and how many days before a paper appears it may be
HEAD, LATE = 60, 3
_DATELINE = re.compile(r"\s*(?:,\s*\d{4}\s*)?(?:[(\[][^()\[\]]{2,40}[)\]])?\s*(?:--|—|–|-)\s")
# a document's date wider than this is no day to count from
WIDEST = 14
# sentences over which a time is still the one that was named last
REACH = 3
MONTH = 31
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "could", "may", "might", "can", "should", "must"})
_TO_COME = frozenset(
    [
        "plan",
        "expect",
        "set",
        "schedule",
        "due",
        "intend",
        "prepare",
        "hope",
        "propose",
        "want",
        "agree",
        "promise",
        "pledge",
        "vow",
        "slate",
        "aim",
        "seek",
        "ready",
        "likely",
        "expire",
        "plan",
        "deadline",
        "await",
        "begin",
        "start",
    ]
)
_PRESENT = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re"})
_SCHEDULED = frozenset({"schedule", "plan", "expect", "set", "slate"})
_SPOKEN = frozenset({"say", "tell", "report", "write", "note", "claim", "warn", "announce", "mark", "show"})
_COMING = frozenset({"upcoming", "forthcoming", "scheduled", "planned", "due", "deadline", "expected", "slated", "set"})


@dataclass(frozen=True, slots=True)
class Timed:
    """A phrase with its tokens.

    Attributes:
        phrase: what the words say; its offsets count from the paragraph's start.
        first: number of the first token.
        stop: one past the last.
        ahead: whether the clause looks ahead ("will meet on Friday").
        paragraph: number of the paragraph.
        place: characters from the paragraph's start to the phrase's.
        sentence: number of the sentence.
        head: number of the verb it hangs on, or of the top of its sentence.
        offset: how it stands in its sentence, where it is told from another time.
        dateline: whether it is the day of a dateline ("HAVANA, July 10 -").
    """

    phrase: Phrase
    first: int
    stop: int
    ahead: bool
    paragraph: int
    place: int
    sentence: int = 0
    head: int = 0
    offset: Offset | None = None
    dateline: bool = False


def read(parsed: Parsed) -> tuple[Timed, ...]:
    """The time phrases of a document in order, not resolved yet."""
    return tuple(_read(parsed))


def _read(parsed: Parsed) -> Iterator[Timed]:
    tokens, at = parsed.tokens, 0
    children = _children(tokens)
    for number, paragraph in enumerate(parsed.document.paragraphs):
        offset = paragraph.span.start
        text = parsed.document.quote(paragraph.span)
        for phrase in find(text):
            start, end = offset + phrase.start, offset + phrase.end
            while at < len(tokens) and tokens[at].end <= start:
                at += 1
            stop = at
            while stop < len(tokens) and tokens[stop].start < end:
                stop += 1
            if stop > at:
                counted_from = placed(tokens, children, phrase, at, stop) if phrase.kind == "offset" else None
                ahead = counted_from is None and _ahead(tokens, children, phrase, at, stop)
                dateline = phrase.day is not None and phrase.start < HEAD and bool(_DATELINE.match(text, phrase.end))
                yield Timed(
                    phrase,
                    at,
                    stop,
                    ahead,
                    number,
                    phrase.start,
                    tokens[at].sentence,
                    _verb(tokens, at),
                    counted_from,
                    dateline,
                )


def _verb(tokens: Sequence[Token], at: int) -> int:
    while tokens[at].pos not in ("VERB", "AUX") and tokens[at].head != at:
        at = tokens[at].head
    return at


def _children(tokens: Sequence[Token]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.number:
            children[token.head].append(token.number)
    return children


def _ahead(tokens: Sequence[Token], children: list[list[int]], phrase: Phrase, first: int, stop: int) -> bool:
    """Whether the clause that holds the tokens speaks of the future."""
    verb = after_verb(tokens, first)
    if verb is not None:
        return _verb_ahead(tokens, children, verb)
    at = next((n for n in range(first, stop) if not first <= tokens[n].head < stop), first)
    if tokens[at].dep in ("nummod", "compound") and tokens[tokens[at].head].pos in ("NOUN", "PROPN"):
        noun = tokens[tokens[at].head]
        occasion = noun.dep == "pobj" and tokens[noun.head].text.lower() in ("in", "at", "during")
        return occasion and _verb_ahead(tokens, children, _verb(tokens, noun.head))
    if phrase.relation in ("until", "by") or _is_for(tokens, phrase, first, stop):
        return _to_a_term(tokens, children, at)
    if first > 0 and tokens[first - 1].text.lower() == "from" and phrase.kind in ("month", "month-day", "weekday"):
        verb = _verb(tokens, at)
        return _verb_ahead(tokens, children, verb) or tokens[verb].tag in ("VBZ", "VBP", "VB")
    direct, dayless = True, phrase.kind in ("month", "month-day", "weekday")
    for _ in range(8):
        token = tokens[at]
        direct = (direct and token.pos not in ("NOUN", "PROPN")) or (token.number < stop and token.number >= first)
        if token.text.lower() in _COMING and token.tag != "VBD" and not _set_free(tokens, at):
            return True
        if token.text.lower() == "of":
            return False
        if token.pos in ("VERB", "AUX"):
            present = token.tag in ("VBZ", "VBP") and token.lemma not in _SPOKEN
            return _verb_ahead(tokens, children, at) or (direct and dayless and present)
        if any(tokens[c].text.lower() in _COMING for c in children[at]):
            return True
        if token.head == at:
            return False
        at = token.head
    return False


def _set_free(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody was "set free", and nothing is set for a day."""
    return tokens[at].lemma == "set" and at + 1 < len(tokens) and tokens[at + 1].text.lower() == "free"


def _is_for(tokens: Sequence[Token], phrase: Phrase, first: int, stop: int) -> bool:
    """Whether something is set for the time ("called for Aug. 14"); "for Monday's attack" is not."""
    possessive = stop < len(tokens) and tokens[stop].tag == "POS"
    return phrase.kind in ("weekday", "month-day") and first > 0 and tokens[first - 1].text == "for" and not possessive


def _to_a_term(tokens: Sequence[Token], children: list[list[int]], at: int) -> bool:
    """Whether a time that something lasts to, or is to be done by, is still to come: not behind "had" and "was"."""
    verb = _verb(tokens, at)
    helpers = {tokens[c].text.lower() for c in children[verb] if tokens[c].dep in ("aux", "auxpass")}
    return not helpers & {"had", "was", "were"} and not (tokens[verb].tag == "VBD" and tokens[verb].lemma == "be")


def after_verb(tokens: Sequence[Token], first: int) -> int | None:
    """The verb right before a phrase, but for a preposition: "said on Friday it would …" is said on Friday, whatever the parse."""
    at = first - 2 if first > 1 and tokens[first - 1].text.lower() == "on" else first - 1
    if at < 0 or tokens[at].sentence != tokens[first].sentence:
        return None
    return at if tokens[at].tag == "VBD" and tokens[at].pos == "VERB" else None


def _verb_ahead(tokens: Sequence[Token], children: list[list[int]], at: int) -> bool:
    token = tokens[at]
    if token.tag == "VBD":
        return False
    helpers = [tokens[c] for c in children[at] if tokens[c].dep in ("aux", "auxpass")]
    words = {helper.text.lower() for helper in helpers}
    if words & _WILL:
        return "have" not in words
    if "to" in words:
        above = tokens[token.head]
        has_to = above.lemma == "have" and above.tag in ("VBZ", "VBP")
        return above.number != at and (above.lemma in _TO_COME or above.lemma == "be" or has_to or above.pos == "NOUN")
    if token.tag == "VBN" and token.lemma in _SCHEDULED and not words & {"had", "has", "have"}:
        return not _set_free(tokens, at)
    if at > 1 and tokens[at - 1].text == "to" and tokens[at - 2].text.lower() in _COMING:  # "due to convene"
        return True
    going = token.lemma in ("be", "meet", "travel", "go", "begin", "start", "visit", "come", "arrive", "expire", "take")
    finite = token.tag in ("VBZ", "VBP") or (token.tag == "VBG" and bool(words & _PRESENT))
    return going and finite and not words & {"was", "were", "has", "have", "had", "been"}


def expressions(timed: Sequence[Timed], *, published: When | None) -> tuple[TimeExpression, ...]:
    """The phrases resolved against the document's date, those told from another time against that."""
    written = _written(timed, published)
    plain = [
        None if t.offset else resolve(t.phrase, written if _deictic(t.phrase) else published, ahead=t.ahead)
        for t in timed
    ]
    found = []
    for number, one in enumerate(timed):
        when, dates = plain[number], None
        if one.offset is not None:
            when, dates = _counted(number, timed, plain, published)
        elif one.phrase.kind == "anaphoric":
            when = plain[number] = _of_that_time(one.phrase, _named_before(number, timed, plain), published)
        elif one.phrase.kind == "nth":
            when = plain[number] = _of_that_month(one.phrase, _named_before(number, timed, plain)) or when
        found.append(
            TimeExpression(first=one.first, stop=one.stop, when=when, because=_because(one, published), dates=dates)
        )
    return tuple(found)


def _counted(
    number: int, timed: Sequence[Timed], plain: list[When | None], published: When | None
) -> tuple[When | None, int | None]:
    """The days of an offset, and what they date. Sets them in ``plain`` for those after it to count from."""
    one, when, dates = timed[number], None, None
    offset, phrase = one.offset, one.phrase
    if offset is None:
        return None, None
    beside = [n for n, t in enumerate(timed) if t.sentence == one.sentence and n != number and not t.dateline]
    here = [n for n in beside if plain[n] is not None]
    if offset.inner is None:
        dates = offset.outer
        forward = phrase.relation in ("after", "later")
        anchor = _named_before(number, timed, plain) or (None if forward else _news_day(published))
        if anchor is not None:
            when = counted(phrase, anchor, forward=forward)
        if when is not None and published is not None and when.last > published.last:
            within = phrase.unit == "hour" and when.first <= published.last
            when = (
                When(when.first, published.last) if within else None
            )  # told from a time that is not named: "the next day" of a story is past
    else:
        parsed_apart = offset.inner != offset.outer
        inside = [n for n in here if parsed_apart and offset.low <= timed[n].first < offset.high]
        outside = [n for n in here if n not in inside and (timed[n].head == offset.outer or not parsed_apart)]
        own = plain[inside[0]] if inside and not outside else None
        anchor = plain[outside[0]] if outside else _news_day(published)
        dates = offset.inner if own is None else offset.outer
        if own is not None:
            when = counted(phrase, own, forward=phrase.relation == "after")
        elif anchor is not None:
            when = counted(phrase, anchor, forward=phrase.relation == "before")
    plain[number] = when
    return when, dates


def _written(timed: Sequence[Timed], published: When | None) -> When | None:
    """The day that "today" is: that of the dateline, where the paper appeared soon after, else the document's own."""
    for one in timed:
        day = resolve(one.phrase, published) if one.dateline else None
        if day is not None and published is not None and 0 <= (published.last - day.last).days <= LATE:
            return day
    return published


def _deictic(phrase: Phrase) -> bool:
    return phrase.kind == "unit" and phrase.unit == "day"


def _of_that_time(phrase: Phrase, named: When | None, published: When | None) -> When | None:
    """For "in February of the following year", "that September", "that week", "at the time": the month, year or other unit of the time named last.

    "The same day" of a month is some day of it; "earlier in the day" with no time named before is said of the day of the news.
    """
    if named is None:
        return _news_day(published) if phrase.part else None
    if phrase.month is not None and phrase.unit == "month":
        later = phrase.month - named.last.month
        return When.month(named.last.year + (1 if later <= 0 else 0), phrase.month)
    if phrase.month is not None:
        return When.month(named.first.year + (phrase.shift or 0), phrase.month)
    if phrase.unit in (None, "day"):
        return named if named.width <= MONTH or phrase.unit is None else None
    if phrase.shift:
        return unit_at(phrase.unit, named.last, phrase.shift)
    return unit_at(phrase.unit, named.first, 0)


def _of_that_month(phrase: Phrase, named: When | None) -> When | None:
    """For "on the 26th": that day of the month named last."""
    if named is None or named.width > MONTH or phrase.day is None:
        return None
    month = When.month(named.first.year, named.first.month)
    day = month.first + timedelta(phrase.day - 1)
    return When.day(day) if day <= month.last else None


def _named_before(number: int, timed: Sequence[Timed], plain: Sequence[When | None]) -> When | None:
    """The time named last before an offset: in the sentences just before it in its paragraph, else in the paragraph above.

    Days and weeks are counted from a day, or from some few; "that week" may be one of a month.
    """
    one = timed[number]
    widest: int | None = MONTH if one.phrase.kind == "anaphoric" else WIDEST
    widest = widest if one.phrase.unit in ("hour", "day", "week") else None
    here = [
        n for n in range(number) if timed[n].paragraph == one.paragraph and one.sentence - timed[n].sentence <= REACH
    ]
    above = [n for n in range(number) if one.paragraph - timed[n].paragraph == 1]
    named = (plain[n] for near in (here, above) for n in reversed(near))
    return next((when for when in named if when is not None and (widest is None or when.width <= widest)), None)


def _news_day(published: When | None) -> When | None:
    """The day that a report is about, where its sentence names none: its own or the one before."""
    if published is None or published.width > WIDEST:
        return None
    return When(published.first - timedelta(1), published.last) if published.width <= 2 else published


def _because(timed: Timed, published: When | None) -> tuple[str, ...]:
    phrase = timed.phrase
    if timed.offset is not None:
        return (f"{phrase.number or 'some'} {phrase.unit}s {phrase.relation} another time",)
    if phrase.year is not None:
        return (f"{phrase.kind} with its year",)
    direction = "ahead of" if timed.ahead else "back from"
    return (
        (f"{phrase.kind} {direction} {published}",)
        if published
        else (f"{phrase.kind}; the document's date is unknown",)
    )
