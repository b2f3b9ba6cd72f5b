"""The date of a document that tells none: an interval, as narrow as the clues allow, with its reasons."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente import resources
from detente.annotate import times
from detente.annotate.dating import LAG
from detente.annotate.dating_axis import index
from detente.annotate.dating_clues import clues
from detente.annotate.dating_events import told_events
from detente.annotate.dating_numbers import number_clues
from detente.annotate.dating_offices import holdings
from detente.annotate.parser import Parsed
from detente.model.when import When
from tests.annotate.linking import linked

if TYPE_CHECKING:
    from detente.annotate.times import Timed
    from detente.model.annotation import AnnotatedDocument


def holds(read: When | None, day: str) -> bool:
    return read is not None and read.meets(When.parse(day))


def test_a_told_date_stands() -> None:
    read = linked("Turkey said on Friday it would retaliate.", published="2019-10-12")
    assert read.published == When.parse("2019-10-12")


def test_text_without_a_clue_has_no_date() -> None:
    read = linked("Sanctions are a tool of statecraft. They rarely work alone.")
    assert read.published is None
    assert read.published_because == ()


def test_a_fresh_picture_and_a_weekday_give_the_day() -> None:
    read = linked(
        "Protesters wave flags in Minsk, Belarus, August 16, 2020. REUTERS/Photographer",
        "Belarusian President Alexander Lukashenko said on Sunday he would not hold a new election.",
    )
    assert read.published is not None
    assert holds(read.published, "2020-08-16")
    assert read.published.width <= 3


def test_a_dateline_without_a_year_takes_the_year_from_offices() -> None:
    read = linked(
        "TEHRAN, April 9 (Xinhua) -- Iranian Foreign Minister Mohammad Javad Zarif criticised the move against the Guards.",
        "U.S. President Donald Trump had announced it, and National Security Adviser John Bolton praised it.",
    )
    assert read.published is not None
    assert read.published.first in (date(2019, 4, 9), date(2018, 4, 9))


def test_an_event_in_the_lead_with_its_weekday_gives_the_days_after_it() -> None:
    read = linked(
        "Trump and Putin meet in Helsinki",
        "U.S. President Donald Trump and Russian President Vladimir Putin met in Helsinki on Monday for their first summit.",
        "European officials said on Tuesday that they had not been told what was agreed on sanctions.",
    )
    assert read.published is not None
    assert holds(read.published, "2018-07-17")
    assert read.published.width <= 5
    assert any("Helsinki" in reason for reason in read.published_because)


def test_an_event_to_come_puts_the_document_before_it() -> None:
    read = linked(
        "Kim and Trump prepare to meet",
        "President Donald Trump will hold his summit with Kim Jong Un of North Korea in Singapore next week.",
    )
    assert read.published is not None
    assert read.published.last <= date(2018, 6, 12)
    assert read.published.first >= date(2018, 5, 25)


def test_offices_alone_leave_a_wide_interval() -> None:
    read = linked(
        "Venezuelan President Nicolas Maduro rejected what Secretary of State Rex Tillerson had said of sanctions."
    )
    assert read.published is not None
    assert read.published.width > 100
    assert When.parse("2017-02-01").first <= read.published.first
    assert read.published.last <= date(2018, 12, 31)


@pytest.mark.parametrize(
    ("text", "status", "first"),
    [
        ("President Moon Jae-in", "now", date(2017, 5, 10)),
        ("former President Barack Obama", "former", date(2009, 1, 20)),
        ("President-elect Donald Trump", "elect", date(2017, 1, 20)),
        ("Treasury Secretary Steven Mnuchin", "now", date(2017, 2, 13)),
        ("the Biden administration", "now", date(2021, 1, 20)),
        ("Chinese President Xi Jinping", "now", date(2013, 3, 14)),
        ("Boris Johnson, the British prime minister, resigned.", "now", date(2019, 7, 24)),
        ("the secretary of state, Antony Blinken, said", "now", date(2021, 1, 26)),
        ("Ulf Kristersson, Sweden's prime minister,", "now", date(2022, 10, 18)),
        ("Gordon Brown, a former prime minister of Britain,", "former", date(2007, 6, 27)),
        ("State Department spokesman Matthew Miller", "now", date(2023, 4, 24)),
    ],
)
def test_offices_held(text: str, status: str, first: date) -> None:
    (held,) = holdings(text)
    assert held.status == status
    assert held.spans[0].first == first


@pytest.mark.parametrize(
    "text", ["Vice Culture Minister Choe Son Hui", "the president of a bank", "Deputy Prime Minister Nobody Atall"]
)
def test_what_tells_no_office(text: str) -> None:
    assert holdings(text) == ()


def test_what_holds_of_one_event_holds_of_its_whole_table() -> None:
    rows = resources.rows("dates/events.tsv")
    assert len(rows) > 2400
    firsts = [When.parse(row["when"]).first for row in rows]
    assert firsts == sorted(firsts)
    assert len({row["event"] for row in rows}) == len(rows)
    for row in rows:
        when = When.parse(row["when"])
        assert when.width < 15, row
        assert row["kind"] in ("news", "era"), row
        assert row["words"] == row["words"].lower(), row
        assert all(word.strip() == word and word for group in row["words"].split(" + ") for word in group.split("|")), (
            row
        )
        groups = [group.split("|") for group in row["words"].split(" + ")]
        assert any(not any(word.endswith("*") for word in group) for group in groups), row


def test_a_departure_for_a_summit_is_a_sign_that_it_is_to_come() -> None:
    read = linked(
        "Biden heads to Geneva to meet Putin",
        "Hours before flying to Geneva for a summit with Russian President Vladimir Putin, U.S. President Joe Biden said "
        "sanctions would stay.",
    )
    assert read.published is not None
    assert date(2021, 6, 1) <= read.published.first <= read.published.last <= date(2021, 6, 16)


def test_what_nobody_plans_is_never_to_come() -> None:
    read = linked(
        "The European Commission will propose more sanctions over the full-scale Russian invasion of Ukraine, "
        "President Ursula von der Leyen said.",
        "U.S. President Joe Biden agreed with her.",
    )
    assert read.published is not None
    assert read.published.first >= date(2022, 2, 23)


@pytest.mark.parametrize(
    ("back", "day"),
    [
        ("Iran marked the anniversary of the killing of Qassem Soleimani.", "2020-01-03"),
        ("Iran reopened its consulate three years after the killing of Qassem Soleimani.", "2020-01-03"),
        ("The attack on Abqaiq last year still keeps insurers busy.", "2019-09-14"),
    ],
)
def test_looking_back_on_an_event_is_no_news_of_it(back: str, day: str) -> None:
    read = linked(back, "Iranian President Ebrahim Raisi spoke." if "Iran" in back else "Nothing else was said.")
    assert read.published is None or read.published.width > 7 or not read.published.meets(When.parse(day))


def test_an_event_of_the_next_day_in_asia_may_be_told_the_evening_before() -> None:
    read = linked(
        "North Korea fires missile over Japan",
        "WASHINGTON - North Korea on Monday fired a ballistic missile over Japan's Hokkaido, U.S. President Donald Trump "
        "was told.",
    )
    assert holds(read.published, "2017-08-28")


def test_a_day_named_ahead_is_near() -> None:
    read = linked(
        "The U.S. Treasury's license, which lets Rosneft Trading wind down, will expire on May 20, 2020.",
        "U.S. President Donald Trump said the firm had helped Venezuelan President Nicolas Maduro.",
    )
    assert read.published is not None
    assert read.published.last <= date(2020, 5, 20)
    assert read.published.first >= date(2020, 1, 1)


def test_stems_match_any_ending() -> None:
    ending = linked("Gul and Soylu said Turkey was glad that the sanctions over Brunson were being lifted on Friday.")
    assert any("Turkish ministers lifted" in reason for reason in ending.published_because)


def test_events_need_all_their_words_in_one_place() -> None:
    assert told_events.__doc__
    apart = linked(
        "The Sudan talks went on.",
        "A long report on oil.",
        "Nothing else was said.",
        "More.",
        "More.",
        "Bashir spoke.",
        "He was ousted.",
    )
    assert apart.published is None


def test_what_comes_round_every_year_gives_the_season() -> None:
    read = linked(
        "U.S. President Joe Biden met Turkish President Tayyip Erdogan on the sidelines of the U.N. General Assembly.",
        "Treasury Secretary Janet Yellen said sanctions relief was not discussed.",
    )
    assert any("General Assembly" in reason for reason in read.published_because)


@pytest.mark.parametrize("row", resources.rows("dates/occasions.tsv"), ids=lambda r: r["occasion"])
def test_occasions_name_days_of_the_year(row: dict[str, str]) -> None:
    assert When.parse(f"2024-{row['first']}").width == When.parse(f"2024-{row['last']}").width == 1


def test_a_count_of_days_from_an_event_gives_the_day() -> None:
    read = linked(
        "Aid crosses at last",
        "Eight days after the earthquake in Turkey and Syria, two more gates were opened to trucks.",
    )
    assert read.published is not None
    assert holds(read.published, "2023-02-14")
    assert read.published.width <= 7


def test_a_term_until_which_sanctions_run_is_not_the_date_of_the_report() -> None:
    read = linked(
        "Council keeps the list",
        "European Commission President Ursula von der Leyen welcomed that the measures now run until Feb. 28, 2024.",
        "Foreign Minister Josep Borrell said the same on Monday.",
    )
    assert read.published is None or not (read.published.width <= 7 and read.published.first >= date(2024, 2, 20))


def test_words_scattered_over_an_article_name_an_event_less_surely() -> None:
    together = linked(
        "A deal",
        "Russia and Ukraine signed a grain deal in Istanbul with U.N. Secretary-General Antonio Guterres.",
    )
    apart = linked(
        "A deal",
        "Guterres spoke in Istanbul about refugees.",
        "Prices of grain fell in Egypt.",
        "A deal on fish was near.",
    )

    def trust(read: AnnotatedDocument) -> float:
        told = told_events(Parsed(read.document, read.tokens, read.sentences), ())
        return max((one.trust for one in told if "Grain deal" in one.event.name), default=0.0)

    assert 0 < trust(apart) < trust(together)


def test_an_opening_that_leaves_out_one_word_of_an_event_still_tells_it() -> None:
    read = linked(
        "Washington lifts its sanctions on two ministers in Ankara",
        "The United States took Abdulhamit Gul and Suleyman Soylu, ministers of Turkey, off its sanctions list on Friday.",
    )
    assert any("Sanctions on Turkish ministers lifted" in reason for reason in read.published_because)
    scattered = linked("Washington lifts its sanctions", "Turkey was calm.", "Soylu spoke.")
    assert not any("ministers lifted" in reason for reason in scattered.published_because)


@pytest.mark.parametrize("word", ["travel", "traveling", "groups"])
def test_words_of_an_event_may_be_inflected(word: str) -> None:
    read = linked("Ships turn back", f"President Trump's order put an end to {word} on cruises to Cuba.")
    told = told_events(Parsed(read.document, read.tokens, read.sentences), ())
    assert "US bans cruises to Cuba" in [one.event.name for one in told]


def test_a_people_stands_for_its_state_in_the_words_of_an_event() -> None:
    read = linked("A road is cleared", "Moroccan troops drove the Polisario's protesters off the road at Guerguerat.")
    told = told_events(Parsed(read.document, read.tokens, read.sentences), ())
    assert "Guerguerat" in [one.event.name for one in told]


def test_an_event_is_told_by_the_opening_or_the_lead() -> None:
    def place(*paragraphs: str) -> str:
        read = linked(*paragraphs)
        told = told_events(Parsed(read.document, read.tokens, read.sentences), ())
        return next(one.place for one in told if "Mugabe" in one.event.name)

    assert place("Mugabe resigned in Harare, and Zimbabwe danced.", "Crowds sang.") == "opening"
    assert place("Crowds dance", "Zimbabwe danced.", "It was late.", "Mugabe resigned in Harare.") == "lead"


def test_a_numbered_resolution_bounds_the_day_from_below() -> None:
    read = linked(
        "Arms for the militia",
        "Secretary-General Ban Ki-moon said the shipments broke Security Council resolution 2216.",
    )
    assert read.published is not None
    assert read.published.first >= date(2015, 4, 1)
    assert read.published.last <= date(2016, 12, 31)


def test_a_number_between_two_known_ones_is_dated_between_them() -> None:
    (clue,) = number_clues("The panel was set up by resolution 2240 and an earlier one.")
    assert clue.reason == "resolution 2240 is of 2015"
    assert clue.fit[index(date(2015, 12, 1))] == 0
    assert clue.fit[index(date(2014, 12, 1))] < -5
    assert not list(number_clues("The room held 2240 delegates, who passed resolution 12."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President In October signed the law.", []),
        ("Prime Minister General Of heard it.", []),
        ("Lee Dae-won, the unification minister, resigned.", []),
        ("The incoming Biden administration said little.", ["elect"]),
        ("The Biden administration said little.", ["now"]),
    ],
)
def test_names_that_are_none_hold_no_office(text: str, expected: list[str]) -> None:
    found = holdings(text)
    assert [one.status for one in found] == expected


def test_the_second_anniversary_of_an_event_gives_its_year() -> None:
    text = "Crowds in Yangon marked the second anniversary of the coup that brought Myanmar's generals to power."
    (clue,) = [c for c in clues(*_parsed("Two years on", text))[0] if "Coup in Myanmar" in c.reason]
    assert clue.fit[index(date(2023, 2, 1))] > clue.fit[index(date(2021, 2, 2))] + 2


def test_an_event_told_in_the_title_may_still_be_ahead() -> None:
    (clue,) = [
        c
        for c in clues(*_parsed("Gabon's Bongo ousted in a coup", "Soldiers in Gabon said they had taken power."))[0]
        if "Coup in Gabon" in c.reason
    ]
    day, years_before = index(date(2023, 8, 30)), index(date(2015, 1, 1))
    assert clue.fit[day - 5] > clue.fit[years_before]


def _parsed(*paragraphs: str) -> tuple[Parsed, tuple[Timed, ...]]:
    read = linked(*paragraphs)
    parsed = Parsed(read.document, read.tokens, read.sentences)
    return parsed, times.read(parsed)


@pytest.mark.parametrize("name", ["series", "events"])
def test_tables_of_days_rise(name: str) -> None:
    last: dict[str, tuple[int, str]] = {}
    for row in resources.rows(f"dates/{name}.tsv"):
        series, number = row.get("series", ""), int(row.get("number", "0"))
        before = last.get(series, (0, ""))
        assert (number, row["when"][:10]) >= (before[0], before[1] if name == "events" else "")
        assert name == "events" or row["when"] >= before[1]
        last[series] = (number, row["when"][:10])


def test_rows_for_one_event_count_once_and_no_single_day_is_inferred() -> None:
    read = linked(
        "EU agrees embargo on Iranian oil",
        "BRUSSELS - European Union foreign ministers agreed on Monday to ban imports of Iranian oil from July 1, the bloc's "
        "foreign policy chief, Catherine Ashton, said.",
    )
    assert holds(read.published, "2012-01-23")
    assert read.published is not None
    assert 1 < read.published.width <= 7
    assert sum("2012-01-23" in reason for reason in read.published_because) == 1


def test_legal_acts_of_the_union_are_read_behind_their_bracket() -> None:
    (found,) = number_clues("The ban rests on Council Regulation (EU) 2014/833 and nothing else.")
    assert found.fit[index(date(2013, 6, 1))] < found.fit[index(date(2014, 6, 1))]


def test_a_text_may_appear_on_the_day_after_its_news() -> None:
    read = linked(
        "Ministers of the European Union meet after Minsk forced down a Ryanair flight",
        "European leaders agreed to close their airspace to Belavia after Lukashenko's fighter jet diverted a Ryanair flight and Roman Protasevich was arrested.",
    )
    assert read.published is not None
    assert read.published.width > 1
    assert sum(LAG) == pytest.approx(1)
    assert LAG[0] > LAG[1]
