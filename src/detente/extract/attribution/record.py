"""An attribution in tokens, before it becomes a statement."""

from __future__ import annotations

from dataclasses import dataclass

Stretch = tuple[int, int]  # tokens: first, and one past the last


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The words for a source.

    Attributes:
        head: the token that carries them in the tree.
        first: their first token.
        stop: one past their last.
    """

    head: int
    first: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content, as tokens.

    Attributes:
        cue: the tokens of the cue, first to one past the last.
        head: the token that carries the cue.
        cue_class: the lexicon's class.
        kind: ``speech``, ``attitude`` or ``stance``.
        content: stretches of tokens in order of the text; several where the cue splits it.
        source: ``None`` where the text names none.
        to: the token that heads whoever is addressed.
        rule: the construction, for ``because``.
        carried: the cue stands elsewhere: the quotation continues an earlier speaker's.
        within: number of the attribution whose content holds this one, in the list it came with.
    """

    cue: Stretch
    head: int
    cue_class: str
    kind: str
    content: tuple[Stretch, ...]
    source: Source | None
    to: int | None = None
    rule: str = ""
    carried: bool = False
    within: int | None = None

    @property
    def size(self) -> int:
        """How many tokens the content has."""
        return sum(stop - first for first, stop in self.content)

    def holds(self, token: int) -> bool:
        """Whether a token lies in the content."""
        return any(first <= token < stop for first, stop in self.content)
