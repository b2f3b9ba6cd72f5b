"""Conditional paths: what the system was made with is found again, a number is refused where it hangs on little, episodes are dated."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from detente.analyse.forecast.acts import Act
from detente.analyse.forecast.system import learn, simulate, weeks
from detente.analyse.forecast.whatif import LEAST_SUPPORT, Step, compared, what_if

FIRST = date(2008, 1, 1)
PAIRS = (("IRN", "USA"), ("CHN", "JPN"), ("KOR", "PRK"), ("CUB", "ESP"))
DYADS = tuple("–".join(pair) for pair in PAIRS)


def made(seed: int = 1, days: int = 2200, lift: float = 0.25) -> list[Act]:
    """Meetings are likelier for three weeks after one side eases; threats come at random and change nothing."""
    random = np.random.default_rng(seed)
    acts = []
    for one, other in PAIRS:
        warm = 0
        for day in range(days):
            when = FIRST + timedelta(day)
            for side, towards in ((one, other), (other, one)):
                if random.random() < 0.004:
                    acts.append(Act(when, (side,), (towards,), "085", f"{one}e{day}"))
                    warm = 21
                if random.random() < 0.01:
                    acts.append(Act(when, (side,), (towards,), "130", f"{one}t{day}"))
            if random.random() < (0.01 + (lift / 4 if warm > 0 else 0)):
                acts.append(Act(when, (one, other), (), "042", f"{one}m{day}"))
            warm -= 1
    return sorted(acts, key=lambda act: act.day)


@pytest.fixture(scope="module")
def acts() -> list[Act]:
    return made()


def test_what_warmed_the_system_is_implied_to_warm_it(acts: list[Act]) -> None:
    found = what_if(acts, dyads=DYADS, steps=[Step("USA", "ease")], days=28, last=acts[-1].day)
    assert found.implied is not None, found.why
    assert found.implied.difference > 0.1
    assert found.implied.path > found.implied.base
    low, high = found.implied.bands[0.9]
    assert low < found.implied.bands[0.5][0] <= found.implied.difference <= found.implied.bands[0.5][1] < high
    assert found.met is not None
    assert found.usual is not None
    assert found.met > found.usual
    assert len(found.without) == 3
    assert len(found.implied.weekly) == 4
    assert found.analogues[0].dyad == "IRN–USA"
    assert all(one.acts[0].code == "085" for one in found.analogues)


def test_paths_that_are_compared_share_the_chance_without_them(acts: list[Act]) -> None:
    paths = [[Step("USA", "ease")], [Step("IRN", "ease")], [Step("USA", "ease"), Step("IRN", "ease", 14)]]
    found = compared(acts, dyads=DYADS, paths=paths, days=28, last=acts[-1].day)
    assert found[0] == what_if(acts, dyads=DYADS, steps=paths[0], days=28, last=acts[-1].day)
    assert [one.steps for one in found] == [tuple(path) for path in paths]
    assert len({one.implied.base for one in found if one.implied}) == 1


def test_too_few_episodes_give_the_episodes_and_no_number(acts: list[Act]) -> None:
    few = [act for act in acts if act.code != "085" and (act.code != "042" or act.day < FIRST + timedelta(2195))]
    few += [Act(FIRST + timedelta(days), ("IRN",), ("USA",), "085", f"r{days}") for days in (500, 900, 2199)]
    found = what_if(
        sorted(few, key=lambda act: act.day), dyads=DYADS, steps=[Step("USA", "ease")], days=28, last=acts[-1].day
    )
    assert found.implied is None
    assert str(LEAST_SUPPORT) in found.why
    assert {(one.start - FIRST).days for one in found.analogues} == {500, 900, 2199}
    assert {one.met is None for one in found.analogues} == {True, False}


def test_what_changes_nothing_has_no_number_or_a_small_one() -> None:
    still = made(seed=2, lift=0.0)
    found = what_if(still, dyads=DYADS, steps=[Step("USA", "threaten")], days=28, last=still[-1].day)
    assert found.implied is None or abs(found.implied.difference) < 0.08
    assert bool(found.why) == (found.implied is None)


def test_a_sequence_is_found_in_its_order_alone(acts: list[Act]) -> None:
    base = [act for act in acts if act.code == "042"]
    for number in range(3):
        day = FIRST + timedelta(400 + 300 * number)
        base.append(Act(day, ("PRK",), ("KOR",), "test", f"a{number}"))
        base.append(Act(day + timedelta(16), ("KOR",), ("PRK",), "163", f"b{number}"))
    ordered = sorted(base, key=lambda act: act.day)
    path = [Step("IRN", "test"), Step("USA", "sanction", 14)]
    forth = what_if(ordered, dyads=DYADS, steps=path, days=28, last=acts[-1].day)
    assert [(one.dyad, len(one.acts)) for one in forth.analogues] == [("KOR–PRK", 2)] * 3
    back = what_if(
        ordered, dyads=DYADS, steps=[Step("USA", "sanction"), Step("IRN", "test", 14)], days=28, last=acts[-1].day
    )
    assert back.support == 0


def test_a_simulation_is_the_same_twice_and_without_acts_there_is_no_difference(acts: list[Act]) -> None:
    told = weeks(acts, dyads=DYADS, special=("ease",), last=acts[-1].day.toordinal())
    system = learn(told, half_lives=(1.0, 4.0))
    one = simulate(system, dyad=0, forced=(), ahead=4, draws=5, paths=20)
    assert np.array_equal(one, simulate(system, dyad=0, forced=(), ahead=4, draws=5, paths=20))
    more = simulate(system, dyad=0, forced=(), ahead=4, draws=9, paths=20)
    assert np.array_equal(one[:, 0], more[:5, 0])
    assert (np.diff(one[..., 0, -1], axis=1) > -0.2).all()
    assert ((one >= 0) & (one <= 1)).all()
