"""The one actor whose statement a document is: press statements, fact sheets, communiqués, a state agency's own pieces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.model.actors import Actor
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from detente.annotate.draft import Draft
    from detente.annotate.knowledge import Knowledge
    from detente.annotate.persons import People

_STATEMENT = re.compile(
    r"^(?:(?:joint|press|written|full|readout|background)\s+)*(?:statement|remarks|message|letter|press release|declaration|address|speech|press statement)\s+"
    r"(?:from|by|of|delivered by|attributable to)\s+(?P<who>.+)",
    re.IGNORECASE,
)
_PERSONS_OWN = re.compile(
    r"^(?P<who>.{3,80}?)['’]s?\s+(?:press\s+)?(?:statement|remarks)\s+(?:on|at|to|regarding|about)\b", re.IGNORECASE
)
_SHEET = re.compile(
    r"^(?:fact sheet|readout|joint statement|communiqué|communique|joint communiqué|declaration)\b", re.IGNORECASE
)
_GOVERNMENTAL = frozenset(
    {
        "presidency",
        "ministry",
        "body",
        "legislature",
        "military",
        "sanctions body",
        "UN-body",
        "UN",
        "EU-body",
        "seat",
        "state body",
    }
)
GROUP = "group"
_ORGAN = re.compile(
    r"\b(?:ministry|minister|department of|embassy|government|presidency|president|chancellery|secretariat|parliament|senate|"
    r"foreign office|permanent mission|delegation|state secretariat|cabinet|council)\b",
    re.IGNORECASE,
)


def organ(publisher: str, knowledge: Knowledge) -> Actor | None:
    """A government's or a group's organ by its own name: "Ministry of Foreign Affairs of Norway", "Embassy of Peru in Seoul"."""
    if not _ORGAN.search(publisher):
        return None
    if "Republic of China" in publisher and "People" not in publisher:
        return Actor(name=publisher, side="TWN", kind="body")
    words = re.sub(r"['’]s\b|[,()]", " ", publisher).split()
    forms = [" ".join(words[i:j]) for i in range(len(words)) for j in range(len(words), i, -1)]
    found = [entry for form in forms if form[:1].isupper() and (entry := knowledge.gazetteer.lookup(form))]
    states = [entry.side for entry in found if entry.entity.startswith("state:") and entry.side not in bodies()]
    union = ["EU"] if {"European Union", "EU"}.intersection(forms) else []
    side = next(iter(union or states), None)
    if side:
        return Actor(name=publisher, side=side, kind="body")
    group = next((form for form in forms if (entry := knowledge.gazetteer.lookup(form)) and entry.sort == GROUP), None)
    return Actor(name=group, side=None, kind="body") if group else None


def _is_group(who: Actor, knowledge: Knowledge) -> bool:
    """Whether an actor is a group of states, which speaks for none of them: "Declaration of the Lima Group"."""
    entry = knowledge.gazetteer.lookup(who.name)
    return entry is not None and entry.sort == GROUP


def find(draft: Draft, people: People) -> Actor | None:
    """The issuer of a document, or ``None`` where it is a report."""
    document = draft.document
    title = (document.title or document.text[:200]).strip()
    publisher = document.publisher or ""
    entry = draft.knowledge.gazetteer.lookup(publisher.removeprefix("The ")) if publisher else None
    official = entry is not None and entry.kind == "body" and entry.sort in _GOVERNMENTAL
    for pattern in (_STATEMENT, _PERSONS_OWN):
        found = pattern.match(title)
        if found:
            who = _named(draft, people, found["who"])
            if who is not None and (who.side is not None or _is_group(who, draft.knowledge)):
                return who
    if official and entry is not None:
        return Actor(name=publisher, side=entry.side, kind="body", entity=entry.entity)
    government = organ(publisher, draft.knowledge) if entry is None or entry.kind != "outlet" else None
    if government is not None:
        return government
    if entry is not None and entry.kind == "outlet" and entry.side == "PRK":
        return Actor(
            name=publisher, side=entry.side, kind="outlet", entity=entry.entity
        )  # its pieces are the state's own
    if _SHEET.match(title) and entry is not None and entry.side:
        return Actor(name=publisher, side=entry.side, kind="body", entity=entry.entity)
    return None


def _named(draft: Draft, people: People, words: str) -> Actor | None:
    """The actor that a title's words name: the last person in them, else the first body or state."""
    stop = re.search(r"\b(?:on|at|regarding|about|following|marking|concerning|in response)\b", words)
    who = words[: stop.start()] if stop else words
    for person in people.persons:
        if person.words and person.words[-1] in who.lower() and person.first < 80:
            return people.actor(person)
    for mention in sorted(draft.by_head.values(), key=lambda m: m.first):
        if mention.actors and draft.text(mention.first, mention.stop) in who and mention.kind in {"name", "nominal"}:
            return mention.actors[0]
    return None
