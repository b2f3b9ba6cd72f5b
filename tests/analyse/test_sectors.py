"""Sectors and countries of actors: what is known, and blank where nothing is."""

from __future__ import annotations

import pytest

from detente.analyse.sectors import country, sector
from detente.model.actors import Actor


@pytest.mark.parametrize(
    ("actor", "code", "state"),
    [
        (Actor(name="Cuba", side="CUB", kind="state"), "GOV", "CUB"),
        (Actor(name="U.S. Treasury Department", side="USA", kind="body"), "GOV", "USA"),
        (Actor(name="Treasury", side="USA", kind="body"), "GOV", "USA"),
        (Actor(name="Tatmadaw", side="MMR", kind="body"), "MIL", "MMR"),
        (Actor(name="U.N. Security Council", side="UN", kind="body"), "IGO", ""),
        (Actor(name="Josep Borrell", side="EU", kind="person", role="foreign policy chief"), "IGO", ""),
        (Actor(name="Sergei Lavrov", side="RUS", kind="person", role="Foreign Minister"), "GOV", "RUS"),
        (Actor(name="Abdel Fattah al-Burhan", side="SDN", kind="person", role="General"), "MIL", "SDN"),
        (Actor(name="Bob Menendez", side="USA", kind="person", role="Senator"), "LEG", "USA"),
        (Actor(name="John Bolton", kind="person", role="former national security adviser"), "", ""),
        (Actor(name="Jan Egeland", kind="person", role="minister"), "", ""),
        (Actor(name="Leopoldo Lopez", kind="person", role="opposition leader"), "OPP", ""),
        (Actor(name="somebody", side="IRN", kind="person"), "", "IRN"),
    ],
)  # fmt: skip
def test_sector_and_country(actor: Actor, code: str, state: str) -> None:
    assert (sector(actor).code, country(actor)) == (code, state)
