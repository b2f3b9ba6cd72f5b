"""What may be asked of the API, as types that OpenAPI shows."""

import re
from datetime import UTC, datetime, time
from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from detente.model.when import When
from detente.record import Filters
from detente.web.desk import Desk
from detente.web.look import MOST_CHARACTERS, Look

MOST_ITEMS = 500
MOST_OFFSET = 1_000_000_000
MOST_CITED = 100
DAYS = re.compile(r"[1-9]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def _days(text: str) -> str:
    """A day, month or year of the calendar.

    Raises:
        ValueError: if it is none.
    """
    if not DAYS.fullmatch(text):
        raise ValueError("write 2021-10-01, 2021-10 or 2021")
    When.parse(text)
    return text


Days = Annotated[
    str,
    AfterValidator(_days),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": "date", "pattern": "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$"},
                {"type": "string", "pattern": "^[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?$"},
            ]
        }
    ),
]
NO_NUL = r"^[^\x00]+$"
"""The database ends a pattern at U+0000, so that what stands before it would fit more than was asked."""
Text = Annotated[str, Field(min_length=1, max_length=MOST_CHARACTERS, pattern=NO_NUL)]
Side = Annotated[str, Field(pattern="^[A-Za-z]{2,8}$")]
Id = Annotated[
    str,
    Path(
        min_length=1,
        max_length=MOST_CHARACTERS,
        pattern=NO_NUL,
        description="Its id, or enough of its beginning to tell it.",
    ),
]


class Asked(BaseModel):
    """Which part of the record."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    side: Annotated[Side | None, Field(description="Some actor of the note has this side: KOR, UN, EU.")] = None
    person: Annotated[Text | None, Field(description="Some actor's name has these words in it.")] = None
    issue: Annotated[Text | None, Field(description="A position's issue, or an assessment's topic.")] = None
    type: Annotated[
        Text | None, Field(description="Event type, stance, link, act, direction or class of cue of the note.")
    ] = None
    since: Annotated[Days | None, Field(description="From this day, month or year on.")] = None
    until: Annotated[Days | None, Field(description="Up to and with this day, month or year.")] = None
    publisher: Annotated[Text | None, Field(description="Documents of this outlet.")] = None
    as_of: Annotated[Days | None, Field(description="What the record knew at the end of this day (UTC).")] = None

    @property
    def filters(self) -> Filters:
        """The filters of the record."""
        return Filters(
            side=self.side.upper() if self.side else None,
            person=self.person,
            issue=self.issue,
            type=self.type,
            since=When.parse(self.since).first if self.since else None,
            until=When.parse(self.until).last if self.until else None,
            publisher=self.publisher,
        )

    @property
    def moment(self) -> datetime | None:
        """The last moment of the day that ``as_of`` names; ``None`` is now."""
        return datetime.combine(When.parse(self.as_of).last, time.max, tzinfo=UTC) if self.as_of else None

    @property
    def look(self) -> Look:
        """The same question as a page asks it."""
        return Look(path="", query={}, filters=self.filters, as_of=self.moment)


class AskedPart(Asked):
    """Which part of the record, and which part of a long list."""

    limit: Annotated[int, Field(ge=1, le=MOST_ITEMS, description="At most so many.")] = 100
    offset: Annotated[int, Field(ge=0, le=MOST_OFFSET, description="So many are passed over.")] = 0


class AskedList(AskedPart):
    """Which part of a list that has an order of time."""

    order: Annotated[
        Literal["oldest", "newest"], Field(description="Which come first; those without a date lead or close.")
    ] = "oldest"


class AskedNotes(AskedList):
    """Which notes."""

    document: Annotated[Text | None, Field(description="Of this document: its id, or enough of its beginning.")] = None
    rejected: Annotated[bool, Field(description="Also the notes that people have rejected.")] = False

    @property
    def filters(self) -> Filters:
        """The filters of the record."""
        from dataclasses import replace

        return replace(super().filters, document=self.document, rejected=self.rejected)


class AskedFindings(AskedPart):
    """Which findings."""

    cited: Annotated[
        int, Field(ge=0, le=MOST_CITED, description="At most so many sentences under each figure, the newest of them.")
    ] = 5


class AskedSeries(AskedFindings):
    """Whose series."""

    of: Annotated[Literal["side", "person"], Field(description="Whole sides, or the persons who speak.")] = "side"


class AskedWords(AskedPart):
    """Which words."""

    q: Annotated[
        str,
        Field(
            min_length=1,
            max_length=MOST_CHARACTERS,
            description='Words that must all be there, "a phrase", -word, begin*, this OR that.',
        ),
    ]
    limit: Annotated[int, Field(ge=1, le=100, description="At most so many.")] = 20
    offset: Annotated[int, Field(ge=0, le=1000, description="So many are passed over.")] = 0


def desk_of(request: Request) -> Desk:
    """The record that the application is on."""
    desk: Desk = request.app.state.desk
    return desk


OnDesk = Annotated[Desk, Depends(desk_of)]
InQuery = Query()
