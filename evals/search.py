"""How long a search takes: a record of many documents made of words in the proportions of news, and queries from rare to common.

Run as ``python -m evals.search [DOCUMENTS] [FILE]``; the record is made where it is not there yet (100,000 documents take some minutes).
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from sqlalchemy import Connection, Table, insert

from detente.record import Filters, open_project, sqlite
from detente.record.schema import LAYER_TABLES, carriers, documents, parties, readings
from detente.record.store import reading

WORDS = 150
SIDES = ("USA", "KOR", "PRK", "IRN", "RUS", "CHN", "EU", "UN", "VEN", "MMR")
ISSUES = ("sanctions", "talks", "disarmament", "aid", "deal")
TOPICS = ("sanctions", "relief", "embargo", "missile", "uranium", "envoy", "talks", "waiver", "oil", "bank")
QUERIES = (
    "sanctions", "sanctions relief", '"sanctions relief"', "embar*", "uranium OR missile", "w9000", "sanctions -oil",
    "the", "sanctions talks oil bank", "w77 w123",
)  # fmt: skip
FILTERS = (
    Filters(),
    Filters(side="KOR"),
    Filters(issue="sanctions", since=date(2020, 1, 1)),
    Filters(publisher="Outlet 3"),
)
RUNS = 5
START = datetime(2024, 1, 1, tzinfo=UTC)


def make(path: Path, count: int) -> None:
    """A record of so many documents, each with a reading of two notes and four parties."""
    chance = random.Random(8)
    common = [f"w{n}" for n in range(20_000)]
    weights = list(accumulate(1 / (n + 10) for n in range(20_000)))
    open_project(path, create=True).close()
    engine = sqlite.engine(path)
    for first in range(1, count + 1, 1000):
        with engine.connect() as connection, connection.execution_options(writes=True).begin():
            _thousand(connection, chance, (common, weights), first, min(first + 999, count))
    engine.dispose()


def _thousand(
    connection: Connection, chance: random.Random, words_of: tuple[list[str], list[float]], first: int, last: int
) -> None:
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in ("d", "c", "r", "p", "positions", "events")}
    for number in range(first, last + 1):
        id_ = f"d-{number:016x}"
        words = ["the", *chance.choices(words_of[0], cum_weights=words_of[1], k=WORDS), *chance.choices(TOPICS, k=4)]
        chance.shuffle(words)
        day = date(2010, 1, 1) + timedelta(number % 5000)
        title, publisher = " ".join(words[:8]), f"Outlet {number % 40}"
        text = " ".join(words)
        when = {"published_first": day, "published_last": day}
        rows["d"].append({"number": number, "id": id_, "title": title, "publisher": publisher, "text": text, **when})
        rows["c"].append({
            "number": number, "document": id_, "place": f"{number}.txt", "part": "", "uri": f"{number}.txt",
            "media_type": "text/plain", "language": "en", "authors": "[]", "body": "{}", "digest": "", "learnt_at": START,
        })  # fmt: skip
        rows["r"].append({
            "number": number, "id": f"r-{number:016x}", "document": id_, "steps": "[]", "notes": 2, "body": "{}", "digest": "",
            "learnt_at": START, **when,
        })  # fmt: skip
        note = {"reading": number, "document": id_, "quote": "q", "made_by": "x", "confidence": 1.0, "body": "{}", "who": "",
                "date_first": day, "date_last": day}  # fmt: skip
        side = chance.choice(SIDES)
        rows["positions"].append(
            {
                **note,
                "ordinal": 0,
                "id": f"p-{number:016x}",
                "side": side,
                "issue": chance.choice(ISSUES),
                "stance": "pro",
            }
        )
        rows["events"].append(
            {**note, "ordinal": 0, "id": f"e-{number:016x}", "side": side, "type": "CONSULT", "status": "actual"}
        )
        for layer, role, who in (
            ("positions", "holder", side),
            ("events", "actor", side),
            ("events", "recipient", chance.choice(SIDES)),
        ):
            name = f"Person {chance.randrange(3000)} of {who}"
            rows["p"].append({
                "reading": number, "layer": layer, "ordinal": 0, "role": role, "rank": 0, "note": "n", "name": name,
                "folded": name.lower(), "side": who, "kind": "person",
            })  # fmt: skip
    tables: dict[str, Table] = {
        "d": documents,
        "c": carriers,
        "r": readings,
        "p": parties,
        "positions": LAYER_TABLES["positions"],
        "events": LAYER_TABLES["events"],
    }
    for name, found in rows.items():
        connection.execute(insert(tables[name]), found)
    connection.exec_driver_sql(
        "INSERT INTO documents_text(rowid, title, text) SELECT number, title, text FROM documents WHERE number BETWEEN ? AND ?",
        (first, last),
    )


def measure(path: Path) -> float:
    """Prints the median processor time of each query with each filter, and gives the slowest median, in milliseconds."""
    worst = 0.0
    with open_project(path, read_only=True) as record, reading(record):
        view = record.view()
        for filters in FILTERS:
            for query in QUERIES:
                times = []
                for _ in range(RUNS):
                    began = time.process_time()
                    found = view.find(query, filters, limit=20)
                    times.append(1000 * (time.process_time() - began))
                middle = statistics.median(times)
                worst = max(worst, middle)
                facets = sum(len(values) for values in found.facets.values())
                print(
                    f"{middle:7.1f} ms  first {times[0]:7.1f}  {found.total:7,}{'' if found.exact else '+'} found, {len(found.hits)} shown, {facets} facets  {query!r} {filters.side or filters.issue or filters.publisher or ''}"
                )
    return worst


def main() -> None:
    """Makes the record where it is missing, and measures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    path = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(f"/tmp/detente-search-{count}.sqlite")
    if not path.exists():
        make(path, count)
    print(f"slowest median: {measure(path):.1f} ms over {count:,} documents")


if __name__ == "__main__":
    main()
