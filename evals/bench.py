"""How fast a read is against a bare spaCy parse of the same texts, on one process, and how much memory it takes.

    python -m evals.bench [--documents 110] [--rounds 3] [--json]

The articles of ../shared (of examples/ where it is absent) are written out until there are enough, each copy with a sentence
of its own, so that no text is read twice. A process of its own takes each round of each measure, in turns, so that a busy
machine slows both alike; the best round counts. Both have their models loaded before the clock starts.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.ingest import inputs
from detente.ingest.reader import read_file
from detente.model.findings import Failure
from detente.pipeline import ANNOTATE, EXTRACT
from detente.record import open_project
from detente.run.local import read_into
from detente.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.document import Document

ROOT = Path(__file__).resolve().parents[1]
LEAST_RATIO = 0.5
MOST_MEGABYTES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One round: ``megabytes`` is the process's peak of resident memory."""

    seconds: float
    cpu_seconds: float
    documents: int
    tokens: int
    megabytes: float


def texts(folder: Path, count: int) -> None:
    """Writes so many articles into the folder."""
    shared = ROOT.parent / "shared/articles"
    found = inputs.find([shared if shared.exists() else ROOT / "examples"])
    sources = [one.path for one in found if isinstance(one, inputs.Input) and one.path.name != "SOURCES.md"]
    for number in range(count):
        source = sources[number % len(sources)]
        data = source.read_bytes()
        if number >= len(sources):
            longest = max(data.splitlines(), key=len)
            data = data.replace(longest, longest + b" It was report number %d on the matter." % number, 1)
        folder.joinpath(f"{number:04d}{source.suffix}").write_bytes(data)


def documents(folder: Path) -> Iterator[Document]:
    """The documents of the folder."""
    for path in sorted(folder.iterdir()):
        for one in read_file(path):
            if not isinstance(one, Failure):
                yield one


def bare(folder: Path) -> Measured:
    """spaCy alone: the same pipeline over the same paragraphs in one stream, nothing done with the result."""
    from importlib import import_module

    language = import_module(Settings().model).load()
    found = list({one.id: one for one in documents(folder)}.values())  # a text read twice is parsed once by both
    paragraphs = [one.quote(paragraph.span) for one in found for paragraph in one.paragraphs]
    list(language.pipe(paragraphs[:20]))
    begun, cpu = time.perf_counter(), time.process_time()
    tokens = sum(len(doc) for doc in language.pipe(paragraphs, batch_size=128))
    return _measured(begun, cpu, documents=len(found), tokens=tokens)


def whole(folder: Path) -> Measured:
    """The whole read: files found and ingested, parsed, annotated, extracted, written into a record."""
    from detente.run.work import Job, work

    settings = Settings()
    job = Job(settings=settings, annotator=ANNOTATE, steps=EXTRACT)
    first = next(one for one in inputs.find([folder]) if isinstance(one, inputs.Input))
    list(work(job, [first]))
    with open_project(folder.parent / "bench.sqlite", create=True) as record:
        begun, cpu = time.perf_counter(), time.process_time()
        report = read_into([folder], record, settings)
        measured = _measured(begun, cpu, documents=report.counts.get("new", 0), tokens=0)
    if report.failures:
        sys.exit(f"{len(report.failures)} inputs failed: {report.failures[0]}")
    return measured


def _measured(begun: float, cpu: float, *, documents: int, tokens: int) -> Measured:
    seconds, cpu_seconds = time.perf_counter() - begun, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = peak / (1_000_000 if sys.platform == "darwin" else 1000)  # bytes there, kilobytes elsewhere
    return Measured(seconds=seconds, cpu_seconds=cpu_seconds, documents=documents, tokens=tokens, megabytes=megabytes)


def measure(name: str, count: int) -> Measured:
    """One round, in a process of its own."""
    command = [sys.executable, "-m", "evals.bench", "--only", name, "--documents", str(count)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout
    return Measured(**json.loads(said))


def compare(count: int, rounds: int) -> dict[str, Any]:
    """All rounds, and what they come to."""
    taken: dict[str, list[Measured]] = {"bare": [], "whole": []}
    for _ in range(rounds):
        for name, measured in taken.items():
            measured.append(measure(name, count))
    alone, read = (min(measured, key=lambda m: m.cpu_seconds) for measured in taken.values())
    if alone.documents != read.documents:
        sys.exit(f"the two did not read the same: {alone.documents} and {read.documents} documents")
    return {
        "documents": read.documents,
        "tokens": alone.tokens,
        "bare": asdict(alone),
        "whole": asdict(read),
        "ratio": alone.cpu_seconds / read.cpu_seconds,
        "ratio_wall": min(m.seconds for m in taken["bare"]) / min(m.seconds for m in taken["whole"]),
        "documents_a_second": read.documents / read.seconds,
        "tokens_a_second": alone.tokens / read.seconds,
        "bare_tokens_a_second": alone.tokens / alone.seconds,
        "peak_megabytes": max(m.megabytes for m in taken["whole"]),
    }


def main() -> None:
    """Measures, prints, and fails below the bars."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=110)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--json", action="store_true")
    options.add_argument("--only", choices=["bare", "whole"], help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.only:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "in"
            folder.mkdir()
            texts(folder, args.documents)
            print(json.dumps(asdict({"bare": bare, "whole": whole}[args.only](folder))))
        return
    found = compare(args.documents, args.rounds)
    if args.json:
        print(json.dumps(found, indent=1))
    else:
        print(
            f"{found['documents']} documents, {found['tokens']:,} tokens, one process, best of {args.rounds} rounds\n"
            f"bare spaCy   {found['bare']['seconds']:6.1f} s  {found['bare_tokens_a_second']:9,.0f} tokens/s\n"
            f"whole read   {found['whole']['seconds']:6.1f} s  {found['tokens_a_second']:9,.0f} tokens/s  "
            f"{found['documents_a_second']:.1f} documents/s  peak {found['peak_megabytes']:,.0f} MB\n"
            f"ratio        {found['ratio']:6.2f} of bare spaCy's throughput by processor time, "
            f"{found['ratio_wall']:.2f} by the clock (bar {LEAST_RATIO})"
        )
    if found["ratio"] < LEAST_RATIO or found["peak_megabytes"] > MOST_MEGABYTES:
        sys.exit(f"below the bars: ratio {LEAST_RATIO}, memory {MOST_MEGABYTES} MB")


if __name__ == "__main__":
    main()
