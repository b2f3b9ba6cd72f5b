"""The matrix products of spaCy's models: as thinc's, whatever else is in the batch."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc
from thinc.api import NumpyOps

from detente.annotate.parser import Parser
from detente.annotate.products import ROWS, Products

OPS = Products()


def _matrices(rows: int, *, inner: int = 96, columns: int = 64) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(rows)
    return chance.normal(size=(rows, inner)).astype("f"), chance.normal(size=(columns, inner)).astype("f")


@pytest.mark.parametrize("rows", [0, 1, 7, ROWS - 1, ROWS, ROWS + 1, 3 * ROWS])
def test_a_product_is_thincs(rows: int) -> None:
    left, right = _matrices(rows)
    assert np.allclose(OPS.gemm(left, right, trans2=True), NumpyOps().gemm(left, right, trans2=True), atol=1e-4)
    out = np.zeros((rows, len(right)), "f")
    assert OPS.gemm(left, right, out=out, trans2=True) is out
    assert np.array_equal(out, OPS.gemm(left, right.T.copy()))


@pytest.mark.parametrize("turned", [False, True])
def test_turned_matrices_are_multiplied(turned: bool) -> None:
    left, right = _matrices(ROWS + 5, inner=48)
    given = np.ascontiguousarray(left.T) if turned else left
    assert np.array_equal(OPS.gemm(given, right, trans1=turned, trans2=True), OPS.gemm(left, right, trans2=True))


def test_a_row_is_the_same_to_the_bit_whatever_stands_beside_it() -> None:
    left, right = _matrices(2 * ROWS + 9, inner=384, columns=288)
    whole = OPS.gemm(left, right, trans2=True)
    for first, stop in [(0, 1), (3, 5), (100, 117), (ROWS - 1, ROWS + 1), (9, 2 * ROWS + 9)]:
        assert np.array_equal(OPS.gemm(left[first:stop], right, trans2=True), whole[first:stop])


def test_a_loaded_pipeline_makes_its_products_so() -> None:
    language = Parser().language
    made = {
        type(layer.ops)
        for name in ("tok2vec", "tagger", "parser", "ner")
        for layer in language.get_pipe(name).model.walk()
    }
    assert made == {Products}
    assert isinstance(language("The embargo ended."), Doc)
