"""A process of its own that reads the words of a PDF, so that a file that hangs or swells can be killed.

Run as ``python -m detente.ingest.pdf_worker``; speaks in frames as ``worker`` does: a PDF in, JSON out, ``{"text", "title", "pages"}`` or ``{"error"}``.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import IO

from detente.ingest.worker import HEADER, limit_memory

MOST_PAGES = 400
LARGE = 500_000_000  # bytes held at most, after which the process ends
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


def serve(source: IO[bytes], target: IO[bytes]) -> None:
    """Answers frame by frame until the source ends, or a file has left the process too large: the next has a fresh one."""
    while len(header := source.read(HEADER.size)) == HEADER.size:
        (size,) = HEADER.unpack(header)
        answer = json.dumps(words(source.read(size))).encode()
        target.write(HEADER.pack(len(answer)) + answer)
        target.flush()
        if _grown():
            return


def _grown() -> bool:
    """Whether the process holds too much now; its greatest size would be that of a large parent, which it inherits."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):  # no such file: the limit of memory alone holds
        return False
    return pages * os.sysconf("SC_PAGE_SIZE") > LARGE


def main() -> None:
    """Serves on standard input and output; whatever else writes there goes to standard error."""
    limit_memory()
    import logging
    import warnings

    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    target = sys.stdout.buffer
    sys.stdout = sys.stderr
    serve(sys.stdin.buffer, target)


if __name__ == "__main__":
    main()
