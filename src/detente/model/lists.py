"""Official sanctions lists: editions of a list, the entries in them, their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.model.ids import content_id
from detente.model.when import When

EntryKind = Literal["person", "entity", "vessel", "aircraft", "unknown"]
NameKind = Literal["primary", "alias", "weak", "former", "native"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedName:
    """One name of an entry, in the list's own spelling and order.

    Attributes:
        text: the whole name as the list prints it.
        kind: the primary name; a strong or weak alias; a former name; a name in its own script.
        family: the family name, where the list parts it.
        given: the given names, where the list parts them.
    """

    text: str
    kind: NameKind = "primary"
    family: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One entry of a list.

    Attributes:
        entry: the list's own id of the entry ("23213", "KPi.033", "DPR0006"): stable over editions.
        kind: what is listed.
        names: the primary name first.
        programmes: programme tags or regimes ("DPRK2").
        roles: titles and functions as printed.
        states: nationality, citizenship or flag, as printed.
        born: years of birth as intervals, where given.
        listed: the day of listing, where the list tells (OFAC's CSV does not).
        reason: statement of reasons or comments, where the list gives one.
        identifiers: passports, registrations and the like as printed.
        remarks: what else is printed.
    """

    entry: str
    kind: EntryKind
    names: tuple[ListedName, ...]
    programmes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    born: tuple[When, ...] = ()
    listed: When | None = None
    reason: str | None = None
    identifiers: tuple[str, ...] = ()
    remarks: str = ""

    @property
    def name(self) -> str:
        """The primary name."""
        return self.names[0].text

    @property
    def id(self) -> str:
        """Hash of all that the entry says; the same entry unchanged in a later edition has the same id."""
        return content_id("l", self.entry, repr(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A list as it stood on a day.

    Attributes:
        authority: who keeps it: ``OFAC``, ``UN``, ``EU``, ``UK``.
        name: which of its lists: ``SDN``, ``consolidated``, …
        day: the day the list says it is of; ``None`` where it does not say and none was given.
        raw_id: SHA-256 of the bytes it was read from.
    """

    authority: str
    name: str
    day: When | None
    raw_id: str

    @property
    def id(self) -> str:
        """Hash of authority, name and bytes."""
        return content_id("n", self.authority, self.name, self.raw_id)
