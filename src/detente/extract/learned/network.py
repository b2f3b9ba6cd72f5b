"""The weights, run on the CPU by ONNX Runtime: one window at a time and one thread, so that the same words always give the same numbers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from detente import resources
from detente.extract.learned.candidates import Relations
from detente.extract.learned.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "reader"
Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Network:
    """The reader as it is shipped, or as it stands in a folder.

    Attributes:
        windows: cuts documents as the encoder takes them.
        relations: numbers of paths in the tree.
        parts: numbers of parts of speech; 0 for any other.
        dependencies: numbers of dependency labels; 0 for any other.
    """

    windows: Windows
    relations: Relations
    parts: Mapping[str, int]
    dependencies: Mapping[str, int]
    _words: onnxruntime.InferenceSession
    _hanging: onnxruntime.InferenceSession

    def words(self, **inputs: Array) -> tuple[Array, Array]:
        """Vectors (1, W, 384) and the chances that a word heads a note (W, L); inputs as in ``training.reader.network.Words``."""
        vectors, logits = self._words.run(None, {name: value[None] for name, value in inputs.items()})
        return vectors, chance(logits[0])

    def hanging(self, vectors: Array, **inputs: Array) -> tuple[Array, Array, Array]:
        """Logits of values (K, V), chances of roles (K, C, 2) and of words (K, W, 4) for the notes asked about."""
        values, roles, stretches = self._hanging.run(None, {"vectors": vectors, **inputs})
        return values, chance(roles), chance(stretches)


def chance(logits: Array) -> Array:
    """Logits to chances."""
    chances: Array = 1 / (1 + np.exp(-np.clip(logits.astype(np.float64), -40, 40)))
    return chances


def made(data: Mapping[str, bytes]) -> Network:
    """A network of its files' bytes: words.onnx, hanging.onnx, tokenizer.json, vocabulary.json."""
    vocabulary = json.loads(data["vocabulary.json"])
    return Network(
        windows=Windows(Tokenizer.from_str(data["tokenizer.json"].decode())),
        relations=Relations(vocabulary["paths"]),
        parts=vocabulary["parts"],
        dependencies=vocabulary["dependencies"],
        _words=session(data["words.onnx"]),
        _hanging=session(data["hanging.onnx"]),
    )


# Fused with the layer's norm the sum before it is a sixth slower on a CPU
UNFUSED = ["SkipLayerNormFusion"]
FILES = ("words.onnx", "hanging.onnx", "tokenizer.json", "vocabulary.json")


@cache
def shipped() -> Network:
    """The network that comes with Detente; loaded once a process."""
    return made({name: resources.data(f"{FOLDER}/{name}") for name in FILES})


def session(data: bytes) -> onnxruntime.InferenceSession:
    """A graph that runs on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"], disabled_optimizers=UNFUSED)
