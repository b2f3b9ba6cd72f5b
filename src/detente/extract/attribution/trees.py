"""Small questions to a tree: finite, infinitive, a that-clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.extract.attribution.page import Page

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def finite(page: Page, head: int) -> bool:
    """Whether a clause's head is a finite verb, by itself or by its auxiliary."""
    token = page.tokens[head]
    if token.tag in FINITE:
        return True
    for child in page.annotated.children(head):
        if page.tokens[child].dep in {"aux", "auxpass"} and page.tokens[child].tag in FINITE:
            return True
    return that_clause(page, head) and not infinitive(page, head)


def infinitive(page: Page, head: int) -> bool:
    """Whether "to" stands with a verb."""
    return any(
        page.tokens[c].tag == "TO" and page.tokens[c].dep in {"aux", "mark"} for c in page.annotated.children(head)
    )


def that_clause(page: Page, head: int) -> bool:
    """Whether "that" opens a clause."""
    return any(
        page.tokens[c].text.lower() == "that" and page.tokens[c].dep == "mark" for c in page.annotated.children(head)
    )


def clausal(page: Page, first: int, stop: int) -> bool:
    """Whether a stretch holds a finite verb that is no part of a relative clause."""
    return any(
        page.tokens[at].tag in FINITE and page.tokens[at].dep not in {"relcl", "acl"} for at in range(first, stop)
    )
