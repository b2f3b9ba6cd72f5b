"""Names over romanisations, scripts and orders; who is meant, who is not, and when it cannot be told."""

from __future__ import annotations

import pytest

from detente.model.lists import ListedName, Listing
from detente.model.when import When
from detente.resolve.names.index import NameIndex
from detente.resolve.names.scripts import latin


def _person(entry: str, *names: str, born: str = "") -> Listing:
    kept = tuple(ListedName(text=name, kind="primary" if n == 0 else "alias") for n, name in enumerate(names))
    return Listing(entry=entry, kind="person", names=kept, born=(When.parse(born),) if born else ())


PEOPLE = [
    _person("1", "CHOE, Ryong Hae", born="1950"),
    _person("2", "KIM, Yong Chol", born="1945"),
    _person("3", "KIM, Yong Chol", born="1961"),
    _person("4", "DYUMIN, Alexey Gennadyevich"),
    _person("5", "NAQDI, Mohammad Reza"),
    _person("6", "AL-ASIRI, Ibrahim Hassan Tali"),
    _person("7", "GLAZYEV, Sergey"),
    _person("8", "PAK, Kwang Ho"),
    _person("9", "RI, Pyong Chol"),
    _person("10", "MADURO MOROS, Nicolas"),
    _person("11", "KHAN, Abdul Qadeer"),
    _person("12", "MIN AUNG HLAING"),
    _person("13", "SOLEIMANI, Qasem"),
]


@pytest.mark.parametrize(
    ("asked", "entry"),
    [
        ("Choe Ryong-hae", "1"),
        ("Ch'oe Ryong-hae", "1"),
        ("Choi Ryong Hae", "1"),
        ("Ryonghae Choe", "1"),
        ("최룡해", "1"),
        ("Park Kwang-ho", "8"),
        ("Lee Pyong-chol", "9"),
        ("Ri Byong Chol", "9"),
        ("Alexei Dyumin", "4"),
        ("Алексей Дюмин", "4"),
        ("Sergei Glazyev", "7"),
        ("Сергей Глазьев", "7"),
        ("Mohammad-Reza Naghdi", "5"),
        ("Muhammad Reza Naqdi", "5"),
        ("قاسم سليماني", "13"),
        ("Ibrahim al-Asiri", "6"),
        ("Nicolás Maduro", "10"),
        ("Abdul Qadir Khan", "11"),
        ("Gen. Min Aung Hlaing", "12"),
    ],
)
def test_the_press_spelling_finds_the_entry(asked: str, entry: str) -> None:
    answer = NameIndex(PEOPLE).who(asked)
    assert answer.verdict == "match"
    assert answer.candidates[0].listing.entry == entry


@pytest.mark.parametrize(
    "asked", ["Kim", "Sergei Lavrov", "Kim Jong Un", "Ibrahim Ali", "Park Geun-hye", "Ali Reza", "", "???"]
)
def test_somebody_else_is_nobody_on_the_list(asked: str) -> None:
    assert NameIndex(PEOPLE).who(asked).verdict == "none"


def test_namesakes_are_ambiguous_until_a_year_of_birth_tells_them_apart() -> None:
    index = NameIndex(PEOPLE)
    answer = index.who("Kim Yong-chol")
    assert answer.verdict == "ambiguous"
    assert {c.listing.entry for c in answer.candidates[:2]} == {"2", "3"}
    told = index.who("Kim Yong-chol", born=When.year(1945))
    assert (told.verdict, told.candidates[0].listing.entry) == ("match", "2")


def test_the_order_of_the_list_does_not_matter() -> None:
    forth, back = NameIndex(PEOPLE), NameIndex(list(reversed(PEOPLE)))
    for name in ("Choi Ryong Hae", "Alexei Dyumin", "Lee Pyong-chol"):
        assert forth.who(name).candidates[0] == back.who(name).candidates[0]


@pytest.mark.parametrize(
    ("name", "expected"), [("김영철", "gim yeongcheol"), ("Шойгу", "Shoigu"), ("Plain Name", "Plain Name")]
)
def test_scripts_to_latin(name: str, expected: str) -> None:
    assert latin(name) == expected
