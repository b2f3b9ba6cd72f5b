"""Makes src/detente/resources/actors/{states,forms,offices,media,organisations}.tsv from ../shared/actors.

    python -m training.build_actors [SOURCE_DIR]

Kept are only rows whose facts come from a source that is public domain, CC0 or compiled by hand (``FREE``); where another
source only confirms the row, the row stays and that source's name stays beside it; where another source gave the end,
the end is dropped. Columns that end in ``_odbl`` are never read. Territories' rows that repeat their sovereign's leaders are left out.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT.parent / "shared/actors"
TARGET = ROOT / "src/detente/resources/actors"
FREE = ("CIA-Factbook-JSON", "Wikidata(", "curated")
SIDES = {"EUU": "EU", "UNO": "UN"}
BODIES = {"EUU", "UNO", "NATO", "IAEA", "AU", "ASEAN"}
BESIDES = {"TWN", "XKX", "PSE", "VAT", "HKG"}
HAND = "compiled by hand"
# Organisations that are a side themselves, or whose organs speak for one.
ORGANISATION_SIDES = {
    "UN": "UN", "UN-body": "UN", "EU-body": "EU", "International Atomic Energy Agency": "IAEA",
    "North Atlantic Treaty Organization": "NATO", "African Union": "AU", "ASEAN Regional Forum": "ASEAN",
    "Association of Southeast Asian Nations": "ASEAN", "Court of Justice of the European Union": "EU", "European Central Bank": "EU",
    "European Investment Bank": "EU", "Combined Forces Command": "", "United States Forces Korea": "USA",
    "U.S. Indo-Pacific Command": "USA", "International Civil Aviation Organization": "", "World Bank": "", "Hamas": "", "Taliban": "AFG",
    "Korean People's Army": "PRK",
}  # fmt: skip
STATE_KINDS = {"state body", "military", "party"}
DROPPED_FORMS = {
    "the Council", "the Party", "the Commission", "the alliance", "EP", "EC", "HRC", "UNC", "IS", "RSF", "CD", "NC", "ECO", "BIS", "CNS", "ACA", "FAS",
    "SAC", "SPA", "MOU", "WHO", "spy agency", "NAM", "CFC", "PCA", "Heritage", "Carnegie", "Cato", "GUAM", "IDA", "INSS", "LAS", "EAS", "PIF", "OIF",
    "V4", "AA", "Petra", "The National", "The Paper", "Kan", "INA", "ONA", "Okaz", "Middlebury Institute", "Kyungnam University", "EU foreign ministers",
    "the nuclear deal", "ISIS (institute)", "ISIS think tank", "INSS (Israel)", "AS", "CH", "IEA", "the bloc", "Asahi", "Mizan", "Sabah",
    "Saba", "MENA", "CRI", "Study Times", "AU", "PA", "NK", "CAR", "Kiwi", "Yankee", "the island", "the Hill", "Number 10", "No. 10", "RIA", "IOM",
}  # fmt: skip


CITIES = {
    "Aden", "Berne", "Delhi", "Geneva", "Kiev", "Naypyitaw", "Putrajaya", "Rawalpindi", "Sanaa", "Teheran", "Tel Aviv",
    "Washington", "The Hague", "Jerusalem", "Brussels", "Yongsan",
}  # fmt: skip
# What the tables lack: form, side, kind, ambiguous.
EXTRA_FORMS = (
    ("North Korean", "PRK", "demonym-variant", "no"), ("North Koreans", "PRK", "demonym-variant", "no"),
    ("N. Korean", "PRK", "demonym-variant", "no"), ("S. Korean", "KOR", "demonym-variant", "no"),
    ("South Korean", "KOR", "demonym-variant", "no"), ("South Koreans", "KOR", "demonym-variant", "no"),
    ("Palestinian", "PSE", "demonym-variant", "no"), ("Palestinians", "PSE", "demonym-variant", "no"),
    ("European", "EU", "demonym-variant", "no"), ("Europeans", "EU", "demonym-variant", "no"),
    ("Americans", "USA", "demonym-variant", "no"), ("Saudis", "SAU", "demonym-variant", "no"),
    ("Emiratis", "ARE", "demonym-variant", "no"), ("Turks", "TUR", "demonym-variant", "no"), ("Poles", "POL", "demonym-variant", "no"),
    ("Britons", "GBR", "demonym-variant", "no"), ("Syrian Arab Republic", "SYR", "state", "no"), ("Europe", "EU", "nickname", "yes"),
    ("Congolese", "COD", "demonym-variant", "no"), ("Chinese", "CHN", "demonym-variant", "no"), ("Filipinos", "PHL", "demonym-variant", "no"),
    ("Republic of Türkiye", "TUR", "state", "no"), ("Sudan", "SDN", "state", "no"), ("Congo", "COD", "abbrev", "yes"),
    ("Venezuelan", "VEN", "demonym-variant", "no"), ("Islamic Republic of Iran", "IRN", "state", "no"),
    ("Bolivarian Republic of Venezuela", "VEN", "state", "no"), ("Republic of Cuba", "CUB", "state", "no"),
    ("People's Republic of China", "CHN", "state", "no"), ("Palestine", "PSE", "state", "no"), ("Vatican", "VAT", "state", "no"),
    ("Holy See", "VAT", "state", "no"), ("Czech", "CZE", "demonym-variant", "no"), ("Belarusians", "BLR", "demonym-variant", "no"),
    ("Belarussian", "BLR", "demonym-variant", "no"), ("Rangoon", "MMR", "seat", "yes"), ("Nay Pyi Taw", "MMR", "seat", "no"),
    ("Khartoum", "SDN", "seat", "no"), ("Kyiv", "UKR", "seat", "no"), ("European Union", "EU", "state", "no"),
    ("Persian", "IRN", "demonym-variant", "yes"), ("Soviet", "RUS", "demonym-variant", "yes"), ("Bosnian", "BIH", "demonym-variant", "no"),
    ("Bosnia", "BIH", "abbrev", "no"), ("East Timor", "TLS", "abbrev", "no"), ("Trinidad", "TTO", "abbrev", "no"),
)  # fmt: skip


# States whose crown is another state's head of state: he does not speak for them.
CROWNS_ABROAD = {
    "AND", "AUS", "NZL", "CAN", "JAM", "BHS", "BLZ", "GRD", "PNG", "SLB", "TUV", "ATG", "KNA", "LCA", "VCT", "BRB",
}  # fmt: skip


# Abbreviations that British papers write as words.
AS_WORDS = {"NATO", "ASEAN", "TASS", "OPEC", "UNESCO", "UNICEF", "IRNA", "KCNA", "BRICS", "MERCOSUR", "ECOWAS", "USAID"}


def table(name: str, source: Path) -> list[dict[str, str]]:
    """The rows of a source table, without its share-alike columns."""
    with (source / name).open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{k: v or "" for k, v in row.items() if k and not k.endswith("_odbl")} for row in reader]


def write(name: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Writes a resource, sorted, each row once."""
    lines = ["\t".join(columns), *("\t".join(row) for row in sorted(set(rows)))]
    (TARGET / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(lines) - 1} rows")


def free(source: str) -> bool:
    """Whether the row rests on a free source: the first named gives its facts."""
    return source.startswith(FREE)


def joined(*lists: str, without: str = "") -> str:
    """Lists with bars between, as one without repetitions."""
    found: dict[str, None] = {}
    for values in lists:
        found.update(dict.fromkeys(v.strip() for v in values.split("|")))
    for form in [v for v in found if v in AS_WORDS]:
        found[form.title()] = None
    return "|".join(v for v in found if v and v != without and v not in DROPPED_FORMS)


def states(source: Path) -> set[str]:
    """Writes states; answers the codes of those kept."""
    rows, kept = [], set()
    for row in table("countries.tsv", source):
        code = row["iso3"]
        if row["un_member"] != "yes" and code not in BESIDES:
            continue
        kept.add(code)
        capital = joined(row["capital"].replace(" / ", "|"), row["other_capital_spellings"], without="")
        demonyms = "" if code in {"HKG", "KOR", "PRK"} else row["demonyms"]
        rows.append(
            (
                code,
                row["common_name_en"].replace(" & ", " and "),
                row["official_name_en"],
                demonyms,
                capital,
                "CIA World Factbook, CLDR, ISO names",
            )
        )
    write("states.tsv", ("side", "name", "official", "demonyms", "capitals", "source"), rows)
    return kept


def forms(source: Path) -> None:
    """Writes other forms of states: abbreviations, seats, nicknames."""
    rows = [
        (r["form"], SIDES.get(r["country_iso3"], r["country_iso3"]), _kind(r), r["ambiguous"], r["note"], HAND)
        for r in table("metonyms.tsv", source)
        if r["form"] not in DROPPED_FORMS and (r["form"], r["country_iso3"]) != ("Brussels", "BEL")
    ]
    rows += [
        (form, side, kind.replace("seat", "city"), ambiguous, "", HAND) for form, side, kind, ambiguous in EXTRA_FORMS
    ]
    write("forms.tsv", ("form", "side", "kind", "ambiguous", "note", "source"), rows)


def _kind(row: dict[str, str]) -> str:
    """A city's name stands for its state; a palace's for the office in it."""
    return "city" if row["form"] in CITIES else row["kind"]


def offices(source: Path, kept: set[str]) -> None:
    """Writes holders of offices, members of legislatures among them."""
    rows = []
    for row in table("offices.tsv", source) + table("legislators.tsv", source):
        code, told = row["country_iso3"], row["source"]
        if not free(told) or (code not in kept and code not in BODIES):
            continue
        if (
            row["office"] == "head of state"
            and code in CROWNS_ABROAD
            and row["title"].lower().startswith(("king", "queen", "co", "sovereign", "prince", "french co"))
        ):
            continue
        end = "" if "end from" in told else row["end"]
        rows.append(
            (
                row["person"],
                SIDES.get(code, code),
                row["office"],
                row["title"],
                row["start"],
                end,
                row["in_office_as_of"],
                row.get("aliases", ""),
                told,
            )
        )
    write(
        "offices.tsv", ("person", "side", "office", "title", "start", "end", "known_until", "aliases", "source"), rows
    )


def media(source: Path) -> None:
    """Writes outlets; a state-controlled one has its state as side."""
    rows = [
        (
            r["outlet"],
            r["country_iso3"] if r["state_controlled"] == "yes" else "",
            r["country_iso3"],
            r["type"],
            joined(r["outlet"], r["aliases"], without=r["outlet"]),
            HAND,
        )
        for r in table("media.tsv", source)
        if r["outlet"] not in DROPPED_FORMS
    ]
    write("media.tsv", ("name", "side", "state", "kind", "aliases", "source"), rows)


def organisations(source: Path) -> None:
    """Writes organisations with the side for which they speak."""
    rows = []
    for r in table("organisations.tsv", source):
        name, kind, seat = r["name"], r["kind"], r["seat_iso3"]
        side = ORGANISATION_SIDES.get(name, ORGANISATION_SIDES.get(kind, ""))
        if kind in STATE_KINDS or (kind == "sanctions body" and not name.startswith(("UN ", "Multi"))):
            side = side or seat
        if name.startswith(("UN ", "United Nations")) and not side:
            side = "UN"
        rows.append(
            (
                name.split(" (")[0],
                side,
                kind,
                joined(name, r["short_forms"], without=name),
                HAND if "curated" in r["source"] else r["source"],
            )
        )
    write("organisations.tsv", ("name", "side", "kind", "aliases", "source"), rows)


def main() -> None:
    """Writes all tables."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE
    TARGET.mkdir(parents=True, exist_ok=True)
    kept = states(source)
    forms(source)
    offices(source, kept)
    media(source)
    organisations(source)


if __name__ == "__main__":
    main()
