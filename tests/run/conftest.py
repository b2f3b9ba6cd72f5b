from __future__ import annotations

import pytest

from tests.run.fakes import plug


@pytest.fixture(autouse=True)
def _fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    plug(monkeypatch.setitem)
