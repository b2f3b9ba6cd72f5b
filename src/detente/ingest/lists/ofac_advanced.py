"""OFAC's lists in the Advanced Sanctions List Standard (sdn_advanced.xml, cons_advanced.xml).

Specification: OFAC, "Advanced Sanctions List Standard" notes. Names, features and measures refer by number to value sets and to one
another, so that the file is streamed three times: value sets, measures with their dates, parties.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.errors import Malformed
from detente.ingest.lists.dates import birth_years, day
from detente.ingest.lists.xml import children, elements, local, text
from detente.model.lists import EntryKind, ListedName, Listing, NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

    from detente.model.when import When

SETS = ("AliasType", "NamePartType", "PartySubType", "PartyType", "FeatureType", "Script")
KINDS: dict[str, EntryKind] = {"individual": "person", "entity": "entity", "vessel": "vessel", "aircraft": "aircraft"}
LATIN = "Latin"
FAMILY, GIVEN = frozenset({"Last Name", "Maiden Name"}), frozenset({"First Name", "Middle Name", "Patronymic"})
BIRTH, TITLE = "Birthdate", "Title"


@dataclass
class _Values:
    """The value sets: words by set and number; the party type of each sub-type."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    def of(self, name: str, number: str | None) -> str:
        return self.words.get((name, number or ""), "")


@dataclass
class _Measures:
    """What was imposed on a profile: programmes, and the first day."""

    programmes: list[str] = field(default_factory=list)
    since: list[When] = field(default_factory=list)


def listings(path: Path) -> Iterator[Listing | Malformed]:
    """The parties in the order of the file."""
    values, measures = _values(path), _measures(path)
    for element in elements(path, "DistinctParty"):
        if isinstance(element, Malformed):
            yield element
            continue
        for profile in children(element, "Profile"):
            yield _listing(profile, values, measures.get(profile.get("ID", ""), _Measures()))


def own_day(path: Path) -> When | None:
    """The day of issue."""
    found = next(elements(path, "DateOfIssue"), None)
    return None if found is None or isinstance(found, Malformed) else _day(found)


def _values(path: Path) -> _Values:
    found = _Values()
    for element in elements(path, *SETS):
        if isinstance(element, Malformed):
            break
        found.words[local(element), element.get("ID", "")] = " ".join((element.text or "").split())
        if local(element) == "PartySubType":
            found.types[element.get("ID", "")] = element.get("PartyTypeID", "")
    return found


def _measures(path: Path) -> dict[str, _Measures]:
    found: dict[str, _Measures] = {}
    for element in elements(path, "SanctionsEntry"):
        if isinstance(element, Malformed):
            break
        one = found.setdefault(element.get("ProfileID", ""), _Measures())
        one.since += [when for event in children(element, "EntryEvent", "Date") if (when := _day(event))]
        one.programmes += [
            tag for measure in children(element, "SanctionsMeasure") if (tag := text(measure, "Comment"))
        ]
    return found


def _day(element: etree._Element) -> When | None:
    parts = [text(element, name) for name in ("Year", "Month", "Day")]
    return day("-".join(part.zfill(2) for part in parts)) if all(parts) else None


def _listing(profile: etree._Element, values: _Values, measures: _Measures) -> Listing | Malformed:
    entry = profile.get("ID", "")
    names = [name for identity in children(profile, "Identity") for name in _names(identity, values)]
    if not entry or not names:
        return Malformed(f"profile {entry!r} has no number or no name", cure="download the list again")
    names.sort(key=lambda name: name.kind != "primary")
    sub = profile.get("PartySubTypeID", "")
    words = (values.of("PartySubType", sub), values.of("PartyType", values.types.get(sub)))
    return Listing(
        entry=entry,
        kind=next((KINDS[word.lower()] for word in words if word.lower() in KINDS), "unknown"),
        names=tuple(dict.fromkeys(names)),
        programmes=tuple(dict.fromkeys(measures.programmes)),
        roles=_features(profile, values, TITLE),
        born=birth_years(_features(profile, values, BIRTH)),
        listed=min(measures.since, key=lambda when: when.first, default=None),
    )


def _names(identity: etree._Element, values: _Values) -> Iterator[ListedName]:
    parts = {
        group.get("ID", ""): values.of("NamePartType", group.get("NamePartTypeID"))
        for group in children(identity, "NamePartGroups", "MasterNamePartGroup", "NamePartGroup")
    }
    for alias in children(identity, "Alias"):
        kind: NameKind = "alias"
        if alias.get("Primary") == "true" and identity.get("Primary") != "false":
            kind = "primary"
        elif alias.get("LowQuality") == "true":
            kind = "weak"
        elif values.of("AliasType", alias.get("AliasTypeID")).startswith("F"):
            kind = "former"
        for number, named in enumerate(children(alias, "DocumentedName")):
            yield _name(named, kind if number == 0 else "alias", parts, values)


def _name(named: etree._Element, kind: NameKind, parts: dict[str, str], values: _Values) -> ListedName:
    pieces = children(named, "DocumentedNamePart", "NamePartValue")
    said = [
        (parts.get(p.get("NamePartGroupID", ""), ""), " ".join("".join(str(part) for part in p.itertext()).split()))
        for p in pieces
    ]
    native = any(values.of("Script", p.get("ScriptID")) not in {"", LATIN} for p in pieces)
    family = " ".join(words for part, words in said if part in FAMILY)
    given = " ".join(words for part, words in said if part in GIVEN)
    whole = f"{family}, {given}" if family and given else " ".join(words for _, words in said)
    return ListedName(text=whole, kind="native" if native else kind, family=family, given=given)


def _features(profile: etree._Element, values: _Values, name: str) -> tuple[str, ...]:
    found = []
    for feature in children(profile, "Feature"):
        if values.of("FeatureType", feature.get("FeatureTypeID")) == name:
            for version in children(feature, "FeatureVersion"):
                years = [text(year) for year in version.iter() if local(year) == "Year"]
                found.append(" ".join([*years, *(text(d) for d in children(version, "VersionDetail"))]).strip())
    return tuple(dict.fromkeys(words for words in found if words))
