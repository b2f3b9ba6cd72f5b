"""Writes a trained judge as the int8 graph that Detente loads."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

if TYPE_CHECKING:
    from pathlib import Path

    from training.pairs.network import Judge


def export(judge: Judge, run: Path, out: Path) -> None:
    """Writes ``out``; the plain graph stays in the run's folder."""
    plain, hidden = run / "judge.onnx", judge.encoder.config.hidden_size
    names = ["vectors", "mask", "at"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            judge.eval(),
            (torch.zeros(2, 9, hidden), torch.ones(2, 9, dtype=torch.long), torch.ones(2, 2, dtype=torch.long)),
            plain,
            input_names=names,
            output_names=["logits"],
            dynamic_axes={"vectors": {0: "B", 1: "S"}, "mask": {0: "B", 1: "S"}, "at": {0: "B"}, "logits": {0: "B"}},
            dynamo=False,
        )
        quantize_dynamic(plain, out, weight_type=QuantType.QInt8, per_channel=True)
