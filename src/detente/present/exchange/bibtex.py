"""BibTeX of the sources: an entry a document."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

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
    ["the", "a", "an", "of", "in", "on", "to", "for", "and", "or", "with", "as", "at", "by", "from", "after", "over", "s", "is", "are", "its"]
)  # fmt: skip
_APOSTROPHE = re.compile(r"['’]s\b")
_WORDS, _LONGEST, _OPENING = 2, 20, 300
"""Words of a key, letters of one, characters of a text in which they are looked for."""


def bibtex(view: View) -> str:
    """The documents as ``@online`` entries where their address is known, else ``@misc``, oldest first."""
    documents = [(each, view.reading(each.id).published or each.published) for each in view.documents()]
    names = [_name(document, published) for document, published in documents]
    shared = {name for name, number in Counter(names).items() if number > 1}
    entries = []
    for name, (document, published) in zip(names, documents, strict=True):
        key = f"{name}-{document.id.removeprefix('d-')}" if name in shared else name
        entries.append(_entry(document, published, key))
    return "\n".join(entries)


def address_of(document: Document) -> str:
    """The address that a document was read from, or "": its file's, or its part's in a container."""
    given = (document.origin.part, document.origin.uri)
    return next((each for each in given if each.startswith(("http://", "https://"))), "")


def _entry(document: Document, published: When | None, key: str) -> str:
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
    return f"@{kind}{{{key},\n{body}}}\n"


def escaped(text: str) -> str:
    """Text that LaTeX prints as it is."""
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(text.split()) if sign.isprintable())


def _author(name: str) -> str:
    """A name whose " and " joins nobody else."""
    return f"{{{escaped(name)}}}" if " and " in f" {name.lower()} " or "," in name else escaped(name)


def _name(document: Document, published: When | None) -> str:
    """Who published it, the year, the first telling words of the title; what is not known is had from the address, the file's name, the text.

    It follows from the document alone, so that a key which was cited stays; documents with one name between them have their ids behind it, each.
    """
    known = (document.publisher or "", *document.authors[:1], _host(address_of(document)))
    who = next((plain for each in known if (plain := _plain([each]))), "")
    words = _telling(document.title or "") or _telling(document.text[:_OPENING])
    year = published.first.year if published else "nd"
    return f"{who or _plain([document.name])[:_LONGEST]}{year}{''.join(words)}"


def _host(address: str) -> str:
    with contextlib.suppress(ValueError):  # an address that is none
        return (urlsplit(address).hostname or "").removeprefix("www.")
    return ""


def _telling(text: str) -> list[str]:
    """The first words that tell one text from another, in plain letters."""
    plain = (_plain([word]) for word in _APOSTROPHE.sub("", text).lower().replace("-", " ").split())
    return [word[:_LONGEST] for word in plain if word and word not in _DULL][:_WORDS]


def _plain(words: Iterable[str]) -> str:
    text = unicodedata.normalize("NFKD", "".join(words)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", text.lower())
