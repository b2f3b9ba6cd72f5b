"""Folds of disputes: all texts of one lie in one fold, on every machine the same."""

from __future__ import annotations

import hashlib

OUTER = 10  # folds of which one is held out from the reader's training (``training.reader``)


def fold(dispute: str, folds: int) -> int:
    """The fold of a dispute."""
    return int(hashlib.sha256(dispute.encode()).hexdigest(), 16) % folds


def inner_fold(dispute: str, folds: int) -> int:
    """The fold of a dispute among folds over which those of each outer fold are spread too."""
    return fold(dispute, OUTER * folds) // OUTER
