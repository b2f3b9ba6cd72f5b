"""Whether a cue tells of an utterance: not what might be said, is to be said, or would be said if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.attribution import cues

if TYPE_CHECKING:
    from detente.extract.attribution.page import Page

MODALS = frozenset(["may", "might", "could", "can", "should", "will", "'ll", "must", "ca"])
PHASES = frozenset(["continue", "go", "begin", "start", "appear", "seem", "proceed", "rush", "hasten", "keep", "use"])
MEANS = frozenset({"take", "use"})  # "took to the floor to denounce"
UTTERING = frozenset(["say", "tell", "mention", "comment", "state", "specify", "elaborate"])
CONDITIONS = frozenset({"if", "whether", "unless"})
SPEAKING_PRONOUNS = frozenset(["he", "she", "they", "who", "we", "i", "some", "others", "many"])


def asserts(page: Page, verb: int) -> bool:
    """Whether a verb cue is said to have happened, to happen, or to happen as a rule."""
    tokens = page.tokens
    token = tokens[verb]
    helped = False
    for child in page.annotated.children(verb):
        word = tokens[child].text.lower()
        if tokens[child].dep in {"aux", "auxpass"}:
            helped = True
            if word in MODALS:
                return False
        if tokens[child].dep == "mark" and word in CONDITIONS:
            return False
        if tokens[child].dep == "neg" and token.lemma in UTTERING:
            return False
        if tokens[child].tag == "TO" and tokens[child].dep == "aux":
            over = tokens[token.head].lemma
            return (token.dep == "xcomp" and over in PHASES) or (token.dep == "advcl" and over in MEANS)
    if token.tag == "VB" and not helped:
        return token.dep == "conj" and token.head != verb and asserts(page, token.head)
    return True


def can_speak(page: Page, head: int) -> bool:
    """Whether a noun can be the source of a cue that things have for subjects too ("the test signals")."""
    token = page.tokens[head]
    if page.annotated.actors_at(head) or token.entity in {"PERSON", "ORG", "NORP", "GPE"}:
        return True
    return token.text.lower() in SPEAKING_PRONOUNS or token.lemma in cues.speakers() or token.pos == "PROPN"


def hedges(page: Page, verb: int) -> bool:
    """Whether a cue only names what the reporter does not want to vouch for ("what it called a provocation")."""
    return any(page.tokens[c].text.lower() == "what" and c < verb for c in page.annotated.children(verb))


def main(page: Page, verb: int) -> bool:
    """Whether a verb is finite and no part of a relative or subordinate clause: it can stand in or after its content."""
    token = page.tokens[verb]
    if token.dep in {"relcl", "acl", "pcomp", "xcomp"}:
        return False
    if token.tag in {"VBD", "VBZ", "VBP"}:
        return True
    helpers = [page.tokens[c] for c in page.annotated.children(verb) if page.tokens[c].dep == "aux"]
    return any(helper.lemma in {"have", "be"} for helper in helpers)
