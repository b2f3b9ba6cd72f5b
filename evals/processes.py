"""What a second process brings: the same articles read by one and by two, each into a record of its own.

    python -m evals.processes [--articles 200] [--rounds 3]

The articles are the written corpus's that are as long as real ones. Wall seconds of `detente read`, start and gathering included, the best of the rounds;
so it says something on a machine that does nothing else. Bar of the project: 1.7 times.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from training.corpus.format import Text, read_file

CORPUS = Path(__file__).parent.parent / "corpus" / "texts"
WORDS = 500
BAR = 1.7
# As users have it: where bytecode may not be kept, each start compiles all libraries anew, which takes three times as long
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def articles(count: int, folder: Path) -> None:
    """Writes so many articles into a folder, the same each time.

    Raises:
        ValueError: if the corpus has fewer that are long enough.
    """
    found = (text for path in sorted(CORPUS.glob("*.txt")) for text in read_file(path) if isinstance(text, Text))
    long = sorted((text for text in found if len(text.text.split()) >= WORDS), key=lambda text: mark(text.name))
    if len(long) < count:
        raise ValueError(f"{CORPUS} has {len(long)} articles of {WORDS} words and more, not {count}")
    for text in long[:count]:
        (folder / f"{text.name}.txt").write_text(text.text + "\n", encoding="utf-8")


def mark(name: str) -> str:
    """What orders the texts: writers and disputes mixed."""
    return hashlib.sha256(name.encode()).hexdigest()


def seconds(folder: Path, record: Path, workers: int) -> float:
    """Wall seconds of one reading into a new record."""
    command = [sys.executable, "-m", "detente.cli.app"]
    subprocess.run([*command, "new", "--project", str(record)], check=True, capture_output=True)
    began = time.monotonic()
    reads = [*command, "read", str(folder), "--workers", str(workers), "--project", str(record)]
    subprocess.run(reads, check=True, capture_output=True, env=ENVIRONMENT)
    return time.monotonic() - began


def main() -> None:
    """Prints the seconds of both and how many times one process two are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    best = {1: float("inf"), 2: float("inf")}
    with TemporaryDirectory() as held:
        folder = Path(held) / "in"
        folder.mkdir()
        articles(given.articles, folder)
        for number in range(given.rounds):
            for workers in (1, 2):
                record = Path(held) / f"{number}-{workers}.sqlite"
                best[workers] = min(best[workers], seconds(folder, record, workers))
            print(f"load {os.getloadavg()[0]:.1f}: one {best[1]:.1f} s, two {best[2]:.1f} s", flush=True)
    print(f"{given.articles} articles: two processes are {best[1] / best[2]:.2f} times one (bar {BAR})")


if __name__ == "__main__":
    main()
