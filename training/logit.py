"""A conditional logit with a ridge (McFadden 1974), fitted over the rows of many choices; its weights as a table of clues. Needs the ``training`` group (SciPy)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scipy.sparse import csr_matrix


def best(table: csr_matrix, owner: np.ndarray, share: np.ndarray, *, ridge: float, rounds: int = 400) -> np.ndarray:
    """The weights of the columns.

    Args:
        table: what speaks for each row, (rows, columns); nobody, where that is a choice, is a row of noughts.
        owner: the number of the choice that each row belongs to, the rows of a choice beside one another.
        share: how much of its choice falls to each row; a choice's shares sum to one.
        ridge: the penalty of squared weights, halved.
        rounds: iterations at the most.
    """
    turned = table.T.tocsr()
    starts = np.flatnonzero(np.diff(owner, prepend=-1))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        summed = table @ weights
        likely = np.exp(summed - np.maximum.reduceat(summed, starts)[owner])
        chance = likely / np.add.reduceat(likely, starts)[owner]
        value = -float((share * np.log(chance + 1e-12)).sum()) + ridge * float(weights @ weights) / 2
        return value, turned @ (chance - share) + ridge * weights

    found: np.ndarray = minimize(
        loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": rounds}
    ).x
    return found


def write(path: Path, head: str, weights: Mapping[str, float], *, least: float, digits: int = 3) -> int:
    """Writes the table of weights, in order of the clues, without those below ``least``; how many it has."""
    kept = sorted((clue, weight) for clue, weight in weights.items() if abs(weight) >= least)
    path.write_text(head + "clue\tweight\n" + "".join(f"{clue}\t{weight:.{digits}f}\n" for clue, weight in kept))
    return len(kept)
