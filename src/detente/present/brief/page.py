"""The brief as one HTML file: no network, no outside resource, no script but its own, named by hash in its policy."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined

from detente import resources
from detente.present.brief.contents import contents
from detente.present.brief.marking import crossing
from detente.version import __version__

if TYPE_CHECKING:
    from detente.analyse.view import View
    from detente.present.brief.contents import Contents
    from detente.present.charts import Spec

SCRIPTS = ("vega/vega.min.js", "vega/vega-lite.min.js", "vega/vega-interpreter.js", "brief/brief.js")


def brief(view: View, *, title: str | None = None) -> str:
    """The brief on the notes of a view.

    Args:
        view: the notes it is about.
        title: its headline; by default named after the sides it is most about.

    Returns:
        A whole HTML page. What comes from documents is escaped everywhere.
    """
    return render(contents(view, title=title))


def render(page: Contents) -> str:
    """The page of some contents."""
    style = resources.text("brief/brief.css") + _target_rules(page)
    scripts = [resources.text(path) for path in SCRIPTS] if page.chart else []
    template = _environment().get_template("brief/brief.html")
    return template.render(
        page=page,
        version=__version__,
        policy=policy(style=style, scripts=scripts),
        style=style,
        scripts=scripts,
        chart=embedded(page.chart) if page.chart else None,
    )


def policy(*, style: str, scripts: list[str]) -> str:
    """The Content-Security-Policy: nothing may be loaded, and only these very texts may style or run."""
    allowed = " ".join(f"'{digest(script)}'" for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{digest(style)}'; img-src 'none'; connect-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """A text's hash as a policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def embedded(spec: Spec) -> str:
    """JSON that can stand in a script element: no character of it can end the element or begin a comment."""
    text = json.dumps(spec, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _target_rules(page: Contents) -> str:
    """A mark that others cut in parts lights up whole when its first part is opened."""
    ids = crossing(paragraph for source in page.sources for paragraph in source.paragraphs)
    return "".join(f"\nbody:has(#{id_}:target) .rest-{id_}{{background:var(--lit)}}" for id_ in ids)


def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(resources.text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
