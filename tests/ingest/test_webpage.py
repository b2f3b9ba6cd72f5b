"""HTML pages: the article found, its way back to the raw bytes, and pages that mean harm."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.ingest import extraction, webpage
from detente.ingest.extraction import Extractor
from detente.ingest.markdown import blocks
from detente.ingest.reader import read_bytes
from detente.model.document import Document

BODY = [
    (
        "CARACAS - The United States eased some oil sanctions on Venezuela on Wednesday after the government and the opposition "
        "agreed on terms for an election, officials said."
    ),
    (
        "The Treasury Department issued a general licence for six months & warned that it would be withdrawn if the government "
        "did not keep its side of the bargain."
    ),
    (
        "“We expect that candidates will be allowed to run,” a senior official told reporters in a call on Wednesday evening, and "
        "added that prisoners had to be released by the end of November."
    ),
    (
        "Norway’s mediators welcomed the agreement, which was signed in Barbados on Tuesday after months of talks between the two "
        "sides that had often been broken off."
    ),
    "Oil prices fell a little on the news, since traders expected that Venezuela could sell more crude in the coming months.",
]
PAGE = (
    "<!doctype html><html><head><title>U.S. eases oil sanctions on Venezuela | The Gazette</title>"
    '<meta property="og:title" content="U.S. eases oil sanctions on Venezuela"><script>var x = "<p>not this</p>";</script></head>'
    "<body><nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>"
    "<article><h1>U.S. eases oil sanctions on Venezuela</h1>\n"
    + "\n".join(f"<p>{text.replace('&', '&amp;')}</p>" for text in BODY)
    + "</article><footer><a href='/about'>About us</a> Copyright</footer></body></html>"
)


def read(page: str, *, max_seconds: float = 20) -> Document:
    (found,) = read_bytes(page.encode(), uri="page.html", max_seconds=max_seconds)
    assert isinstance(found, Document), found
    return found


def test_article_and_the_way_back() -> None:
    document = read(PAGE)
    assert document.origin.media_type == "text/html"
    texts = [document.quote(paragraph.span) for paragraph in document.paragraphs]
    assert texts == ["U.S. eases oil sanctions on Venezuela", *BODY]
    assert document.paragraphs[0].kind == "headline"
    data = PAGE.encode()
    assert len(document.alignment) == len(texts)
    for each in document.alignment[1:]:
        raw = data[each.raw_start : each.raw_end].decode().replace("&amp;", "&")
        assert raw == document.text[each.start : each.end]


@pytest.mark.parametrize(
    "harm",
    [
        "<div " + " ".join(f'a{i}="x"' for i in range(60_000)) + ">",
        "<div>" * 20_000,
        '<!DOCTYPE x [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 9))
        + "]>&a8;",
        "<script>" + "while(1);" * 1_000 + "</script><style>p{}</style><iframe src='http://example.org'></iframe>",
    ],
    ids=["attributes", "nesting", "entities", "scripts"],
)
def test_harm_is_survived(harm: str) -> None:
    document = read(PAGE.replace("<article>", f"{harm}<article>"), max_seconds=10)
    assert BODY[0] in document.text
    assert "while(1)" not in document.text
    assert "haha" not in document.text


def test_long_tags_lose_their_attributes() -> None:
    page = f"<p class='{'x' * webpage.LONGEST_TAG}'>Text</p><a href='/short'>b</a>"
    assert webpage.harmless(page) == "<p>Text</p><a href='/short'>b</a>"
    assert webpage.depth("<div>" * 7 + "</div>" * 7 + "<br>" * 9) == 7


def test_headline_is_the_heading_that_the_metadata_name() -> None:
    assert webpage.headline(PAGE) == "U.S. eases oil sanctions on Venezuela"
    assert webpage.headline("<title>Talks resume in Vienna - The Gazette</title>") == "Talks resume in Vienna"
    assert (
        webpage.headline("<h1>The Gazette</h1><h1>Iran talks resume in Vienna</h1><p>x")
        == "Iran talks resume in Vienna"
    )


def test_a_slow_page_is_killed_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Extractor()
    try:
        start = time.monotonic()
        assert made.extract(PAGE * 8000, max_seconds=0.001) == []  # takes half a second
        assert time.monotonic() - start < 60
        assert [text for _, text in made.extract(PAGE, max_seconds=30)][-1] == BODY[-1]
        monkeypatch.setattr(extraction, "extractor", lambda: made)
    finally:
        made.close()


def test_without_the_worker_the_line_classifier_reads_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webpage, "article", lambda *_, **__: [])
    document = read(PAGE)
    assert all(text in document.text for text in BODY)
    assert "not this" not in document.text
    assert "About us" not in document.text


def test_tags_are_left_out_of_blocks() -> None:
    made = blocks(
        "<ul><li>One <b>bold</b> thing</li><li><a href='x'>A link</a></li></ul><!-- no --><p>Two &lt; three</p>"
    )
    assert [(each.text, each.shape) for each in made] == [
        ("One bold thing", "item"),
        ("A link", "link"),
        ("Two < three", "text"),
    ]


MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                "<div class='a'>",
                "</div>",
                "<b>",
                "<h1>",
                "</h1>",
                "<li>",
                "<a href='",
                "'>",
                "</a>",
                "<br>",
            ),
            *(
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "<title>",
                "<table><td>",
                "&amp;",
                "&#0;",
                "&#x110000;",
                "&lt",
                "<",
                ">",
            ),
            *(
                "\0",
                "\r\n",
                " ",
                "\u2028",
                "Iran and Oman met in Muscat on Sunday. ",
                "“",
                "制裁",
                "<![CDATA[",
                "<?x",
                "<svg/>",
            ),
        ]
    ),
    max_size=40,
)


@settings(max_examples=40, deadline=None)
@given(MARKUP)
def test_any_markup_gives_a_document_or_a_failure(parts: list[str]) -> None:
    data = ("<html><body>" + "".join(parts)).encode()
    for found in read_bytes(data, uri="x.html", max_seconds=20):
        if isinstance(found, Document):
            assert found.text == "\n\n".join(found.quote(paragraph.span) for paragraph in found.paragraphs)
            for each in found.alignment:
                assert 0 <= each.raw_start < each.raw_end <= len(data)
        else:
            assert found.reason
