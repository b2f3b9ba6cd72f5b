"""Who is meant: names, titles, metonyms, nominals, in texts on a dozen disputes."""

from __future__ import annotations

import pytest

from tests.annotate.linking import linked, mention_of, who


def test_iran_titles_pronouns_and_the_ministry() -> None:
    read = linked(
        "Iranian Foreign Minister Hossein Amir-Abdollahian said on Monday that Tehran wanted guarantees.",
        "He told reporters that the United States had to move first. A spokesman for Iran's Foreign Ministry, Nasser Kanaani, "
        "said talks could resume soon. The ministry gave no date.",
        published="2022-08-29",
    )
    assert who(read, "Hossein Amir-Abdollahian") == [("Hossein Amir-Abdollahian", "IRN")]
    assert who(read, "Tehran") == [("Iran", "IRN")]
    assert who(read, "He") == [("Hossein Amir-Abdollahian", "IRN")]
    assert who(read, "reporters") == [("reporters", None)]
    assert who(read, "Nasser Kanaani") == [("Nasser Kanaani", "IRN")]
    assert who(read, "The ministry") == [("Iran's Foreign Ministry", "IRN")]


def test_korea_name_order_romanisation_and_the_north() -> None:
    read = linked(
        "North Korean leader Kim Jong Un met South Korean envoy Suh Hoon in Pyongyang, officials in Seoul said.",
        "The North wants relief from sanctions, and Kim Jong-un said the South should not obey Washington.",
        "President Moon Jae-in welcomed the talks. Moon said his government would help.",
        published="2018-03-06",
    )
    assert who(read, "Kim Jong Un") == [("Kim Jong Un", "PRK")]
    assert who(read, "Kim Jong-un") == [("Kim Jong Un", "PRK")]
    assert who(read, "Suh Hoon") == [("Suh Hoon", "KOR")]
    assert who(read, "The North") == [("North Korea", "PRK")]
    assert who(read, "the South") == [("South Korea", "KOR")]
    assert who(read, "Washington") == [("United States", "USA")]
    assert who(read, "Moon said") == [("Moon Jae-in", "KOR")]
    assert mention_of(read, "in Pyongyang").as_place


def test_japan_either_order_is_one_person() -> None:
    read = linked(
        "Prime Minister Kishida Fumio spoke in Tokyo. Fumio Kishida said Japan would keep its sanctions. Kishida left on Friday.",
        published="2022-12-02",
    )
    for words in ("Kishida Fumio", "Fumio Kishida", "Kishida left"):
        assert who(read, words)[0][1] == "JPN"
    assert len({who(read, words)[0][0] for words in ("Kishida Fumio", "Fumio Kishida", "Kishida left")}) == 1


def test_russia_kremlin_and_former_officials() -> None:
    read = linked(
        "The Kremlin said the sanctions were hostile. Russian Foreign Minister Sergei Lavrov promised a response.",
        "Daniel Fried, a former State Department official who is a fellow at the Atlantic Council, said Moscow was worried.",
        "Former President Dmitry Medvedev's critics laughed. “We will answer,” Lavrov said.",
        published="2018-04-10",
    )
    assert who(read, "The Kremlin") == [("Kremlin", "RUS")]
    assert who(read, "Sergei Lavrov") == [("Sergei Lavrov", "RUS")]
    assert who(read, "Daniel Fried") == [("Daniel Fried", None)]
    assert who(read, "Moscow") == [("Russia", "RUS")]
    assert who(read, "We") == [("Sergei Lavrov", "RUS")]


def test_venezuela_opposition_has_no_side() -> None:
    read = linked(
        "President Nicolás Maduro accused opposition leader Leopoldo López of plotting. Venezuelan officials gave no proof.",
        "Maduro said he would not yield to Washington. The opposition called for protests in Caracas.",
        published="2019-05-02",
    )
    assert who(read, "Nicolás Maduro") == [("Nicolás Maduro", "VEN")]
    assert who(read, "Leopoldo López") == [("Leopoldo López", None)]
    assert who(read, "Venezuelan officials") == [("Venezuelan officials", "VEN")]
    assert who(read, "he") == [("Nicolás Maduro", "VEN")]
    assert who(read, "The opposition") == [("opposition", None)]
    assert mention_of(read, "in Caracas").as_place


def test_cuba_anonymous_sources_have_their_body() -> None:
    read = linked(
        "A State Department spokesperson said the embargo would stay. A senior Cuban official in Havana rejected the charge.",
        "The spokesperson declined to say more.",
        published="2021-08-01",
    )
    assert who(read, "A State Department spokesperson") == [("spokesperson, State Department", "USA")]
    assert who(read, "A senior Cuban official") == [("senior Cuban official", "CUB")]
    assert who(read, "The spokesperson") == [("spokesperson, State Department", "USA")]


def test_turkey_senators_and_the_united_nations() -> None:
    read = linked(
        "Senator Chris Van Hollen said Turkey must leave. Turkish President Recep Tayyip Erdogan told Vladimir Putin that Ankara would stay.",
        "The U.N. Security Council met on Thursday. U.N. experts warned of war crimes.",
        published="2019-10-15",
    )
    assert who(read, "Chris Van Hollen") == [("Chris Van Hollen", "USA")]
    assert who(read, "Recep Tayyip Erdogan") == [("Recep Tayyip Erdogan", "TUR")]
    assert who(read, "Vladimir Putin") == [("Vladimir Putin", "RUS")]
    assert who(read, "Ankara") == [("Turkey", "TUR")]
    assert who(read, "The U.N. Security Council") == [("U.N. Security Council", "UN")]
    assert who(read, "U.N. experts") == [("U.N. experts", "UN")]


def test_myanmar_military_and_people() -> None:
    read = linked(
        "Myanmar's military said the sanctions would fail. The junta leader, Min Aung Hlaing, thanked Russia.",
        "Protesters in Yangon cheered, and human rights activists asked the European Union for more.",
        published="2021-03-01",
    )
    assert who(read, "Myanmar's military") == [("Myanmar's military", "MMR")]
    assert who(read, "Protesters") == [("protesters", None)]
    assert who(read, "activists") == [("human rights activists", None)]
    assert who(read, "the European Union") == [("European Union", "EU")]


def test_sudan_and_china_collectives() -> None:
    read = linked(
        "China and Sudan signed an accord on Monday. The two countries said sanctions hurt trade, and both sides promised more.",
        published="2017-02-01",
    )
    for words in ("The two countries", "both sides"):
        assert {side for _, side in who(read, words)} == {"CHN", "SDN"}
        assert mention_of(read, words).kind == "collective"


def test_the_three_european_powers() -> None:
    read = linked(
        "Britain, France and Germany met Iran's envoys in Vienna. The three European powers said time was short.",
        published="2021-12-10",
    )
    assert {side for _, side in who(read, "The three European powers")} == {"GBR", "FRA", "DEU"}


def test_belarus_state_media_against_private() -> None:
    read = linked(
        "BelTA, Belarus's state news agency, said the plane was safe. Tass reported that Minsk had warned the crew, but Reuters did not.",
        "Analysts said President Alexander Lukashenko had planned it.",
        published="2021-05-25",
    )
    assert who(read, "Tass") == [("Tass", "RUS")]
    assert who(read, "Reuters") == [("Reuters", None)]
    assert who(read, "Analysts") == [("analysts", None)]
    assert who(read, "Alexander Lukashenko") == [("Alexander Lukashenko", "BLR")]


def test_syria_company_is_nobodys_but_a_state_firm_is() -> None:
    read = linked(
        "The Treasury listed a Syrian shipping company and two state-owned Syrian banks. It said that three Syrian officials had helped them.",
        published="2020-06-17",
    )
    assert who(read, "company") == [("Syrian shipping company", None)]
    assert who(read, "two state-owned Syrian banks")[0][1] == "SYR"
    assert who(read, "It said") == [("Treasury", "USA")]


@pytest.mark.parametrize(("date", "side"), [("2018-06-12", "USA"), ("2023-06-12", None), ("2025-03-01", "USA")])
def test_a_side_is_that_of_the_documents_date(date: str, side: str | None) -> None:
    read = linked("Donald Trump said that North Korea had promised to disarm.", published=date)
    assert who(read, "Donald Trump") == [("Donald Trump", side)]


def test_a_later_office_does_not_decide() -> None:
    read = linked("Antony Blinken said sanctions on Iran had worked, his firm wrote.", published="2019-03-01")
    assert who(read, "Antony Blinken") == [("Antony Blinken", None)]


def test_an_unknown_minister_takes_the_side_of_his_title() -> None:
    read = linked("Sudanese Trade Minister Yusuf Karamalla told the BBC that banks were ready.", published="2017-10-10")
    assert who(read, "Yusuf Karamalla") == [("Yusuf Karamalla", "SDN")]
    assert who(read, "the BBC") == [("BBC", None)]


def test_two_who_fit_equally_stay_ambiguous() -> None:
    read = linked(
        "Lavrov met Zarif in Geneva.", "He was pleased.", "The North remained silent.", published="2019-05-08"
    )
    assert not [m for m in read.mentions if read.document.quote(read.span(m.first, m.stop)) == "The North"]


def test_her_is_not_his() -> None:
    read = linked(
        "Zarif criticised EU foreign policy chief Federica Mogherini. She said the accord was alive.",
        published="2019-05-13",
    )
    assert who(read, "She") == [("Federica Mogherini", "EU")]


def test_a_country_of_somebody() -> None:
    read = linked("Iranian President Hassan Rouhani said his country would not bow to America.", published="2018-08-06")
    assert who(read, "his country") == [("Iran", "IRN")]
    assert who(read, "America") == [("United States", "USA")]


def test_led_and_backed_tell_no_side() -> None:
    read = linked(
        "A Kurdish-led administration said U.S.-backed rebels had left. Iran-backed militias stayed.",
        published="2019-10-13",
    )
    assert who(read, "administration") == [("Kurdish-led administration", None)]
    assert who(read, "militias")[0][1] is None


def test_former_and_elect_are_not_in_office() -> None:
    read = linked(
        "Former Iranian President Mohammad Khatami urged calm. President-elect Ebrahim Raisi said nothing, and ex-envoy Robert King spoke of rights.",
        published="2021-06-25",
    )
    assert who(read, "Mohammad Khatami") == [("Mohammad Khatami", None)]
    assert who(read, "Ebrahim Raisi") == [("Ebrahim Raisi", None)]


def test_every_mention_lies_in_the_text_and_has_its_head_inside() -> None:
    read = linked(
        "The Trump administration imposed sanctions on 14 Iranian entities, the Treasury said; “we will not stop,” it added.",
        "Both Koreas and the P5+1 group, which met in Vienna, were silent.",
        published="2018-01-12",
    )
    assert read.mentions
    for mention in read.mentions:
        assert 0 <= mention.first <= mention.head < mention.stop <= len(read.tokens)
        assert mention.because
    assert [m.first for m in read.mentions] == sorted(m.first for m in read.mentions)


def test_a_dateline_tells_whose_spokesman_it_is() -> None:
    read = linked(
        "ANKARA (Reuters) - The lira fell after President Donald Trump doubled tariffs.",
        "Presidential spokesman Ibrahim Kalin said his country would retaliate. Senior administration officials in Washington shrugged.",
        published="2018-08-11",
        publisher="Reuters",
    )
    assert who(read, "Ibrahim Kalin") == [("Ibrahim Kalin", "TUR")]
    assert who(read, "his country") == [("Turkey", "TUR")]
    assert who(read, "Senior administration officials")[0][1] == "USA"


def test_a_national_outlets_own_ministry() -> None:
    read = linked(
        "The defense ministry said it had seen no launch by the North. Yonhap quoted an official in Pyongyang.",
        published="2018-05-20",
        publisher="Yonhap News Agency",
    )
    assert who(read, "The defense ministry") == [("defense ministry", "KOR")]


def test_a_party_that_is_not_known_is_nobodys_side() -> None:
    read = linked(
        "Ethiopia's government called for talks. Getachew Reda, a spokesperson for the Front of Highland Voters, said his party wanted guarantees. "
        "Tom Andrews, the UN's special rapporteur on Myanmar, looked on, and AU Commission chair Moussa Faki Mahamat thanked both.",
        published="2022-10-12",
    )
    assert who(read, "Getachew Reda") == [("Getachew Reda", None)]
    assert who(read, "Tom Andrews") == [("Tom Andrews", "UN")]
    assert who(read, "Moussa Faki Mahamat") == [("Moussa Faki Mahamat", "AU")]


def test_offices_lead_to_their_holder_named_before() -> None:
    read = linked(
        "Foreign Secretary Jeremy Hunt met Israeli Prime Minister Benjamin Netanyahu and Iranian Foreign Minister Mohammad Javad Zarif.",
        "The Israeli prime minister was firm. The Iranian foreign minister said nothing.",
        published="2019-07-01",
    )
    assert who(read, "The Israeli prime minister") == [("Benjamin Netanyahu", "ISR")]
    assert who(read, "The Iranian foreign minister") == [("Mohammad Javad Zarif", "IRN")]


def test_a_pronoun_put_first_is_the_subject_that_follows() -> None:
    read = linked(
        "Putin spoke on Monday. In his statement, Steven Mnuchin named twelve companies.", published="2018-04-06"
    )
    assert who(read, "his") == [("Steven Mnuchin", "USA")]


def test_two_who_spoke_with_each_other_are_they() -> None:
    read = linked(
        "French President Emmanuel Macron spoke with Hassan Rouhani by phone. They agreed to explore conditions.",
        published="2019-07-06",
    )
    assert {side for _, side in who(read, "They")} == {"FRA", "IRN"}


def test_the_bloc_the_agency_and_the_president() -> None:
    read = linked(
        "The European Union extended its sanctions on Belarus, and a diplomat said the bloc was united.",
        "Ali Akbar Salehi, head of Iran's Atomic Energy Organization, rejected them. A spokesman for the agency agreed.",
        "President Emmanuel Macron called Minsk. The president was worried.",
        published="2020-10-02",
    )
    assert who(read, "the bloc") == [("European Union", "EU")]
    assert who(read, "the agency") == [("Iran's Atomic Energy Organization", "IRN")]
    assert who(read, "The president") == [("Emmanuel Macron", "FRA")]


def test_one_who_served_is_no_longer_in_office() -> None:
    read = linked(
        "Robert Einhorn, who served as a special adviser at the State Department, doubted it. "
        "Turki Aldossari, who leads the Saudi army, did not.",
        published="2015-03-01",
    )
    assert who(read, "Robert Einhorn") == [("Robert Einhorn", None)]
    assert who(read, "Turki Aldossari") == [("Turki Aldossari", "SAU")]


def test_two_bearers_of_a_family_name() -> None:
    read = linked(
        "North Korean leader Kim Jong Un opened the congress.",
        "Kim Yong-hyun, a professor at Dongguk University, called it a show. Kim said more tests would come.",
        "Troops marched past. Trains ran late. Kim ordered more missiles on Friday.",
        published="2021-01-10",
    )
    assert who(read, "Kim said") == [("Kim Yong-hyun", None)]
    assert who(read, "Kim ordered") == [("Kim Jong Un", "PRK")]


def test_another_states_security_council_is_not_the_united_nations() -> None:
    read = linked(
        "Dmitry Medvedev, deputy chairman of Russia's Security Council, called the sanctions an act of war.",
        published="2022-05-01",
    )
    assert who(read, "Dmitry Medvedev")[0][1] == "RUS"
    assert not [m for m in read.mentions if m.actors and m.actors[0].side == "UN"]


def test_particles_parties_and_assistant_secretaries() -> None:
    read = linked(
        "European Commission President Ursula von der Leyen hailed the move. CHP leader Kemal Kilicdaroglu called it wrong.",
        "Christopher Ford, the assistant secretary of state for international security, told reporters that his boss was pleased.",
        published="2020-12-14",
    )
    assert who(read, "Ursula von der Leyen") == [("Ursula von der Leyen", "EU")]
    assert who(read, "Kemal Kilicdaroglu") == [("Kemal Kilicdaroglu", None)]
    assert who(read, "Christopher Ford") == [("Christopher Ford", "USA")]


def test_his_is_the_subject_of_the_sentence_not_of_the_one_before() -> None:
    read = linked(
        "Bruce Klingner of the Heritage Foundation says Pyongyang will retaliate.",
        "U.N. Secretary-General Ban Ki-moon appealed for calm, his spokesman said.",
        published="2010-07-21",
    )
    assert who(read, "his spokesman") == [("spokesman, Ban Ki-moon", "UN")]


def test_a_crown_held_abroad_is_not_that_states_voice() -> None:
    read = linked("Emmanuel Macron called for talks with Minsk.", published="2020-10-02")
    assert who(read, "Emmanuel Macron") == [("Emmanuel Macron", "FRA")]


def test_his_spokesman_speaks_for_his_side() -> None:
    read = linked(
        "Rex Tillerson, the secretary of state, said Moscow had failed. His spokesman, R.C. Hammond, said no deal was near. Hammond left.",
        published="2017-04-07",
    )
    assert who(read, "R.C. Hammond") == [("R.C. Hammond", "USA")]
    assert who(read, "Hammond left") == [("R.C. Hammond", "USA")]


def test_a_chairman_hangs_on_his_parliament() -> None:
    read = linked(
        "Konstantin Dobrev, who heads the foreign affairs committee of the upper house of Russia's parliament, called it agony. "
        "Representative Ada Quill, Democrat of California, disagreed.",
        published="2016-12-30",
    )
    assert who(read, "Konstantin Dobrev") == [("Konstantin Dobrev", "RUS")]
    assert who(read, "Ada Quill") == [("Ada Quill", "USA")]


def test_places_that_are_given_names() -> None:
    read = linked(
        "Israel Katz said sanctions would follow. Santiago Quiroga, the Bolivian ambassador, agreed, and Santiago stayed silent.",
        "Jordan said it was ready.",
        published="2019-06-01",
    )
    assert who(read, "Israel Katz") == [("Israel Katz", "ISR")]
    assert who(read, "Santiago Quiroga") == [("Santiago Quiroga", "BOL")]
    assert who(read, "Jordan said")[0][1] == "JOR"


def test_a_government_source_speaks_for_its_government_and_an_industry_source_does_not() -> None:
    read = linked(
        "BRASILIA (Reuters) - Brazil may open a credit line for Iran, Trade Minister Armando Monteiro said.",
        "A government source said President Dilma Rousseff had signed a decree. “Iran needs aircraft,” the source said. An industry source doubted it.",
        published="2016-02-10",
        publisher="Reuters",
    )
    assert who(read, "Armando Monteiro") == [("Armando Monteiro", "BRA")]
    assert who(read, "A government source") == [("government source", "BRA")]
    assert who(read, "the source said") == [("government source", "BRA")]
    assert who(read, "An industry source") == [("industry source", None)]
