"""The trees that weigh notes are grown from right and wrong ones (needs the group ``training``)."""

from __future__ import annotations

import random

import numpy as np
import pytest

pytest.importorskip("sklearn")

from training.folds import inner_fold
from training.reader.trees import FOLDS, made


def rows(count: int) -> tuple[list[dict[str, float]], list[bool]]:
    draw = random.Random(5)
    found = [{"chance": draw.random(), "first": draw.random(), "talks": 1.0} for _ in range(count)]
    for row in found[::2]:
        del row["talks"]
    return found, [row["chance"] + row["first"] > 1 for row in found]


def test_what_is_like_the_right_ones_weighs_more() -> None:
    found, right = rows(600)
    weigh = made(found, right)
    assert weigh.names == ("chance", "first", "talks")
    likely, unlikely, unsure = weigh(
        [{"chance": 0.9, "first": 0.9}, {"chance": 0.1, "first": 0.1}, {"chance": 0.5, "first": 0.5}]
    )
    assert unlikely < 0.05 < unsure < 0.95 < likely


def test_the_same_notes_give_the_same_trees() -> None:
    found, right = rows(400)
    one, two = made(found, right), made(found, right)
    assert np.array_equal(one.leaves, two.leaves)
    assert np.array_equal(one.bounds, two.bounds)


def test_texts_of_one_dispute_lie_in_one_fold() -> None:
    assert inner_fold("Cuba", FOLDS) == inner_fold("Cuba", FOLDS)
    assert {inner_fold(f"dispute {n}", FOLDS) for n in range(60)} == set(range(5))
