"""Getting pages: robots.txt asked first, one request a second to a site, redirects checked like first addresses."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from detente.errors import SkipItem, Unreadable
from detente.ingest.fetching.addresses import checked, is_public, resolve
from detente.ingest.fetching.transport import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.ingest.fetching.addresses import Allowed, Resolver, Target
    from detente.ingest.fetching.transport import Answer

AGENT = "Detente"
_MOST_REDIRECTS = 5
_MOST_ROBOTS = 500_000
_LONGEST_DELAY = 30.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Got:
    """A page: the address that it came from in the end, and its bytes."""

    address: str
    data: bytes = field(repr=False)


class Fetcher:
    """Gets pages, one after the other.

    Args:
        version: this program's version, told to the servers.
        max_bytes: the most bytes of a page.
        max_seconds: the longest that a page may take.
        interval: seconds between two requests to a site; a longer ``Crawl-delay`` of its robots.txt is kept, up to 30 s.
        resolver: host and port to numbers.
        allowed: whether a number may be called.
        clock: seconds that only grow.
        sleep: waits.
    """

    def __init__(
        self,
        *,
        version: str = "",
        max_bytes: int = 20_000_000,
        max_seconds: float = 20.0,
        interval: float = 1.0,
        resolver: Resolver = resolve,
        allowed: Allowed = is_public,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._agent = f"{AGENT}/{version}" if version else AGENT
        self._max_bytes = max_bytes
        self._max_seconds = max_seconds
        self._interval = interval
        self._resolver = resolver
        self._allowed = allowed
        self._clock = clock
        self._sleep = sleep
        self._robots: dict[str, RobotFileParser] = {}
        self._last: dict[str, float] = {}
        self._marks: dict[str, dict[str, str]] = {}

    def get(self, address: str, *, anew: bool = False) -> Got | None:
        """The page at an address; ``None`` where the server says that it has not changed since this fetcher last got it.

        Args:
            address: by http or https.
            anew: ask for it whatever was got before.

        Raises:
            Unreadable: if the address is not public, robots.txt forbids it, or the server has no such page.
            TooLarge: if the page is too large, packed or unpacked.
            TooSlow: if it takes too long.
        """
        at = address
        for _ in range(_MOST_REDIRECTS + 1):
            target = checked(at, resolver=self._resolver, allowed=self._allowed)
            self._ask_leave(target)
            marks = {} if anew else self._marks.get(address, {})
            answer = self._asked(target, marks, max_bytes=self._max_bytes)
            if answer.status == 304:
                return None
            if answer.status in _REDIRECTS and answer.headers.get("location"):
                at = urljoin(target.address, answer.headers["location"])
                continue
            if answer.status != 200:
                cure = "look at it in a browser" if answer.status < 500 else "try again later"
                raise Unreadable(f"the server answered {answer.status}", origin=address, cure=cure)
            self._remember(address, answer)
            return Got(target.address, answer.body)
        raise Unreadable(f"it redirects more than {_MOST_REDIRECTS} times", origin=address, cure="name the page itself")

    def _asked(self, target: Target, marks: dict[str, str], *, max_bytes: int) -> Answer:
        delay = self._interval
        robots = self._robots.get(target.site)
        told = robots.crawl_delay(AGENT) if robots is not None else None
        if told:
            delay = max(delay, min(float(told), _LONGEST_DELAY))
        last = self._last.get(target.host)
        if last is not None and (left := last + delay - self._clock()) > 0:
            self._sleep(left)
        self._last[target.host] = self._clock()
        headers = {
            "User-Agent": self._agent,
            "Accept": "text/html,application/xhtml+xml,application/xml,text/*;q=0.9,*/*;q=0.5",
            **marks,
        }
        return ask(target, headers=headers, max_bytes=max_bytes, max_seconds=self._max_seconds)

    def _remember(self, address: str, answer: Answer) -> None:
        named = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
        self._marks[address] = {name: answer.headers[key] for name, key in named.items() if key in answer.headers}

    def _ask_leave(self, target: Target) -> None:
        """Raises ``Unreadable`` where the site's robots.txt forbids the page."""
        if target.site not in self._robots:
            self._robots[target.site] = self._rules(target)
        if not self._robots[target.site].can_fetch(AGENT, target.address):
            raise Unreadable(
                "the site's robots.txt forbids programs to read it",
                origin=target.address,
                cure="save the page yourself",
            )

    def _rules(self, target: Target) -> RobotFileParser:
        """A site's robots.txt: none allows all, one that the server cannot give forbids all (RFC 9309)."""
        rules = RobotFileParser()
        rules.modified()
        at = f"{target.site}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                where = checked(at, resolver=self._resolver, allowed=self._allowed)
                answer = self._asked(where, {}, max_bytes=_MOST_ROBOTS)
            except SkipItem:
                rules.disallow_all = True  # type: ignore[attr-defined]  # the stubs leave it out
                return rules
            if answer.status in _REDIRECTS and answer.headers.get("location"):
                at = urljoin(where.address, answer.headers["location"])
                continue
            if answer.status == 200:
                rules.parse(answer.body.decode("utf-8", "replace").splitlines())
            elif answer.status >= 500:
                rules.disallow_all = True  # type: ignore[attr-defined]  # as above
            return rules
        return rules
