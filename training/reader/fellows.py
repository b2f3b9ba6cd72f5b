"""Processes that train one network side by side: each takes its part of the texts and of every batch, and all go on from the mean of their gradients."""

from __future__ import annotations

from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

import torch
from torch import distributed, multiprocessing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


@dataclass(frozen=True)
class Fellows:
    """One of several processes that train side by side, or the only one.

    Attributes:
        rank: which it is, from 0.
        count: how many there are.
    """

    rank: int = 0
    count: int = 1

    def part(self, chosen: Sequence[T]) -> list[T]:
        """What falls to this process of something that all share."""
        return list(chosen[self.rank :: self.count])

    def meet(self) -> None:
        """Waits until all have come so far."""
        if self.count > 1:
            distributed.barrier()

    def fewest(self, count: int) -> int:
        """The least of what all of them count."""
        if self.count == 1:
            return count
        least = torch.tensor(count)
        distributed.all_reduce(least, distributed.ReduceOp.MIN)
        return int(least)

    def agree(self, reader: torch.nn.Module) -> None:
        """Gives every process the mean of all their gradients; a weight of which one has none counts as 0 there."""
        if self.count == 1:
            return
        learnt = [p for p in reader.parameters() if p.requires_grad]
        flat = torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).flatten() for p in learnt])
        distributed.all_reduce(flat)
        flat /= self.count
        at = 0
        for p in learnt:
            p.grad = flat[at : at + p.numel()].view_as(p)
            at += p.numel()


ALONE = Fellows()


def side_by_side(count: int, work: Callable[[Fellows], None]) -> None:
    """Does the work in ``count`` processes, which can agree on gradients; in this one where it is the only one.

    Raises:
        torch.multiprocessing.ProcessRaisedException: if one of them failed.
    """
    if count == 1:
        work(ALONE)
        return
    with TemporaryDirectory() as met:
        multiprocessing.spawn(_one, (count, met, work), nprocs=count)  # type: ignore[no-untyped-call]  # torch leaves it untyped


def _one(rank: int, count: int, met: str, work: Callable[[Fellows], None]) -> None:
    distributed.init_process_group("gloo", init_method=f"file://{met}/met", rank=rank, world_size=count)
    work(Fellows(rank, count))
    distributed.destroy_process_group()
