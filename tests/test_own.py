"""A user's own issues, disputes and actors: what they add, how steps are named by them, what is said of a bad file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from detente.cli.app import app
from detente.errors import BadSetting
from detente.extract.stances.disputes import actors_of, read_issues
from detente.extract.stances.issues import built_in
from detente.own import Own, own_files
from detente.settings import load

NILE = Path(__file__).resolve().parents[1] / "docs" / "nile"
GRAIN = "kind\tsign\twords\npro\t\tkeeping the corridor\nnoun\t+\tgrain corridor, grain deal\nact\t-\tchoke\n"


def test_the_dispute_of_the_documentation_is_read_as_it_says(tmp_path: Path) -> None:
    record, run = str(tmp_path / "nile.sqlite"), CliRunner()
    assert run.invoke(app, ["new", record]).exit_code == 0
    own = ["--set", f"issues_files={NILE / 'dispute.toml'}"]
    read = ["read", str(NILE / "news.txt"), "--project", record, *own]
    told = run.invoke(app, read)
    assert told.exit_code == 0, told.output
    shown = run.invoke(app, ["show", "positions", "--project", record, "--issue", "nile-dam", "--json"])
    notes = json.loads(shown.stdout)
    assert {(n["holder"]["name"], n["holder"]["side"], n["stance"]) for n in notes} == {
        ("Egypt", "EGY", "anti"), ("Ethiopia", "ETH", "pro"), ("GERD Coordination Office", "ETH", "pro"),
    }  # fmt: skip
    assert all(n["made_by"].startswith("positions.v1+") for n in notes)
    assert "known already" in run.invoke(app, read).stdout
    assert "read anew" in run.invoke(app, read[:-2]).stdout


def test_the_example_in_the_documentation_is_the_file() -> None:
    assert (NILE / "dispute.toml").read_text() in (NILE.parent / "issues.md").read_text()


def test_a_dispute_holds_several_issues_and_names_its_actors() -> None:
    dam, talks, water = read_issues(NILE / "dispute.toml")
    assert (dam.name, dam.nouns["reservoir",], dam.nouns["water", "release"], dam.acts) == (
        "nile-dam",
        1,
        -1,
        {"drain": -1},
    )
    assert dam.pro == "filling and running the dam"
    assert talks.nouns == {("tripartite", "meeting"): 1}
    assert (water.nouns, water.words) == ({}, ("release", "discharge"))
    assert actors_of(NILE / "dispute.toml") == NILE / "actors.tsv"
    issues = built_in().with_files([NILE / "dispute.toml"])
    assert ("dialogue",) in issues.nouns
    assert issues.nouns["tripartite", "meeting"][0].name == "talks"


def test_a_step_is_named_by_the_content_of_the_files(tmp_path: Path) -> None:
    path = tmp_path / "grain.tsv"
    path.write_text(GRAIN)
    steps = ("annotate.v1", "positions.v1", "terms.v1")
    assert own_files().names(steps) == steps
    first = own_files(issues_files=str(path)).names(steps)
    assert (first[0], first[2]) == ("annotate.v1", "terms.v1")
    assert first[1].startswith("positions.v1+")
    path.write_text(GRAIN.replace("choke", "throttle"))
    assert own_files(issues_files=str(path)).names(steps)[1] != first[1]
    both = own_files(issues_files=f"{path}, {NILE / 'dispute.toml'}")
    assert both.actors == NILE / "actors.tsv"
    assert both.names(steps)[0].startswith("annotate.v1+")


def test_the_setting_is_known() -> None:
    assert load(environ={"DETENTE_ISSUES_FILES": "a.tsv,b.toml"}).issues_files == "a.tsv,b.toml"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bad.tsv", "sign\tkind\n", "first row"),
        ("bad.tsv", "", "first row"),
        ("bad.tsv", GRAIN + "# a comment\nobject\t+\tship\n", r"bad\.tsv, line 6: a row of kind 'object'"),
        ("bad.toml", "[issues\n", "no TOML"),
        ("bad.toml", "title = 'x'\n[issues.a]\n", "'title'"),
        ("bad.toml", "actors = 'x.tsv'\n", "no table"),
        ("bad.toml", "[issues.a]\nnouns = ['x']\n", "'nouns'"),
        ("bad.toml", "[issues.a]\nmore = 3\n", "more is no table"),
        ("bad.toml", "[issues.a.more]\nnoun = ['x']\n", "'noun'"),
        ("bad.toml", "[issues.a.more]\nnouns = 'x'\n", "no list"),
        ("bad.toml", "actors = 3\n[issues.a.more]\nnouns = ['x']\n", "no path"),
    ],
)
def test_a_bad_file_is_named_with_its_place_and_cure(tmp_path: Path, name: str, content: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(BadSetting, match=said) as raised:
        own_files(issues_files=str(path))
    assert name in str(raised.value)
    assert "docs/issues.md" in str(raised.value)


def test_files_that_are_not_there_or_no_text_or_two_of_actors(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="cannot be read"):
        own_files(issues_files=str(tmp_path / "none.tsv"))
    (tmp_path / "raw.tsv").write_bytes(b"kind\xff")
    with pytest.raises(BadSetting, match="no UTF-8"):
        own_files(issues_files=str(tmp_path / "raw.tsv"))
    with pytest.raises(BadSetting, match="both hold actors"):
        own_files(issues_files=str(NILE / "dispute.toml"), actors_file=str(NILE / "actors.tsv"))
    with pytest.raises(BadSetting, match="cannot be read"):
        Own(actors=tmp_path / "none.tsv").names(("annotate.v1",))
