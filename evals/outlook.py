"""The outlook's backtest on a series of coded events.

    python -m evals.outlook EVENTS.tsv.gz --fit-until DAY --tune-until DAY --report-from DAY --report-to DAY [--json]

The file has the columns date, source, relation, target (../shared/events/README.md), or is of another format that `detente outlook` reads.
Sixteen dyads, both directions pooled, weekly origins, 7 and 28 days; the other dyads of the file are learnt from beside them. Mutual acts that
are filed in both directions on one day count once.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from detente.analyse.forecast.acts import counted, dyad
from detente.analyse.forecast.imported import imported
from detente.analyse.forecast.model import Periods, Report, backtests

if TYPE_CHECKING:
    from detente.analyse.forecast.series import Series

DYADS = (
    ("CHN", "IRN"), ("CHN", "JPN"), ("CHN", "KOR"), ("FRA", "IRN"), ("JPN", "IRN"), ("JPN", "KOR"), ("KOR", "IRN"), ("UN", "ERI"),
    ("UN", "IRN"), ("UN", "IRQ"), ("UN", "SDN"), ("USA", "CHN"), ("USA", "IRN"), ("USA", "JPN"), ("USA", "KOR"), ("USA", "SDN"),
)  # fmt: skip
TARGETS = ("meet", "negotiate", "sanction", "ease", "threaten")
HORIZONS = (7, 28)


def load(path: Path) -> Series:
    """The series: the sixteen dyads first, then those that are learnt from beside them."""
    return counted(imported(path).acts, asked=[dyad(*pair) for pair in DYADS])


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
    options.add_argument("--json", action="store_true")
    args = options.parse_args()
    start = time.perf_counter()
    series = load(args.events)
    periods = Periods(args.fit_until, args.tune_until, args.report_from, args.report_to)
    reports = backtests(series, TARGETS, horizons=HORIZONS, periods=periods, asked=len(DYADS))
    if args.json:
        print(json.dumps([asdict(report) for report in reports], indent=1))
    else:
        print("\n".join(line(report) for report in reports))
    print(f"{time.perf_counter() - start:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
