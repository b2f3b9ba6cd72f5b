"""The knowledge base: states, bodies, outlets, holders of offices, nouns for actors; read once from ``resources/actors``.

Users add rows of their own with a TSV file (see docs/actors.md); theirs win.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.annotate import romanisation
from detente.annotate.gazetteer import Entry, EntryKind, Gazetteer
from detente.errors import BadSetting
from detente.model.actors import Office
from detente.model.when import When
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Row = dict[str, str]
# Offices prominent enough for a bare family name to be looked up.
PROMINENT = frozenset(
    {"head of state", "head of government", "foreign minister", "crown prince", "head of organisation"}
)
# Offices that one person holds at a time.
_SINGLE = frozenset({"head of state", "head of government", "foreign minister"})
_ADDED = ("name", "side", "kind", "aliases")


@dataclass(frozen=True, slots=True)
class State:
    """A state or a body that is a side itself."""

    side: str
    name: str
    official: str
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


@dataclass(slots=True)
class Knowledge:
    """What is known of actors before a document is read."""

    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    states: dict[str, State] = field(default_factory=dict)
    nouns: dict[str, str] = field(default_factory=dict)
    female: frozenset[str] = frozenset()
    holders: dict[str, list[Row]] = field(default_factory=dict)
    korean_holders: dict[str, list[Row]] = field(default_factory=dict)
    surnames: dict[str, list[Row]] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)

    def offices(self, name: str) -> tuple[Office, ...]:
        """The offices of those who bear a name in any of its spellings and orders; several persons may bear it."""
        return tuple(office(row) for row in self.rows_of(name))

    def rows_of(self, name: str) -> list[Row]:
        """As ``offices``, as rows of the table."""
        for each in (romanisation.key(name), *romanisation.turned(name)):
            found = self.holders.get(each)
            if found:
                return found
        if len(romanisation.parts(name)) > 1:
            return self.korean_holders.get(romanisation.korean(name), [])
        return []

    def prominent(self, surname: str) -> list[Row]:
        """The rows of heads of state and government and foreign ministers with that family name."""
        return self.surnames.get(romanisation.key(surname), [])

    def add_offices(self, rows: Iterable[Row]) -> None:
        """Adds holders of offices."""
        for row in rows:
            names = [row["person"], *filter(None, row.get("aliases", "").split("|"))]
            prominent = row["office"] in PROMINENT
            self.given.update(romanisation.parts(name)[0] for name in names if " " in name)
            for key in dict.fromkeys(k for n in names for k in _keys(n, partial=row["office"] != "legislator")):
                self.holders.setdefault(key, []).append(row)
            if row["side"] in romanisation.KOREAN_STATES:
                for key in dict.fromkeys(romanisation.korean(n) for n in names):
                    self.korean_holders.setdefault(key, []).append(row)
            if prominent:
                for key in dict.fromkeys(w for n in names for w in _surnames(n)):
                    self.surnames.setdefault(key, []).append(row)

    def add_bodies(self, rows: Iterable[Row], *, kind: EntryKind) -> None:
        """Adds bodies or outlets with their aliases."""
        for row in rows:
            side = row["side"] or None
            entry = Entry(
                kind=kind,
                name=row["name"],
                side=side,
                entity=f"{kind}:{row['name']}",
                sort=row["kind"],
                state=row.get("state") or side,
            )
            for form in (row["name"], *filter(None, row["aliases"].split("|"))):
                self.gazetteer.add(form, entry)


def _keys(name: str, *, partial: bool) -> tuple[str, ...]:
    words = romanisation.parts(name)
    keys = [romanisation.key(name)]
    if partial and len(words) > 2 and "-" not in name:
        keys += [
            romanisation.key(" ".join(words[:2])),
            romanisation.key(f"{words[0]} {words[-1]}"),
            romanisation.key(" ".join(words[1:])),
        ]
    return tuple(keys)


def _surnames(name: str) -> tuple[str, ...]:
    words = romanisation.parts(name)
    return (words[0], words[-1]) if words else ()


def office(row: Row) -> Office:
    """A row as an office."""
    return Office(
        person=row["person"],
        side=row["side"],
        office=row.get("title") or row["office"],
        start=_when(row["start"]),
        end=_when(row["end"]),
        known_until=_when(row.get("known_until", "")),
        source=row.get("source", ""),
    )


def _when(text: str) -> When | None:
    return When.parse(text) if text else None


@cache
def load(extra: Path | None = None) -> Knowledge:
    """The knowledge base, with the rows of a user's own file on top.

    Raises:
        BadSetting: if the file is not there or lacks the columns, or a date in it is no ISO date.
    """
    base = Knowledge()
    base.nouns = {row["lemma"]: row["class"] for row in resources.rows("actors/nouns.tsv")}
    base.female = frozenset(row["name"] for row in resources.rows("actors/female_names.tsv"))
    base.add_bodies(resources.rows("actors/media.tsv"), kind="outlet")
    base.add_bodies(resources.rows("actors/organisations.tsv"), kind="body")
    base.add_bodies(resources.rows("actors/bodies.tsv"), kind="body")
    for row in resources.rows("actors/states.tsv"):
        _add_state(base, row)
    for row in resources.rows("actors/forms.tsv"):
        _add_form(base, row)
    by_hand = list(resources.rows("actors/officials.tsv"))
    ended = {_term(row) for row in by_hand if row["end"]}
    base.add_offices(_succeeded([row for row in resources.rows("actors/offices.tsv") if _term(row) not in ended]))
    base.add_offices(by_hand)
    if extra is not None:
        if not extra.is_file():
            raise BadSetting(f"actors_file is {extra}, which is no file", cure="check the path")
        _add_users(base, extra)
    return base


def _term(row: Row) -> tuple[str, str, str, str]:
    """Somebody's tenure of an office by its first year; where a hand has given its end, the tables' row is left out."""
    office = "head" if row["office"] in {"head of state", "head of government"} else row["office"]
    return romanisation.key(row["person"]), row["side"], office, row["start"][:4]


def _succeeded(rows: list[Row]) -> list[Row]:
    """Rows of heads and foreign ministers whose end no source tells, ended by the next one's start."""
    starts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows:
        if row["office"] in _SINGLE:
            starts.setdefault((row["side"], row["office"]), []).append((row["start"], row["person"]))
    found = []
    for row in rows:
        if row["office"] in _SINGLE and not row["end"] and not row["known_until"]:
            later = [s for s, p in starts[row["side"], row["office"]] if s > row["start"] and p != row["person"]]
            found.append(row | {"end": min(later, default="")})
        else:
            found.append(row)
    return found


def _add_state(base: Knowledge, row: Row) -> None:
    side, name = row["side"], row["name"]
    state = State(side, name, row["official"], tuple(row["demonyms"].split("|")), tuple(row["capitals"].split("|")))
    base.states[side] = state
    for form, kind in (
        *((f, "demonym") for f in state.demonyms),
        *((f, "capital") for f in state.capitals),
        (row["official"], "state"),
        (name, "state"),
    ):
        if form:
            _put(base, form, kind, side, name)
            if kind == "demonym" and form.endswith(("an", "i")):
                _put(base, f"{form}s", kind, side, name)


def _put(
    base: Knowledge, form: str, kind: str, side: str, name: str, *, sort: str = "", ambiguous: bool = False
) -> None:
    entry_kind: EntryKind = (
        "demonym"
        if kind == "demonym"
        else "capital"
        if kind == "capital"
        else "nickname"
        if kind == "nickname"
        else "state"
    )
    entry = Entry(
        kind=entry_kind, name=name, side=side, entity=f"state:{side}", sort=sort, state=side, ambiguous=ambiguous
    )
    base.gazetteer.add(form, entry)


def _add_form(base: Knowledge, row: Row) -> None:
    """A form of a state that no table of bodies names more closely."""
    side, form = row["side"], row["form"]
    known = base.gazetteer.lookup(form.removeprefix("the "))
    if known and known.kind == "body":
        return
    state = base.states.get(side)
    name = state.name if state else bodies().get(side, side)
    kind = {
        "demonym-variant": "demonym",
        "nickname": "nickname",
        "city": "capital",
        "seat": "capital",
        "ministry": "body",
    }.get(row["kind"], "state")
    if kind == "body" or (row["kind"] == "seat" and known is None):
        base.add_bodies(
            [{"name": form.removeprefix("the "), "side": side, "kind": row["kind"], "aliases": ""}], kind="body"
        )
        return
    _put(base, form, kind, side, name, sort=row["kind"], ambiguous=row["ambiguous"] == "yes")


def _add_users(base: Knowledge, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    for row in rows:
        try:
            filled = {key: (value or "").strip() for key, value in row.items() if key}
            if filled.get("office"):
                filled = {"title": "", "aliases": "", "source": path.name} | filled
                for column in ("start", "end", "known_until"):
                    filled.setdefault(column, "")
                    _when(filled[column])
                base.add_offices([filled | {"person": filled["name"], "aliases": filled.get("aliases", "")}])
            else:
                base.add_bodies(
                    [{c: filled[c] for c in _ADDED}], kind="outlet" if filled["kind"] == "outlet" else "body"
                )
        except (KeyError, ValueError) as error:
            raise BadSetting(
                f"{path}: row {row} of the actors' file is off ({error})", cure="see docs/actors.md for its columns"
            ) from error
