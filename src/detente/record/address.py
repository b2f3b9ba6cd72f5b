"""Where a record is: a file on this machine, or a schema of a database on a PostgreSQL server."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from detente.errors import BadSetting

SCHEMES = ("postgresql", "postgres")
SCHEMA = "detente"
PORT = 5432
LIKE = "postgresql://USER@HOST/DATABASE"
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):/+", re.IGNORECASE)
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,50}", re.ASCII)
_OURS = frozenset({"schema", "password", "dbname", "user", "host", "port", "options"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A record on a PostgreSQL server. As text it is its address without the password.

    Attributes:
        database: name of the database; what stands nowhere comes of libpq's own environment (``PGHOST``, ``PGPASSWORD``, ``~/.pgpass``).
        host: name, number or socket's folder; "" for libpq's own default.
        port: where it listens, or ``None`` for libpq's own default.
        user: who connects, or "".
        password: never shown, never kept in a record.
        schema: the schema that holds the record's tables, one record a schema.
        more: libpq's other parameters, as ``sslmode``.
    """

    database: str
    host: str = ""
    port: int | None = None
    user: str = ""
    password: str = field(default="", repr=False)
    schema: str = SCHEMA
    more: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        who = f"{quote(self.user, safe='')}@" if self.user else ""
        host = f"[{self.host}]" if ":" in self.host else quote(self.host, safe="")
        port = f":{self.port}" if self.port is not None and self.port != PORT else ""
        asked = [*([("schema", self.schema)] if self.schema != SCHEMA else []), *self.more]
        return f"postgresql://{who}{host}{port}/{quote(self.database)}" + (f"?{urlencode(asked)}" if asked else "")

    @property
    def name(self) -> str:
        """What the record is called in titles."""
        return self.database if self.schema == SCHEMA else f"{self.database}.{self.schema}"

    def keywords(self) -> dict[str, str | int]:
        """What libpq is given to connect."""
        told = {"host": self.host, "port": self.port, "user": self.user, "password": self.password}
        return {**dict(self.more), "dbname": self.database, **{name: value for name, value in told.items() if value}}

    def of_schema(self, schema: str) -> Server:
        """The same database's other schema."""
        return replace(self, schema=schema)


Address = Path | Server
"""Where a record is."""


def beside(address: Address) -> Path:
    """The folder for what belongs beside a record: its file's; of one on a server, the working folder."""
    return Path.cwd() if isinstance(address, Server) else address.resolve().parent


def beside_file(address: Address, suffix: str) -> Path:
    """A file named as the record, in the folder for what belongs beside it."""
    return Path(f"{address.name}{suffix}") if isinstance(address, Server) else address.with_suffix(suffix)


def address_of(given: str | Path | Server) -> Address:
    """What a user's words mean: ``postgresql://…`` is a server, all else a file's path.

    Raises:
        BadSetting: if it is an address, but none of a PostgreSQL record.
    """
    if not isinstance(given, str):
        return given
    found = _SCHEME.match(given)
    if found is None or len(found[1]) == 1:  # a single letter is a drive
        return Path(given)
    if found[1].lower() not in SCHEMES:
        raise BadSetting(f"a record cannot be kept at {found[1]}://", cure=f"name a file, or {LIKE}")
    return _server(given)


def _server(given: str) -> Server:
    try:
        parts = urlsplit(given)
        port, host = parts.port, unquote(parts.hostname or "")
    except ValueError as error:
        raise BadSetting("the record's address has no such host or port", cure=f"write {LIKE}") from error
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    database = unquote(parts.path.strip("/")) or asked.get("dbname", "")
    schema = asked.get("schema", SCHEMA)
    if not database or "/" in parts.path.strip("/") or "," in parts.netloc:
        raise BadSetting("the record's address names no one database", cure=f"write {LIKE}")
    if not _SCHEMA.fullmatch(schema) or schema.startswith("pg_") or schema.endswith("_unpacking"):
        raise BadSetting(
            f"{schema!r} is no name of a schema here", cure="use small letters, digits and _, beginning with a letter"
        )
    return Server(
        database=database,
        host=host or asked.get("host", ""),
        port=port or _port(asked.get("port", "")),
        user=unquote(parts.username or "") or asked.get("user", ""),
        password=unquote(parts.password or "") or asked.get("password", ""),
        schema=schema,
        more=tuple(sorted((name, value) for name, value in asked.items() if name not in _OURS)),
    )


def _port(text: str) -> int | None:
    if text and not text.isdecimal():
        raise BadSetting(f"the record's address has port {text!r}, which is no number", cure=f"write {LIKE}")
    return int(text) if text else None
