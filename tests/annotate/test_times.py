"""Words for a time: found, resolved, never outside the text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.annotate.times_phrases import find
from detente.annotate.times_resolve import resolve
from detente.model.when import When
from tests.annotate.linking import annotator, linked

WEDNESDAY = "2018-12-12"


def meant(text: str, *, published: str | None = WEDNESDAY, ahead: bool = False) -> list[str | None]:
    when = When.parse(published) if published else None
    found = [resolve(p, when, ahead=ahead) for p in find(text)]
    return [w.iso if w else None for w in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("talks on Friday", "2018-12-07"),
        ("talks on Wednesday", "2018-12-12"),
        ("late Monday", "2018-12-10"),
        ("Tuesday's vote", "2018-12-11"),
        ("last Tuesday", "2018-12-04"),
        ("last Sunday", "2018-12-09"),
        ("next Monday", "2018-12-17"),
        ("yesterday", "2018-12-11"),
        ("the day before yesterday", "2018-12-10"),
        ("today", "2018-12-12"),
        ("tomorrow", "2018-12-13"),
        ("this week", "2018-12-10/2018-12-16"),
        ("last week", "2018-12-03/2018-12-09"),
        ("earlier this week", "2018-12-10/2018-12-12"),
        ("later this week", "2018-12-12/2018-12-16"),
        ("last month", "2018-11"),
        ("next month", "2019-01"),
        ("last year", "2017"),
        ("earlier this year", "2018-01-01/2018-12-12"),
        ("two weeks ago", "2018-11-25/2018-12-01"),
        ("three days ago", "2018-12-09"),
        ("two months ago", "2018-10"),
        ("about four years ago", "2014"),
        ("the past decade", "2008-12-12/2018-12-12"),
        ("over the last two years", "2016-12-12/2018-12-12"),
        ("in September", "2018-09"),
        ("in December", "2018-12"),
        ("last June", "2018-06"),
        ("April last year", "2017-04"),
        ("in early March", "2018-03-01/2018-03-11"),
        ("at the end of November", "2018-11-20/2018-11-30"),
        ("September 23", "2018-09-23"),
        ("Sept. 5 last year", "2017-09-05"),
        ("on 5 September of last year", "2017-09-05"),
        ("met on the 4th, and", "2018-12-04"),
        ("On the 26th the envoy left", "2018-11-26"),
        ("in the autumn", "2018-09-01/2018-11-30"),
        ("Sept. 23", "2018-09-23"),
        ("on Jan. 5", "2018-01-05"),
        ("on 5 January", "2018-01-05"),
        ("the 3rd of October", "2018-10-03"),
        ("Christmas Day", "2017-12-25"),
        ("last summer", "2018-06-01/2018-08-31"),
        ("the winter of 2014", "2014-12-01/2015-02-28"),
        ("since 2016", "2016"),
        ("the twentieth of October", "2018-10-20"),
        ("overnight", "2018-12-11/2018-12-12"),
        ("over the weekend", "2018-12-08/2018-12-09"),
        ("a fortnight ago", "2018-11-25/2018-12-01"),
        ("30 hours ago", "2018-12-11/2018-12-12"),
        ("Juche 107 (2018)", "2018"),
        ("the 1990s", "1990-01-01/1999-12-31"),
        ("the early 1990s", "1990-01-01/1993-12-31"),
        ("the first half of 2017", "2017-01-01/2017-06-30"),
        ("2014-07-29", "2014-07-29"),
        ("Feb. 3, 2017", "2017-02-03"),
        ("Tuesday, June 9, 2020", "2020-06-09"),
        ("9 June 2020", "2020-06-09"),
        ("March 2014", "2014-03"),
        ("early 2014", "2014-01-01/2014-05-02"),
        ("from 2003 to 2006", "2003-01-01/2006-12-31"),
        ("in 2003-06", "2003-01-01/2006-12-31"),
        ("between March and June", "2018-03-01/2018-06-30"),
        ("June 10-12, 2018", "2018-06-10/2018-06-12"),
        ("Feb. 27 and 28", "2018-02-27/2018-02-28"),
        ("from November to February", "2017-11-01/2018-02-28"),
    ],
)
def test_what_a_phrase_means_looking_back(text: str, expected: str) -> None:
    assert meant(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("will meet on Friday", "2018-12-14"),
        ("will meet on Jan. 22", "2019-01-22"),
        ("will expire in March", "2019-03"),
        ("within 120 days", "2018-12-12/2019-04-11"),
        ("two weeks from now", "2018-12-23/2018-12-29"),
        ("as agreed in September", "2018-09"),
    ],
)
def test_what_a_phrase_means_looking_ahead(text: str, expected: str) -> None:
    assert meant(text, ahead=True) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "it may march on",
        "the envoy sat down in the sun",
        "under Resolution 1929",
        "some 2000 people",
        "a fine of $2019",
        "in recent weeks",
        "Mr. May said",
        "UNSCR 2087 and No. 1984",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert meant(text) == []


def test_a_year_needs_no_document_date_and_a_weekday_does() -> None:
    assert meant("in 2014 and on Friday", published=None) == ["2014", None]


def test_the_following_year_hangs_on_the_text_and_stays_open() -> None:
    assert meant("In August 2020 and in February the following year") == ["2020-08", None]


def test_a_document_dated_by_an_interval_gives_an_interval() -> None:
    assert meant("on Friday", published="2021-10-01/2021-10-04") == ["2021-10-01"]
    assert meant("yesterday", published="2021-10-01/2021-10-04") == ["2021-09-30/2021-10-03"]
    assert meant("last month", published="2021-09-28/2021-10-02") == ["2021-08-01/2021-09-30"]


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.sampled_from(["Monday", "Thursday", "Sunday"]), st.booleans())
def test_a_weekday_is_that_weekday_within_a_week(day: date, name: str, ahead: bool) -> None:
    (phrase,) = find(f"on {name}")
    when = resolve(phrase, When.day(day), ahead=ahead)
    assert when is not None
    assert when.first.strftime("%A") == name
    assert 0 <= (when.first - day).days * (1 if ahead else -1) <= 6


@given(st.text(alphabet="MayFri0129 -,.stdhofmnlekwrSpiu'’\n", max_size=80))
@settings(max_examples=300)
def test_phrases_lie_inside_any_text_in_order(text: str) -> None:
    at = 0
    for phrase in find(text):
        assert at <= phrase.start < phrase.end <= len(text)
        resolve(phrase, When.parse(WEDNESDAY))
        at = phrase.end


def test_expressions_of_a_document_lie_on_its_tokens() -> None:
    read = linked(
        "Minsk, June 2 - Belarus said on Monday it would answer the sanctions.",
        "The European Union had agreed on them last month; they take effect on June 21.",
        published="2021-06-02",
    )
    found = [(read.words(t.first, t.stop), t.when.iso if t.when else None) for t in read.times]
    assert found == [
        ("June 2", "2021-06-02"),
        ("Monday", "2021-05-31"),
        ("last month", "2021-05"),
        ("June 21", "2021-06-21"),
    ]
    assert all(t.because for t in read.times)


def test_a_document_reads_the_same_whatever_stands_before_it() -> None:
    first = linked("Havana protested on Tuesday.", published="2019-04-17").document
    second = linked("Caracas answered last week.", published="2019-08-07").document
    forward = list(annotator().annotate([first, second]))
    backward = list(annotator().annotate([second, first]))
    assert [a.times for a in forward] == [a.times for a in reversed(backward)]


@pytest.mark.parametrize("text", ["lives on the 4th floor", "the fall of the government", "spring water"])
def test_ordinals_and_seasons_that_are_no_times(text: str) -> None:
    assert not any(w for w in meant(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bloc fined the bank in March 2016. That year it froze two funds.", "2016"),
        ("The envoys met in Oslo on 3 May 2016. The same day the port was shut.", "2016-05-03"),
        ("The embargo came in March 2016. Rifles were exempted that September.", "2016-09"),
        ("The embargo came in March 2016, and in October of that year the fleet was listed.", "2016-10"),
        ("Talks opened in March 2016. On the 26th they failed.", "2016-03-26"),
    ],
)
def test_a_time_that_points_back_is_that_of_the_time_named_before(text: str, expected: str) -> None:
    read = linked(text, published="2018-12-12")
    assert [e.when.iso if e.when else None for e in read.times][-1] == expected


def test_today_is_the_day_of_the_dateline() -> None:
    read = linked("OSLO, Dec. 11 - The ministers met here today.", published="2018-12-12")
    assert [e.when.iso for e in read.times if e.when] == ["2018-12-11", "2018-12-11"]


def test_the_next_day_of_a_story_without_a_day_is_no_day_to_come() -> None:
    read = linked("The ship reached the pier. The next day it left without a word.", published="2018-12-12")
    assert all(e.when is None for e in read.times)
