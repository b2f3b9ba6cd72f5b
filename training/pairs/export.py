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
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            judge.eval(),
            (torch.zeros(1, 9, hidden), torch.ones(1, 2, dtype=torch.long)),
            plain,
            input_names=["vectors", "at"],
            output_names=["logits"],
            dynamic_axes={"vectors": {1: "S"}},
            dynamo=False,
        )
        quantize_dynamic(plain, out, weight_type=QuantType.QInt8, per_channel=True)
