"""The judge's network: layers of the reader's encoder over marked words, and what the marks' vectors say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from transformers import AutoModel

from detente.extract.learned.pairs import CLASSES

if TYPE_CHECKING:
    from pathlib import Path

INNER = 256


class Judge(nn.Module):
    """Pieces' vectors (B, S, H), the places (B, 2) of the marks that open source and target, and mask (B, S), unless every piece counts → logits of the roots (B, 15)."""

    def __init__(self, encoder: nn.Module, hidden: int, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.inner = nn.Linear(3 * hidden, INNER)
        self.out = nn.Linear(INNER, len(CLASSES))
        self.drop = nn.Dropout(dropout)

    def forward(self, vectors: Tensor, at: Tensor, mask: Tensor | None = None) -> Tensor:
        """From the vectors at the two marks and the mean of all."""
        found = self.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        marks = found.gather(1, at.unsqueeze(-1).expand(-1, -1, found.shape[-1])).flatten(1)
        shown = torch.ones_like(found[..., :1]) if mask is None else mask.to(found.dtype).unsqueeze(-1)
        mean = (found * shown).sum(1) / shown.sum(1)
        inner = nn.functional.gelu(self.inner(self.drop(torch.cat([marks, mean], -1))))
        logits: Tensor = self.out(self.drop(inner))
        return logits


def network(folder: Path, *, layers: int, dropout: float, reader: Path | None = None) -> Judge:
    """A judge on the first layers of the encoder in a folder, as a finished run of the reader has taught them where it is given.

    The words' own vectors are not among its weights: they stay as the encoder has them, as the corpus has few of the words that the news has.
    """
    encoder = AutoModel.from_pretrained(
        folder, num_hidden_layers=layers, add_pooling_layer=False, attn_implementation="eager",
        hidden_dropout_prob=dropout, attention_probs_dropout_prob=dropout,
    )  # fmt: skip
    if reader is not None:
        learnt = torch.load(reader / "checkpoint.pt", weights_only=True)["average"]
        own = encoder.state_dict()
        encoder.load_state_dict({name: learnt.get(f"words.encoder.{name}", value) for name, value in own.items()})
    encoder.embeddings.word_embeddings = nn.Embedding(1, encoder.config.hidden_size)  # vectors are given
    for parameter in encoder.embeddings.parameters():
        parameter.requires_grad_(False)
    return Judge(encoder, encoder.config.hidden_size, dropout)
