"""The weights that ship, as a run to go on from: a checkpoint is too large for the repository, and what int8 leaves of it teaches on as well."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.reader.items import Vocabulary
from training.reader.train import Recipe, network

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Arrays = dict[str, np.ndarray]


def restored(shipped: Path, encoder: Path, folder: Path) -> None:
    """Writes into ``folder`` vocabulary, recipe and a checkpoint like those of the run whose weights ``shipped`` holds.

    Raises:
        ValueError: if a weight of the files does not fit the network, as after a change of it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = Vocabulary(**json.loads((shipped / "vocabulary.json").read_text()))
    recipe = Recipe()
    state = network(encoder, vocabulary, recipe).state_dict()
    found = dict(_weights(shipped / "words.onnx", "words."))
    found |= {f"hanging.{name}": value for name, value in _weights(shipped / "hanging.onnx", "")}
    for name, value in found.items():
        if name not in state:
            raise ValueError(f"{name} is no weight of the network")
        wanted = state[name].shape
        if tuple(value.shape) != tuple(wanted):
            raise ValueError(f"{name} is {value.shape} in {shipped}, {tuple(wanted)} in the network")
        state[name] = torch.tensor(value, dtype=state[name].dtype)
    print(f"{len(found)} weights taken up, {sorted(set(state) - set(found))} new")
    (folder / "vocabulary.json").write_text(json.dumps(asdict(vocabulary)))
    (folder / "recipe.json").write_text(json.dumps(asdict(recipe)))
    torch.save({"average": state}, folder / "checkpoint.pt")


def _weights(path: Path, hint: str) -> Iterator[tuple[str, np.ndarray]]:
    """The file's weights by the names they have in the network; the exporter keeps all names but those of matrices."""
    graph = onnx.load(path).graph
    arrays = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    users: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    for name, value in _plain(arrays).items():
        if not name.startswith("onnx::"):
            yield name, value
            continue
        bias = _bias(name, arrays, users)
        yield (bias.removesuffix("bias") + "weight" if bias else f"{hint}hint.weight"), value.T


def _plain(arrays: Arrays) -> Arrays:
    """All as floats; what is int8 times its scale."""
    found = {}
    for name, value in arrays.items():
        if name.endswith("_quantized"):
            base = name.removesuffix("_quantized")
            found[base] = (value.astype(np.float32) - arrays[f"{base}_zero_point"].astype(np.float32)) * arrays[
                f"{base}_scale"
            ]
        elif value.dtype == np.float32 and not name.endswith("_scale"):
            found[name] = value
    return found


def _bias(name: str, arrays: Arrays, users: dict[str, list[onnx.NodeProto]]) -> str | None:
    """The name of the bias that is added to what a matrix gives: the next sum downwards, over casts and scales."""
    node = (users.get(name) or users[f"{name}_quantized"])[0]
    while node.op_type != "Add":
        node = users[node.output[0]][0]
    return next((given for given in node.input if given in arrays and given.endswith("bias")), None)
