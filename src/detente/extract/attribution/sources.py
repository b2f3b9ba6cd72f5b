"""The source of a cue: subjects, agents, possessors, and what the small parser makes of inverted ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.attribution import cues
from detente.extract.attribution.record import Source
from detente.extract.attribution.trees import FINITE
from detente.extract.wordlists import words

if TYPE_CHECKING:
    from detente.extract.attribution.page import Page

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
SUBJECTS = ("nsubj", "csubj")
LOOSE = frozenset({"relcl", "acl", "advcl", "punct", "cc", "case"})
TIMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tomorrow",
        "earlier",
        "late",
        "later",
        "week",
        "month",
        "year",
    ]
)
DEPTH = 6


def subject(page: Page, verb: int, *, barred: range | None = None, depth: int = 0) -> int | None:
    """The token that heads whoever utters a verb cue, or ``None``.

    Args:
        page: the document.
        verb: the verb.
        barred: tokens of the content, where the source cannot stand.
        depth: how many heads were climbed.
    """
    if depth > DEPTH:
        return None
    tokens, annotated = page.tokens, page.annotated
    passive = False
    for child in annotated.children(verb):
        token = tokens[child]
        if token.dep in {"nsubjpass", "auxpass"}:
            passive = True
        if token.dep in SUBJECTS and page.quote_of(child) not in {-1, page.quote_of(verb)}:
            continue
        if child < page.bounds(verb)[0] or (token.dep == "nsubj" and token.tag in FINITE):
            continue
        if token.dep in SUBJECTS and not (barred and child in barred) and token.lemma not in {"it", "there"}:
            return _antecedent(page, _whole_subject(page, child, verb), verb)
    for child in annotated.children(verb):
        if tokens[child].dep in SUBJECTS and tokens[child].lemma == "it" and not (barred and child in barred):
            return child
    agent = agent_of(page, verb)
    if agent is not None:
        return agent
    if passive:
        return None
    inverted = behind(page, verb, barred=barred)
    if inverted is not None:
        return inverted
    return _climbed(page, verb, barred=barred, depth=depth)


def _whole_subject(page: Page, child: int, verb: int) -> int:
    """The last of the subjects that the parser made of one name and its titles ("Lt. Gen. X said")."""
    tokens, last = page.tokens, child
    for other in page.annotated.children(verb):
        between = tokens[last + 1 : other]
        if child < other < verb and tokens[other].dep in SUBJECTS and all(t.pos in {"PROPN", "PUNCT"} for t in between):
            last = last if "," in {t.text for t in between} else other
    return last


def agent_of(page: Page, verb: int) -> int | None:
    """Whoever "by" names with a passive."""
    agent = page.annotated.child(verb, "agent")
    return None if agent is None else page.annotated.child(agent, "pobj")


def behind(page: Page, verb: int, *, barred: range | None) -> int | None:
    """A subject right behind its verb ("said Chung"), as it stands after a quotation or a clause, whatever its label."""
    tokens = page.tokens
    if tokens[verb].tag == "VBG":
        return None  # "telling supporters that"
    first, stop = page.bounds(verb)
    before = verb - 1
    while before >= first and tokens[before].pos in {"ADV", "AUX"}:
        before -= 1
    if before >= first and tokens[before].pos != "PUNCT" and page.quote_of(before) < 0:
        return None
    at = verb + 1
    while at < stop and tokens[at].pos == "ADV":
        at += 1
    if at >= stop or (barred and at in barred) or tokens[at].text.lower() in TIMES:
        return None
    if tokens[at].pos not in NOMINAL | {"DET", "ADJ"}:
        return None
    head = at
    while tokens[head].head > verb and tokens[head].head != head and tokens[tokens[head].head].pos in NOMINAL:
        head = tokens[head].head
    if tokens[head].text.lower() in TIMES:
        return None  # "called last week for calm"
    if tokens[head].dep in {"dobj", "dative"} and tokens[verb].lemma in words("telling somebody"):
        return None  # "…, an official from Britain, which …, told reporters"
    return head if tokens[head].pos in NOMINAL and head < stop else None


def _antecedent(page: Page, subject_token: int, verb: int) -> int:
    """The noun that a relative pronoun stands for."""
    token = page.tokens[subject_token]
    if token.text.lower() in RELATIVE and token.tag in {"WP", "WDT", "IN", "DT"}:
        at = verb
        while page.tokens[at].dep in {"conj", "xcomp", "ccomp"} and page.tokens[at].head != at:
            at = page.tokens[at].head
        if page.tokens[at].dep in {"relcl", "acl"}:
            return page.tokens[at].head
    return subject_token


def _climbed(page: Page, verb: int, *, barred: range | None, depth: int) -> int | None:
    """The subject that a verb without its own shares with what it hangs on."""
    tokens, annotated = page.tokens, page.annotated
    token = tokens[verb]
    head = token.head
    if token.tag == "VBN" and token.dep in {"advcl", "acl", "relcl", "amod"} and not _active(page, verb):
        return None
    if head == verb:
        return _before(page, verb, barred=barred)
    governor = tokens[head]
    if token.dep in {"relcl", "acl"} and governor.pos in NOMINAL:
        return _issuer(page, head, barred=barred, depth=depth)
    if token.dep in {"pcomp", "prep"} and governor.pos in {"ADP", "SCONJ", "ADV"}:
        over = governor.head
        quoted = annotated.child(over, "dobj") if tokens[over].lemma in {"quote", "cite"} else None
        if quoted is not None and governor.text.lower() == "as":
            return quoted
        if tokens[over].pos in {"VERB", "AUX"}:
            return _passive_or_active(page, over, barred=barred, depth=depth + 1)
        return over if tokens[over].pos in NOMINAL else None
    if token.dep == "xcomp":
        target = annotated.child(head, "dobj")
        if target is not None and governor.lemma in {"urge", "ask", "tell", "force", "lead", "prompt", "order"}:
            return target
    over_cue = _cue_above(page, verb)
    if over_cue is not None:
        return subject(page, over_cue, barred=barred, depth=depth + 1)
    if governor.pos in {"VERB", "AUX"}:
        return _passive_or_active(page, head, barred=barred, depth=depth + 1)
    if token.dep in {"conj", "advcl", "amod"} and governor.pos in NOMINAL:
        return head
    return _before(page, verb, barred=barred)


def _issuer(page: Page, head: int, *, barred: range | None, depth: int) -> int:
    """Who issued the document that a cue hangs on ("the council issued a statement calling …"); else the document."""
    tokens = page.tokens
    above = tokens[head].head
    if tokens[head].lemma not in cues.documents() or tokens[head].dep not in {"dobj", "pobj"}:
        return head
    if tokens[head].dep == "pobj":
        above = tokens[above].head
    if tokens[above].lemma not in cues.ISSUING:
        return head
    found = subject(page, above, barred=barred, depth=depth + 1)
    return head if found is None else found


def _active(page: Page, verb: int) -> bool:
    """Whether what was tagged a participle is the finite verb of its sentence ("X, who left in 2006, called on the …")."""
    if page.word(verb - 1) != "," or agent_of(page, verb) is not None:
        return False
    hit = cues.verb_at(page.annotated, verb)
    return bool(hit and hit[0].parts) or page.annotated.child(verb, "ccomp", "dobj") is not None


def _cue_above(page: Page, verb: int) -> int | None:
    """The cue that a further cue without a subject goes with ("said A and said B", "said A, adding B").

    The parser hangs the second on the clause that the first reports; its source is the first one's.
    """
    tokens = page.tokens
    token = tokens[verb]
    joined = token.dep == "conj" and token.tag in {"VBD", "VBZ"}
    aside = token.tag == "VBG" and "," in {page.word(verb - 1), page.word(verb - 2)}
    if not (joined or aside):
        return None
    for above in page.annotated.ancestors(verb):
        hit = cues.verb_at(page.annotated, above)
        if hit and hit[0].kind == "speech" and (aside or _same_tense(tokens[above].tag, token.tag)) and above < verb:
            return above
    return None


def _same_tense(one: str, other: str) -> bool:
    return one == other or {one, other} == {"VBD", "VBN"}


def _passive_or_active(page: Page, verb: int, *, barred: range | None, depth: int) -> int | None:
    found = subject(page, verb, barred=barred, depth=depth)
    if found is None:
        found = page.annotated.child(verb, "nsubjpass")
        if found is not None:
            found = _antecedent(page, found, verb)
    return found


def _before(page: Page, verb: int, *, barred: range | None) -> int | None:
    """The noun phrase right before a verb that the parser left without a subject."""
    tokens = page.tokens
    first, _ = page.bounds(verb)
    at = verb - 1
    while at >= first and (tokens[at].pos in {"ADV", "AUX", "PART"} or tokens[at].text.lower() in TIMES):
        at -= 1
    if at > first and tokens[at].text == ",":
        at = _before_aside(page, at, first)
    if at < first or (barred and at in barred) or page.quote_of(at) >= 0 or tokens[at].pos not in NOMINAL:
        return None
    head = at
    while tokens[head].head < verb and tokens[head].head >= first and tokens[tokens[head].head].pos in NOMINAL:
        if tokens[head].head == head or "," in {t.text for t in tokens[tokens[head].head : head]}:
            break  # "…, Foreign Minister X said": the parser took the speaker for an apposition
        head = tokens[head].head
    return _of_whom(page, head, first)


def _of_whom(page: Page, head: int, first: int) -> int:
    """The noun that a phrase before a verb hangs on: the official in "an official at the power company said"."""
    tokens = page.tokens
    link = tokens[head].head
    over = tokens[link].head
    told = tokens[head].dep == "pobj" and tokens[link].dep == "prep" and first <= over < link < head
    return over if told and tokens[over].pos in NOMINAL and page.annotated.actors_at(over) else head


def _before_aside(page: Page, comma: int, first: int) -> int:
    """The token before the relative clause that a comma closes ("an official from Britain, which holds the presidency, told"), else the comma."""
    tokens = page.tokens
    for number in range(comma - 2, first, -1):
        if tokens[number].text.lower() in RELATIVE and tokens[number - 1].text == "," and page.quote_of(number) < 0:
            return number - 2
    return comma


def phrase(page: Page, head: int, verb: int | None = None) -> Source:
    """The noun phrase of a source, without what hangs on it loosely, clear of its verb."""
    first = stop = head
    stop += 1
    for child in page.annotated.children(head):
        if page.tokens[child].dep in LOOSE or child == verb:
            continue
        left, right = page.edges(child)
        first, stop = min(first, left), max(stop, right)
    if verb is not None and first <= verb < stop:
        first, stop = (verb + 1, stop) if head > verb else (first, verb)
    trimmed = page.trimmed(first, stop) or (head, head + 1)
    return Source(head=head, first=trimmed[0], stop=max(trimmed[1], head + 1))
