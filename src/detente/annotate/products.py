"""The matrix products of spaCy's models by the BLAS that numpy comes with: on most machines two to three times as fast as thinc's own.

What a product comes to must not hang on what else is in the batch, nor on how many threads a machine has: every product is made of blocks of one shape,
the last filled with zeros, on one thread.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from spacy.language import Language

Array = np.ndarray[Any, Any]
ROWS = 256  # of a block


class Products(NumpyOps):  # type: ignore[misc]  # thinc's class is compiled and has no types
    """thinc's operations on a CPU, with products of numpy's."""

    name = "detente"

    def gemm(self, x: Array, y: Array, out: Array | None = None, trans1: bool = False, trans2: bool = False) -> Array:
        """The product of two matrices of single precision, each as it is or turned."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        found = self.alloc2f(len(left), right.shape[1], zeros=False) if out is None else out
        with _threads().limit(limits=1, user_api="blas"):
            for start in range(0, len(left), ROWS):
                block = left[start : start + ROWS]
                if len(block) == ROWS:
                    np.matmul(block, right, out=found[start : start + ROWS])
                else:
                    filled = np.zeros((ROWS, left.shape[1]), left.dtype)
                    filled[: len(block)] = block
                    found[start:] = (filled @ right)[: len(block)]
        return found


@cache
def _threads() -> ThreadpoolController:
    """The thread pools of the libraries that are loaded, numpy's among them."""
    return ThreadpoolController()


def quickened(language: Language) -> Language:
    """A pipeline whose models make their products so."""
    made = Products()
    for _, component in language.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for layer in model.walk():
                if isinstance(layer.ops, NumpyOps):
                    layer.ops = made
    return language
