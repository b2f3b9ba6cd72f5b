"""Full text on PostgreSQL, as FTS5 has it: words without accents and case, their English stems, none left out; the title weighs four times the text.

The words are told apart here, and their places kept, so that both stores find the same and a snippet marks the very words of the text. PostgreSQL stems
them (``english_stem``), keeps them (``tsvector``) and finds them (GIN).
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING

from sqlalchemy import text

from detente.record.asked import asked
from detente.record.snippets import Found, Place, snippet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from detente.record.asked import Phrase

TEXT_INDEX = "documents_text"
LONGEST_WORD = 200
MOST_PLACES = 255
LAST_PLACE = 16_383
MOST_BYTES = 900_000
"""Of a text with more different words than fit, the first are found; a ``tsvector`` takes a megabyte."""
GAP = 10
"""Places between title and text, so that no phrase reaches over."""
CHUNK = 200
COMMON = 5_000
"""Documents up to which it is counted how common a word is."""

_RUN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_WORDS = (
    "(SELECT coalesce(string_agg('''' || coalesce((ts_lexize('pg_catalog.english_stem', word))[1], word) || ''':' || at, ' '), '')::tsvector "
    "FROM unnest(CAST(:words AS text[]), CAST(:places AS text[])) AS told(word, at))"
)


def create_text_index(connection: Connection) -> None:
    """Makes the table of words and its index."""
    connection.exec_driver_sql(
        "CREATE TABLE documents_text (number integer PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE, "
        "size integer NOT NULL, words tsvector NOT NULL)"
    )
    connection.exec_driver_sql("CREATE INDEX ix_documents_text_words ON documents_text USING gin (words)")


def index_text(connection: Connection, number: int, *, title: str | None, body: str) -> None:
    """Adds a document to the full-text index."""
    added = text(f"INSERT INTO documents_text(number, size, words) VALUES (:number, :size, {_WORDS})")  # noqa: S608  # constants alone
    connection.execute(added, {"number": number, **_placed(title, body)})


def rebuild_text_index(connection: Connection) -> None:
    """Makes the full-text index anew from the texts."""
    connection.exec_driver_sql("DELETE FROM documents_text")
    for number, title, body in _texts(connection):
        index_text(connection, number, title=title, body=body)


def text_index_fault(connection: Connection) -> str | None:
    """What is wrong between the full-text index and the texts, or ``None``."""
    same = text(f"SELECT size = :size AND words = {_WORDS} FROM documents_text WHERE number = :number")  # noqa: S608  # constants alone
    for number, title, body in _texts(connection):
        if connection.execute(same, {"number": number, **_placed(title, body)}).scalar() is not True:
            return f"the full-text index does not fit the text of document {number}"
    return None


def _texts(connection: Connection) -> Iterator[tuple[int, str | None, str]]:
    last = -1
    wanted = text("SELECT number, title, text FROM documents WHERE number > :last ORDER BY number LIMIT :most")
    while rows := connection.execute(wanted, {"last": last, "most": CHUNK}).all():
        for row in rows:
            yield int(row.number), row.title, str(row.text)
        last = int(rows[-1].number)


def ranked(connection: Connection, query: str, *, most: int) -> tuple[list[tuple[int, float]], bool]:
    """Numbers of the documents that match and how well (higher is better), best first; and whether these are all.

    Of more than ``most`` the newest are ranked, by BM25 with FTS5's parameters (Robertson and Zaragoza 2009): how often each thing asked for stands there,
    less with each time, for the length of the text, and how rare it is.
    """
    matched, parts = _matched(connection, query)
    if not matched:
        return [], True
    found = text(
        "SELECT number FROM documents_text WHERE words @@ CAST(:matched AS tsquery) ORDER BY number DESC LIMIT :most"
    )
    numbers = connection.execute(found, {"matched": matched, "most": most + 1}).scalars().all()
    complete = len(numbers) <= most
    scored = text(
        "WITH held AS (SELECT number, words, CAST(size AS float8) / nullif(avg(size) OVER (), 0) AS length "
        "FROM documents_text WHERE number = ANY(:numbers)) "
        "SELECT number, (SELECT sum(rarity * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * length))) "
        "FROM (SELECT rarity, 4 * ts_rank_cd('{0.25, 0.25, 0.25, 1}', words, CAST(part AS tsquery)) AS often "
        "FROM unnest(CAST(:parts AS text[]), CAST(:rarities AS float8[])) AS wanted(part, rarity)) AS worth) AS score "
        "FROM held ORDER BY score DESC, number"
    )
    given = {"numbers": list(numbers[:most]), "parts": parts, "rarities": _rarities(connection, parts)}
    rows = connection.execute(scored, given)
    return [(int(number), float(score)) for number, score in rows], complete


def _rarities(connection: Connection, parts: Sequence[str]) -> list[float]:
    """How much each thing asked for tells, by the documents that have it; of one thing it makes no difference."""
    if len(parts) < 2:
        return [1.0] * len(parts)
    counted = text(
        "SELECT count(*) FROM (SELECT FROM documents_text WHERE words @@ CAST(:part AS tsquery) LIMIT :most) AS some_of_them"
    )
    held = [int(connection.execute(counted, {"part": part, "most": COMMON}).scalar() or 0) for part in parts]
    return [math.log(1 + (COMMON - number + 0.5) / (number + 0.5)) for number in held]


def matching(connection: Connection, query: str) -> int:
    """How many documents match."""
    matched, _ = _matched(connection, query)
    counted = text("SELECT count(*) FROM documents_text WHERE words @@ CAST(:matched AS tsquery)")
    return int(connection.execute(counted, {"matched": matched}).scalar() or 0) if matched else 0


def snippets(connection: Connection, query: str, numbers: Sequence[int]) -> dict[int, str]:
    """By a document's number, a stretch of its text with the words marked; for a few documents that match."""
    phrases = [phrase for group in asked(query).wanted for phrase in group]
    stems = _stems(connection, phrases)
    stemmed = [([stems[word] for word in _folded_words(phrase)], phrase.prefix) for phrase in phrases]
    texts = text("SELECT number, title, text FROM documents WHERE number = ANY(:numbers)")
    placed = text(
        "SELECT number, lexeme, positions FROM documents_text, unnest(words) WHERE number = ANY(:numbers) "
        "AND (lexeme = ANY(:exact) OR EXISTS (SELECT FROM unnest(CAST(:begun AS text[])) AS b(begin) WHERE starts_with(lexeme, begin)))"
    )
    begun = [words[-1] for words, prefix in stemmed if prefix and words]
    given = {"numbers": list(numbers), "exact": sorted(set(stems.values())), "begun": begun}
    where: dict[int, dict[int, str]] = {}
    for row in connection.execute(placed, given):
        where.setdefault(row.number, {}).update(dict.fromkeys(row.positions or (), row.lexeme))
    found: dict[int, str] = {}
    for told in connection.execute(texts, {"numbers": list(numbers)}):
        before = _words_in(told.title) + GAP
        hits = _hits({at - before: lexeme for at, lexeme in where.get(told.number, {}).items() if at > before}, stemmed)
        found[told.number] = snippet(told.text, [Place(*run.span()) for run in _RUN.finditer(told.text)], hits)
    return found


def _hits(held: Mapping[int, str], phrases: Sequence[tuple[list[str], bool]]) -> list[Found]:
    """Where, among words at these places (from 1), phrases stand whole."""
    return [
        Found(at, at + len(words) - 1, " ".join(words))
        for words, prefix in phrases
        for at in held
        if words and _stands(held, at, words, prefix=prefix)
    ]


def _stands(held: Mapping[int, str], at: int, words: Sequence[str], *, prefix: bool) -> bool:
    *others, last = words
    if any(held.get(place) != word for place, word in enumerate(others, start=at)):
        return False
    found = held.get(at + len(others))
    return found is not None and (found.startswith(last) if prefix else found == last)


def _matched(connection: Connection, query: str) -> tuple[str, list[str]]:
    """A user's query as a ``tsquery``, and each phrase it wants as one; "" where it asks for nothing."""
    found = asked(query)
    phrases = [*(phrase for group in found.wanted for phrase in group), *found.refused]
    stems = _stems(connection, phrases)
    groups = [[_told(phrase, stems) for phrase in group] for group in found.wanted]
    wanted = [" | ".join(told) for group in groups if (told := [one for one in group if one])]
    refused = [unwanted for phrase in found.refused if (unwanted := _told(phrase, stems))]
    if not wanted:
        return "", []
    each = [one for group in groups for one in group if one]
    return " & ".join([*(f"({part})" for part in wanted), *(f"!({part})" for part in refused)]), each


def _told(phrase: Phrase, stems: Mapping[str, str]) -> str:
    words = [f"'{stems[word]}'" for word in _folded_words(phrase)]
    if not words:
        return ""
    return f"({' <-> '.join(words)}{':*' if phrase.prefix else ''})"


def _stems(connection: Connection, phrases: Sequence[Phrase]) -> dict[str, str]:
    words = sorted({word for phrase in phrases for word in _folded_words(phrase)})
    wanted = text(
        "SELECT word, coalesce((ts_lexize('pg_catalog.english_stem', word))[1], word) AS stem FROM unnest(CAST(:words AS text[])) AS told(word)"
    )
    return {str(row.word): str(row.stem) for row in connection.execute(wanted, {"words": words})} if words else {}


def _folded_words(phrase: Phrase) -> list[str]:
    return [word for part in phrase.words for word in _each_word(part)]


def _each_word(body: str) -> list[str]:
    return [word for run in _RUN.finditer(body) if len(word := _bare(run[0])) <= LONGEST_WORD]


def _bare(word: str) -> str:
    """A word without accents and case."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word).casefold() if c.isalnum())


def _words_in(title: str | None) -> int:
    return sum(1 for _ in _RUN.finditer(title or ""))


def _placed(title: str | None, body: str) -> dict[str, object]:
    """How many words there are, and each once with its places as a ``tsvector`` has them: those of the title weigh more (``A``)."""
    held: dict[str, list[str]] = {}
    room = MOST_BYTES
    before = _words_in(title) + GAP
    for words, first, weight in ((title or "", 0, "A"), (body, before, "")):
        for place, run in enumerate(_RUN.finditer(words), start=first + 1):
            word = _bare(run[0])
            known = held.get(word)
            if known is None and word and len(word) <= LONGEST_WORD:
                room -= len(word.encode()) + 8
                known = held.setdefault(word, [])
            if known is not None and len(known) < MOST_PLACES:
                room -= 2
                known.append(f"{min(place, LAST_PLACE)}{weight}")
            if room < 0:
                break
    return {
        "size": before - GAP + _words_in(body),
        "words": list(held),
        "places": [",".join(places) for places in held.values()],
    }
