"""Make the pictures of the README from the seeds: python tests/pictures.py (needs chromium and playwright)."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "notebooks" / "images"
_SHOTS = {"overview.png": ("", 880), "document.png": ("#d2.p22.2432-2474", 700)}


def main() -> None:
    program = shutil.which("chromium")
    if program is None:
        sys.exit("no chromium: install it to make the pictures")
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
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
