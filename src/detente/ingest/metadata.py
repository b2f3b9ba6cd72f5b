"""What is known of an article: title, date, byline, publisher."""

from __future__ import annotations

from detente.ingest.page import Metadata, Page


def describe(page: Page) -> Metadata:
    """The metadata of a page."""
    return Metadata(title=next((p.text for p in page.paragraphs if p.kind == "headline"), None))
