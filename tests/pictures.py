"""Make the pictures of the README from the seeds: python tests/pictures.py (the page needs chromium and playwright)."""

import io
import re
import shutil
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "notebooks" / "images"
_SHOTS = {"overview.png": ("", 880), "document.png": ("#d2.p22.2432-2474", 700)}
_WIDTH = 118
# As rich has it, without the font that it would load from a network.
_SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{font-family: "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", monospace; font-size: {char_height}px; line-height: {line_height}px;}}
.{unique_id}-title {{font-size: 18px; font-weight: bold; font-family: sans-serif;}}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def terminal_svg() -> str:
    """What `kechuang digest` and `kechuang explain` show on a terminal, as one picture."""
    from rich.console import Console
    from rich.text import Text

    import toolkit
    from toolkit.reports.explanations import explanation_tables
    from toolkit.reports.terminal import overview_tables

    sentence = "将市级科技风险补偿资金池从3200万元增至5200万元。"
    console = Console(record=True, width=_WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False)  # fmt: skip
    console.print(Text("$ kechuang digest --output out", style="bold"))
    for part in overview_tables(toolkit.digest(), toolkit.load_codebook()):
        console.print(part)
    console.print(Text(f"\n$ kechuang explain {sentence}", style="bold"))
    for part in explanation_tables(toolkit.load_tagger().explain(sentence)):
        console.print(part)
    return _with_wide_characters(console.export_svg(title="kechuang", code_format=_SVG, unique_id="kechuang"))


def _with_wide_characters(svg: str) -> str:
    """Give each text the length of its cells: rich counts characters, and a Chinese one takes two cells."""
    from rich.cells import cell_len

    def mended(found: re.Match[str]) -> str:
        before, length, between, text = found.groups()
        shown = unescape(text)
        return f'{before}textLength="{float(length) * cell_len(shown) / len(shown):g}"{between}{text}</text>'

    return re.sub(r'(<text [^>]*?)textLength="([\d.]+)"([^>]*>)([^<]+)</text>', mended, svg)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "terminal.svg").write_text(terminal_svg(), encoding="utf-8")
    program = shutil.which("chromium")
    if program is None:
        sys.exit("no chromium: install it to make the pictures of the page")
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder, "digest.html")
        subprocess.run([sys.executable, "-m", "toolkit", "digest", "--output", page], check=True, capture_output=True)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, (place, height) in _SHOTS.items():
            shown = browser.new_page(viewport={"width": 1200, "height": height})
            shown.goto(page.as_uri() + place)
            shown.wait_for_timeout(300)
            shown.screenshot(path=FOLDER / name)
        browser.close()


if __name__ == "__main__":
    main()
