"""The date of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.extract.dating import date_of, date_of_effect, date_of_plan, date_of_stance
from tests.annotate.linking import linked

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument


def dated(read: AnnotatedDocument, word: str, nth: int = 0) -> str | None:
    numbers = [t.number for t in read.tokens if t.text == word]
    when = date_of(read, numbers[nth])
    return when.iso if when else None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Iran said on Saturday it would answer the sanctions.", "said", "2018-01-13"),
        ("Iran said on Saturday it would answer the sanctions.", "answer", "2018-01-13"),
        ("Ministers will discuss the waiver on Jan. 22 in Brussels.", "discuss", "2018-01-22"),
        ("The envoys said they would meet on Jan. 22 in Vienna.", "meet", "2018-01-22"),
        ("Moscow withdrew its troops in 2014 and recalled its envoy.", "withdrew", "2014"),
        ("The minister visited Ankara last month and signed a pact.", "signed", "2017-12"),
        ("Caracas, which expelled the envoy in 2013, welcomed the talks on Friday.", "expelled", "2013"),
        ("Caracas, which expelled the envoy in 2013, welcomed the talks on Friday.", "welcomed", "2018-01-12"),
        ("He spoke in a Jan. 5 interview with a newspaper.", "spoke", "2018-01-05"),
        ("The bank was fined in 2012 over transfers to Sudan.", "fined", "2012"),
    ],
)
def test_a_time_in_the_clause_decides(text: str, word: str, expected: str) -> None:
    assert dated(linked(text, published="2018-01-14"), word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "Minsk recalled its envoy on Friday, a day after Brussels froze the assets of two banks.",
            "recalled",
            "2018-01-12",
        ),
        (
            "Minsk recalled its envoy on Friday, a day after Brussels froze the assets of two banks.",
            "froze",
            "2018-01-11",
        ),
        ("Baku closed the road in December, four months after protesters blocked it.", "blocked", "2017-08"),
        ("A week after the vote of January 2, the council lifted the embargo.", "lifted", "2018-01-09"),
        (
            "Khartoum signed the pact on Tuesday. Two days earlier its army had shelled the town.",
            "shelled",
            "2018-01-07",
        ),
        ("Juba expelled the envoy on Jan. 3. The next day Kampala followed suit.", "followed", "2018-01-04"),
        (
            "Seoul summoned the envoy on Monday, less than a day after missiles fell near its coast.",
            "fell",
            "2018-01-07/2018-01-08",
        ),
        (
            "Two weeks to the day after marines boarded a tanker, Tehran on Friday freed it.",
            "boarded",
            "2017-12-26/2018-01-01",
        ),
        ("The rebels took Bria in March 2016, and in May the following year they left it.", "left", "2017-05"),
        ("Caracas expelled the envoy on Jan. 3. A day later Ottawa withdrew its own.", "withdrew", "2018-01-04"),
    ],
)
def test_a_time_told_from_another_time(text: str, word: str, expected: str) -> None:
    assert dated(linked(text, published="2018-01-14"), word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The ministers still have to approve the list at their February meeting.", "approve", "2018-02"),
        ("Two ships leave for Hodeidah on Wednesday.", "leave", "2018-01-17"),
        ("Seoul means to ship the rice by March.", "ship", "2018-03"),
        ("Norway is calling talks for Jan. 22 in Oslo.", "talks", "2018-01-22"),
        ("The waiver had run out by September.", "run", "2017-09"),
    ],
)
def test_a_time_set_for_later_lies_ahead(text: str, word: str, expected: str) -> None:
    assert dated(linked(text, published="2018-01-14"), word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "Ships of Bissau may no longer land in Dakar, under an order that the bloc issued on Friday.",
            "land",
            "2018-01-12",
        ),
        ("The licence that the Treasury issued on Friday eases trade with Caracas.", "licence", "2018-01-12"),
        ("The council had blamed the rebels, and Monday's text lifts the ban.", "lifts", "2018-01-08"),
        ("The council had blamed the rebels, and Monday's text lifts the ban.", "blamed", None),
    ],
)
def test_the_one_day_that_a_sentence_names_is_that_of_its_news(text: str, word: str, expected: str | None) -> None:
    read = linked("Sanctions on Bissau", "An opening.", text, published="2018-01-14")
    assert dated(read, word) == expected


def test_what_opens_a_report_is_its_news_in_any_tense_and_what_follows_is_not() -> None:
    read = linked("Airliners may no longer cross Belarus.", "The exiles want more.", published="2021-05-24")
    assert dated(read, "cross") == "2021-05-22/2021-05-24"
    assert dated(read, "want") is None


def test_what_a_quotation_says_has_been_done_is_charged_when_it_is_said() -> None:
    read = linked("“The junta has jailed its critics,” the envoy said on Friday.", published="2018-01-14")
    assert dated(read, "jailed") == "2018-01-12"


def test_a_clause_beside_a_plain_past_is_news_too() -> None:
    read = linked(
        "A headline", "An opening.", "Shells fell on the port as ministers met in Doha.", published="2018-01-14"
    )
    assert dated(read, "met") == "2018-01-12/2018-01-14"


def test_the_day_from_which_something_will_hold_does_not_date_it() -> None:
    read = linked("A headline", "From March 1 no coal will be unloaded in Dalian.", published="2018-01-14")
    assert dated(read, "unloaded") is None
    read = linked("A headline", "An opening.", "The council, due to meet on Feb. 3, was split.", published="2018-01-14")
    assert dated(read, "meet") == "2018-02-03"


def test_a_time_in_an_aside_does_not_turn_the_report_to_the_past() -> None:
    text = "Ministers of the bloc that was founded in 1975 met in Abuja."
    read = linked("A headline", "An opening.", text, "They closed the border.", published="2018-01-14")
    assert dated(read, "closed") == "2018-01-12/2018-01-14"


def test_a_term_does_not_date_the_act_that_sets_it() -> None:
    read = linked("The bloc on Thursday prolonged its embargo until July 31.", published="2018-01-14")
    assert dated(read, "prolonged") == "2018-01-11"


def test_what_has_lasted_since_a_time_began_then() -> None:
    assert dated(linked("The army has held the port since 2015.", published="2018-01-14"), "held") == "2015"


def test_a_speaker_keeps_the_day_once_given() -> None:
    read = linked(
        "U.S. President Donald Trump said on Friday the waivers were the last.",
        "“This is a last chance,” Trump said.",
        published="2018-01-14",
    )
    assert dated(read, "said", 1) == "2018-01-12"
    assert dated(read, "is") == "2018-01-12"


def test_undated_speech_in_a_report_is_of_the_days_before_it_not_of_a_guessed_day() -> None:
    read = linked("The ministry said the list would grow.", published="2021-06-22")
    assert dated(read, "said") == "2021-06-20/2021-06-22"


@pytest.mark.parametrize("verb", ["has said", "had said", "says"])
def test_speech_that_is_no_news_stays_without_a_date(verb: str) -> None:
    paragraphs = [
        "Sanctions on Myanmar widened.",
        "The army was named.",
        "Banks were named.",
        f"Beijing {verb} it opposes them.",
    ]
    assert dated(linked(*paragraphs, published="2021-06-22"), verb.rsplit(maxsplit=1)[-1]) is None


def test_a_weekday_of_a_document_that_cannot_be_dated_stays_open() -> None:
    read = linked("The council voted on Friday. It had met in 2014 for a first time.")
    assert dated(read, "voted") is None
    assert dated(read, "met") == "2014"


def test_a_paragraph_about_the_past_is_not_of_these_days() -> None:
    read = linked(
        "The government lifted the embargo on Thursday.",
        "In 1998 the embassies were bombed.",
        "The president ordered a missile strike.",
        published="2017-01-13",
    )
    assert dated(read, "lifted") == "2017-01-12"
    assert dated(read, "ordered") is None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The treasury said on Thursday it was blacklisting two banks.", "blacklisting", "2016-03-03"),
        ("“We think they need to hold talks,” the minister told reporters on Thursday.", "need", "2016-03-03"),
        ("The envoy said on Thursday that Caracas must free the prisoners.", "free", "2016-03-03"),
    ],
)
def test_what_is_said_has_the_time_of_its_saying(text: str, word: str, expected: str) -> None:
    assert dated(linked(text, published="2016-03-04"), word) == expected


def test_a_date_inside_a_name_of_events_does_not_date_the_verb() -> None:
    read = linked(
        "The union has joined the outcry over the incidents of May 23 before its council.", published="2021-05-28"
    )
    assert dated(read, "joined") != "2021-05-23"


def test_a_stance_is_held_when_it_is_voiced_though_told_in_the_past() -> None:
    read = linked("Tehran had only sought relief for its banks, the envoy said on Friday.", published="2018-01-14")
    sought = next(t.number for t in read.tokens if t.text == "sought")
    held = date_of_stance(read, sought)
    assert held is not None
    assert held.iso == "2018-01-12"


def test_a_stance_that_nobody_voices_has_no_date() -> None:
    read = linked("A headline", "An opening.", "Harare wants the list gone.", published="2018-01-14")
    assert date_of_stance(read, next(t.number for t in read.tokens if t.text == "wants")) is None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Brussels lifted the embargo on arms that it had placed on Tashkent in November 2005.", "embargo", "2005-11"),
        ("Moscow rejected the price cap that the Group of Seven set in December.", "set", "2017-12"),
        ("A protester set a flag alight on Saturday.", "set", "2018-01-13"),
        ("The two will meet in Sofia on Tuesday next.", "meet", "2018-01-16"),
    ],
)
def test_tense_and_clause_tell_which_day_is_meant(text: str, word: str, expected: str) -> None:
    assert dated(linked(text, published="2018-01-14"), word) == expected


def test_what_is_planned_for_a_weekday_is_still_to_come() -> None:
    read = linked("Beijing has called both sides to a meeting on Friday.", published="2018-01-14")
    (number,) = [t.number for t in read.tokens if t.text == "meeting"]
    when = date_of_plan(read, number)
    assert when is not None
    assert when.iso == "2018-01-19"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "Canada waived for six months the act that lets citizens sue over land lost after the 1959 revolt.",
            "waived",
            True,
        ),
        ("The order declares an emergency over the trial of the man who lost the election of 2012.", "declares", True),
        ("The bank that lent to Sudan was fined in 2012.", "fined", False),
    ],
)
def test_an_old_time_of_another_clause_dates_no_main_clause(text: str, word: str, *, expected: bool) -> None:
    told = dated(linked(text, published="2018-01-14"), word)
    assert (told is None or told > "2018") is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Its assets in Europe are frozen.", "frozen", "2018-01-12/2018-01-14"),
        ("No citizen may deal with the bank.", "deal", "2018-01-12/2018-01-14"),
        ("Since 2012 its assets in Europe are frozen.", "frozen", "2012"),
    ],
)
def test_what_a_measure_of_the_news_does_is_of_the_news(text: str, word: str, expected: str | None) -> None:
    read = linked(
        "Brussels puts a bank of Minsk on its list", "The bank lent to the army.", text, published="2018-01-14"
    )
    found = date_of_effect(read, next(t.number for t in read.tokens if t.text == word))
    assert (found.iso if found else None) == expected


def test_the_day_of_a_dateline_does_not_count_for_a_day_after() -> None:
    read = linked(
        "RIGA, Jan. 13 (Wire) - Latvia on Friday ordered the envoy out, a day after Minsk told her own man to leave.",
        published="2018-01-14",
    )
    assert dated(read, "told") == "2018-01-11"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Nairobi froze the fund in 2012, when it accused the sect of fraud.", "accused", "2012"),
        ("Talks have been stuck since August, when Hanoi said it would not sign.", "said", "2017-08"),
        ("The council adopted on Friday a text demanding that Asmara withdraw.", "demanding", "2018-01-12"),
        ("Oslo froze the reserves when the army took the city last August.", "froze", "2017-08"),
        ("The envoy is due to visit Juba in March.", "is", "2018-03"),
        ("A report published on Thursday said exports had fallen.", "said", "2018-01-11"),
        ("The leaders, who met in Accra on Jan. 8, urged Lome to free him.", "urged", "2018-01-08"),
        ("The minister met Mr Okello in Kampala in October, who promised an inquiry.", "promised", "2017-10"),
    ],
)
def test_a_clause_shares_the_time_of_what_it_hangs_on(text: str, word: str, expected: str) -> None:
    assert dated(linked(text, published="2018-01-14"), word) == expected


def test_a_year_in_a_name_is_not_that_of_what_is_said_of_it() -> None:
    read = linked("Mr Bah will quit the 2015 accord, which he called rotten.", published="2018-01-14")
    assert dated(read, "called") != "2015"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("In March 2014 Quito expelled the envoy. It recalled its own. Lima closed the border.", "closed", "2014-03"),
        (
            "Cairo closed the strait on Nov. 5. Its foreign minister said ships would be turned back.",
            "said",
            "2017-11-05",
        ),
        (
            "Exports fell by the most since July 2009. The ministry said it saw no panic.",
            "said",
            "2018-01-12/2018-01-14",
        ),
        ("Cairo closed the strait in November. Sofia has said nothing. Rabat tightened controls.", "tightened", None),
    ],
)
def test_a_story_goes_on_on_the_day_of_the_sentence_before(text: str, word: str, expected: str | None) -> None:
    assert dated(linked(text, published="2018-01-14"), word) == expected


def test_what_a_paper_lays_down_is_of_the_day_it_was_adopted() -> None:
    read = linked(
        "The council voted to punish Bissau on Friday. The resolution bans six officers.", published="2018-01-14"
    )
    assert dated(read, "bans") == "2018-01-12/2018-01-14"
    old = linked("The council punished Bissau in May 2012. The resolution bans six officers.", published="2018-01-14")
    assert dated(old, "bans") == "2012-05"


def test_a_plan_told_on_a_weekday_was_not_made_for_the_next() -> None:
    read = linked("Ottawa said on Wednesday it would list the bank.", published="2018-01-14")
    (number,) = [t.number for t in read.tokens if t.text == "list"]
    when = date_of_plan(read, number)
    assert when is not None
    assert when.iso == "2018-01-10"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The militia has been under an arms embargo since 2003.", "embargo", "2003"),
        ("The listing, which dates from 1979, remains.", "dates", "1979"),
    ],
)
def test_a_measure_that_stands_was_put_on_when_it_began(text: str, word: str, expected: str) -> None:
    read = linked(text, published="2018-01-14")
    (number,) = [t.number for t in read.tokens if t.text == word]
    when = date_of_effect(read, number)
    assert when is not None
    assert when.iso == expected


def test_advice_in_the_texts_own_voice_is_of_its_day() -> None:
    read = linked("Talks have stalled.", "Brussels should lift the ban.", published="2018-01-14")
    (number,) = [t.number for t in read.tokens if t.text == "lift"]
    assert date_of_stance(read, number) == read.published


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Rebels quit the talks in November 2015 and signed a truce the following August.", "signed", "2016-08"),
        ("The port is to close by the end of the year.", "close", "2018-12"),
        ("A new round is expected at the end of the month.", "expected", "2018-01-21/2018-01-31"),
        ("The bank failed in 2011. Its owner fled at the time.", "fled", "2011"),
        ("Presidents meeting in Accra on Sunday lifted the embargo.", "lifted", "2018-01-14"),
    ],
)
def test_times_counted_from_the_time_named_last(text: str, word: str, expected: str) -> None:
    assert dated(linked(text, published="2018-01-14"), word) == expected
