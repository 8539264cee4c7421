"""What reports cost for 200 documents: time after the digest, bytes, and in a browser the first view and a filter."""

import io
import shutil
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import toolkit
from toolkit.digests import Digester
from toolkit.folders import measuring
from toolkit.reports.entries import reported
from toolkit.reports.formats import REPORTS

_DOCUMENTS = 200
_FILTERS = ("f => { const t = performance.now(); f.value = %s; f.dispatchEvent(new Event('input', {bubbles: true})); "
            "return new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now() - t)))); }")  # fmt: skip


def main() -> None:
    folder = measuring()
    if folder is None:
        sys.exit("the measuring data is absent: set KECHUANG_SHARED to its folder")
    paths = sorted((folder / "corpus" / "docs").glob("*.txt"))[:_DOCUMENTS]
    digester = Digester()
    tagged = [digester.add(toolkit.read(path, name=path.name)) for path in paths]
    digests = digester.finish()
    begin = time.process_time()
    entries = [reported(entry) for entry in tagged]
    print(f"{len(entries)} documents, {sum(len(entry.document.raw) for entry in entries):,} characters")
    print(f"evidence, once for all formats: CPU {time.process_time() - begin:.1f} s\n")
    print("| file | CPU seconds | MB |\n|---|---|---|")
    for files in REPORTS.values():
        for name, make in files.items():
            begin, stream = time.process_time(), io.BytesIO()
            report = make(stream, toolkit.load_codebook())
            with closing(report):
                for entry in entries:
                    report.add(entry)
                report.finish(digests)
            print(f"| {name} | {time.process_time() - begin:.1f} | {len(stream.getvalue()) / 1e6:.1f} |")
            if name == "digest.html":
                page = stream.getvalue()
    in_browser(page)


def in_browser(page: bytes) -> None:
    program = shutil.which("chromium")
    if program is None:
        print("no chromium: the page was not opened")
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "digest.html")
        path.write_bytes(page)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        shown = browser.new_page()
        shown.goto(path.as_uri())
        print("\n| in Chromium | ms |\n|---|---|")
        paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        print(f"| first view | {shown.evaluate(paint):.0f} |")
        loaded = "performance.getEntriesByType('navigation')[0].loadEventEnd"
        print(f"| loaded | {shown.evaluate(loaded):.0f} |")
        for name, field, value in (
            ("filter by theme", "#f-theme", "'1'"),
            ("filter by region", "#f-region", "'江苏'"),
            ("first search in all texts", "#f-text", "'概念验证'"),
            ("another search", "#f-text", "'风险补偿'"),
        ):
            print(f"| {name} | {shown.eval_on_selector(field, _FILTERS % value):.0f} |")
        begin = time.perf_counter()
        shown.evaluate("location.hash = '#d150'")
        shown.wait_for_selector(".read")
        print(f"| a document | {1000 * (time.perf_counter() - begin):.0f} |")
        browser.close()


if __name__ == "__main__":
    main()
