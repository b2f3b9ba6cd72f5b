"""The name a reading gives a state or body: the fullest form that the document has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.annotate.draft import Draft
    from detente.annotate.gazetteer import Entry, Match

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
