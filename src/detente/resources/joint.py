"""Bodies of several states that are sides themselves, from ``resources/actors/joint.tsv``."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from detente import resources

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def bodies() -> Mapping[str, str]:
    """The bodies' full names by the codes of their sides."""
    return MappingProxyType({row["side"]: row["name"] for row in resources.rows("actors/joint.tsv")})
