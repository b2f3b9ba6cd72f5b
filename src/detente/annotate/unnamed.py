"""For whom officials and bodies act whose noun phrase names nobody: by their own noun, else by the context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import context, lexicon, seats

if TYPE_CHECKING:
    from detente.annotate.draft import Draft
    from detente.annotate.nominals import Nominal


def side(draft: Draft, phrase: Nominal) -> str | None:
    """The side of officials and bodies without any word of whose they are: that of the last body or official mentioned."""
    if _of_several(draft, phrase):
        return None
    if _of_union(draft, phrase):
        return "EU"
    if phrase.definite and phrase.name.lower().replace("-", " ") == "secretary general" and _speaks_of(draft, "UN"):
        return "UN"
    if phrase.lemma.lower().removesuffix("s") == "mep":
        return "EU"
    if _of_the_council(phrase) and _of_security_council(draft):
        return "UN"
    words = phrase.name.lower().split()[:-1]
    ministerial = phrase.lemma.lower() in {"minister", "ministry"}  # of oil, industry, shipping
    if "central" not in words and not ministerial and lexicon.words("of no state").intersection(words):
        return None
    if phrase.lemma.lower() == "panel" and "expert" in phrase.name.lower():
        return "UN" if _speaks_of(draft, "UN") else None
    if phrase.plural and phrase.lemma in lexicon.words("members of a bloc"):
        return _of_the_bloc(draft, phrase)
    if phrase.plural and phrase.name.lower().startswith(("republican ", "democratic ")) and _speaks_of(draft, "USA"):
        return "USA"
    if phrase.lemma in lexicon.words("american official") and (phrase.sort != "body" or phrase.definite):
        return "USA"
    if phrase.sort == "official" and phrase.plural and phrase.lemma not in lexicon.words("officials of one side"):
        return None
    if phrase.sort == "official" and " administration " in f" {phrase.name} ":
        return "USA"
    if phrase.lemma in {"president", "leader"} and phrase.definite and not phrase.plural:
        return context.side(draft, phrase.head, role=phrase.name)
    if phrase.sort == "official":
        return (
            context.side(draft, phrase.head, role=phrase.name, host=seats.host(draft, phrase.head))
            if phrase.lemma in lexicon.words("official of a government")
            or (phrase.plural and phrase.lemma in lexicon.words("officials of one side"))
            else None
        )
    state_media = phrase.sort == "outlet" and phrase.name.lower().startswith("state")
    named = phrase.definite or draft.tokens[phrase.head].pos == "PROPN" or phrase.lemma in {"police", "parliament"}
    governmental = phrase.lemma in lexicon.words("body of a state") or (
        phrase.lemma in lexicon.words("state service")
        and bool(lexicon.words("of a state").intersection(phrase.name.lower().split()[:-1]))
    )
    if not state_media and (phrase.sort != "body" or not named or not governmental or _of_a_movement(draft, phrase)):
        return None
    return context.side(draft, phrase.head, role=phrase.name, host=seats.host(draft, phrase.head))


def _of_a_movement(draft: Draft, phrase: Nominal) -> bool:
    """A congress with a name of its own, which is no legislature: "the World Uyghur Congress"."""
    names = (draft.tokens[c] for c in draft.children[phrase.head])
    return phrase.lemma.lower() == "congress" and any(t.pos == "PROPN" and t.dep == "compound" for t in names)


def _of_the_council(phrase: Nominal) -> bool:
    """The bare Council, or a resolution that no house is named for."""
    if phrase.lemma.lower() == "council":
        return phrase.name.lower() == "council"
    houses = lexicon.words("body of a state") | {"assembly", "house"}
    return phrase.lemma.lower() == "resolution" and not houses.intersection(phrase.name.lower().split())


def _of_security_council(draft: Draft) -> bool:
    """Whether the document speaks of the U.N.'s council."""
    return any(m.entry.side == "UN" and m.entry.name.endswith("Security Council") for m in draft.match_at.values())


def _speaks_of(draft: Draft, side: str) -> bool:
    """Whether the document names a side, or somebody of it."""
    return any(m.entry.side == side for m in draft.match_at.values())


def _of_union(draft: Draft, phrase: Nominal) -> bool:
    """An organ of the E.U. by its bare name ("the Council", "the Commission"), where the E.U. is spoken of."""
    if phrase.lemma.lower() not in lexicon.words("organ of the union") or phrase.name != phrase.name.title():
        return False
    if phrase.lemma.lower() == "council" and _of_security_council(draft):
        return False
    return any(m.entry.side == "EU" and m.entry.name != "EU" for m in draft.match_at.values())


def _of_the_bloc(draft: Draft, phrase: Nominal) -> str | None:
    """The one union of states that the document speaks of, for "the ministers", "member states"."""
    if phrase.sort != "official" and not phrase.name.lower().endswith("member states"):
        return None
    entries = {m.entry for m in draft.match_at.values() if m.entry.name.lower() in lexicon.words("bloc")}
    return next(iter(entries)).side if len(entries) == 1 else None


def _of_several(draft: Draft, phrase: Nominal) -> bool:
    """Of more than one side ("officials on both sides"), but not of both sides of one house."""
    words = [t.text.lower() for t in draft.tokens[phrase.head + 1 : phrase.head + 5]]
    if phrase.lemma in {"lawmaker", "senator"}:
        return False
    return len(words) > 1 and words[0] in {"on", "from", "in", "of"} and words[1] == "both" and words[3:] != ["of"]
