"""Title, byline, publisher, agency, dateline and date of a page."""

from __future__ import annotations

import pytest

from detente.ingest.metadata import describe
from detente.ingest.page import Kept, Line, Metadata, Page
from detente.ingest.published import in_address
from detente.ingest.written_days import day_in

BODY = "The foreign ministry in Caracas said on Tuesday that it would answer new measures against its oil company in kind, and soon."


def described(
    *paragraphs: str, front: dict[str, str] | None = None, html: str | None = None, uri: str = "page.txt"
) -> Metadata:
    kept = tuple(Kept(text=text, kind="headline" if number == 0 else "body") for number, text in enumerate(paragraphs))
    lines = tuple(Line(text=text, paragraph=number) for number, text in enumerate(paragraphs))
    return describe(Page(uri=uri, paragraphs=kept, lines=lines, front=front or {}, html=html))


def told(known: Metadata) -> str | None:
    return known.published.iso if known.published else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ana Torres", ("Ana Torres",)),
        ("By Lee Min-ho and Sarah O’Neil", ("Lee Min-ho", "Sarah O’Neil")),
        ("By Ana Torres, Jean-Luc Petit and Omar al-Amin", ("Ana Torres", "Jean-Luc Petit", "Omar al-Amin")),
        ("BY ANA", ()),
        ("BY ANA TORRES AND OMAR O’NEIL", ("Ana Torres", "Omar O’Neil")),
        ("By ANA TORRES | July 9, 2019", ("Ana Torres",)),
        ("BY THE NUMBERS", ()),
        ("(Reporting by Ana Torres and Omar Haddad; Editing by Peter Cook)", ("Ana Torres", "Omar Haddad")),
        (
            "(Additional reporting by Ana Torres in CARACAS, and Omar Haddad in DUBAI. Editing by Peter Cook)",
            ("Ana Torres", "Omar Haddad"),
        ),
        ("Contributing: Ana Torres, USA TODAY", ("Ana Torres",)),
        ("— With assistance by Ana Torres", ("Ana Torres",)),
        (
            "AP writers Ana Torres in Caracas, Venezuela; Omar Haddad and Kim Min-su in Seoul contributed to this report.",
            ("Ana Torres", "Omar Haddad", "Kim Min-su"),
        ),
    ],
)
def test_credits(line: str, expected: tuple[str, ...]) -> None:
    known = described("Caracas answers new sanctions", BODY, line)
    assert known.authors == expected
    assert (2 in known.not_paragraphs) == bool(expected)


def test_a_byline_goes_before_other_credits_and_leaves_the_text() -> None:
    known = described("Caracas answers new sanctions", "By Ana Torres", BODY, "Contributing: Omar Haddad")
    assert known.authors == ("Ana Torres",)
    assert known.not_paragraphs == {1, 3}


def test_names_over_the_masthead_are_a_byline() -> None:
    known = described("Caracas answers new sanctions", "Ana Torres and Omar Haddad", "USA TODAY", BODY)
    assert known.authors == ("Ana Torres", "Omar Haddad")
    assert known.publisher == "USA TODAY"
    assert known.not_paragraphs == {1, 2}


def test_a_credit_inside_a_paragraph_leaves_the_paragraph() -> None:
    known = described("Seoul and Washington differ", BODY, BODY + " (VOA|Min Park/Ana Torres)")
    assert known.authors == ("Min Park", "Ana Torres")
    assert known.agency == "VOA"
    assert known.not_paragraphs == frozenset()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Statement by President Joseph R. Biden, Jr. on Burma", ("Joseph R. Biden, Jr.",)),
        ("Statement by Press Secretary Karine Jean-Pierre on Sudan", ("Karine Jean-Pierre",)),
        ("Remarks by National Security Advisor Jake Sullivan at the Brookings Institution", ("Jake Sullivan",)),
        ("Statement by the North Atlantic Council on Belarus", ()),
        ("Russia calls statement by Brussels absurd", ()),
    ],
)
def test_whoever_issues_a_statement_is_its_author(title: str, expected: tuple[str, ...]) -> None:
    assert described(title, BODY).authors == expected


@pytest.mark.parametrize(
    ("head", "place", "agency", "publisher"),
    [
        ("LAGOS, March 2 (Gulf of Guinea News) - ", "LAGOS", "Gulf of Guinea News", "Gulf of Guinea News"),
        ("MOSCOW (Reuters) - ", "MOSCOW", "Reuters", "Reuters"),
        ("SEOUL, South Korea (AP) — ", "SEOUL, South Korea", "AP", "AP"),
        ("WASHINGTON – ", "WASHINGTON", None, None),
        ("Pyongyang, January 29 (KCNA) -- ", "Pyongyang", "KCNA", "KCNA"),
        ("JAKARTA, BERITAKITA.COM - ", "JAKARTA", None, "BERITAKITA.COM"),
        ("", None, None, None),
    ],
)
def test_datelines(head: str, place: str | None, agency: str | None, publisher: str | None) -> None:
    known = described("Caracas answers new sanctions", head + BODY)
    assert (known.dateline, known.agency, known.publisher) == (place, agency, publisher)


@pytest.mark.parametrize(
    ("front", "publisher", "agency"),
    [
        ({"source_url": "https://www.whitehouse.gov/briefing-room/2023/05/04/x/"}, "The White House", None),
        (
            {"permalink": "https://www.mirrorsite.example/x/", "original_link": "http://feeds.reuters.com/y"},
            "mirrorsite.example",
            "Reuters",
        ),
        ({"publisher": "Nordic Review"}, "Nordic Review", None),
    ],
)
def test_publisher_from_front_matter(front: dict[str, str], publisher: str, agency: str | None) -> None:
    known = described("Caracas answers new sanctions", BODY, front=front)
    assert (known.publisher, known.agency) == (publisher, agency)


def test_a_masthead_is_no_headline() -> None:
    known = described("The Korea Times", "Caracas answers new sanctions on oil", BODY)
    assert known.title == "Caracas answers new sanctions on oil"
    assert known.publisher == "The Korea Times"
    assert 0 in known.not_paragraphs


@pytest.mark.parametrize(
    ("front", "line", "expected"),
    [
        ({"date": "2016-01-13 08:30:00"}, "", "2016-01-13"),
        ({"published": "true", "post_date": "2016-01-13T23:59:00-05:00"}, "", "2016-01-13"),
        ({"source_url": "https://example.org/2016/01/13/story/"}, "", "2016-01-13"),
        ({}, "Published 3:45 p.m. ET Feb. 3, 2017", "2017-02-03"),
        ({}, "Updated: 13 January 2016", "2016-01-13"),
        ({}, "Monday, November 25, 2013", "2013-11-25"),
        ({}, "By ANA TORRES | July 9, 2019", "2019-07-09"),
        ({}, "By Ana Torres and Omar Haddad, 9 July 2019, 10:15 GMT", "2019-07-09"),
        ({}, "By the end of 9 July 2019", None),
        ({}, "2016-01-13", "2016-01-13"),
        ({}, "The deal was signed on July 14, 2015 in Vienna.", None),
        ({"date": "2016-13-45"}, "", None),
    ],
)
def test_told_dates(front: dict[str, str], line: str, expected: str | None) -> None:
    known = described("Caracas answers new sanctions", *([line] if line else []), BODY, front=front)
    assert told(known) == expected
    assert bool(known.published_because) == bool(expected)


def test_a_dateline_with_its_year_tells_the_date() -> None:
    known = described("Caracas answers new sanctions", "CARACAS, Jan 29, 2019 (Reuters) - " + BODY)
    assert told(known) == "2019-01-29"
    assert known.dateline == "CARACAS"


def test_clues_that_disagree_are_named() -> None:
    known = described("Caracas answers", "Updated: 15 January 2016", BODY, front={"date": "2016-01-13"})
    assert told(known) == "2016-01-13"
    assert any("2016-01-15" in reason for reason in known.published_because)


HTML = """<html><head><title>Caracas answers</title>
<meta property="og:site_name" content="Nordic Review"><meta property="article:published_time" content="2019-01-29T23:10:00+02:00">
<link rel="canonical" href="https://nordic.example/2019/01/29/caracas/">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Caracas answers new sanctions",
"datePublished": "2019-01-29", "author": [{"name": "Ana Torres"}], "publisher": {"name": "Nordic Review"}}]}</script></head>
<body><time datetime="2019-01-29">29 January</time><p>Text.</p></body></html>"""


def test_html_metadata() -> None:
    known = described("Caracas answers new sanctions", BODY, html=HTML)
    assert told(known) == "2019-01-29"
    assert known.publisher == "Nordic Review"
    assert known.authors == ("Ana Torres",)
    assert "JSON-LD datePublished" in known.published_because
    assert len(known.published_because) >= 4


@pytest.mark.parametrize(
    "broken",
    [
        "<meta " * 5000,
        '<script type="application/ld+json">{"a": [' + "[" * 5000,
        "<time datetime='0000-99-99'>",
        "<" * 100_000,
    ],
)
def test_hostile_html_is_no_error(broken: str) -> None:
    assert described("Caracas answers new sanctions", BODY, html=broken).published is None


def test_days_that_do_not_exist_are_none() -> None:
    assert day_in("2019-02-30") is None
    assert in_address("https://example.org/2019/13/40/x") is None
    assert day_in("30 February 2019") is None


@pytest.mark.parametrize(
    "line",
    [
        "MARCH 12, 2019 / 10:14 AM / 2 YEARS AGO",
        "March 12, 2019 5 min read",
        "All News 10:14 March 12, 2019",
        "(Xinhua) 10:14, March 12, 2019",
        "Source: Xinhua| 2019-03-12 10:14:22|Editor: Wei",
        "12.03.2019",
        "12-Mar-2019",
        "Posted 3/12/2019 10:14 AM",
        "Issued on: 12/03/2019 - 10:14",
        "Date: 12/03/2019 | Source: KCNA (En)",
        "Juche108(2019).3.12",
        "March 12, 201910:14 AM UTCUpdated 3 years ago",
        "By Ana Torres and Omar Haddad March 12, 2019",
        "By ANA TORRESMARCH 12, 2019",
        "Ana Torres, Staff writer | March 12, 2019",
        "SHARE March 12, 2019 0 COMMENTS",
        "For Immediate Release March 12, 2019",
        "Publié le 12 mars 2019 à 10h14",
        "12 de marzo de 2019",
        "12 марта 2019, 10:14",
        "2019년 3월 12일",
        "입력 2019.03.12 10:14",
        "2019年3月12日",
        "03/12/19 10:14 AM EDT",
        "https://example.org/world/2019/03/12/caracas-answers/",
        "Source: https://example.org/article/20190312/caracas",
        "Ana Torres, Nordic Review Published 10:14 a.m. ET March 12, 2019 | Updated 3:11 p.m. ET March 12, 2019",
    ],
)
def test_lines_that_tell_the_day(line: str) -> None:
    assert told(described("Caracas to answer new measures", line, BODY)) == "2019-03-12"


@pytest.mark.parametrize(
    "line",
    [
        "Date: 3/12/2019",
        "2 years ago",
        "10:14",
        "A vote on 12.3 billion dollars",
        "What the order of March 12, 2019 means for shippers and banks",
        "See https://example.org/world/2019/03/12/caracas-answers/ for more",
    ],
)
def test_lines_that_do_not(line: str) -> None:
    assert told(described("Caracas to answer new measures", line, BODY)) is None


def test_dates_of_other_articles_behind_the_text_are_not_its_own() -> None:
    others = ("Lima calls a vote", "March 20, 2020", "Quito raises a tax", "April 2, 2021")
    assert told(described("Caracas to answer new measures", BODY, BODY, BODY, *others)) is None
    assert (
        told(described("Caracas to answer new measures", "March 12, 2019", BODY, BODY, BODY, *others)) == "2019-03-12"
    )
