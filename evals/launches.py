"""The launches' backtest: North Korean missile and nuclear tests, the chance of at least one, decayed counts against the three-year rate.

    python -m evals.launches FILE.tsv --report-from DAY [--report-to DAY] [--json]

The file has the columns date, type, event (../shared/events/README.md). Launches are rows whose type names a missile, a rocket or a nuclear
test. Weekly origins; for each, the model is what was learnt from windows closed before the year of the origin began, so that every year is
foretold from the years before it.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from datetime import date
from pathlib import Path

from detente.analyse.forecast.pulse import PulseReport, backtest

HORIZONS = (7, 30)
KINDS = ("missile", "nuclear", "rocket", "satellite")


def launches(path: Path) -> tuple[list[date], date]:
    """The days of launches, in order, two on a day being one; and the day of the file's last row, whatever its type."""
    with path.open(encoding="utf-8") as file:
        rows = [(date.fromisoformat(row["date"]), row["type"].lower()) for row in csv.DictReader(file, delimiter="\t")]
    return sorted({day for day, kind in rows if any(one in kind for one in KINDS)}), max(day for day, _ in rows)


def line(report: PulseReport) -> str:
    """One report on one line."""
    low, high = report.interval
    return (
        f"{report.horizon:3}d  rate {report.base_rate:.3f}  {report.forecasts} forecasts  skill over the 3-year rate {report.skill:+.3f} "
        f"[{low:+.3f}, {high:+.3f}]  slope {report.slope:.2f}  ECE {report.ece:.3f}  shown: {report.shown}"
    )


def main() -> int:
    """Runs and prints."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--report-from", type=date.fromisoformat, required=True)
    options.add_argument("--report-to", type=date.fromisoformat, help="usual: the day of the file's last row")
    options.add_argument("--json", action="store_true")
    args = options.parse_args()
    days, end = launches(args.file)
    last = args.report_to or end
    reports = [backtest(days, horizon=horizon, report_from=args.report_from, report_to=last) for horizon in HORIZONS]
    if args.json:
        print(json.dumps([report.record for report in reports], indent=1))
    else:
        print("\n".join(line(report) for report in reports))
    return 0


if __name__ == "__main__":
    sys.exit(main())
