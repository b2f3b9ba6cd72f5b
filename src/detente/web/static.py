"""Style and scripts: a fixed table of names, so that no path of an address reaches the file system."""

from __future__ import annotations

import hashlib
from functools import cache

from detente import resources
from detente.web import order

FILES: dict[str, tuple[str, str]] = {
    "app.css": ("web/static/app.css", "text/css; charset=utf-8"),
    "app.js": ("web/static/app.js", "text/javascript; charset=utf-8"),
    "charts.js": ("web/static/charts.js", "text/javascript; charset=utf-8"),
    "htmx.js": ("web/static/htmx.min.js", "text/javascript; charset=utf-8"),
    "vega.js": ("vega/vega.min.js", "text/javascript; charset=utf-8"),
    "vega-lite.js": ("vega/vega-lite.min.js", "text/javascript; charset=utf-8"),
    "vega-interpreter.js": ("vega/vega-interpreter.js", "text/javascript; charset=utf-8"),
    "icon.svg": ("web/static/icon.svg", "image/svg+xml"),
}


@cache
def content(name: str) -> bytes:
    """The bytes of a file of the table."""
    return resources.data(FILES[name][0])


@cache
def packed(name: str) -> bytes:
    """The same for those who take gzip."""
    return order.packed(content(name))


@cache
def link(name: str) -> str:
    """The address of a file; another one when its content changes, so that browsers may keep it."""
    return f"/static/{name}?v={hashlib.sha256(content(name)).hexdigest()[:12]}"
