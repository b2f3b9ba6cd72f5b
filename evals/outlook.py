"""The outlook's backtest on a series of coded events.

    python -m evals.outlook EVENTS.tsv.gz --fit-until DAY --tune-until DAY --report-from DAY --report-to DAY [--json]

The file has the columns date, source, relation, target (../shared/events/README.md). Sixteen dyads, both directions pooled, weekly origins, 7 and 28 days.
A side's entities are the state, bodies with its name in brackets, and its leaders and ministers by the offices in resources/actors. Mutual acts that are
filed in both directions on one day count once.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
import time
from dataclasses import asdict
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from detente import resources
from detente.analyse.forecast.model import Periods, Report, backtest
from detente.analyse.forecast.series import Series, count

if TYPE_CHECKING:
    from collections.abc import Iterator

DYADS = (
    "China–Iran", "China–Japan", "China–South Korea", "France–Iran", "Japan–Iran", "Japan–South Korea", "South Korea–Iran",
    "United Nations–Eritrea", "United Nations–Iran", "United Nations–Iraq", "United Nations–Sudan", "United States–China",
    "United States–Iran", "United States–Japan", "United States–South Korea", "United States–Sudan",
)  # fmt: skip
CODES = {
    "CHN": "China", "IRN": "Iran", "JPN": "Japan", "KOR": "South Korea", "FRA": "France", "ERI": "Eritrea", "IRQ": "Iraq",
    "SDN": "Sudan", "USA": "United States", "UNO": "United Nations", "UN": "United Nations",
}  # fmt: skip
HORIZONS = (7, 28)
CODE_FILE = "relation2cameo_goldstein.tsv"


@lru_cache(maxsize=1)
def leaders() -> dict[str, str]:
    """Sides of leaders and ministers by name, from the offices table."""
    found: dict[str, str] = {}
    for row in resources.rows("actors/offices.tsv"):
        if row["side"] in CODES:
            found[row["person"].lower().replace("-", " ")] = CODES[row["side"]]
    return found


@cache
def side(entity: str) -> str | None:
    """The side of an entity, or ``None`` for one that is not asked for."""
    sides = set(CODES.values())
    if entity in sides:
        return entity
    _, bracket, inside = entity.rpartition(" (")
    if bracket and inside.endswith(")") and inside[:-1] in sides:
        return inside[:-1]
    if entity.startswith(("UN ", "United Nations")):
        return "United Nations"
    return leaders().get(entity.lower().replace("-", " "))


def events(path: Path, codes: dict[str, str]) -> Iterator[tuple[date, str, str]]:
    """(day, dyad, CAMEO code) of each event between two sides; a mutual act filed both ways counts once."""
    pairs = {frozenset(dyad.split("–")): dyad for dyad in DYADS}
    mutual = {row["prefix"] for row in resources.rows("forecast/classes.tsv") if row["mutual"] == "yes"}
    seen: set[tuple[str, str, str, str]] = set()
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            left, right = side(row["source"]), side(row["target"])
            dyad = pairs.get(frozenset((left, right))) if left and right else None
            code = codes.get(row["relation"])
            if dyad is None or code is None:
                continue
            if code[:3] in mutual:
                first, second = sorted((row["source"], row["target"]))
                key = (row["date"], first, second, "042" if code[:3] in {"042", "043"} else code[:3])
                if key in seen:
                    continue
                seen.add(key)
            yield date.fromisoformat(row["date"]), dyad, code


def load(path: Path, *, codes: Path) -> Series:
    """The series of the sixteen dyads."""
    with codes.open(encoding="utf-8") as file:
        table = {row["relation"]: row["cameo"] for row in csv.DictReader(file, delimiter="\t")}
    found = list(events(path, table))
    prefixes: dict[str, list[str]] = {}
    for row in resources.rows("forecast/classes.tsv"):
        prefixes.setdefault(row["class"], []).append(row["prefix"])
    classes = {
        name: frozenset(c for c in table.values() if c.startswith(tuple(starts))) for name, starts in prefixes.items()
    }
    days = [day for day, *_ in found]
    return count(found, dyads=DYADS, classes=classes, first=min(days), last=max(days))


def line(report: Report) -> str:
    """One report on one line."""
    rivals = "  ".join(f"{name} {value:+.3f}" for name, value in report.skills.items() if name != "model")
    low, high = report.interval
    return (
        f"{report.name:10} {report.horizon:3}d  rate {report.base_rate:.3f}  skill {report.skills['model']:+.3f} [{low:+.3f}, {high:+.3f}]  "
        f"over volume {report.over_volume:+.3f} [{report.over_volume_interval[0]:+.3f}, {report.over_volume_interval[1]:+.3f}]  "
        f"slope {report.slope:.2f}  ECE {report.ece:.3f}  {rivals}  shown: {report.shown}"
    )


def main() -> int:
    """Runs and prints."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("events", type=Path)
    for name in ("fit-until", "tune-until", "report-from", "report-to"):
        options.add_argument(f"--{name}", type=date.fromisoformat, required=True)
    options.add_argument(
        "--codes", type=Path, help="relation to CAMEO code (default: beside the events, or ../shared/events)"
    )
    options.add_argument("--json", action="store_true")
    args = options.parse_args()
    beside = args.events.with_name(CODE_FILE)
    codes = args.codes or (
        beside if beside.exists() else Path(__file__).resolve().parents[2] / "shared/events" / CODE_FILE
    )
    start = time.perf_counter()
    series = load(args.events, codes=codes)
    periods = Periods(args.fit_until, args.tune_until, args.report_from, args.report_to)
    names = [name for name in series.classes if name != "any"]
    reports = [backtest(series, name, horizon=horizon, periods=periods) for name in names for horizon in HORIZONS]
    if args.json:
        print(json.dumps([asdict(report) for report in reports], indent=1))
    else:
        print("\n".join(line(report) for report in reports))
        print(f"{time.perf_counter() - start:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
