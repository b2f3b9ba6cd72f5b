"""Lists of two authorities compared."""

from __future__ import annotations

from detente.analyse.overlap import Overlap, overlap
from detente.model.lists import Edition, EntryKind, ListedName, Listing
from detente.model.when import When

OFAC = Edition(authority="OFAC", name="SDN", day=When.parse("2021-07-06"), raw_id="a")
UN = Edition(authority="UN", name="consolidated", day=When.parse("2021-01-18"), raw_id="b")
EU = Edition(authority="EU", name="consolidated", day=When.parse("2021-02-01"), raw_id="c")


def _entry(
    entry: str, *names: str, born: str | None = None, kind: EntryKind = "person", programme: str = "LIBYA2"
) -> Listing:
    first, *others = names
    return Listing(
        entry=entry,
        kind=kind,
        names=(ListedName(text=first), *(ListedName(text=name, kind="alias") for name in others)),
        programmes=(programme,),
        born=(When.parse(born),) if born else (),
    )


FILLING = tuple(_entry(f"f{n}", f"{name}, Petro") for n, name in enumerate(("ADAMENKO", "BOYKO", "HRYTSENKO", "KOVAL")))


def _compared(american: tuple[Listing, ...], nations: tuple[Listing, ...], *programmes: str) -> Overlap:
    return overlap([(OFAC, (*american, *FILLING)), (UN, nations)], programmes=programmes)


def _told(found: Overlap) -> list[tuple[str, str, str]]:
    return [(pair.left.listing.entry, pair.right.listing.entry, pair.verdict) for pair in found.pairs]


def test_the_same_person_in_another_order_and_spelling_is_a_pair() -> None:
    found = _compared(
        (_entry("1", "AL-SENUSSI, Abdallah", born="1949"), _entry("2", "BADI, Salah")),
        (_entry("LYi.018", "ABDULLAH AL-SENUSSI", born="1949"),),
    )
    assert _told(found) == [("1", "LYi.018", "match")]
    assert found.pairs[0].because == "names and births agree"
    assert (found.shared("OFAC", "UN"), found.shared("UN", "OFAC")) == (1, 1)
    assert next(entry.listing.entry for entry in found.alone("OFAC", "UN")) == "2"
    assert found.alone("UN", "OFAC") == ()


def test_births_tell_namesakes_apart_and_without_them_they_are_ambiguous() -> None:
    american = (_entry("1", "KIM, Tong Chol", born="1936"), _entry("2", "KIM, Tong-Chol", born="1966"))
    told = _compared(american, (_entry("K1", "KIM TONG CHOL", born="1966-01-28"),))
    assert _told(told) == [("2", "K1", "match")]
    untold = _compared(american, (_entry("K1", "KIM TONG CHOL"),))
    assert _told(untold) == [("1", "K1", "ambiguous"), ("2", "K1", "ambiguous")]
    assert (untold.shared("UN", "OFAC"), untold.ambiguous("UN", "OFAC"), untold.alone("UN", "OFAC")) == (0, 1, ())
    apart = _compared(american, (_entry("K1", "KIM TONG CHOL", born="1988"),))
    assert _told(apart) == []
    assert len(apart.alone("UN", "OFAC")) == 1


def test_births_a_year_apart_are_no_bar() -> None:
    near = _compared((_entry("1", "MAKENGA, Sultani", born="1973"),), (_entry("C1", "SULTANI MAKENGA", born="1974"),))
    assert [(pair.verdict, pair.because) for pair in near.pairs] == [("match", "names agree")]


def test_a_person_is_no_company_of_the_name() -> None:
    assert _told(_compared((_entry("1", "HAMID KARIM", kind="entity"),), (_entry("U1", "Hamid Karim"),))) == []


def test_one_word_alone_is_not_sure() -> None:
    found = _compared((_entry("1", "MASHHADANI, Omar", "YASSIR"),), (_entry("U1", "RASHID NASSER", "YASSIR"),))
    assert [(pair.verdict, pair.because) for pair in found.pairs] == [("ambiguous", "one word of a name alone")]


def test_the_entry_that_fits_best_keeps_the_match() -> None:
    found = _compared(
        (_entry("1", "AL-BARASSI, Safia Farkash", born="1952"),),
        (_entry("U1", "SAFIA FARKASH AL-BARASSI", born="1952"), _entry("U2", "SAFIYA FARKASHI", born="1952")),
    )
    assert ("1", "U1", "match") in _told(found)
    assert ("1", "U2", "match") not in _told(found)


def test_a_programme_bounds_what_is_compared_on_either_list() -> None:
    american = (_entry("1", "PAEK, Se-Pong", programme="DPRK3"), _entry("2", "BADI, Salah"))
    nations = (_entry("K1", "PAEK SE BONG", programme="1718"), _entry("L1", "SALAH BADI"))
    found = _compared(american, nations, "DPRK")
    assert _told(found) == [("1", "K1", "match")]
    assert {name: len(entries) for name, entries in found.entries.items()} == {"OFAC": 1, "UN": 0}
    assert _told(_compared(american, nations, "DPRK", "17")) == [("1", "K1", "match")]


def test_lists_of_one_authority_are_one_and_each_pair_of_authorities_is_compared() -> None:
    other = Edition(authority="OFAC", name="non-SDN", day=None, raw_id="d")
    found = overlap(
        [
            (OFAC, (_entry("1", "BADI, Salah"),)),
            (other, (_entry("1", "GHNEWA, Abdelghani"),)),
            (UN, (_entry("L1", "SALAH BADI"),)),
            (EU, (_entry("E1", "Salah BADI"), _entry("E2", "Abdelghani GHNEWA"))),
        ]
    )
    assert tuple(found.entries) == ("EU", "OFAC", "UN")
    pairs = {(pair.left.authority, pair.left.listing.name, pair.right.authority) for pair in found.pairs}
    assert pairs == {
        ("EU", "Salah BADI", "OFAC"),
        ("EU", "Abdelghani GHNEWA", "OFAC"),
        ("EU", "Salah BADI", "UN"),
        ("OFAC", "BADI, Salah", "UN"),
    }
    assert [entry.listing.name for entry in found.alone("OFAC", "UN")] == ["GHNEWA, Abdelghani"]
