"""The name a reading gives a state or body: the fullest form that the document has."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from detente.annotate import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.annotate.draft import Draft
    from detente.annotate.gazetteer import Entry, Match
    from detente.annotate.knowledge import State
    from detente.annotate.nominals import Nominal
    from detente.annotate.persons import People

# States whose abbreviation alone is a name that readers write as it stands.
_SHORT_NAMES = frozenset({"UK", "UAE"})


def fullest(draft: Draft, matches: Iterable[Match]) -> dict[str, str]:
    """The name of each entity by the document's forms of it."""
    forms: dict[str, tuple[Entry, dict[str, int]]] = {}
    for match in matches:
        first = match.first + (1 if draft.tokens[match.first].text.lower() == "the" else 0)
        text = draft.text(first, match.stop).removesuffix("'s").removesuffix("’s")
        _, counts = forms.setdefault(match.entry.entity, (match.entry, {}))
        if match.entry.kind in {"demonym", "capital", "nickname"}:
            continue
        counts[text] = counts.get(text, 0) + 1
    return {
        entity: _state(entry, counts) if entity.startswith("state:") else _body(entry, list(counts))
        for entity, (entry, counts) in forms.items()
    }


def _state(entry: Entry, counts: dict[str, int]) -> str:
    forms = list(counts)
    if entry.side == "USA":
        return entry.name
    full = [
        form
        for form in forms
        if not form.isupper() and not form.replace(".", "").isupper() and form[:1].isupper() and form[1:2] != "."
    ]
    if full:
        return max(full, key=lambda form: (counts[form], form == entry.name, len(form)))
    return next((form for form in forms if form.replace(".", "") in _SHORT_NAMES), entry.name)


def _body(entry: Entry, forms: list[str]) -> str:
    named = [form for form in forms if form[:1].isupper() and not (form.isupper() and len(form) > 7)]
    if named:
        return max(named, key=len)
    known = set(entry.name.lower().split())
    return next((form for form in forms if known & set(form.lower().split())), entry.name)


def of_nominal(draft: Draft, people: People, phrase: Nominal, side: str | None) -> str:
    """The name of somebody without one, by whom his words refer to: "the government" is its state's, "its foreign ministry" its owner's."""
    state = draft.knowledge.states.get(side or "")
    if state is None or phrase.sort not in {"body", "official"} or phrase.found.former:
        return phrase.name
    lemma = phrase.lemma.lower()
    if lemma == "administration" and phrase.name.lower() == lemma and side == "USA":
        return _of_president(people, phrase.name)
    if lemma in lexicon.words("governing body") and lemma != "administration":
        if len(phrase.name.split()) == 1:
            return f"{phrase.name} of {draft.names.get(f'state:{side}', state.name)}"
        return _without_praise(draft, phrase)
    if draft.tokens[phrase.first].tag == "PRP$" and phrase.found.side == side:
        return _of_owner(draft, phrase, state)
    return phrase.name


def _of_owner(draft: Draft, phrase: Nominal, state: State) -> str:
    """An organ of the state of "its" or "his" by that state, anybody else's by the owner: "Chinese foreign ministry", "party of Riek Machar"."""
    if any(number in draft.match_at for number in range(phrase.first, phrase.head + 1)):
        return phrase.name
    if phrase.lemma.lower() in lexicon.words("organ of a state"):
        of_state = _adjective(state)
        return f"{of_state} {phrase.name}" if of_state else f"{phrase.name} of {state.name}"
    owner = phrase.found.name
    named = owner[:1].isupper() and owner.split()[-1][:1].isupper() and not phrase.found.demonym
    return f"{phrase.name} of {owner}" if named and phrase.name.islower() else phrase.name


def _adjective(state: State) -> str:
    """A state's adjective, "" where none is known: of its demonyms the one most like its name, of equals the last ("French", not "Frenchman")."""

    def alike(demonym: str) -> int:
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(demonym, state.name, strict=False)))

    return max(reversed(state.demonyms), key=alike)


def _of_president(people: People, name: str) -> str:
    """The administration of the one president in office whom the document names: "the Clinton administration"."""
    heads = [p for p in people.persons if p.side == "USA" and people.holds(p, ("head of state",))]
    surnames = {word for p in heads for word in p.name.replace(",", "").split() if word.lower() == p.words[-1]}
    return f"{surnames.pop()} administration" if len(surnames) == 1 else name


def _without_praise(draft: Draft, phrase: Nominal) -> str:
    """A government's name without what the report thinks of it: "South Korea's liberal government", but "Myanmar's military government"."""
    tokens, number = draft.tokens, phrase.head
    while number > phrase.first and tokens[number - 1].pos == "ADJ" and number - 1 not in draft.match_at:
        number -= 1
    between = [tokens[n].lemma.lower() for n in range(number, phrase.head)]
    owned = number > phrase.first and (tokens[number - 1].tag == "POS" or number - 1 in draft.match_at)
    if not between or not owned or lexicon.words("sort of government").intersection(between):
        return phrase.name
    words, last = phrase.name.rsplit(" ", len(between) + 1)[0], tokens[phrase.head].text
    return f"{words} {last}" if phrase.name.endswith(draft.text(number, phrase.head + 1)) else phrase.name
