"""The page in a real browser: opens from disk, asks for nothing, filters, follows citations, shows markup as text."""

import io
import json
import re
import shutil
from base64 import b64encode
from contextlib import closing
from hashlib import sha256

import pytest

import toolkit
from toolkit.digests import Digester
from toolkit.reports.entries import reported
from toolkit.reports.html import HtmlReport

HOSTILE = (
    "2023年创新工作总结</script><script>document.title='taken'</script>\n"
    "一、平台建设<img src=x onerror=alert(1)>\n"
    "全市新增省级重点实验室5家,&lt;b&gt;引进博士120名,发放科技贷款3.2亿元</script><!--。\n"
    '二、"><svg onload=alert(2)>\n'
    "培育高新技术企业56家,与南方大学共建联合创新中心2个\u2028,孵化器入驻企业80家'\"`${1}。\n"
)


def page_of(documents):
    digester, stream = Digester(), io.BytesIO()
    report = HtmlReport(stream, toolkit.load_codebook())
    with closing(report):
        for document in documents:
            report.add(reported(digester.add(document)))
        report.finish(digester.finish(("坏文件.txt: <b>empty</b>",)))
    return stream.getvalue().decode()


@pytest.fixture(scope="module")
def seeds_page(tmp_path_factory, seed_documents):
    path = tmp_path_factory.mktemp("page") / "digest.html"
    path.write_text(page_of(seed_documents), encoding="utf-8", newline="")
    return path


@pytest.fixture(scope="module")
def browser():
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no chromium on this machine: the page is not tested in a browser")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def visit(browser):
    """Open a page and note every request, error and dialogue."""
    contexts = []

    def visit(path, place="", **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.noted = []
        page.on("request", lambda request: page.noted.append(request.url))
        page.on("pageerror", lambda error: page.noted.append(f"error {error}"))
        page.on("console", lambda message: page.noted.append(message.text))
        page.on("dialog", lambda dialog: (page.noted.append("dialog"), dialog.dismiss()))
        page.goto(path.as_uri() + place)
        page.set_default_timeout(10_000)
        return page

    yield visit
    for context in contexts:
        context.close()


def test_style_and_script_are_known_to_the_policy_by_their_digests(seeds_page):
    text = seeds_page.read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)[1]
        assert f"{tag}-src 'sha256-{b64encode(sha256(inside.encode()).digest()).decode()}'" in policy
    assert not re.search(r"""<[^>]+\s(?:on\w+|style)=""", text.split("<script", 1)[0])
    assert not re.search(r"""(?:src|href)=["'](?!#)""", text)


def test_markup_in_documents_stays_text_in_the_file():
    text = page_of([toolkit.segment(HOSTILE)])
    assert len(re.findall(r"<script[ >]", text)) == 3
    assert "<img" not in text
    assert "<b>" not in text
    data = json.loads(re.search(r'id="text-0">(.*?)</script>', text, re.S)[1])
    assert any("</script><!--" in block["text"] for block in data["blocks"])


def test_the_same_digest_gives_the_same_page(seed_documents):
    assert page_of(seed_documents[:2]) == page_of(seed_documents[:2])


def test_markup_in_documents_is_shown_in_the_browser(tmp_path, visit):
    path = tmp_path / "digest.html"
    path.write_text(page_of([toolkit.segment(HOSTILE)]), encoding="utf-8")
    page = visit(path, "#d0")
    assert page.noted == [path.as_uri()]
    assert page.title() == "政策文本摘编（1 篇）"
    assert "</script><!--" in page.inner_text("#d0 .read")
    assert page.locator("main img, main svg[onload]").count() == 0


def test_it_opens_from_disk_without_a_request(seeds_page, visit):
    page = visit(seeds_page)
    assert page.noted == [seeds_page.as_uri()]
    assert page.locator("#heat tbody tr:visible").count() == 5
    assert page.locator("#documents").is_hidden()


def test_a_citation_leads_to_the_very_sentence(seeds_page, visit):
    page = visit(seeds_page, "#themes")
    line = page.locator("#theme-finance .line").first
    said = line.locator(".said").inner_text()
    line.locator(".cite").click()
    page.wait_for_selector(".target")
    assert said.rstrip("。；;") in "".join(page.locator(".target").all_inner_texts())
    assert page.locator(".target").first.evaluate(
        "element => { const box = element.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    page.go_back()
    assert page.locator("#theme-finance").is_visible()


def test_every_citation_of_the_page_finds_its_sentence(seeds_page, visit):
    page = visit(seeds_page)
    links = page.eval_on_selector_all(".line .cite", "links => links.map(link => link.getAttribute('href'))")
    assert len(links) > 40
    for link in links:
        page.evaluate("link => { location.hash = link; }", link)
        place = "d{}.p{}".format(*re.findall(r"\d+", link)[:2])
        page.wait_for_selector(f'[id="{place}"] .target')


def test_filters_and_search(seeds_page, visit):
    page = visit(seeds_page)
    page.select_option("#f-theme", "1")
    page.wait_for_selector("#f-count:text-is('3 / 5 篇')")
    page.fill("#f-region", "连云港")
    page.wait_for_selector("#f-count:text-is('1 / 5 篇')")
    page.click("text=清除")
    page.wait_for_selector("#f-count:text-is('5 / 5 篇')")
    page.keyboard.press("Escape")
    page.locator("#f-count").click()
    page.keyboard.press("/")
    page.keyboard.type("风险补偿")
    page.click("[data-nav=documents]")
    page.wait_for_selector(".hits:visible mark")
    assert page.locator(".hits mark:visible").first.inner_text() == "风险补偿"
    page.locator(".hits .cite:visible").first.click()
    page.wait_for_selector(".read .hit")
    page.fill("#f-text", "没有这样的词")
    page.click("[data-nav=documents]")
    assert page.locator(".empty").is_visible()


def test_a_theme_shows_only_the_documents_that_the_filter_leaves(seeds_page, visit):
    page = visit(seeds_page, "#themes")
    assert page.locator(".group h4:visible").count() > 10
    page.fill("#f-region", "连云港")
    page.wait_for_selector("#f-count:text-is('1 / 5 篇')")
    heads = page.locator(".group h4:visible").all_inner_texts()
    assert heads
    assert all(head.startswith("江苏省连云港市《") for head in heads)


def test_evidence_is_marked_on_focus_and_kept_when_pressed(seeds_page, visit):
    page = visit(seeds_page, "#d2")
    chip = page.locator(".chip").first
    chip.focus()
    assert page.locator(".on").count() > 0
    chip.blur()
    assert page.locator(".on").count() == 0
    chip.press("Enter")
    chip.blur()
    assert chip.get_attribute("aria-pressed") == "true"
    assert page.locator(".on").count() > 0


def test_the_heat_map_sorts(seeds_page, visit):
    page = visit(seeds_page)
    page.click("#heat [data-sort='4']")
    shares = page.eval_on_selector_all(
        "#heat tbody tr", "rows => rows.map(row => parseFloat(row.cells[4].textContent))"
    )
    assert shares == sorted(shares, reverse=True)
    assert page.locator("#heat [aria-sort=descending]").count() == 1


def test_a_phone_shows_everything_in_its_width(seeds_page, visit):
    for place in ("", "#themes", "#documents", "#d2"):
        page = visit(seeds_page, place, viewport={"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_print_leaves_out_what_paper_cannot_use(seeds_page, visit):
    page = visit(seeds_page, "#d2")
    page.emulate_media(media="print")
    assert page.locator(".filters").is_hidden()
    assert page.locator(".read").is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_each_control_has_a_name(seeds_page, visit):
    page = visit(seeds_page, "#d2")
    nameless = page.eval_on_selector_all(
        "input, select, button, a, section, nav",
        """elements => elements.filter(element => element.offsetParent && !element.textContent.trim()
           && !element.getAttribute('aria-label') && !(element.labels && element.labels.length)).map(e => e.outerHTML)""",
    )
    assert nameless == []
