"""What all tests share: where the real articles and lists are, and how a test without them says so."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips tests marked ``shared`` where ../shared is not beside the checkout."""
    if item.get_closest_marker("shared") and not SHARED.exists():
        pytest.skip(f"needs {SHARED}, the real articles, gold and lists kept beside the checkout")


@pytest.fixture
def shared() -> Path:
    """The folder of real articles, gold and lists; the test is skipped where it is absent."""
    if not SHARED.exists():
        pytest.skip(f"needs {SHARED}, the real articles, gold and lists kept beside the checkout")
    return SHARED
