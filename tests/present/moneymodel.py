"""FollowTheMoney's own model, for the test of our export.

The package asks for ICU's transliteration when it is imported, which the index has as source alone and `pyproject.toml` leaves out. No check of a property's
value needs it; a stand-in that leaves words as they are is put in its place.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest
    from followthemoney import Model


class Transliterator:
    """Leaves words as they are."""

    @classmethod
    def createInstance(cls, _script: str) -> Transliterator:  # noqa: N802  # ICU's name
        return cls()

    def transliterate(self, text: str) -> str:
        return text


def moneymodel(patch: pytest.MonkeyPatch) -> Model:
    """The model, with the stand-in where ICU is not installed."""
    try:
        import icu  # noqa: F401
    except ModuleNotFoundError:
        stand_in = ModuleType("icu")
        stand_in.Transliterator = Transliterator
        patch.setitem(sys.modules, "icu", stand_in)
    from followthemoney import model

    return model
