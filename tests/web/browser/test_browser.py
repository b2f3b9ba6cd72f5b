"""What only a browser can tell: accessibility, the console, the journey from a split to a verdict, and that nothing runs."""

from __future__ import annotations

import pytest

from tests.web.browser.conftest import AXE
from tests.web.conftest import TOKEN, addresses
from tests.web.test_importing import ARTICLE

RULES = (
    "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']}"
)


def violations(tab) -> list[str]:
    """What axe-core finds on the page that is open."""
    tab.page.evaluate(AXE.read_text())
    found = tab.page.evaluate(f"axe.run(document, {RULES})")
    return [f"{v['id']}: {n['html'][:160]} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"][:3]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier_or_an_error(tab, scheme) -> None:
    tab.page.emulate_media(color_scheme=scheme)
    tab.enter()
    everything = [*addresses(tab), "/import", "/enter", "/?side=FRA", "/splits?publisher=none"]
    main = ["/", "/splits", "/table", "/timeline", addresses_of_documents(tab)[0]]
    for address in everything if scheme == "light" else main:
        tab.open(address)
        assert violations(tab) == [], address
    assert tab.faults == []
    assert len(tab.page.context.cookies()) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_series_and_changes_have_no_barrier_and_can_be_saved(tab_of_years, scheme) -> None:
    tab = tab_of_years
    tab.page.emulate_media(color_scheme=scheme)
    for address in ("/sides/USA", "/stands?of=USA&on=sanctions&bears=VEN", "/persons/Josep Borrell", "/chances"):
        tab.open(address)
        assert violations(tab) == [], address
    tab.open("/sides/USA")
    for kind in ("svg", "png"):
        with tab.page.expect_download() as saved:
            tab.page.locator("figure.series").first.get_by_role("button", name=f"Save {kind.upper()}").click()
        content = saved.value.path().read_bytes()
        assert content.startswith(b"<svg" if kind == "svg" else b"\x89PNG")
    tab.page.set_viewport_size({"width": 390, "height": 800})
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert tab.faults == []


def test_narrow_screens_need_no_scrolling_sideways(tab) -> None:
    tab.page.set_viewport_size({"width": 390, "height": 800})
    for address in addresses(tab):
        tab.open(address)
        width = tab.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, f"{address} is {width} wide"


def test_from_a_split_to_its_sentence_to_a_verdict_that_changes_it(tab) -> None:
    tab.enter()
    tab.open("/splits")
    card = tab.page.locator("article.split").first
    before = card.inner_text()
    card.locator("a.cite").first.click()
    note = tab.page.url.partition("#")[2]
    mark = tab.page.locator(f"mark#{note}")
    assert mark.is_visible()
    mark.hover()
    beside = tab.page.locator(f"#card-{note}")
    assert "lit" in beside.get_attribute("class")
    assert beside.locator("dl.facts").is_visible()
    beside.get_by_label("Why").fill("reported, not held")
    beside.get_by_role("button", name="Reject").click()
    tab.page.locator(f"#card-{note}.rejected").wait_for()
    assert "gap" in tab.page.locator(f"#card-{note} .moved").inner_text()
    assert "reported, not held" in tab.page.locator(f"#card-{note}").inner_text()
    tab.page.locator(f"#card-{note} .moved a").click()
    assert (
        tab.page.locator("article.split").count() == 0 or tab.page.locator("article.split").first.inner_text() != before
    )
    tab.open(f"/note/{note}")
    tab.page.locator(f"#card-{note}").get_by_role("button", name="Take back").click()
    tab.page.locator(f"#card-{note}").get_by_role("button", name="Reject").wait_for()
    tab.open("/splits")
    assert tab.page.locator("article.split").first.inner_text() == before
    assert tab.faults == []


def test_the_journey_on_a_large_record_waits_for_what_was_judged(tab_of_many) -> None:
    tab = tab_of_many
    tab.enter()
    tab.open("/splits")  # says that it is being made, and comes by itself
    card = tab.page.locator("article.split").first
    card.wait_for()
    before = card.inner_text()
    card.locator("a.cite").first.click()
    note = tab.page.url.partition("#")[2]
    tab.page.locator(f"#card-{note}").get_by_role("button", name="Reject").click()
    tab.page.locator(f"#card-{note} ul.moved").wait_for()
    assert "gap" in tab.page.locator(f"#card-{note} .moved").inner_text()
    assert violations(tab) == []
    tab.page.locator(f"#card-{note} .moved a").click()
    tab.page.wait_for_function(
        "before => { const one = document.querySelector('article.split'); return document.querySelector('h1') && !document.querySelector('.stale') && (!one || one.innerText !== before); }",
        arg=before,
    )
    assert tab.faults == []


def test_a_page_works_without_a_mouse(tab) -> None:
    tab.open("/splits")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.className") == "skip"
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.id") == "main"
    tab.page.keyboard.press("/")
    assert tab.page.evaluate("document.activeElement.id") == "find"
    tab.page.keyboard.type("sanctions")
    tab.page.keyboard.press("Enter")
    tab.page.locator("ol.hits li a").first.focus()
    tab.page.keyboard.press("Enter")
    tab.page.locator("mark[id]").first.focus()
    note = tab.page.evaluate("document.activeElement.id")
    assert tab.page.locator(f"#card-{note} dl.facts").is_visible()
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.id") == f"card-{note}"


def test_the_charts_are_drawn_and_can_be_saved(tab) -> None:
    tab.open("/timeline")
    tab.page.locator("figure[data-chart=timeline] svg").wait_for()
    for kind in ("svg", "png"):
        with tab.page.expect_download() as saved:
            tab.page.locator(f"figure[data-chart=timeline] [data-save={kind}]").click()
        assert saved.value.suggested_filename == f"detente-timeline.{kind}"
        content = saved.value.path().read_bytes()
        assert content.startswith(b"<svg" if kind == "svg" else b"\x89PNG")
    tab.page.locator("figure[data-chart=timeline] svg .mark-symbol.role-mark path").first.click()
    tab.page.wait_for_url("**/documents/*")
    assert tab.faults == []


def test_kinds_of_notes_can_be_hidden(tab) -> None:
    tab.open(addresses_of_documents(tab)[0])
    cards = tab.page.locator(".card.positions")
    assert cards.first.is_visible()
    tab.page.get_by_role("checkbox").nth(2).uncheck()
    assert not cards.first.is_visible()


def test_files_dropped_on_the_page_are_read_with_progress(tab_of_its_own) -> None:
    tab = tab_of_its_own
    tab.open("/enter")
    tab.page.get_by_label("Token").fill(TOKEN)
    tab.page.get_by_role("button", name="Enter").click()
    tab.page.wait_for_url(lambda address: "/enter" not in address)
    tab.open("/import")
    drop = tab.page.evaluate_handle(
        """texts => {
            const held = new DataTransfer();
            for (const [name, text] of Object.entries(texts)) held.items.add(new File([text], name, {type: "text/plain"}));
            return held;
        }""",
        {"oslo.txt": ARTICLE, "scan.pdf": "%PDF-1.4 and no more"},
    )
    tab.page.dispatch_event("#drop", "dragover", {"dataTransfer": drop})
    assert "over" in tab.page.locator("#drop").get_attribute("class")
    tab.page.dispatch_event("#drop", "drop", {"dataTransfer": drop})
    assert tab.page.locator("#chosen").inner_text() == "2 files, 1 kB"
    tab.page.get_by_role("button", name="Read them").click()
    tab.page.locator("progress").wait_for()
    assert violations(tab) == []
    tab.page.get_by_text("1 read, 1 failed").wait_for()
    tab.page.get_by_text("scan.pdf").wait_for()
    tab.page.locator("progress").wait_for(state="detached")
    assert violations(tab) == []
    tab.open("/search?q=Belarus+prisoners")
    tab.page.locator("ol.hits li a").first.click()
    assert tab.page.locator("mark[id]").count() > 0
    assert tab.faults == []


def test_nothing_of_a_hostile_document_runs_or_asks_the_network(attacked_tab) -> None:
    tab = attacked_tab
    tab.enter()
    for address in addresses(tab):
        tab.open(address)
        assert tab.page.locator("img, iframe").count() == 0
    tab.open(addresses_of_documents(tab)[0])
    assert "<script>alert(1)</script>" in tab.page.locator("#article").inner_text()
    for mark in tab.page.locator("mark[id]").all():
        mark.hover()
    assert tab.faults == []


def addresses_of_documents(tab) -> list[str]:
    return [address for address in addresses(tab) if address.startswith("/documents/")]
