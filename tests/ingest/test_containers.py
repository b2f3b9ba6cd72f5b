"""Containers: tables, mail, feeds, WARC, archives; what is in them, and what in them cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from detente.ingest.containers import Given, Ways, expand, spooled
from detente.ingest.inputs import find
from detente.ingest.pieces import End, Fault, Piece
from detente.ingest.reader import read_piece
from detente.model.document import Document

if TYPE_CHECKING:
    from pathlib import Path

    from detente.model.findings import Failure

RELIEF = (
    "Venezuelan President Nicolas Maduro demanded on Tuesday that Washington lift its oil sanctions before elections.\n\n"
    "The State Department answered that relief would follow a fair vote."
)
PAGE = f"<html><head><title>Maduro wants relief</title></head><body><article><h1>Maduro wants relief</h1><p>{RELIEF}</p></article></body></html>"


def given(path: Path, **ways: object) -> list[Given]:
    return list(expand(find([path]), Ways(**ways)))  # type: ignore[arg-type]  # the fields of Ways


def pieces(path: Path, **ways: object) -> list[Piece]:
    return [one for one in given(path, **ways) if isinstance(one, Piece)]


def faults(path: Path, **ways: object) -> list[Failure]:
    return [one.failure for one in given(path, **ways) if isinstance(one, Fault)]


def document(piece: Piece) -> Document:
    (found,) = read_piece(piece)
    assert isinstance(found, Document), found
    return found


def test_json_lines_by_common_names(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    row = {
        "headline": "Maduro wants relief",
        "body": RELIEF,
        "published_at": "2023-05-02T09:00:00Z",
        "source": "Harbour Wire",
    }
    path.write_text(json.dumps(row) + "\n\n{broken\n" + json.dumps({"body": " "}) + "\n")
    found = document(pieces(path)[0])
    assert (found.title, found.publisher) == ("Maduro wants relief", "Harbour Wire")
    assert str(found.published) == "2023-05-02"
    assert RELIEF.split("\n\n")[1] in found.text
    assert found.origin.part == "line 1"
    assert [failure.origin.rsplit("#", 1)[1] for failure in faults(path)] == ["line 3", "line 4"]
    assert given(path)[-1] == End(path.as_posix())


def test_the_way_back_from_a_row_to_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"text": RELIEF}))
    (piece,) = pieces(path)
    found = document(piece)
    at = found.text.index("Washington")
    from detente.model.document import Span

    raw = found.raw_span(Span(at, at + 10))
    assert raw is not None
    assert b"Washington" in piece.data[raw[0] : raw[1]]


def test_a_field_map_and_nested_fields(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"a": {"words": RELIEF}, "kop": "Relief asked", "body": "not this"}))
    found = document(pieces(path, fields={"text": "a.words", "title": "kop"})[0])
    assert found.title == "Relief asked"
    assert "not this" not in found.text


def test_rows_with_one_id_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps({"id": "7", "text": f"{RELIEF} {n}"}) + "\n" for n in range(3)))
    assert [piece.part for piece in pieces(path)] == ["7", "7 (2)", "7 (3)"]


def test_a_line_without_end_is_skipped_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    row = json.dumps({"text": RELIEF}).encode()
    path.write_bytes(b'{"text": "' + b"x" * 3_000_000 + b'"}\n' + row)
    assert len(pieces(path, max_bytes=100_000)) == 1
    (failure,) = faults(path, max_bytes=100_000)
    assert failure.kind == "TooLarge"
    assert "3,000,0" in failure.reason


def test_csv_with_breaks_in_cells_and_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(f'titel;text;date\n"Relief; asked";"{RELIEF}";2 May 2023\n')
    found = document(pieces(path, fields={"title": "titel"})[0])
    assert found.title == "Relief; asked"
    assert str(found.published) == "2023-05-02"
    assert len(found.paragraphs) == 3


def test_csv_without_text_names_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("ent_num,sdn_name\n1,SOMEBODY\n")
    (failure,) = faults(path)
    assert "ent_num, sdn_name" in failure.reason
    assert "--field text=" in failure.cure


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    with gzip.open(path, "wb") as file:
        file.write(b'{"text": "a"}\n')
        for _ in range(6):
            file.write(b"\n" * 1_000_000)
    (failure,) = [failure for failure in faults(path) if failure.kind == "TooLarge"]
    assert "bomb" in failure.reason


def test_gzip_cut_short_tells_so(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl.gz"
    rows = "".join(json.dumps({"text": f"{RELIEF} {n * n}"}) + "\n" for n in range(500))
    path.write_bytes(gzip.compress(rows.encode())[:-200])
    assert any("ends early" in failure.reason for failure in faults(path))


def test_mailbox_with_html_and_plain(tmp_path: Path) -> None:
    path = tmp_path / "letters.mbox"
    head = "From a@b Tue May  2 09:00:00 2023\nFrom: Harbour Wire <news@harbour.example>\nDate: Tue, 2 May 2023 09:00:00 +0200\n"
    plain = f"{head}Subject: Fwd: Maduro wants relief\nMessage-ID: <one@x>\nContent-Type: text/plain; charset=utf-8\n\n{RELIEF}\n\n>From here on, talks.\n\n"
    markup = f"{head}Subject: =?utf-8?q?S=C3=A9oul?=\nMIME-Version: 1.0\nContent-Type: text/html\n\n{PAGE}\n\n"
    path.write_text(plain + markup)
    first, second = pieces(path)
    found = document(first)
    assert (found.title, found.publisher, str(found.published)) == ("Maduro wants relief", "Harbour Wire", "2023-05-02")
    assert first.part == "one@x"
    assert "demanded on Tuesday" in found.text
    assert document(second).title == "Séoul"


def test_feed_entries(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour Wire - World</title>'
        "<item><title>Maduro wants relief</title><link>https://harbour.example/2023/05/02/a</link><pubDate>Tue, 02 May 2023 09:00:00 GMT</pubDate>"
        f"<description>short</description><content:encoded><![CDATA[<p>{RELIEF}</p>]]></content:encoded></item>"
        "<item><title>Bare</title></item></channel></rss>"
    )
    (piece,) = pieces(path)
    found = document(piece)
    assert (found.title, found.publisher, str(found.published)) == ("Maduro wants relief", "Harbour Wire", "2023-05-02")
    assert piece.part == "https://harbour.example/2023/05/02/a"
    (failure,) = faults(path)
    assert failure.origin.endswith("#entry 2")


@pytest.mark.parametrize(
    "held",
    [
        '<rss version="2.0"><!DOCTYPE a [<!ENTITY b "c">]><channel><item/></channel></rss>',
        '<!DOCTYPE rss [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]>\n<rss version="2.0"><channel><item/></channel></rss>',
    ],
)
def test_feed_with_entities_is_refused(tmp_path: Path, held: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(f'<?xml version="1.0"?>{held}')
    (failure,) = faults(path)
    assert "entities" in failure.reason


def warc_record(number: int, body: str = PAGE) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [True, False])
def test_warc_goes_on_after_a_broken_record(tmp_path: Path, *, packed: bool) -> None:
    records = [warc_record(n, PAGE.replace("Maduro", f"Maduro{n}")) for n in range(5)]
    whole = [gzip.compress(record) for record in records] if packed else records
    if packed:
        broken = bytearray(whole[2])
        broken[60] ^= 0xFF
        whole[2] = bytes(broken)
    else:
        whole[2] = whole[2].replace(b"Content-Length: ", b"Content-Length: x")
    path = tmp_path / "news.warc.gz"
    path.write_bytes(b"".join(whole))
    assert [piece.part[-1] for piece in pieces(path)] == ["0", "1", "3", "4"]
    assert faults(path)
    assert document(pieces(path)[0]).publisher == "harbour.example"


def test_zip_slip_and_locked_sizes(tmp_path: Path) -> None:
    path = tmp_path / "news.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/good.html", PAGE)
        archive.writestr("../../etc/evil.html", PAGE)
        archive.writestr("bomb.txt", b"\0" * 9_000_000)
        archive.writestr("rows.jsonl", json.dumps({"text": RELIEF}))
    assert [piece.part for piece in pieces(path)] == ["a/good.html", "rows.jsonl line 1"]
    reasons = [failure.reason for failure in faults(path)]
    assert "zip slip" in reasons[0]
    assert "bomb" in reasons[1]


def test_pdf_words(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    from detente.ingest.reader import read_bytes

    text = b"BT /F1 12 Tf 72 720 Td (Seoul said on Friday that relief from sanctions on the North should wait for talks.) Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    whole, starts = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        starts.append(len(whole))
        whole += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % len(whole)
    (found,) = read_bytes(whole + table + end, uri="a.pdf", max_seconds=120)
    assert isinstance(found, Document), found
    assert found.text.startswith("Seoul said on Friday")
    assert found.origin.media_type == "application/pdf"


def test_patterns_and_standard_input(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.html").write_text(PAGE)
    assert [one.path.name for one in find([f"{tmp_path}/**/*.html"])] == ["one.html"]
    (failure,) = find([f"{tmp_path}/*.pdf"])
    assert "pattern" in failure.reason
    first, second = (spooled(io.BytesIO(text), tmp_path).uri for text in (b"a", b"b"))
    assert first.startswith("stdin://")
    assert first != second
