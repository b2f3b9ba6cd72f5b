from __future__ import annotations

import threading

import pytest

from detente.web.desk import Shelf


def test_a_value_is_made_once_however_many_ask() -> None:
    shelf: Shelf[int] = Shelf(4)
    made = []
    gate = threading.Event()

    def make() -> int:
        gate.wait(2)
        made.append(1)
        return 7

    found: list[int] = []
    asking = [threading.Thread(target=lambda: found.append(shelf.get("key", ((1, 1),), make))) for _ in range(8)]
    for thread in asking:
        thread.start()
    gate.set()
    for thread in asking:
        thread.join()
    assert found == [7] * 8
    assert len(made) == 1


def test_a_cheap_value_is_made_anew_when_the_record_changes() -> None:
    shelf: Shelf[int] = Shelf(4)
    values = iter(range(10))
    assert shelf.get("key", ((1, 1),), lambda: next(values)) == 0
    assert shelf.get("key", ((1, 1),), lambda: next(values)) == 0
    assert shelf.get("key", ((2, 1),), lambda: next(values)) == 1


def test_a_costly_value_is_kept_a_while_but_not_after_our_own_writing() -> None:
    import time

    shelf: Shelf[int] = Shelf(4)
    assert shelf.get("key", ((1, 1),), lambda: (time.sleep(0.5), 1)[1]) == 1
    assert shelf.get("key", ((2, 1),), lambda: 2) == 1
    shelf.forget()
    assert shelf.get("key", ((2, 1),), lambda: 2) == 2


def test_the_least_asked_for_goes_first_and_a_failure_is_not_kept() -> None:
    shelf: Shelf[int] = Shelf(2)
    for key in "abc":
        shelf.get(key, (), lambda: 1)
    assert shelf.get("a", (), lambda: 9) == 9
    with pytest.raises(ZeroDivisionError):
        shelf.get("fails", (), lambda: 1 // 0)
    assert shelf.get("fails", (), lambda: 3) == 3
