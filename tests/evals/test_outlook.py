"""The outlook's benchmarks run on files of the shape that they are promised."""

from __future__ import annotations

import gzip
import json
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from detente.analyse.forecast.pulse import backtest
from evals import launches, outlook

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_launches_on_a_file_of_later_years(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    random = np.random.default_rng(5)
    rows, hot = [], 0.0
    for day in range(9000):
        hot *= 0.96
        if random.random() < 0.004 + 0.05 * hot:
            rows.append(f"{date(2000, 1, 1) + timedelta(day)}\tMissile Provocation\tA test")
            hot = min(hot + 1, 5)
    rows.append("2024-12-31\tOther Provocation\tA balloon")
    path = tmp_path / "nk.tsv"
    path.write_text("date\ttype\tevent\n" + "\n".join(rows) + "\n")
    monkeypatch.setattr(sys, "argv", ["launches", str(path), "--report-from", "2015-01-01", "--json"])
    assert launches.main() == 0
    week, month = json.loads(capsys.readouterr().out)
    assert (week["horizon"], month["horizon"]) == (7, 30)
    assert month["skill"] > 0
    assert month["forecasts"] > 500


def test_a_pulse_does_not_hang_on_what_came_after_its_year() -> None:
    days = [date(2000, 1, 1) + timedelta(int(n)) for n in np.cumsum(np.random.default_rng(1).integers(5, 90, size=160))]
    cut = [day for day in days if day <= date(2016, 12, 31)]
    assert backtest(days, horizon=7, report_from=date(2014, 1, 1), report_to=date(2016, 12, 31)) == backtest(
        cut, horizon=7, report_from=date(2014, 1, 1), report_to=date(2016, 12, 31)
    )


def test_the_sixteen_dyads_come_first(tmp_path: Path) -> None:
    path = tmp_path / "events.tsv"
    path.write_text(
        "date\tsource\trelation\ttarget\n2012-01-01\tMinistry (Iran)\tConsult\tFrance\n2012-03-01\tThailand\tMake a visit\tCambodia\n"
    )
    series = outlook.load(path)
    assert series.dyads[:2] == ("CHN–IRN", "CHN–JPN")
    assert len(outlook.DYADS) == 16
    assert "KHM–THA" in series.dyads[16:]
    assert series.counts[series.dyads.index("KHM–THA"), series.classes.index("meet")].sum() == 1


def test_the_outlook_on_a_gzipped_file_of_later_years(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    random = np.random.default_rng(8)
    relations = (
        "Consult",
        "Make a visit",
        "Engage in negotiation",
        "Threaten",
        "Impose embargo, boycott, or sanctions",
    )
    pairs = (("Iran", "France"), ("China", "Japan"), ("South Korea", "Japan"), ("Barack Obama", "Ministry (Iran)"))
    rows = ["date\tsource\trelation\ttarget"]
    heat = np.zeros(len(pairs))
    for day in range(4018):
        heat = np.minimum(0.9 * heat + (random.random(4) < 0.05 + 0.1 * heat), 5)
        for (one, other), warm in zip(pairs, heat, strict=True):
            if random.random() < 0.05 + 0.1 * warm:
                rows.append(f"{date(2005, 1, 1) + timedelta(day)}\t{one}\t{relations[random.integers(5)]}\t{other}")
    path = tmp_path / "icews.tsv.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    days = {
        "fit-until": "2012-12-31",
        "tune-until": "2013-12-31",
        "report-from": "2014-01-01",
        "report-to": "2015-12-31",
    }
    flags = [part for name, day in days.items() for part in (f"--{name}", day)]
    monkeypatch.setattr(sys, "argv", ["outlook", str(path), *flags, "--json"])
    monkeypatch.setattr(outlook, "TARGETS", ("meet", "sanction"))
    monkeypatch.setattr(outlook, "HORIZONS", (7,))
    assert outlook.main() == 0
    meet, sanction = json.loads(capsys.readouterr().out)
    assert (meet["name"], sanction["name"]) == ("meet", "sanction")
    assert meet["forecasts"] == 16 * 103
    assert meet["skills"]["model"] > 0
    assert sum(number for *_, number in meet["reliability"]) == meet["forecasts"]
