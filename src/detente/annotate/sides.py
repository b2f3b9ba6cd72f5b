"""For whom a person speaks at the document's date: the text's own words first, then the offices known for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import lexicon, persons, roles
from detente.annotate.draft import SUBJECTS

if TYPE_CHECKING:
    from detente.annotate.affiliation import Affiliation
    from detente.annotate.draft import Draft
    from detente.annotate.knowledge import Row
    from detente.annotate.names import NameSpan
    from detente.annotate.persons import People, Person

# States whose outlets report on the whole world.
_MEETING_PLACES = frozenset({"Switzerland", "Austria", "Belgium"})
_WORLD_MEDIA = frozenset({"USA", "GBR", "FRA", "QAT", "DEU"})


class Sides:
    """Settles the sides of a document's persons."""

    def __init__(self, draft: Draft, people: People) -> None:
        self._draft = draft
        self._people = people

    def settle(self, spans: list[NameSpan]) -> None:
        """Gives each person named by the spans its side, with the reason."""
        spans_of: dict[int, list[NameSpan]] = {}
        for span in spans:
            person = self._people.person(span)
            if person is not None:
                spans_of.setdefault(id(person), []).append(span)
        for person in self._people.persons:
            self._settle(person, spans_of.get(id(person), []))

    def _settle(self, person: Person, spans: list[NameSpan]) -> None:
        draft = self._draft
        persons.mark_sex(draft, person)
        told = [each for span in spans for each in roles.told_by(draft, span)]
        for _, role, _ in told:
            person.sex = person.sex or (
                "f" if role.lower().endswith("woman") else "m" if role.lower() in lexicon.words("man") else ""
            )
        rows = persons.holders(draft, person)
        current = [row for row in rows if persons.in_office(draft, row)]
        if not person.sex and self._prominent(rows):
            person.sex = "m"  # women among the prominent are in the table of names
        if any(found.former for found, _, _ in told) and not (current and draft.published and self._prominent(current)):
            person.former = True
            person.because.append("called former")
            return
        if self._by_words(person, told, current):
            return
        if current and (
            len(person.words) > 1
            or not told
            or any(kind == "official" for _, _, kind in told)
            or self._prominent(current)
        ):
            self._by_office(person, current, rows)
            return
        official = next(
            (
                role
                for _, role, kind in told
                if kind == "official"
                and role.lower().split()[-1:]
                and role.lower().split()[-1] not in lexicon.words("head of anything")
            ),
            None,
        )
        if official is not None and not _of_another(official):
            sides = sorted({row["side"] for row in rows})
            person.role = official
            person.side = sides[0] if len(sides) == 1 else context_side(draft, spans[0].first)
            if person.side:
                person.because.append(f"{official}, beside {person.side}")

    def _by_words(self, person: Person, told: list[tuple[Affiliation, str, str]], current: list[Row]) -> bool:
        for found, role, kind in told:
            if (
                kind in {"expert", "press"}
                and found.outlet
                and found.side
                and role.split()[-1].lower() in lexicon.words("head of outlet")
            ):
                person.role, person.side = role, found.side
                person.because.append(f"{role} of {found.name}")
                return True
            if kind in {"expert", "press"} or found.private:
                person.role = role
                person.because.append(f"{role}: no one's side" if role else "private")
                return True
            if kind == "official" and found.told:
                if found.side is None and current and self._prominent(current):
                    continue
                person.role, person.side = role, found.side
                same = next((row for row in current if row["side"] == found.side), None)
                person.entity = f"person:{same['person']}" if same else None
                person.because.append(f"{role} of {found.name}")
                return True
            if (
                kind == "official"
                and _last_word(role) in lexicon.words("american title")
                and not any(r["side"] != "USA" for r in current)
            ):
                person.role, person.side = role, "USA"
                person.because.append(f"{role} without another state")
                return True
        return False

    def _by_office(self, person: Person, current: list[Row], rows: list[Row]) -> None:
        ranked = sorted(
            current,
            key=lambda row: (
                row["office"] == "legislator",
                row["office"] not in lexicon.words("high office"),
                bool(row["end"]),
            ),
        )
        best = ranked[0]
        equal = sorted(
            {
                row["side"]
                for row in current
                if (row["office"] in lexicon.words("high office")) == (best["office"] in lexicon.words("high office"))
            }
        )
        if len(equal) > 1:
            nearer = self._nearest(equal, rows)
            if nearer is None:
                person.ambiguous = tuple(sorted({f"{row['person']} ({row['side']})" for row in current}))
                person.because.append("several hold an office under that name")
                return
            best = next(row for row in ranked if row["side"] == nearer)
        person.side, person.entity, person.role = (
            best["side"],
            f"person:{best['person']}",
            person.role or best["title"] or best["office"],
        )
        person.because.append(f"{best['title']} ({best['source']})")

    def _nearest(self, sides: list[str], rows: list[Row]) -> str | None:
        """Of several sides the one that the document mentions most, else where the bearer held most offices; ``None`` if alike."""
        counts = dict.fromkeys(sides, 0)
        for match in self._draft.match_at.values():
            if match.entry.side in counts:
                counts[match.entry.side] += 1
        held = {side: sum(row["side"] == side for row in rows) for side in sides}
        ranked = sorted(sides, key=lambda side: (counts[side], held[side]), reverse=True)
        first, second = ranked[:2]
        return first if (counts[first], held[first]) > (counts[second], held[second]) else None

    @staticmethod
    def _prominent(rows: list[Row]) -> bool:
        return any(row["office"] in lexicon.words("high office") for row in rows)


def _of_another(role: str) -> bool:
    """Whether a role is somebody's or something's that is settled only later ("his spokesman", "the agency's chief")."""
    return role.lower().startswith(("his ", "her ", "its ", "their ")) or "'s " in role or "’s " in role


def _last_word(role: str) -> str:
    return roles.folded_title(role.rsplit(maxsplit=1)[-1]) if role else ""


def context_side(draft: Draft, at: int) -> str | None:
    """The side of somebody whose state is not named.

    That of a subject before him in the sentence, or of the place that it opens with; else the outlet's own state, if it reports
    for one; else the dateline's; else that of the article's first subject; else that of the last actor in the two sentences before.
    """
    home, partial = home_side(draft)
    if partial:
        return home
    sentence = draft.sentences[draft.tokens[at].sentence]
    return (
        _last_side(draft, at, sentence.first, "subject")
        or _last_side(draft, at, sentence.first, "place")
        or home
        or dateline_side(draft)
        or _first_subject(draft, at)
        or _last_side(draft, at, draft.sentences[max(0, sentence.number - 2)].first, "actor")
    )


def _last_side(draft: Draft, at: int, first: int, wanted: str) -> str | None:
    for number in range(at - 1, first - 1, -1):
        mention = draft.by_head.get(number)
        if mention is None or len(mention.actors) != 1 or mention.actors[0].side is None:
            continue
        subject = draft.tokens[number].dep in SUBJECTS
        if mention.as_place == (wanted == "place") and (wanted != "subject" or subject):
            return mention.actors[0].side
    return None


def _first_subject(draft: Draft, at: int) -> str | None:
    """The side of the first subject of the headline or of the first two sentences after it."""
    last = draft.sentences[min(2, len(draft.sentences) - 1)].stop
    for number in range(min(at, last)):
        mention = draft.by_head.get(number)
        subject = draft.tokens[number].dep in SUBJECTS
        if subject and mention and len(mention.actors) == 1 and mention.actors[0].side and not mention.as_place:
            return mention.actors[0].side
    return None


def dateline_side(draft: Draft) -> str | None:
    """The state of the place that the report is filed from, unless many states meet there."""
    dateline = (draft.document.dateline or "").split(",")[0].split("/")[0].strip()
    entry = draft.knowledge.gazetteer.lookup(dateline.title()) if dateline else None
    if entry is None:
        match = draft.match_at.get(0)
        opening = draft.by_head.get(draft.head_of(match.first, match.stop)) if match else None
        entry = match.entry if match and opening and opening.as_place else None
    if entry is None or entry.entity.startswith("body:") or entry.name in _MEETING_PLACES:
        return None
    return entry.side


def home_side(draft: Draft) -> tuple[str | None, bool]:
    """The state of a national outlet, whose "the ministry" is its own state's, and whether the outlet is that state's.

    ``None`` for outlets that report on the world.
    """
    for name in (draft.document.publisher, draft.document.agency):
        entry = draft.knowledge.gazetteer.lookup(name) if name else None
        if entry is not None and entry.kind == "outlet":
            return (None, False) if entry.state in _WORLD_MEDIA else (entry.state, entry.side is not None)
    return None, False
