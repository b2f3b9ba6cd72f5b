"""A process of its own that reads the words of a PDF, so that a file that hangs or swells can be killed.

Run as ``python -m detente.ingest.pdf_worker``: the PDF on standard input, JSON on standard output: ``{"text", "title", "pages"}`` or ``{"error"}``.
"""

from __future__ import annotations

import json
import re
import sys

from detente.ingest.worker import limit_memory

MOST_PAGES = 400
_HYPHEN = re.compile(r"(\w)-\n(?=[a-z])")


def words(data: bytes) -> dict[str, str | int]:
    """Text and title of a PDF, or why there are none."""
    import io

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"error": "it is locked by a password"}
        pages = len(reader.pages)
        if pages > MOST_PAGES:
            return {"error": f"it has {pages:,} pages, over the limit of {MOST_PAGES}"}
        texts = [page.extract_text() for page in reader.pages]
        title = str((reader.metadata.title if reader.metadata else "") or "")
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        RecursionError,
        OverflowError,
    ) as error:
        return {"error": f"its PDF is broken ({type(error).__name__})"}
    except (MemoryError, NotImplementedError) as error:
        return {"error": f"it cannot be read ({type(error).__name__})"}
    return {"text": _HYPHEN.sub(r"\1", "\n\n".join(texts)), "title": title, "pages": pages}


def main() -> None:
    """Reads one PDF."""
    limit_memory()
    import logging
    import warnings

    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    data = sys.stdin.buffer.read()
    target, sys.stdout = sys.stdout, sys.stderr
    target.write(json.dumps(words(data)))


if __name__ == "__main__":
    main()
