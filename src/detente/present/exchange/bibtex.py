"""BibTeX of the sources: an entry a document."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.analyse.view import View
    from detente.model.document import Document
    from detente.model.when import When

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_DULL = frozenset(
    ["the", "a", "an", "of", "in", "on", "to", "for", "and", "with", "as", "at", "by", "from", "after", "over"]
)


def bibtex(view: View) -> str:
    """The documents as ``@online`` entries where their address is known, else ``@misc``, oldest first."""
    taken: set[str] = set()
    entries = []
    for document in view.documents():
        published = view.reading(document.id).published or document.published
        entries.append(_entry(document, published, taken))
    return "\n".join(entries)


def address_of(document: Document) -> str:
    """The address that a document was read from, or "": its file's, or its part's in a container."""
    given = (document.origin.part, document.origin.uri)
    return next((each for each in given if each.startswith(("http://", "https://"))), "")


def _entry(document: Document, published: When | None, taken: set[str]) -> str:
    address = address_of(document)
    fields = {
        "title": f"{{{escaped(document.title or document.name)}}}",
        "author": " and ".join(_author(name) for name in document.authors),
        "organization": f"{{{escaped(document.publisher)}}}" if document.publisher else "",
        "date": published.iso if published else "",
        "year": str(published.first.year) if published and published.first.year == published.last.year else "",
        "url": address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
        "note": f"Detente document {document.id}",
    }
    kind = "online" if address else "misc"
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{_key(document, published, taken)},\n{body}}}\n"


def escaped(text: str) -> str:
    """Text that LaTeX prints as it is."""
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(text.split()) if sign.isprintable())


def _author(name: str) -> str:
    """A name whose " and " joins nobody else."""
    return f"{{{escaped(name)}}}" if " and " in f" {name.lower()} " or "," in name else escaped(name)


def _key(document: Document, published: When | None, taken: set[str]) -> str:
    """Outlet, year, first telling word of the title; a letter where it is taken."""
    who = _plain([document.publisher or (document.authors[0] if document.authors else "unknown")])
    words = [word for word in (document.title or document.name).lower().split() if word not in _DULL]
    base = f"{who}{published.first.year if published else 'nd'}{_plain(words[:1])}" or "source"
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    taken.add(key)
    return key


def _plain(words: Iterable[str]) -> str:
    text = unicodedata.normalize("NFKD", "".join(words)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", text.lower())
