"""For whom a person speaks at the document's date: the text's own words first, then the offices known for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import context, lexicon, persons, roles
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from detente.annotate.draft import Draft
    from detente.annotate.knowledge import Row
    from detente.annotate.names import NameSpan
    from detente.annotate.persons import People, Person
    from detente.annotate.roles import Told


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
        waiting = [p for p in self._people.persons if not self._settle(p, spans_of.get(id(p), []))]
        for person in sorted(waiting, key=lambda p: min((s.first for s in spans_of.get(id(p), [])), default=p.first)):
            self._by_context(person, spans_of.get(id(person), []))

    def _settle(self, person: Person, spans: list[NameSpan]) -> bool:
        """Settles a person by the text's own words or by the offices known; ``False`` where only the context can tell."""
        draft = self._draft
        told = [each for span in spans for each in roles.told_by(draft, span)]
        person.titles = frozenset(word for _, role, _ in told for word in role.lower().split())
        persons.mark_sex(draft, person, spans, (role for _, role, _ in told))
        rows = [
            row
            for row in persons.holders(draft, person)
            if all(context.fits(role, row["side"], known=True) for _, role, kind in told if kind == "official")
        ]
        borne = {row["title"].lower() for row in rows if row["side"]}
        if any(kind == "official" and role.lower() in borne for _, role, kind in told):
            rows = [row for row in rows if row["side"]]  # the text still gives him the title of his office
        current = [row for row in rows if persons.in_office(draft, row)]
        if not person.sex and self._prominent(rows):
            person.sex = "m"  # women among the prominent are in the table of names
        if _former(told) and not (current and draft.published and self._prominent(current)):
            person.former = True
            person.because.append("called former")
        elif self._by_words(person, told, current) or self._by_title(person, told, current):
            pass
        elif current and (
            len(person.words) > 1
            or not told
            or any(kind == "official" for _, _, kind in told)
            or self._prominent(current)
        ):
            self._by_office(person, current, rows)
        else:
            return False
        self._note(person, spans)
        return True

    def _by_context(self, person: Person, spans: list[NameSpan]) -> None:
        """The side of an official whose state is not named, by the company he keeps in the text."""
        draft = self._draft
        told = [each for span in spans for each in roles.told_by(draft, span)]
        if any(found.side for found, _, _ in told) and self._by_words(person, told, []):
            self._note(person, spans)  # of somebody who was settled after him: "an adviser to X"
            return
        official = next((role for _, role, kind in told if kind == "official" and _of_a_state(role)), None)
        owned = any(role.lower().startswith(("its ", "their ")) for _, role, _ in told)  # the owner is settled later
        if official is None or owned or _of_another(official):
            return
        sides = sorted(self._held(person))
        said = " ".join([*(role for _, role, _ in told), *(roles.party(draft, span) for span in spans)])
        person.role = official
        host = next((state for span in spans if (state := roles.posted(draft, span))), None)
        person.side = (
            sides[0] if len(sides) == 1 else context.side(draft, spans[0].first, role=said, name=person.name, host=host)
        )
        if person.side:
            person.because.append(f"{official}, beside {person.side}")
        self._note(person, spans)

    def _held(self, person: Person) -> set[str]:
        """The sides for which he held an office; of somebody little known those that the text speaks of: a namesake from elsewhere is somebody else."""
        rows = persons.holders(self._draft, person)
        held = {row["side"] for row in rows if row["side"]}
        return held if self._prominent(rows) else held & {m.entry.side for m in self._draft.match_at.values()}

    def again(self, spans: list[NameSpan]) -> None:
        """Looks once more at persons without a side, now that pronouns and nominals are resolved: "his interior minister, X"."""
        draft = self._draft
        for span in spans:
            person = self._people.person(span)
            if person is None or person.side or person.former or person.ambiguous or person.because:
                continue
            old = self._people.actor(person)
            told = list(roles.told_by(draft, span))
            if any(found.side for found, _, _ in told) and self._by_words(person, told, []):
                self._note(person, [span])
                draft.replace(old, self._people.actor(person))

    def _note(self, person: Person, spans: list[NameSpan]) -> None:
        if person.side:
            self._draft.sided.update((self._draft.head_of(s.first, s.stop), person.side) for s in spans)

    def _by_words(self, person: Person, told: list[Told], current: list[Row]) -> bool:
        official = any(kind == "official" and role and not found.former for found, role, kind in told)
        in_office = not any(found.former for found, _, _ in told) and _speaks_for_a_state(told)
        for found, role, kind in _heads_of_bodies_first(told):
            if kind == "expert" and official and (_part_in_a_cause(role) or in_office):
                continue  # "Senator X, the author of the law", "Prime Minister X, an economist"
            if (
                kind in {"expert", "press"}
                and found.outlet
                and found.side
                and role.split()[-1].lower() in lexicon.words("head of outlet")
            ):
                person.role, person.side = role, found.side
                person.because.append(f"{role} of {found.name}")
                return True
            if kind == "expert" and found.side == "UN" and not found.former and not found.private:
                person.role, person.side = role, "UN"  # experts with a mandate
                person.because.append(f"{role} of {found.name}")
                return True
            if (kind in {"expert", "press"} or found.private) and not (
                len(person.words) > 1 and self._prominent(current)
            ):
                person.role = role
                person.because.append(f"{role}: no one's side" if role else "private")
                return True
            if kind == "official" and found.told:
                if found.side is None and current and self._prominent(current):
                    continue
                person.role, person.side = role or None, found.side
                same = next((row for row in current if row["side"] == found.side), None)
                person.entity = f"person:{same['person']}" if same else None
                person.because.append(f"{role or 'one'} of {found.name}")
                return True
        return False

    def _by_title(self, person: Person, told: list[Told], current: list[Row]) -> bool:
        """By a title that only one side has, unless he is known to hold his office elsewhere."""
        for _, role, kind in told:
            only = context.sure(self._draft, role) if kind == "official" else None
            if only is not None and all(row["side"] == only for row in current):
                person.role, person.side = role, only
                person.because.append(f"{role}: a title of {only}")
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
            best["side"] or None,  # figures of an opposition speak for nobody
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
    lower = role.lower().replace("’", "'")
    if lower.startswith(("his ", "her ", "its ", "their ")):
        return True
    owners = [piece.rsplit(maxsplit=1)[-1] for piece in lower.split("'s ")[:-1] if piece.strip()]
    return not set(owners) <= lexicon.words("of a state")


def _of_a_state(role: str) -> bool:
    """Whether a title is an office of a state: any but "chief", "head" and the like, and those of a state's own bodies."""
    title, _, headed = role.replace("'s", "").replace("’s", "").partition(" of ")
    words = [roles.folded_title(word) for word in (*headed.split(), *title.replace("-", " ").split())]
    if not words:
        return False
    return words[-1] not in lexicon.words("head of anything") or bool(
        (lexicon.words("of a state") | lexicon.words("body of a state")).intersection(words[:-1])
    )


def _heads_of_bodies_first(told: list[Told]) -> list[Told]:
    """What is told, an office in a body of several states first where a rank or calling tells only where its bearer comes from.

    "The head of the U.N. mission, Norwegian General X" speaks for the U.N.; a minister or ambassador speaks for his state.
    """
    heading = _heading(told)
    if _speaks_for_a_state(told):
        return told
    return [*heading, *(each for each in told if each not in heading)]


def _heading(told: list[Told]) -> list[Told]:
    """Those of what is told that make somebody the head of a body of several states, or of its mission."""
    return [
        each
        for each in told
        if each[2] == "official"
        and each[0].side in bodies()
        and not each[0].former
        and any(roles.folded_title(word) in lexicon.words("head of a body") for word in each[1].split())
    ]


def _speaks_for_a_state(told: list[Told]) -> bool:
    """Whether an office is told that its bearer holds for a state: minister, ambassador, lawmaker."""
    words = (set(role.lower().split()) for _, role, kind in told if kind == "official")
    return any(each & lexicon.words("speaks for a state") for each in words)


def _part_in_a_cause(role: str) -> bool:
    """The author, sponsor or critic of something."""
    return _last_word(role) in lexicon.words("part in a cause")


def _former(told: list[Told]) -> bool:
    """Whether a bearer is out of office: called former, and not by another title than the one he bears right now."""
    former = [role for found, role, _ in told if found.former]
    if not former or _heading(told):
        return False  # "the former president who leads the African Union's panel" speaks for the Union
    held = [role for found, role, kind in told if kind == "official" and not found.former and role]
    words = {_last_word(role) for role in former}
    return not any(_last_word(role) not in words and _of_a_state(role) for role in held)


def _last_word(role: str) -> str:
    return roles.folded_title(role.rsplit(maxsplit=1)[-1]) if role else ""
