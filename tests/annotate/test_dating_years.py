"""Years and days that a text names: which are past, which are set for later."""

from __future__ import annotations

from detente.model.when import When
from tests.annotate.linking import linked


def test_a_proclamation_tells_its_day_in_words() -> None:
    read = linked(
        "A Proclamation on Maritime Day",
        "NOW, THEREFORE, I do hereby proclaim May 22, 2024, as Maritime Day.",
        "I have hereunto set my hand this seventeenth day of May, in the year of our Lord two thousand twenty-four.",
    )
    assert read.published == When.parse("2024-05-17")


def test_the_day_of_an_order_that_is_renewed_is_not_the_news() -> None:
    read = linked(
        "Notice on the continuation of the emergency",
        "On March 15, 1995, by Executive Order 12957, the President declared a national emergency with respect to Iran.",
        "The emergency declared on March 15, 1995, must continue in effect beyond March 15, 2017.",
    )
    assert read.published is None or read.published.meets(When.parse("2017-03-10"))


def test_the_day_on_which_a_term_expires_is_still_to_come() -> None:
    read = linked(
        "Nominations sent to the Senate",
        "Ruth Aldane, of Ohio, to be a member of the board for a term expiring January 31, 2028, of which she has served since May 2, 2023.",
        "Paul Brandt, of Iowa, to be a member of the board for a term expiring October 6, 2028.",
    )
    assert read.published is not None
    assert read.published.first < When.parse("2028-01-31").first
