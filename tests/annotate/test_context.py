"""For whom office-holders act whose words name no state: by title, place, subject, outlet and document."""

from __future__ import annotations

import pytest

from tests.annotate.linking import linked, who

WIRE = [
    ("HARARE - The sanctions hurt, Finance Minister Tapiwa Moyana said on Friday.", "Tapiwa Moyana", "ZWE"),
    ("LIMA, Peru — The ambassador must leave, lawmaker Rosa Quispe Tello said.", "Rosa Quispe Tello", "PER"),
    ("Kuwait will not sign, Oil Minister Faisal Al-Dosari said on Monday.", "Faisal Al-Dosari", "KWT"),
    ("Mali expelled the envoy. Army spokesman Modibo Sangare said he had a day to go.", "Modibo Sangare", "MLI"),
    ("Ghana needs a loan. In Abuja, Trade Minister Chidi Okonjo said his door was open.", "Chidi Okonjo", "NGA"),
    ("Serbia waits. The European Commission said rules were rules. Spokeswoman Inge Maas said so too.", "Inge Maas", "EU"),
    ("Armenia mourned. Azerbaijan denied it. Presidential aide Rauf Talibov spoke of slander.", "Rauf Talibov", "AZE"),
    ("Iran shrugged. Senator Al Whitcombe, Republican of Ohio, called for more sanctions.", "Al Whitcombe", "USA"),
    ("Iran shrugged. Rep. Lou Harker (D-Ohio) called for more sanctions.", "Lou Harker", "USA"),
    ("ABUJA - Nigeria fined the firm. Senator Musa Ibrahim Gaya said it was right.", "Musa Ibrahim Gaya", "NGA"),
    ("Sri Lanka held two boats. External Affairs Minister Ravi Menonkar asked for their return.", "Ravi Menonkar", "IND"),
    ("The EU and Hungary argued. Justice Commissioner Lena Ekholm said the money would wait.", "Lena Ekholm", "EU"),
    ("Ethiopia expelled the U.N. officials. The United Nations protested. Foreign Minister Abel Tesfaw Girma shrugged.", "Abel Tesfaw Girma", "ETH"),
    ("Venezuela waits. National Assembly head Pablo Ruiz Mora said the talks were dead.", "Pablo Ruiz Mora", "VEN"),
    ("Turkey fumed. The United States placed the two ministers, Kemal Aydin and Orhan Demir, under sanctions.", "Kemal Aydin", "TUR"),
    ("Moscow voted. Russia's Sergei Belov said the paper was not needed.", "Sergei Belov", "RUS"),
    ("The sale is off, Chen Guoliang of China's commerce ministry said.", "Chen Guoliang", "CHN"),
    ("Indonesia kept its ban. Investment Minister Surya Hadi, a former general, said so.", "Surya Hadi", "IDN"),
    ("QUITO - Ecuador will not extradite the banker, Interior Minister Pedro Carrion said Monday.", "Pedro Carrion", "ECU"),
]  # fmt: skip
NOBODYS = [
    ("NAIROBI - Kenya opened the border. Opposition leader Grace Wanjiku Ouma called it a show.", "Grace Wanjiku Ouma"),
    ("Nepal signed. Hari Adhikari, who was the energy minister, said the country had lost.", "Hari Adhikari"),
    ("Australia went to the WTO. Shadow trade minister Kate Morrow said it came too late.", "Kate Morrow"),
    ("Congo blamed Rwanda. Rebel spokesman Jean Bosco Mugisha denied it.", "Jean Bosco Mugisha"),
    (
        "The International Criminal Court looked at Uganda. Prosecutor Martin Sorensen said it took time.",
        "Martin Sorensen",
    ),
    ("Greece and Turkey talked. Mr Yannis Kalogridis sells sponges.", "Yannis Kalogridis"),
    (
        "Georgia voted. Nino Kapanadze, who heads the Georgian Institute of Politics, was not surprised.",
        "Nino Kapanadze",
    ),
]


@pytest.mark.parametrize(("text", "name", "side"), WIRE)
def test_whose_office(text: str, name: str, side: str) -> None:
    assert who(linked(text), name) == [(name, side)]


@pytest.mark.parametrize(("text", "name"), NOBODYS)
def test_nobodys_office(text: str, name: str) -> None:
    assert who(linked(text), name) == [(name, None)]


def test_the_side_is_kept_at_later_mentions() -> None:
    read = linked(
        "MANILA - The treaty must be kept, said Lawmaker Benigno Salonga.",
        '"We are ready," Salonga said. The pact is old.',
    )
    assert who(read, "Salonga", nth=1) == [("Benigno Salonga", "PHL")]


def test_bodies_without_a_state() -> None:
    read = linked("BISHKEK - Kyrgyzstan closed its border. The border guard service said shots were fired.")
    assert who(read, "service") == [("border guard service", "KGZ")]
    read = linked("Tajikistan and Kyrgyzstan met. Officials on both sides said little.")
    assert who(read, "Officials")[0][1] is None


def test_another_states_security_council() -> None:
    read = linked("Armenia called its ally. Security Council Secretary Gagik Sarkisov said no one came.")
    assert who(read, "Gagik Sarkisov") == [("Gagik Sarkisov", "ARM")]


def test_a_title_inside_a_name() -> None:
    read = linked("Somali Internal Security Minister Mohamed Ahmed Sheikh Ali said trade would grow.")
    assert who(read, "Sheikh Ali") == [("Mohamed Ahmed Sheikh Ali", "SOM")]


def test_a_demonym_is_not_half_a_nickname() -> None:
    read = linked("North Korea and South Korea were absent. The South African defence minister said so.")
    assert who(read, "minister")[0][1] == "ZAF"
