"""Which addresses may be asked: public hosts by http and https. A name is resolved once, and what it resolved to is what is called."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from detente.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Resolver = Callable[[str, int], Sequence[str]]
    Allowed = Callable[[str], bool]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart and checked.

    Attributes:
        address: in full, without fragment.
        scheme: ``http`` or ``https``.
        host: the name asked for.
        port: the port called.
        path: path and query.
        ip: the number called.
    """

    address: str
    scheme: str
    host: str
    port: int
    path: str
    ip: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what robots.txt and the rate are about."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """Host, and the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == {"http": 80, "https": 443}[self.scheme] else f"{host}:{self.port}"


def resolve(host: str, port: int) -> Sequence[str]:
    """The numbers of a host, by the system.

    Raises:
        OSError: if it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(number: str) -> bool:
    """Whether a number is of the open internet: not this machine, a private or carrier's network, a link, a multicast group."""
    try:
        found = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
        if int(found) >> 32 == 0:  # the old form of IPv4 within IPv6
            return False
    return found.is_global and not found.is_multicast


def checked(address: str, *, resolver: Resolver = resolve, allowed: Allowed = is_public) -> Target:
    """An address that may be asked.

    Raises:
        Unreadable: if it is none, is not by http or https, carries a password, or leads to no public host.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise Unreadable("it is no address", origin=address[:200], cure="check it") from error
    if parts.scheme not in {"http", "https"} or not host or len(address) > _LONGEST:
        raise Unreadable("it is no address by http or https", origin=address[:200], cure="check it")
    if parts.username or parts.password:
        raise Unreadable("it carries a name or a password", origin=f"{parts.scheme}://{host}", cure="leave them out")
    port = port or {"http": 80, "https": 443}[parts.scheme]
    try:
        numbers = list(resolver(host, port))
    except OSError as error:
        raise Unreadable(f"there is no host {host!r}", origin=address, cure="check the address and the net") from error
    if not numbers or not all(map(allowed, numbers)):
        raise Unreadable(
            f"{host} leads to an address that is not public ({', '.join(numbers[:3]) or 'none'})",
            origin=address,
            cure="save the page and read the file",
        )
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    )
    plain = urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, ""))
    return Target(plain, parts.scheme, host, port, path, numbers[0])
