"""An answer made from a question: by the server itself, or by the process that looks at the whole record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.web.look import look
from detente.web.order import FOOT_MARK, FORM_MARK, STALE_MARK
from detente.web.register import PAGES
from detente.web.templating import render

if TYPE_CHECKING:
    from detente.web.desk import Desk
    from detente.web.look import Look
    from detente.web.order import Order
    from detente.web.page import Page


def made(order: Order, desk: Desk) -> bytes:
    """The answer.

    Raises:
        DetenteError: if the record has no such thing, or cannot be read.
    """
    if order.kind == "api":
        from detente.web.api.answers import dumped
        from detente.web.api.making import found

        return dumped(found(order, desk))
    asked = look(order.path, dict(order.query))
    page = PAGES[order.name].build(asked, desk, dict(order.parts))
    if order.shape == "json":
        return page.as_json().encode()
    if order.shape == "csv":
        return page.as_csv().encode()
    return html(page, asked, may_write=order.may_write).encode()


def html(page: Page, asked: Look, *, may_write: bool) -> str:
    """A page as a whole document."""
    return render(page.template, shared(asked, page.title, may_write=may_write) | {"page": page} | dict(page.values))


def shared(asked: Look, title: str, *, may_write: bool) -> dict[str, object]:
    """What every template needs."""
    return {
        "look": asked,
        "title": title,
        "may_write": may_write,
        "form_mark": FORM_MARK,
        "foot_mark": FOOT_MARK,
        "stale_mark": STALE_MARK,
        "page": None,
    }
