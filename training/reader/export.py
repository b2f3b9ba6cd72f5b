"""Writes a trained reader as the files that Detente loads: int8 words.onnx, hanging.onnx, tokenizer, vocabulary."""

from __future__ import annotations

import json
import shutil
import warnings
from typing import TYPE_CHECKING

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from detente.extract.learned.labels import LABELS
from training.reader.items import Vocabulary
from training.reader.train import Recipe, network

if TYPE_CHECKING:
    from pathlib import Path

    from training.reader.network import Reader, Words


class Unmasked(nn.Module):
    """``Words`` on one window, of which every piece counts."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def forward(
        self, pieces: Tensor, hints: Tensor, first: Tensor, part: Tensor, dependency: Tensor
    ) -> tuple[Tensor, Tensor]:
        """As ``Words.forward``, without what is only taught."""
        vectors, found, _ = self.words(pieces, None, hints, first, part, dependency)
        return vectors, found


def load(folder: Path, encoder: Path) -> tuple[Reader, Vocabulary]:
    """The reader of a run's checkpoint."""
    vocabulary = Vocabulary(**json.loads((folder / "vocabulary.json").read_text()))
    reader = network(encoder, vocabulary, Recipe(**json.loads((folder / "recipe.json").read_text())))
    reader.load_state_dict(torch.load(folder / "checkpoint.pt", weights_only=True)["average"])
    return reader.eval(), vocabulary


def export(folder: Path, encoder: Path, out: Path) -> None:
    """Writes the files into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    reader, _ = load(folder, encoder)
    shutil.copy(folder / "vocabulary.json", out / "vocabulary.json")
    shutil.copy(encoder / "tokenizer.json", out / "tokenizer.json")
    reader.words.encoder.config._attn_implementation = "eager"  # noqa: SLF001  # exports to fewer, plainer nodes
    plain = folder / "words.onnx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _words(reader, plain)
        _hanging(reader, out / "hanging.onnx")
        quantize_dynamic(plain, out / "words.onnx", weight_type=QuantType.QInt8, per_channel=True)


def _words(reader: Reader, path: Path) -> None:
    torch.onnx.export(
        Unmasked(reader.words),
        (
            torch.ones(1, 9, dtype=torch.long),
            torch.zeros(1, 9, len(LABELS)),
            *(torch.ones(1, 5, dtype=torch.long) for _ in range(3)),
        ),
        path,
        input_names=["pieces", "hints", "first", "part", "dependency"],
        output_names=["vectors", "found"],
        dynamic_axes={
            **{name: {1: "S"} for name in ("pieces", "hints")},
            **{name: {1: "W"} for name in ("first", "part", "dependency", "vectors", "found")},
        },
        dynamo=False,
    )


def _hanging(reader: Reader, path: Path) -> None:
    notes, words, people = 3, 7, 4
    one = torch.zeros(1, people, dtype=torch.long)
    torch.onnx.export(
        reader.hanging,
        (
            torch.zeros(1, words, 384),
            *(torch.zeros(notes, dtype=torch.long) for _ in range(3)),
            one, one, one,
            torch.zeros(notes, people, 5, dtype=torch.long),
            torch.zeros(notes, words, 2, dtype=torch.long),
            torch.zeros(notes, dtype=torch.long),
        ),
        path,
        input_names=["vectors", "window", "anchor", "label", "candidates", "kinds", "flags", "pairs", "words", "told"],
        output_names=["values", "roles", "stretches"],
        dynamic_axes={
            "vectors": {1: "W"}, "window": {0: "K"}, "anchor": {0: "K"}, "label": {0: "K"}, "candidates": {1: "C"},
            "kinds": {1: "C"}, "flags": {1: "C"}, "pairs": {0: "K", 1: "C"}, "words": {0: "K", 1: "W"}, "told": {0: "K"}, "values": {0: "K"},
            "roles": {0: "K", 1: "C"}, "stretches": {0: "K", 1: "W"},
        },
        dynamo=False,
    )  # fmt: skip
