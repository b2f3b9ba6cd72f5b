"""Broken input for every importer: mutated files of each kind, none of which may crash, hang, or eat the memory.

    python -m evals.fuzz [--count 100000] [--seed 1] [--kind warc]

A sample of each kind (text, HTML, Markdown, JSON lines, JSON, CSV, RSS, Atom, WARC, gzip, mbox, eml, zip, PDF, the lists of OFAC, the UN, the EU and the UK) is mutated with a fixed seed: bits
flipped, stretches cut, doubled, moved, filled, joined with another sample's, odd tokens and long runs of one sign put in; of what is packed, every other time the content. What an importer may do is give documents, give failures, or
raise ``SkipItem``. Bars: no other error, no input over five seconds of processor time, no growth over a gigabyte. An offending input is written to ``--keep``.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import resource
import sys
import time
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from detente.errors import SkipItem
from detente.ingest.containers import Ways, expand
from detente.ingest.inputs import Input
from detente.ingest.lists.reader import read_list
from detente.ingest.pieces import Piece
from detente.ingest.reader import read_bytes, read_piece

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_SECONDS, MOST_BYTES = 5.0, 1_000_000_000
INPUT_BYTES = 200_000
WORDS = (
    "Belarus asked the European Union on Tuesday to lift sanctions on its potash exports before talks resume. "
    "Brussels said that relief would follow the release of prisoners, and not precede it. "
    "Traders in Klaipeda, where the potash used to be shipped, said contracts had moved to other ports."
)
HTML = (
    f'<html><head><title>Potash first</title><meta property="article:published_time" content="2024-02-06"></head>'
    f"<body><nav>Home</nav><article><h1>Potash first</h1><p>{WORDS}</p><p>{WORDS[::-1]}</p></article></body></html>"
)
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;&#0;&#x110000;", b"]]>", b"<![CDATA[", b"\r\n\r\n", b"{" * 300,
    b"[" * 3000, b'"', b"\\u0000\\ud800", b"1e999", b"-0", b"9" * 400, b"Content-Length: 99999999999\r\n", b"WARC/1.0\r\n", b"From x\n", b"PK\x03\x04",
    b"%PDF-1.7", b"../../x", b"<div>" * 400, b"=?utf-8?B?////?=", "\u202e\u0000ﷺ".encode(), b",;\t|", b"<a " + b"b=c " * 500 + b">",
)  # fmt: skip
SIGNS = (
    *"aA1 .,;:-_=*#>|[({<\"'\\/@&%!?~`^\t\n", "\u00e9", "\u201c", "\u200b", "A ", "a.", "- ", "<b>", "said ", "([", "](", "\n\n",
)  # fmt: skip
"""What runs are made of: a pattern that goes back over them takes the square of their length."""
LONGEST_RUN = 60_000


def _warc() -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    return (head.encode() + body + b"\r\n\r\n") * 2


def _zip(*texts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for number, text in enumerate(texts):
            made.writestr(zipfile.ZipInfo(f"{number}.txt", (2024, 1, 1, 0, 0, 0)), text)
    return held.getvalue()


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


PACKED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a.warc.gz": ("a.warc", _gzip), "a.txt.gz": ("a.txt", _gzip), "a.zip": ("a.html", _zip),
}  # fmt: skip
"""Samples whose content is another sample, and what packs it."""


def _pdf() -> bytes:
    stream = f"BT /F1 12 Tf 50 700 Td ({WORDS[:90]}) Tj ET".encode()
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )  # fmt: skip
    whole, starts = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        starts.append(len(whole))
        whole += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % start for start in starts)
    return whole + table + b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % len(whole)


def samples() -> dict[str, bytes]:
    """A file of each kind, by its name."""
    row = {"title": "Potash first", "text": WORDS, "date": "2024-02-06", "url": "https://example.org/a"}
    item = f"<item><title>Potash first</title><link>https://example.org/a</link><pubDate>Tue, 06 Feb 2024 10:00:00 GMT</pubDate><description>{WORDS}</description></item>"
    mail = f"From: desk@example.org\nSubject: Potash first\nDate: Tue, 6 Feb 2024 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{WORDS}\n"
    entry = f"<entry><id>1</id><title>Potash first</title><updated>2024-02-06T10:00:00Z</updated><content>{WORDS}</content></entry>"
    un = "<CONSOLIDATED_LIST dateGenerated='2024-02-06T10:00:00Z'><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>IVAN</FIRST_NAME><SECOND_NAME>PETROV</SECOND_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.001</REFERENCE_NUMBER></INDIVIDUAL></INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"
    ofac = "<sdnList xmlns='http://tempuri.org/sdnList.xsd'><publshInformation><Publish_Date>02/06/2024</Publish_Date></publshInformation><sdnEntry><uid>36</uid><lastName>AEROCARIBBEAN</lastName><sdnType>Entity</sdnType><programList><program>CUBA</program></programList></sdnEntry></sdnList>"
    eu = "<export xmlns='http://eu.europa.ec/fpi/fsd/export' generationDate='2024-02-06'><sanctionEntity logicalId='13'><subjectType code='person'/><nameAlias wholeName='Ivan Petrov'/></sanctionEntity></export>"
    uk = "<Designations><DateGenerated>06/02/2024</DateGenerated><Designation><UniqueID>AFG0001</UniqueID><Names><Name><Name6>Petrov</Name6><NameType>Primary Name</NameType></Name></Names></Designation></Designations>"
    return {
        "a.txt": WORDS.encode(), "a.html": HTML.encode(), "a.md": f"# Potash first\n\n{WORDS}\n\n* [a](b)\n".encode(),
        "a.jsonl": ((json.dumps(row) + "\n") * 2).encode(), "a.json": json.dumps([row, row]).encode(),
        "a.csv": f'title,text,date\n"Potash first","{WORDS}",2024-02-06\n'.encode(),
        "rss.xml": f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>{item}</channel></rss>".encode(),
        "atom.xml": f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title>{entry}</feed>".encode(),
        "a.warc": _warc(), "a.warc.gz": _gzip(_warc()), "a.txt.gz": _gzip(WORDS.encode()),
        "a.mbox": f"From desk Tue Feb  6 10:00:00 2024\n{mail}\n".encode(), "a.eml": mail.encode(), "a.zip": _zip(WORDS.encode(), HTML.encode()), "a.pdf": _pdf(),
        "list-un.xml": un.encode(), "list-ofac.xml": ofac.encode(), "list-eu.xml": eu.encode(), "list-uk.xml": uk.encode(),
        "list-sdn.csv": b'36,"AEROCARIBBEAN AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n',
    }  # fmt: skip


def mutated(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The bytes, changed in one to six places."""
    held = bytearray(data)
    for _ in range(chance.randrange(1, 7)):
        size = len(held)
        at, to = sorted((chance.randrange(size + 1), chance.randrange(size + 1)))
        match chance.randrange(9):
            case 0 if size:
                held[chance.randrange(size)] ^= 1 << chance.randrange(8)
            case 1:
                del held[at : min(to, at + 200)]
            case 2:
                held[at:at] = held[at : at + 500] * chance.randrange(1, 20)
            case 3:
                held[at : at + 20] = bytes(chance.randrange(256) for _ in range(20))
            case 4:
                held[at:at] = chance.choice(TOKENS)
            case 5:
                other = chance.choice(others)
                held[at:] = other[chance.randrange(len(other) + 1) :]
            case 6:
                held = held[:at]
            case 7:
                sign = chance.choice(SIGNS).encode()
                held[at:at] = sign * (chance.randrange(LONGEST_RUN) // len(sign))
            case _:
                held[at:at] = chance.choice(TOKENS) * chance.randrange(1, 40)
    return bytes(held[:INPUT_BYTES])


def broken(name: str, held: Mapping[str, bytes], chance: random.Random) -> bytes:
    """A sample, mutated; of a packed one every other time the content, so that what unpacks it is passed."""
    others = list(held.values())
    if name in PACKED and chance.random() < 0.5:
        inner, pack = PACKED[name]
        return pack(mutated(held[inner], others, chance))
    return mutated(held[name], others, chance)


def imported(path: Path) -> str:
    """What an importer makes of a file: ``documents``, ``failures`` or ``refused``."""
    if path.name.startswith("list-"):
        read_list(path)
        return "documents"
    documents = failures = 0
    for given in expand([Input(path, str(path))], Ways(max_bytes=2_000_000)):
        if isinstance(given, Piece):
            outcomes = list(read_piece(given, max_bytes=2_000_000))
        elif isinstance(given, Input):
            outcomes = list(read_bytes(given.read(max_bytes=2_000_000), uri=given.uri, max_bytes=2_000_000))
        else:
            failures += 1
            continue
        documents += sum(hasattr(one, "text") for one in outcomes)
        failures += sum(not hasattr(one, "text") for one in outcomes)
    return "documents" if documents else "failures"


@dataclass(slots=True)
class Told:
    """What came of all inputs; ``offences`` names those that broke a bar."""

    count: int = 0
    results: Counter[str] = field(default_factory=Counter)
    offences: list[str] = field(default_factory=list)
    slowest: float = 0.0
    grown: int = 0


def fuzz(
    count: int,
    *,
    seed: int,
    kinds: list[str],
    folder: Path,
    keep: Path | None = None,
    tell: Callable[[str], None] = print,
) -> Told:
    """Imports so many mutated files, the kinds in turn; the same seed gives the same files."""
    held = samples()
    chance, told = random.Random(seed), Told()
    names = [name for name in held if not kinds or any(kind in name for kind in kinds)]
    begun = _memory()
    for number in range(count):
        name = names[number % len(names)]
        data = broken(name, held, chance)
        path = folder / name
        path.write_bytes(data)
        started = time.process_time()
        try:
            result = imported(path)
        except SkipItem:
            result = "refused"
        except Exception as error:  # noqa: BLE001  # what is looked for
            result = "crash"
            told.offences.append(f"{name} {number}: {type(error).__name__}: {error}"[:300])
        seconds = time.process_time() - started
        if seconds > MOST_SECONDS:
            told.offences.append(f"{name} {number}: {seconds:.1f} s")
        if keep and (result == "crash" or seconds > MOST_SECONDS):
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{number}-{name}").write_bytes(data)
        told.count += 1
        told.results[result] += 1
        told.slowest = max(told.slowest, seconds)
        if told.count % 1000 == 0:
            tell(
                f"{told.count:,} of {count:,}: {dict(told.results)}, slowest {told.slowest:.2f} s, {len(told.offences)} offences"
            )
    told.grown = _memory() - begun
    if told.grown > MOST_BYTES:
        told.offences.append(f"the memory grew by {told.grown / 1e6:,.0f} MB")
    return told


def _memory() -> int:
    """The most memory this process has held, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def main() -> None:
    """Fuzzes, and ends with 1 where a bar was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", default=[], help="only samples with this in their name")
    parser.add_argument(
        "--keep", type=Path, default=Path("/tmp/detente-fuzz"), help="where offending inputs are written"
    )
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        told = fuzz(
            given.count,
            seed=given.seed,
            kinds=given.kind,
            folder=Path(folder),
            keep=given.keep,
            tell=lambda line: print(line, flush=True),
        )
    print(
        f"{told.count:,} inputs: {dict(told.results)}; slowest {told.slowest:.2f} s; memory grew by {told.grown / 1e6:,.0f} MB"
    )
    for offence in told.offences:
        print(f"OFFENCE {offence}")
    raise SystemExit(1 if told.offences else 0)


if __name__ == "__main__":
    main()
