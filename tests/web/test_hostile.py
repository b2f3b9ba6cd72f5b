"""A document whose title, text, quotes, actors and publisher hold mark-up: nothing of it becomes mark-up on any page."""

from __future__ import annotations

from html.parser import HTMLParser

from tests.web.conftest import addresses

OURS = {"script", "img", "iframe", "object", "embed", "base", "style"}


class Elements(HTMLParser):
    """The elements of a page, and attributes that could run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        self.found.append((tag, dict(attrs)))


def test_nothing_of_a_document_becomes_mark_up(attacked) -> None:
    pages = addresses(attacked)
    told = "".join(attacked.get(address).text for address in pages)
    assert "&lt;script&gt;alert(1)" in told
    for address in pages:
        for tag, attributes in Elements(attacked.get(address).text).found:
            assert not any(name.startswith("on") for name in attributes), (address, tag, attributes)
            if tag == "script":
                assert (attributes.get("src") or "").startswith("/static/") or attributes["type"] == "application/json"
            else:
                assert tag not in OURS, address
            for name in ("href", "src", "action", "hx-get", "hx-post"):
                value = attributes.get(name)
                assert value is None or value.startswith(("/", "#")), (address, value)


def test_data_of_a_chart_cannot_end_its_element(attacked) -> None:
    page = attacked.get("/timeline").text
    data = page.partition('id="chart-timeline">')[2].partition("</script>")[0]
    assert data.startswith("{")
    assert data.endswith("}")
    assert "<" not in data


def test_spreadsheets_run_nothing(attacked) -> None:
    for address in addresses(attacked):
        stem, _, query = address.partition("?")
        data = attacked.get(f"{'/overview' if stem == '/' else stem}.csv{'?' + query if query else ''}")
        assert data.headers["content-disposition"].startswith("attachment")
        assert data.headers["x-content-type-options"] == "nosniff"


def test_hostile_questions_come_back_as_words(attacked) -> None:
    for address in (
        '/search?q="><script>alert(3)</script>',
        "/persons/<script>alert(3)<%2Fscript>",
        "/<script>alert(3)</script>",
    ):
        page = attacked.get(address).text
        assert "<script>alert(3)" not in page
    for name in ("side", "person", "issue", "type", "publisher"):
        assert "<b>x" not in attacked.get(f'/splits?{name}="><b>x').text
    assert "<b>x" not in attacked.get('/splits?since="><b>x').text
