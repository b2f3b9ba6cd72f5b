"""Events by CAMEO: the root where the words tell no more, finer where they do, nothing for what did not happen."""

from __future__ import annotations

import pytest

from detente import resources
from detente.analyse.cameo import coding, quad_of
from detente.analyse.panels import TYPES
from detente.model.evidence import Evidence, InText
from detente.model.reading import Event


def event(kind: str, quote: str, status: str = "actual") -> Event:
    where = InText(document="d-1", start=0, end=len(quote), quote=quote)
    return Event(type=kind, actors=(), status=status, evidence=Evidence(where=where, made_by="events.v1"))


@pytest.mark.parametrize(
    ("kind", "quote", "code", "goldstein"),
    [
        ("SANCTION", "The Commission imposed sanctions on five Belarusian officials", "163", -8.0),
        ("SANCTION", "London struck back at Caracas", "16", -4.0),
        ("SANCTION", "The Treasury designated a shipping firm of Damascus", "163", -8.0),
        ("SANCTION", "Ottawa recalled its ambassador from Riyadh", "161", -4.0),
        ("CONSULT", "Blinken spoke with Lavrov by telephone", "041", 1.0),
        ("CONSULT", "The ministers met in Ankara", "04", 1.0),
        ("REQUEST", "Japan urged Myanmar to free the prisoners", "02", 3.0),
        ("REQUEST", "Kyiv demanded the return of the sailors", "10", -5.0),
        ("ACCUSE", "The council investigated the strike", "09", -2.0),
        ("ASSAULT", "An airstrike hit the depot near Khartoum", "195", -10.0),
        ("ASSAULT", "Gunmen killed two guards", "18", -9.0),
        ("RETREAT", "Tehran released two prisoners", "0841", 7.0),
        ("THREATEN", "Minsk spoke of consequences", "13", -4.4),
    ],
)
def test_root_unless_the_words_tell_more(kind: str, quote: str, code: str, goldstein: float) -> None:
    found = coding(event(kind, quote))
    assert (found.code, found.goldstein) == (code, goldstein)
    assert found.root == code[:2]
    assert bool(found.because) == (len(code) > 2 or code in {"09", "10"})


def test_words_that_disagree_leave_what_they_share() -> None:
    both = coding(event("ASSAULT", "Warplanes and artillery pounded the town"))
    assert (both.code, both.full, both.goldstein) == ("19", "190", -10.0)
    mixed = coding(event("SANCTION", "Sanctions came first, then the ambassador was recalled"))
    assert (mixed.code, mixed.mode, mixed.context) == ("16", None, "diplomatic")
    nothing = coding(event("ACCUSE", "The panel investigated and condemned the attack"))
    assert nothing.code == "11"


def test_whole_words_count() -> None:
    assert coding(event("PROTEST", "The crowd gathered on 3 March")).code == "14"
    assert coding(event("PROTEST", "The crowd marched to the palace")).code == "141"
    assert coding(event("AID", "The said supplies were sent by sea")).code == "07"


def test_what_did_not_happen_has_no_code_and_what_is_ahead_is_intent_or_threat() -> None:
    quote = "The Union will impose sanctions on Sudan's generals"
    assert coding(event("SANCTION", quote, "planned")).code == "1312"
    assert coding(event("AID", "Norway will send wheat", "planned")).code == "033"
    assert coding(event("MOBILIZE", "It plans a launch", "planned")).code is None
    for status in ("negated", "hypothetical"):
        found = coding(event("SANCTION", quote, status))
        assert (found.code, found.goldstein, found.full, found.cameo_quad) == (None, None, None, None)
        assert found.quad == "material conflict"


def test_mode_and_context_where_a_row_has_them() -> None:
    found = coding(event("COERCE", "Police arrested the editor"))
    assert (found.mode, found.context) == ("arrest", "legal")
    assert coding(event("COERCE", "They were hounded")).mode is None


def test_quad_classes_of_the_two_schemes() -> None:
    appeal = coding(event("REQUEST", "Seoul urged patience"))
    assert (appeal.quad, appeal.cameo_quad) == ("verbal conflict", 1)
    assert [coding(event(kind, "")).cameo_quad for kind in ("AGREE", "AID", "REJECT", "SANCTION")] == [1, 2, 3, 4]


def test_the_tables_hang_together() -> None:
    types = {row["type"]: row for row in resources.rows("events/cameo.tsv")}
    scale = {row["code"]: float(row["scale"]) for row in resources.rows("events/goldstein.tsv")}
    assert set(types) == set(TYPES)
    assert all(-10 <= weight <= 10 for weight in scale.values())
    for row in types.values():
        assert row["actual"] in scale
        assert row["planned"] in {"", *scale}
        assert quad_of(row["type"])
    for row in resources.rows("events/cameo_words.tsv"):
        assert row["code"] in scale, row
        assert types[row["type"]][row["status"]], row
        assert row["words"]
