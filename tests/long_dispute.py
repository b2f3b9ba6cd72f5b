"""A record over years written for the tests, on real facts of the dispute over Venezuela, 2017 to 2023.

Washington's line softens (elections and talks for relief), Brussels stays for talks, Caracas wants sanctions gone first, then trades.
"""

from __future__ import annotations

from detente.analyse.view import Memory
from detente.model.actors import Actor
from tests.fixtures import USA, Notes, article

VENEZUELA = Actor(name="Venezuela", side="VEN", kind="state")
MADURO = Actor(name="Nicolás Maduro", side="VEN", kind="person")
BORRELL = Actor(name="Josep Borrell", side="EU", kind="person")
BOLTON = Actor(name="John Bolton", side="USA", kind="person")
SCHOLAR = Actor(name="Francisco Rodríguez", kind="person")
EU = Actor(name="European Union", side="EU", kind="body")
YEARS = (
    ("2018-05-22", "anti", None, "before"),
    ("2019-01-29", "anti", "pro", "before"),
    ("2019-08-06", "anti", "pro", "before"),
    ("2020-03-31", "anti", "pro", "before"),
    ("2022-05-17", "conditional", "pro", "in-exchange"),
    ("2022-11-26", "conditional", "pro", "in-exchange"),
    ("2023-10-18", "conditional", "pro", "in-exchange"),
    ("2023-11-30", "conditional", "pro", "in-exchange"),
)
"""Day of publication, Washington's and Brussels' stance on sanctions, and how Washington links elections to relief."""


def _year(day: str, america: str, europe: str | None, link: str) -> Notes:
    number = YEARS.index((day, america, europe, link))
    softer = link == "in-exchange"
    notes = Notes(
        article(
            f"ven-{day}",
            f"Caracas and Washington, {day}",
            f"Washington wants free elections before oil sanctions go, it said on {day}. Brussels prefers relief.",
            f"On {day} the United States sanctioned officials of Venezuela. The United States accused Venezuela.",
            f"Caracas wants sanctions lifted first, and offers elections, {day}. Relations of the allies cool, {day}.",
            f"The European Union sent food to Venezuela and met nobody else on {day}. A scholar wants relief.",
            f"Washington asks for the release of prisoners too, {day}.",
            publisher=f"Wire {number}",
            published=day,
        )
    )
    wants = f"free elections before oil sanctions go, it said on {day}"
    notes.position(BOLTON if number == 1 else USA, "sanctions", america, f"Washington wants {wants}", target="VEN")
    if europe:
        notes.position(BORRELL, "sanctions", europe, "Brussels prefers relief", target="VEN")
    notes.position(SCHOLAR, "sanctions", "pro", "A scholar wants relief", target="VEN")
    notes.term(USA, VENEZUELA, "free elections", "oil sanctions go", link, f"Washington wants {wants}")
    caracas = f"Caracas wants sanctions lifted first, and offers elections, {day}"
    if not softer:
        notes.term(MADURO, USA, "sanctions lifted first", None, "before", caracas)
    else:
        asks = f"Washington asks for the release of prisoners too, {day}"
        notes.term(USA, VENEZUELA, "release of prisoners", None, "in-exchange", asks)
    notes.event("SANCTION", [USA], [VENEZUELA], "the United States sanctioned officials of Venezuela", date=day)
    notes.event("ACCUSE", [USA], [VENEZUELA], "The United States accused Venezuela", date=day)
    notes.event("AID", [EU], [VENEZUELA], "The European Union sent food to Venezuela", date=day)
    notes.measure(USA, "designate", [VENEZUELA], "the United States sanctioned officials of Venezuela", date=day)
    cool = f"Relations of the allies cool, {day}"
    notes.assessment(SCHOLAR, ("USA", "EU"), "alliance", "worse" if number % 4 else "stable", cool)
    return notes


def venezuela() -> Memory:
    """Eight documents, one a year or so, with their readings."""
    return Memory(tuple(_year(*year).read() for year in YEARS))
