"""What the reader is taught by: one sum of the losses of its heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch.nn.functional import binary_cross_entropy_with_logits as binary
from torch.nn.functional import cross_entropy

from detente.extract.learned.labels import FIELDS, LABELS, VALUES_AT

if TYPE_CHECKING:
    from torch import Tensor

    from training.reader.items import Batch
    from training.reader.network import Reader

FOUND_WEIGHT = 2.0  # of a word that heads a note against one that heads none


def loss(
    reader: Reader, batch: Batch, *, lenient: bool = False, inside_weight: float = 0.0
) -> tuple[Tensor, dict[str, float]]:
    """The sum, and its parts by name; the options are the recipe's."""
    vectors, found, inside = reader.words(**batch.inputs)
    weight = (1 + (FOUND_WEIGHT - 1) * batch.targets) * batch.real[..., None]
    if lenient:
        weight = weight * (1 - batch.unsure)
    parts = {
        "found": (binary(found.float(), batch.targets, reduction="none") * weight).sum() / (1 + batch.targets.sum()),
    }
    if inside_weight:
        missed = binary(inside.float(), batch.inside, reduction="none") * batch.real[..., None]
        parts["inside"] = inside_weight * missed.sum() / batch.real.sum()
    if len(batch.asked["anchor"]):
        values, roles, stretches = reader.hanging(vectors.float(), **batch.asked)
        parts |= {
            "values": _values(values, batch),
            "roles": _roles(roles, batch),
            "stretches": 2
            * (binary(stretches, batch.stretches, reduction="none") * batch.stretch_weight).sum()
            / batch.stretch_weight.sum(),
        }
    total: Tensor = torch.stack(list(parts.values())).sum()
    return total, {name: float(part.detach()) for name, part in parts.items()}


def _values(values: Tensor, batch: Batch) -> Tensor:
    layers = [LABELS[number].layer for number in batch.asked["label"].tolist()]
    sums = values.sum() * 0
    for layer, at in VALUES_AT.items():
        rows = torch.tensor([i for i, name in enumerate(layers) if name == layer])
        if len(rows):
            wide = len(FIELDS[layer][1])
            sums = sums + cross_entropy(values[rows, at : at + wide], batch.values[rows], reduction="sum")
    return sums / len(layers)


def _roles(roles: Tensor, batch: Batch) -> Tensor:
    # padded candidates have unwanted 0, so that they weigh nothing
    against = (binary(roles, torch.zeros_like(roles), reduction="none") * batch.unwanted).sum()
    wanted = roles.sum() * 0
    for note, role, group in batch.groups:
        wanted = wanted + torch.nn.functional.softplus(-roles[note, group, role].max())
    return (against + wanted) / len(batch.values)
