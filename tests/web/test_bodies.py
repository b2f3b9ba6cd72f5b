"""Answers that are kept: made anew before a reader of a small record gets them, behind the readers' backs of a large one."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from detente.errors import UnknownId
from detente.web import bodies
from detente.web.bodies import Bodies
from detente.web.order import FOOT_MARK, FORM_MARK, STALE_MARK, Made, Order

PAGE = Order(kind="page", name="/splits", shape="html", path="/splits")
OTHER = Order(kind="page", name="/about", shape="html", path="/about")


class Record:
    """A record that changes when told, and what was made of it."""

    def __init__(self, *, large: bool) -> None:
        self.version = 0
        self.here: list[Order] = []
        self.there: list[Order] = []
        self.gate = threading.Event()
        self.gate.set()
        self.bodies = Bodies(
            lambda order: self.make(order, self.here),
            elsewhere=self.look,
            stamp=lambda: ((self.version, 0),),
            is_large=lambda: large,
            is_far=lambda order: large and order.name == "/splits",
        )

    def look(self, order: Order, since: float) -> Made:
        self.since = since
        stamp, began = ((self.version, 0),), time.monotonic()
        content = self.make(order, self.there)
        return Made(content=content, stamp=stamp, looked_at=began, moment=datetime.now(UTC))

    def make(self, order: Order, made: list[Order]) -> bytes:
        assert self.gate.wait(5)
        made.append(order)
        return f"{STALE_MARK}version {self.version}{FOOT_MARK}{FORM_MARK}".encode()

    def shown(self, order: Order) -> tuple[str, bool]:
        body, age = self.bodies.ready(order) or self.bodies.wait(order, 5)
        return body.filled(age="", may_write=False).decode().partition("<")[0], bool(age)


@pytest.fixture
def small():
    record = Record(large=False)
    yield record
    record.bodies.close()


@pytest.fixture
def large(monkeypatch):
    monkeypatch.setattr(bodies, "LASTS", 0.0)
    record = Record(large=True)
    yield record
    record.bodies.close()


def until(condition) -> None:
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_of_a_small_record_nothing_old_is_shown(small) -> None:
    assert small.shown(PAGE) == ("version 0", False)
    assert small.shown(PAGE) == ("version 0", False)
    assert len(small.here) == 1
    small.version = 1
    assert small.shown(PAGE) == ("version 1", False)
    assert small.there == []


def test_of_a_large_record_the_old_is_shown_with_its_age_and_made_anew(large) -> None:
    assert large.shown(PAGE) == ("version 0", False)
    large.gate.clear()
    large.version = 1
    began = time.monotonic()
    assert large.shown(PAGE) == ("version 0", True)
    assert large.shown(PAGE) == ("version 0", True)
    assert time.monotonic() - began < 1
    large.gate.set()
    until(lambda: large.shown(PAGE) == ("version 1", False))
    assert large.there == [PAGE, PAGE]
    assert large.here == []


def test_what_is_light_is_made_here(large) -> None:
    assert large.shown(OTHER) == ("version 0", False)
    assert (large.here, large.there) == ([OTHER], [])


def test_many_who_ask_wait_for_one(large) -> None:
    large.gate.clear()
    found: list[str] = []
    asking = [threading.Thread(target=lambda: found.append(large.shown(PAGE)[0])) for _ in range(12)]
    for thread in asking:
        thread.start()
    time.sleep(0.1)
    large.gate.set()
    for thread in asking:
        thread.join()
    assert found == ["version 0"] * 12
    assert len(large.there) == 1


def test_who_does_not_want_to_wait_is_told_so(large) -> None:
    large.gate.clear()
    assert large.bodies.wait(PAGE, 0.05) is None
    large.gate.set()
    until(lambda: large.bodies.ready(PAGE) is not None)


def test_our_own_writing_shows_at_once_but_for_what_takes_long(large) -> None:
    large.shown(PAGE)
    large.shown(OTHER)
    large.gate.clear()
    large.version = 1
    large.bodies.forget()
    assert large.bodies.ready(OTHER) is None
    body, age = large.bodies.ready(PAGE)
    assert age == "awaits"
    assert b"before you changed it" in body.sent(age=age).plain
    assert b"It has changed since" in body.sent(age="stale").plain
    assert str(body.made.moment.year).encode() in body.sent(age="stale").plain
    assert b'class="stale"' not in body.sent(age="").plain
    written = time.monotonic()
    large.gate.set()
    assert large.bodies.wait(PAGE, 5)[1] == ""
    assert large.shown(PAGE) == ("version 1", False)
    assert large.since <= written


def test_what_holds_whatever_we_write_awaits_nothing(large) -> None:
    lasting = replace(PAGE, lasts=True)
    large.shown(lasting)
    large.version = 1
    large.bodies.forget()
    assert large.bodies.ready(lasting)[1] == "stale"
    until(lambda: large.bodies.ready(lasting)[1] == "")
    assert large.since == 0.0


def test_a_page_is_not_made_anew_while_its_look_lasts(large, monkeypatch) -> None:
    large.shown(PAGE)
    monkeypatch.setattr(bodies, "LASTS", 60.0)
    large.version = 1
    for _ in range(3):
        assert large.shown(PAGE) == ("version 0", True)
    time.sleep(0.05)
    assert large.there == [PAGE]
    large.bodies.forget()
    large.shown(PAGE)
    until(lambda: large.shown(PAGE) == ("version 1", False))


def test_a_page_that_is_gone_is_no_longer_shown(large) -> None:
    large.shown(PAGE)

    def gone(order: Order, made: list[Order]) -> bytes:
        made.append(order)
        raise UnknownId("it is gone")

    large.make = gone
    large.version = 1
    large.bodies.ready(PAGE)
    until(lambda: large.bodies.ready(PAGE) is None)
    with pytest.raises(UnknownId):
        large.bodies.wait(PAGE, 5)


def test_a_fault_is_told_to_all_and_not_kept(small) -> None:
    def broken(order: Order, made: list[Order]) -> bytes:
        made.append(order)
        raise ZeroDivisionError

    whole, small.make = small.make, broken
    with pytest.raises(ZeroDivisionError):
        small.bodies.wait(PAGE, 5)
    small.make = whole
    assert small.shown(PAGE) == ("version 0", False)


def test_an_answer_of_its_own_making_is_made_anew_the_same_way(large) -> None:
    asked = Order(kind="api", name="/api/v1/about")
    made = []

    def make() -> bytes:
        made.append(1)
        return f"{large.version}".encode()

    assert large.bodies.wait(asked, make=make)[0].made.content == b"0"
    large.version = 1
    assert large.bodies.ready(asked)[0].made.content == b"0"
    until(lambda: large.bodies.ready(asked)[0].made.content == b"1")
    assert len(made) == 2
    assert large.here == []


def test_the_form_token_and_the_foot_are_those_of_the_reader(small) -> None:
    body, _ = small.bodies.wait(PAGE, 5)
    written = body.filled(age="", may_write=True, form_token="abc")
    assert written.endswith(b"You may judge and import.abc")
    assert body.sent(age="").plain.endswith(b"import.")
    assert STALE_MARK.encode() not in written
