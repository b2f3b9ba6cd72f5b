"""One request over one connection: to the number that was checked, within a size and a time."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.errors import TooLarge, TooSlow, Unreadable
from detente.ingest.unpacking import unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.ingest.fetching.addresses import Target

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered: its status, headers in lower case, and the body unpacked."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def ask(target: Target, *, headers: Mapping[str, str], max_bytes: int, max_seconds: float) -> Answer:
    """Asks a server for a page.

    Raises:
        TooLarge: if the page has more than ``max_bytes``.
        TooSlow: if it takes longer than ``max_seconds``, however slowly it drips.
        Unreadable: if the server cannot be reached or breaks off.
    """
    ends = time.monotonic() + max_seconds
    connection = http.client.HTTPConnection(target.host, target.port, timeout=max_seconds)
    try:
        connection.sock = _connected(target, max_seconds)
        connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": target.netloc, "Accept-Encoding": "gzip", "Connection": "close", **headers}.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        given = {name.lower(): value for name, value in response.getheaders()}
        body = _body(response, connection.sock, target, ends=ends, max_bytes=max_bytes)
    except TimeoutError as error:
        if isinstance(error, TooSlow):
            raise
        raise _slow(target, max_seconds) from error
    except (OSError, http.client.HTTPException, ssl.SSLError) as error:
        if isinstance(error, TooSlow | TooLarge | Unreadable):
            raise
        reason = str(error) or type(error).__name__
        raise Unreadable(
            f"the server cannot be read ({reason})", origin=target.address, cure="try again later"
        ) from error
    finally:
        connection.close()
    if given.get("content-encoding", "").lower() in {"gzip", "x-gzip", "deflate"} and body:
        body = unpacked(body, most=max_bytes, origin=target.address)
    return Answer(status=response.status, headers=given, body=body)


def _connected(target: Target, max_seconds: float) -> socket.socket:
    plain = socket.create_connection((target.ip, target.port), timeout=max_seconds)
    if target.scheme == "http":
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
    except BaseException:
        plain.close()
        raise


def _body(
    response: http.client.HTTPResponse, sock: socket.socket | None, target: Target, *, ends: float, max_bytes: int
) -> bytes:
    told = response.getheader("content-length", "")
    if told.isdecimal() and int(told) > max_bytes:
        raise _large(target, max_bytes)
    held = bytearray()
    while True:
        left = ends - time.monotonic()
        if left <= 0:
            raise _slow(target, 0)
        if sock is not None and sock.fileno() >= 0:
            sock.settimeout(left)
        stretch = response.read1(_CHUNK)
        if not stretch:
            return bytes(held)
        held += stretch
        if len(held) > max_bytes:
            raise _large(target, max_bytes)


def _large(target: Target, max_bytes: int) -> TooLarge:
    return TooLarge(f"the page has more than {max_bytes:,} bytes", origin=target.address, cure="raise max_bytes")


def _slow(target: Target, seconds: float) -> TooSlow:
    most = f" than {seconds:g} s" if seconds else " than it may"
    return TooSlow(f"the server took longer{most}", origin=target.address, cure="try again later, or raise max_seconds")
