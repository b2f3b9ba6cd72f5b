"""YAML front matter: what stands between two lines of dashes at the head of a Markdown file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCED = re.compile(r"\s{0,50}---[ \t]*\r?\n(.{0,65536}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_ENTRY = re.compile(r"^([A-Za-z][\w -]{0,40}):[ \t]+(\S.*)$", re.MULTILINE)
_TITLES = ("title", "post_title", "headline", "original_title", "og_title")
_MOST_NODES = 2_000
_MOST_BRACKETS = 500


@dataclass(frozen=True, slots=True)
class Front:
    """Front matter read.

    Attributes:
        values: keys in lower case; lists joined by "; ".
        body: the character at which the text after it starts.
        spans: raw characters of each value.
    """

    values: dict[str, str] = field(default_factory=dict)
    body: int = 0
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def title_key(self) -> str:
        """The key of the headline, ``""`` where there is none."""
        return next((key for key in _TITLES if self.values.get(key, "").strip()), "")


def front_matter(text: str) -> Front:
    """Front matter of a text; empty where it has none. Broken YAML is read line by line."""
    match = _FENCED.match(text)
    if not match or not _ENTRY.search(match[1]):
        return Front()
    source, start = match[1], match.start(1)
    values: dict[str, str] = {}
    spans: dict[str, tuple[int, int]] = {}
    try:  # what nests that much is no front matter, and the YAML reader would take for ever
        nested = source.count("[") + source.count("{") > _MOST_BRACKETS
        root = None if nested else yaml.compose(source, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        root = None
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value[:_MOST_NODES]:
            if isinstance(key, yaml.ScalarNode):
                name = str(key.value).strip().lower()
                values.setdefault(name, "; ".join(_scalars(value)))
                spans.setdefault(name, (start + value.start_mark.index, start + value.end_mark.index))
    else:
        for entry in _ENTRY.finditer(source):
            name = entry[1].strip().lower()
            values.setdefault(name, entry[2].strip().strip("\"'"))
            spans.setdefault(name, (start + entry.start(2), start + entry.end(2)))
    return Front(values, match.end(), spans)


def _scalars(node: yaml.Node) -> Iterator[str]:
    """The text of a value; of a list, that of its entries, and no deeper than two levels."""
    if isinstance(node, yaml.ScalarNode):
        yield " ".join(str(node.value).split())
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value[:_MOST_NODES]:
            if isinstance(entry, yaml.ScalarNode):
                yield " ".join(str(entry.value).split())
            elif isinstance(entry, yaml.MappingNode):
                yield from (
                    " ".join(str(v.value).split()) for _, v in entry.value[:20] if isinstance(v, yaml.ScalarNode)
                )
