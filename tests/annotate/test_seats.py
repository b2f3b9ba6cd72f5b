"""Bodies that many states have, parts of groups, officials whose state stands in their ministry's seat."""

from __future__ import annotations

from tests.annotate.linking import linked, who


def test_a_seat_behind_a_body_tells_whose_it_is() -> None:
    read = linked("The Joint Chiefs of Staff in Seoul said two missiles had been fired.", published="2022-10-14")
    assert who(read, "Joint Chiefs of Staff") == [("Joint Chiefs of Staff in Seoul", "KOR")]
    read = linked("The Supreme Court in Brasilia froze the accounts.", published="2024-08-30")
    assert [side for _, side in who(read, "Supreme Court")] == ["BRA"]
    read = linked("The Joint Chiefs of Staff in Washington declined to comment.", published="2022-10-14")
    assert [side for _, side in who(read, "Joint Chiefs of Staff")] == ["USA"]


def test_a_body_named_in_full_before_is_meant_again() -> None:
    read = linked(
        "South Korea's Joint Chiefs of Staff said a missile had been fired toward the East Sea.",
        "The Joint Chiefs of Staff called it a grave provocation.",
        published="2022-10-14",
    )
    assert [side for _, side in who(read, "The Joint Chiefs of Staff")] == ["KOR"]


def test_a_body_is_the_one_at_home_where_the_report_is_datelined() -> None:
    text = "The Joint Chiefs of Staff said it had detected preparations for a launch."
    read = linked(text, published="2022-10-14", dateline="SEOUL")
    assert [side for _, side in who(read, "Joint Chiefs of Staff")] == ["KOR"]
    read = linked(text, published="2022-10-14", dateline="WASHINGTON")
    assert [side for _, side in who(read, "Joint Chiefs of Staff")] == ["USA"]


def test_a_part_is_of_the_side_of_its_whole() -> None:
    read = linked(
        "Turkish officials were furious about the list, and one of them said that Ankara would answer within days.",
        published="2019-10-15",
    )
    assert [side for _, side in who(read, "one")] == ["TUR"]
    read = linked(
        "Kenyan diplomats told reporters that arms would flow from Libya and Chad. Two of them said that the border was open.",
        published="2023-05-02",
    )
    assert [side for _, side in who(read, "Two")] == ["KEN"]


def test_an_official_of_a_ministry_in_a_capital_is_of_its_state() -> None:
    read = linked(
        "Uzbek and Tajik guards exchanged fire on Sunday. The other side began it, said Farrukh Nazarov of the Interior Ministry in Dushanbe.",
        published="2022-05-08",
    )
    assert who(read, "Farrukh Nazarov") == [("Farrukh Nazarov", "TJK")]


def test_who_leads_a_state_speaks_for_it_whatever_his_trade() -> None:
    read = linked(
        "Youssouf Saleh Abbas, the economist who leads Chad until the vote, asked for an end to the sanctions.",
        published="2009-03-02",
    )
    assert [side for _, side in who(read, "Youssouf Saleh Abbas")] == ["TCD"]


def test_observers_of_a_union_are_its_own_and_experts_are_not() -> None:
    read = linked("African Union observers called the vote calm.", published="2018-07-31")
    assert [side for _, side in who(read, "observers")] == ["AU"]
    read = linked("Chinese observers called the vote calm.", published="2018-07-31")
    assert [side for _, side in who(read, "observers")] == [None]


def test_diplomats_in_a_capital_are_nobodys() -> None:
    read = linked("A diplomat in Nairobi said the truce would not hold.", published="2023-05-02")
    assert [side for _, side in who(read, "diplomat")] == [None]
    read = linked("An official at the embassy in Caracas said the visas were ready.", published="2018-05-02")
    assert [side for _, side in who(read, "official")] != ["VEN"]


def test_a_readout_is_its_state() -> None:
    read = linked("The talks were candid, according to the Japanese readout.", published="2023-11-17")
    assert [side for _, side in who(read, "readout")] == ["JPN"]


def test_a_groups_leader_is_nobodys_wherever_he_sits() -> None:
    read = linked("The movement's leader in Geneva, Tesfaye Abebe, rejected the offer.", published="2008-03-04")
    assert who(read, "Tesfaye Abebe") == [("Tesfaye Abebe", None)]
    read = linked("Bogota named the mediators. The Oromo Liberation Army rejected them.", published="2023-11-22")
    assert [side for _, side in who(read, "Army")] == [None]
