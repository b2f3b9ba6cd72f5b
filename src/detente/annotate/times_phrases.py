"""The grammar of words for a time: which stretches of a text are such, and what they say.

``find`` gives phrases; which day one means is the matter of ``times_resolve``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from detente.annotate.times_build import build, words
from detente.annotate.times_model import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator


def _any(*kinds: str) -> str:
    found = [word for kind in kinds for word in words(kind)]
    return "|".join(re.escape(word).replace("'", "['’]") for word in sorted(found, key=len, reverse=True))


def _named(*kinds: str) -> str:
    """Names of months and days, which count only with a capital: "may" and "sat" are other words."""
    alternatives = _any(*kinds).split("|")
    return "(?-i:" + "|".join(f"{word[0].upper()}{word[1:]}|{word.upper()}" for word in alternatives) + ")"


YEAR = r"(?:19[4-9]\d|20[0-4]\d)(?![\d%]|[.,]\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)"
SHIFT = r"(?:last|past|previous|next|coming|upcoming|this|the\s+current)"
UNIT = r"(?:days?|weekends?|weeks?|months?|quarters?|years?|decades?|century|centuries)"
EARLY = r"(?:early|mid|middle|late|the\s+(?:beginning|start|middle|end)|end|beginning|start)"
PART = rf"(?:{EARLY}(?:\s+of|\s+in)?[\s-]+)"
SPELL = r"(?:nights?|hours?|minutes?|fortnights?)"
ABOUT = r"(?:(?:about|around|nearly|almost|some|roughly|just|over|(?:more|less)\s+than)\s+)"
DASH = r"\s*(?:-|–|—|\bto\b|\band\b|\bthrough\b)\s*"


def _of_year(form: str) -> str:
    """The year of a day told from the present one: "Sept. 5 last year"."""
    return rf"\s+(?:of\s+)?(?P<{form}_s>last|this|next)\s+year\b"


@cache
def _grammar() -> re.Pattern[str]:
    full, weekday = _named("month"), _named("weekday")
    month = rf"(?:{full}|{_named('month-short')}\b\.?)"
    week = rf"(?:(?:{weekday}|{_named('weekday-short')}\b\.?),?\s+(?:the\s+)?)"
    number, season = rf"(?:\d{{1,3}}|{_any('number')})", rf"(?:{_any('season')})"
    forms = {
        "iso": r"(?P<iso_y>(?:19|20)\d\d)[-/](?P<iso_m>0[1-9]|1[0-2])[-/](?P<iso_d>0[1-9]|[12]\d|3[01])(?!\d)",
        "juche": r"Juche\s+\d{2,3}\s*\((?P<juche_y>\d{4})\)",
        "days": rf"(?P<days_m>{month})\s+(?P<days_a>{DAY}){DASH}(?P<days_b>{DAY})(?!\s+(?:people|countries))(?:,?\s+(?P<days_y>{YEAR}))?",
        "md": rf"(?P<md_w>{week})?(?P<md_m>{month})\s+(?P<md_d>{DAY})(?:\s*,?\s+(?P<md_y>{YEAR})|{_of_year('md')})?",
        "dm": rf"(?P<dm_w>{week})?(?P<dm_d>{DAY})\s+(?:of\s+)?(?P<dm_m>{month})(?:\s*,?\s+(?P<dm_y>{YEAR})|{_of_year('dm')})?",
        "ordinal": rf"(?:the\s+)?(?P<or_d>{_any('ordinal')})\s+of\s+(?P<or_m>{month})(?:\s*,?\s+(?P<or_y>{YEAR}))?",
        "my": rf"(?P<my_p>{PART})?(?P<my_m>{month})(?:\s+of|\s+in)?,?\s+(?P<my_y>{YEAR})",
        "month_of": rf"(?P<ml_p>{PART})?(?P<ml_m>{month})\s+(?:of\s+)?(?:the\s+)?(?P<ml_s>last|this|next|following|same|that|previous)\s+year\b",
        "same": rf"(?:that(?:\s+same)?|the(?:\s+very)?\s+same)\s+(?P<sa>day|morning|afternoon|evening|night|weekend|week|month|year|{full})\b(?!-)",
        "then": r"at\s+(?:the|that)\s+time\b(?!\s+of\b)|(?<=[a-z]\s)(?<!by\s)(?<!since\s)(?<!until\s)(?<!from\s)(?<!and\s)(?<!but\s)then(?=[.,;”\"]|\s+of\b)|(?P<th_d>(?:earlier|later)\s+(?:in\s+the|that\s+same|the\s+same|that)\s+day)\b",
        "the_next": rf"the\s+(?:following|ensuing)\s+(?P<tn>week|weekend|month|year|{full})\b",
        "end_of": r"(?P<eo_e>end|beginning|start|middle|earlier\s+in|later\s+in)\s+(?:of\s+)?the\s+(?P<eo_u>week|month|year)\b",
        "nth": r"on\s+the\s+(?P<nth>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th))\b(?=[,.;:)]|\s*$|\s+(?-i:[A-Z][a-z])"
        r"|\s+(?:and|to|but|that|in|at|after|when|with|by|for|it|he|she|they|we|a|an|the|his|her|its|their|as|from|while|where|who)\b)(?!\s+(?:floor|amendment)\b)",
        "fraction": rf"the\s+(?P<fr_n>first|second|third|fourth|last)\s+(?P<fr_u>quarter|half)\s+of\s+(?P<fr_y>{YEAR})",
        "season": rf"(?P<se_p>{PART})?(?:the\s+)?(?P<se>{season})(?:\s+of)?\s+(?P<se_y>{YEAR})",
        "decade": r"(?:the\s+)?(?:(?P<dc_p>early|mid|late)[\s-]+)?(?P<dc>(?:19|20)\d0)['’]?s\b",
        "years": rf"(?P<ys_a>{YEAR})(?:-|–|—)(?P<ys_b>{YEAR}|\d\d)(?![\d-])",
        "ago": rf"{ABOUT}?(?P<ag_n>{number})\s+(?P<ag_u>{UNIT}|{SPELL})\s+(?P<ag_d>ago|from\s+now)\b",
        "offset": rf"(?:the\s+(?:(?P<of_s>next|following|previous)\s+(?P<of_t>day|night|morning|evening))\b"
        rf"|(?:(?P<of_l>less\s+than\s+)?{ABOUT}?(?P<of_n>{number}|several|a\s+few|few)\s+(?P<of_u>{UNIT}|{SPELL})(?:\s+to\s+the\s+day)?"
        r"|(?P<of_b>(?:hour|minute|day|week|month|year)s)|the\s+(?P<of_d>day|night|evening|morning|week|weekend|month|year))"
        r"\s+(?P<of_r>after|before|earlier|later|previously|afterwards?)\b(?!\s+(?:yesterday|tomorrow|last)\b))",
        "past": rf"(?:the\s+)?(?:past|last|previous)\s+(?P<pa_n>{number})\s+(?P<pa_u>{UNIT})\b",
        "within": rf"within\s+(?P<in_n>{number})\s+(?P<in_u>{UNIT})\b",
        "unit": rf"(?P<un_e>(?:earlier|later|early|late|(?:at\s+)?the\s+(?:end|beginning|start)\s+of)\s+)?(?:the\s+)?(?P<un_s>{SHIFT})"
        rf"\s+(?P<un_u>{season}|{UNIT}|night|evening|morning|afternoon)\b",
        "this_season": rf"the\s+(?P<ts>{season})\b(?!\s+(?:of|offensive|session|meetings?|term|break|festival|palace|school)\b|-)",
        "weekend": r"(?:over|at|during|on)\s+(?P<we>the\s+weekend)\b",
        "weekday": rf"(?P<wd_e>(?:earlier|later|early|late)\s+(?:on\s+)?)?(?:(?:the\s+)?(?P<wd_s>{SHIFT})\s+)?(?P<wd>{weekday})\b"
        r"(?:\s+(?P<wd_n>next)\b(?!\s+(?:week|month|year)))?",
        "named": rf"(?P<nm_e>(?:earlier|later)\s+)?(?:the\s+)?(?P<nm_s>{SHIFT})\s+(?P<nm_m>{full})\b",
        "month": rf"(?P<mo_e>(?:earlier|later)\s+in\s+)?(?P<mo_p>{PART})?(?P<mo>{full})\b(?!\s+\d)",
        "deictic": r"(?P<de>the\s+day\s+before\s+yesterday|today|yesterday|tomorrow|tonight|overnight)\b",
        "holiday": rf"(?P<ho>{_any('holiday')})\b",
        "year": rf"(?P<ye_e>(?:earlier|later)\s+in\s+)?(?P<ye_p>{PART})?(?P<ye>{YEAR})\b(?!-\w)",
    }
    return re.compile(r"(?<![\w$£€.-])(?:" + "|".join(f"(?P<f_{n}>{p})" for n, p in forms.items()) + ")", re.IGNORECASE)


@cache
def _anchors() -> frozenset[str]:
    """Words one of which stands in every phrase; no grammar is tried elsewhere."""
    found = {word for kind in ("month", "month-short", "weekday", "weekday-short", "season") for word in words(kind)}
    found |= {word.split()[-1].split("'")[0] for word in words("holiday")}
    units = ["day", "weekend", "week", "month", "quarter", "year", "decade"]
    found |= {
        *units,
        *(f"{unit}s" for unit in units),
        "century",
        "centuries",
        "night",
        "evening",
        "morning",
        "afternoon",
        *(f"{spell}{ending}" for spell in ("night", "hour", "minute", "fortnight") for ending in ("", "s")),
    }
    return frozenset(
        found
        | {"st", "nd", "rd", "th", "today", "yesterday", "tomorrow", "tonight", "overnight", "juche", "time", "then"}
    )


_WORD = re.compile(r"[^\W\d_]+|\d+")
REACH = 5


def find(text: str) -> Iterator[Phrase]:
    """The phrases of a text for a time, in order; two with a "to" or "and" of a range between them are one."""
    return _with_ranges(text, list(_single(text)))


def _single(text: str) -> Iterator[Phrase]:
    anchors, done, starts = _anchors(), 0, [0] * REACH
    for word in _WORD.finditer(text):
        starts = [*starts[1:], word.start()]
        got = word.group()
        if word.start() < done or not (got.lower() in anchors or (got.isdecimal() and len(got) == 4)):
            continue
        for start in starts:
            match = _grammar().match(text, start) if start >= done else None
            if match and match.end() > word.start():
                phrase = build(match)
                if phrase is not None and _sound(text, phrase):
                    yield _related(text, phrase)
                    done = phrase.end
                break


_BARE_MONTH = re.compile(
    r"\b(?:in|since|of|by|until|last|this|next|early|late|mid|from|to|through|between|and|for|before|after|during)[\s-]+$",
    re.IGNORECASE,
)
_NO_YEAR = re.compile(
    r"(?:\bresolutions?|\bUNSCR|\bNo\.?|\bnumber|[$£€#/]|\bAct of|\border|\broom|\bsome|\babout|\bnearly|\bthan)\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:people|troops|tons?|tonnes|metric|barrels|miles|kilomet\w+|km|soldiers|workers|dollars|percent|meters|metres|square|entities|individuals)\b",
    re.IGNORECASE,
)
_IN_SEASON = re.compile(r"\b(?:in|over|during|by|since|until|till|through)\s+$", re.IGNORECASE)


def _sound(text: str, phrase: Phrase) -> bool:
    """Whether the words are not something else: the verb "may" and "march", a resolution's number, a count of people."""
    before, after = text[max(0, phrase.start - 12) : phrase.start], text[phrase.end : phrase.end + 14]
    if phrase.kind == "month" and phrase.month in (3, 5) and phrase.shift is None and not phrase.part:
        return bool(_BARE_MONTH.search(before)) or after[:2] in ("'s", "’s")
    if phrase.kind == "season" and phrase.year is None and phrase.shift is None:
        return bool(_IN_SEASON.search(before))
    if phrase.kind == "offset" and phrase.relation in ("after", "before"):
        return not before.lower().endswith("for ")  # "closed for a month after …" tells how long
    if phrase.kind == "calendar" and phrase.month is None and not phrase.part:
        return not _NO_YEAR.search(before) and not _COUNTED.match(after)
    return True


_RELATION = re.compile(
    r"\b(since|until|till|before|after|by|following|as\s+of)\s+(?:at\s+least\s+|the\s+)?$", re.IGNORECASE
)


def _related(text: str, phrase: Phrase) -> Phrase:
    match = _RELATION.search(text[max(0, phrase.start - 20) : phrase.start])
    if not match or phrase.kind == "offset":
        return phrase
    word = match[1].lower()
    return replace(
        phrase, relation={"till": "until", "following": "after"}.get(word, "" if word.startswith("as") else word)
    )


_JOINT = re.compile(r"\s*(?:-|–|—|\bto|\band|\bthrough|\buntil)\s*(?:the\s+)?", re.IGNORECASE)
_FROM = re.compile(r"\b(from|between)\s+$", re.IGNORECASE)


def _with_ranges(text: str, phrases: list[Phrase]) -> Iterator[Phrase]:
    skip = False
    for i, phrase in enumerate(phrases):
        if skip:
            skip = False
            continue
        after = phrases[i + 1] if i + 1 < len(phrases) else None
        opened = _FROM.search(text[max(0, phrase.start - 9) : phrase.start])
        between = text[phrase.end : after.start] if after else ""
        if after and _JOINT.fullmatch(between) and (opened or (" and" not in between and phrase.kind == after.kind)):
            yield Phrase(phrase.start, after.end, "range", first=phrase, other=replace(after, relation=""))
            skip = True
        else:
            yield phrase
