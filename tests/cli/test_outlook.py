"""``detente outlook`` as it is typed: on a series of one's own, frozen and scored; refusals say what to do."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.analyse.forecast.test_forecasting import bursts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program

LAST = "2014-06-01"


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bursts of the forecasting tests as a CSV of one's own."""
    path = tmp_path_factory.mktemp("series") / "own.csv"
    rows = [f"{a.day},{a.sources[0]},{a.targets[0] if a.targets else a.sources[1]},{a.code}" for a in bursts()]
    path.write_text("day,from,to,cameo\n" + "\n".join(rows) + "\n")
    return path


def _own(series: Path) -> list[str]:
    return [
        "--events",
        str(series),
        "--map",
        "day=day",
        "--map",
        "source=from",
        "--map",
        "target=to",
        "--map",
        "code=cameo",
    ]


def test_a_chance_with_its_baselines_and_reasons(program: Program, series: Path) -> None:
    found = program.run("outlook", "USA-Iran", "--days", "7", "--as-of", LAST, "--what", "meet", "--why", *_own(series))
    assert found.exit_code == 0, found.output
    head, row = (line.split("\t") for line in found.stdout.splitlines()[:2])
    told = dict(zip(head, row, strict=True))
    assert told["dyad"] == "Iran–United States"
    assert told["until"] == "2014-06-08"
    assert told["shown"] == "model"
    assert told["chance"].endswith("%")
    assert "the model beat every baseline" in found.stdout
    assert "read as csv" in found.stdout
    assert "own.csv:" in found.stdout
    again = program.run(
        "outlook", "of", "IRN-USA", "--by", "2014-06-08", "--as-of", LAST, "--what", "meet", "--json", *_own(series)
    )
    (record,) = json.loads(again.stdout)
    assert record["days"] == 7
    assert record["chances"]["model"] == record["chance"]
    assert record["track"]["reliability"]
    assert record["drivers"][0]["what"]


def test_frozen_then_scored(program: Program, series: Path) -> None:
    call = ["IRN-USA", "--days", "7", "--days", "90", "--as-of", "2014-12-01", "--what", "meet", *_own(series)]
    made = program.run("outlook", "freeze", *call)
    assert made.exit_code == 0, made.output
    path = program.folder / "outlook-2014-12-01.json"
    assert json.loads(path.read_text())["hash"] in made.stdout
    assert program.run("outlook", "freeze", *call).exit_code == 2
    early = program.run("outlook", "score", path, "--as-of", "2014-12-20", "--json", *_own(series))
    assert [one["open"] for one in json.loads(early.stdout)] == [False, True]
    late = program.run("outlook", "score", path, "--as-of", "2015-03-10", *_own(series))
    assert "2 windows closed: Brier" in late.stdout
    acts = [act for act in bursts() if act.code == "042" and act.dyads == ("IRN–USA",)]
    rows = json.loads(program.run("outlook", "score", path, "--as-of", "2015-03-10", "--json", *_own(series)).stdout)
    for row, days in zip(rows, (7, 90), strict=True):
        first = acts[0].day.fromisoformat("2014-12-01")
        assert row["came"] is any(first < act.day <= first + timedelta(days) for act in acts)
        assert row["brier"] == pytest.approx((row["chance"] - row["came"]) ** 2)
    path.write_text(path.read_text().replace('"chance": 0.', '"chance": 0.9', 1))
    changed = program.run("outlook", "score", path, *_own(series))
    assert changed.exit_code == 2
    assert "changed since it was written" in changed.output


def test_the_backtest_and_its_reliability(program: Program, series: Path) -> None:
    found = program.run(
        "outlook", "backtest", "--what", "meet", "--what", "ease", "--days", "7", "--json", *_own(series)
    )
    assert found.exit_code == 0
    (report,) = json.loads(found.stdout)
    assert report["skills"]["model"] > 0
    assert "only 0 past windows had such an act" in found.stderr
    bins = program.run("outlook", "backtest", "--what", "meet", "--days", "7", "--reliability", *_own(series))
    assert len(bins.stdout.splitlines()) == 11


def test_a_thin_record_has_no_number_and_says_why(program: Program, made: Path) -> None:
    found = program.run("outlook", "IRN-USA", "--project", made, "--days", "28")
    assert found.exit_code == 0
    assert all("no number" in line for line in found.stdout.splitlines()[1:])
    assert found.stderr.count("read more or name a series with --events") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Atlantis-USA"], "'Atlantis' is no side that is known"),
        (["USA-USA"], "names one side"),
        (["IRN-USA", "--by", "yesterday"], "is no day"),
        (["IRN-USA", "--by", "2014-05-01", "--as-of", LAST], "1 to 365 days after"),
        (["IRN-USA", "--by", "2014-07-01", "--days", "7"], "choose one of --by and --days"),
        (["IRN-USA", "--map", "code"], "has no '='"),
        (["what-if", "IRN-USA", "--path", "CHN:ease"], "is no side of IRN–USA"),
        (["what-if", "IRN-USA", "--path", "USA:meet"], "is no one-sided act"),
        (["what-if", "IRN-USA", "--path", "USA:ease@soon"], "is no number of days"),
    ],
)
def test_a_wrong_call_says_the_cure(program: Program, series: Path, arguments: list[str], said: str) -> None:
    found = program.run("outlook", *arguments, *_own(series))
    assert found.exit_code == 2
    assert said in " ".join(found.output.split()).replace("│ ", "")


def test_a_path_with_its_analogues(program: Program, series: Path) -> None:
    found = program.run("outlook", "what-if", "IRN-USA", "--path", "USA:threaten", "--path", "IRN:ease", *_own(series))
    assert found.exit_code == 0
    assert "episodes most alike" in found.stdout
    assert "0 episodes like it are known; 10 are needed" in found.stdout
    assert "no effect" in found.stdout
