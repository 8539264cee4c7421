"""How fast files are read, beside markitdown (Word) and trafilatura (web pages), in how much memory, and attacks refused.

    python tests/benchmarks/reading.py

The peers are installed into `.venv-peers`. Files: the messy ones beside the project where they lie, and made ones.
"""

import io
import json
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

ROOT = Path(__file__).parents[2]
PEERS = ROOT / ".venv-peers"
MESSY = Path(os.environ.get("KECHUANG_SHARED", ROOT.parent / "shared")) / "corpus" / "messy"
SECONDS = 4.0
LOOP = """
import json, sys, time
from pathlib import Path
files, seconds = json.loads(sys.argv[1]), float(sys.argv[2])
data = {file: Path(file).read_bytes() for file in files}
for file in files:
    work(data[file], file)
start, count = time.process_time(), 0
while time.process_time() - start < seconds:
    for file in files:
        work(data[file], file)
        count += 1
print(count / (time.process_time() - start))
"""
OURS = """
from toolkit.errors import ReadError
from toolkit.reading import Source, read_source
def work(data, name):
    try:
        return sum(len(document.text) for document in read_source(Source(data, name)))
    except ReadError:
        return 0
"""
MARKITDOWN = """
import io
from markitdown import MarkItDown
converter = MarkItDown(enable_plugins=False)
def work(data, name):
    return len(converter.convert_stream(io.BytesIO(data), file_extension=".docx").text_content)
"""
TRAFILATURA = """
import trafilatura
def work(data, name):
    return len(trafilatura.extract(data) or "")
"""
MEMORY = """
import re, sys
from pathlib import Path
from toolkit.reading import Source, read_source
def memory(kind):
    return 1024 * int(re.search(kind + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
name = sys.argv[1]
data = Path(name).read_bytes()
list(read_source(Source("<p>一。</p>".encode(), "a.html")))
before = memory("VmRSS")
Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew
for document in read_source(Source(data, name)):
    pass
print(memory("VmHWM") - before)
"""


def main() -> None:
    install_peers()
    folder = ROOT / ".venv-peers" / "files"
    folder.mkdir(exist_ok=True)
    words = [*map(str, sorted(MESSY.glob("*.docx"))), made_word_file(folder)]
    pages = [*map(str, sorted(MESSY.glob("*.htm*"))), made_page(folder)]
    print("documents per second of process time, one run".ljust(52), f"{len(words)} Word files, {len(pages)} pages")
    compare("Word", words, "markitdown", MARKITDOWN)
    compare("web pages", pages, "trafilatura", TRAFILATURA)
    print("\nmemory beyond the file's own bytes, as a multiple of them (Word: of its unpacked XML)")
    for path, size in large_files(folder):
        grown = float(run(sys.executable, MEMORY, str(path)))
        print(f"{path.suffix:8}{size / 2**20:8.1f} MB{grown / size:8.1f} x")
    refuse_attacks()


def refuse_attacks() -> None:
    """Time what the tests show to be refused."""
    import test_reading_archives as archives
    import test_reading_html as pages
    import test_reading_pdf as pdfs

    from toolkit.errors import ReadError
    from toolkit.reading import Source, read_source

    attacks = [
        *archives.ATTACKS,
        *((page.encode(), "a.html", message) for page, message in pages.ATTACKS),
        *((data, "a.pdf", message) for data, message in pdfs.ATTACKS),
    ]
    print("\nseconds until an attack is refused")
    for data, name, _ in attacks:
        start = time.perf_counter()
        try:
            list(read_source(Source(data, name)))
        except ReadError as error:
            print(f"{time.perf_counter() - start:6.2f}  {error}"[:120])


def install_peers() -> None:
    python = PEERS / "bin" / "python"
    if not python.exists():
        venv.create(PEERS, with_pip=True)
        packages = ["markitdown[docx]", "trafilatura", "lxml_html_clean"]
        command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def compare(kind: str, files: list[str], peer: str, code: str) -> None:
    ours = float(run(sys.executable, OURS + LOOP, json.dumps(files), str(SECONDS)))
    theirs = float(run(str(PEERS / "bin" / "python"), code + LOOP, json.dumps(files), str(SECONDS)))
    print(f"{kind:12}{'ours':>8}{ours:9.1f}{peer:>14}{theirs:9.1f}{ours / theirs:9.1f} x")


def run(python: str, code: str, *arguments: str) -> str:
    done = subprocess.run([python, "-c", code, *arguments], capture_output=True, check=True, text=True, cwd=ROOT)
    return done.stdout.strip().splitlines()[-1]


def made_word_file(folder: Path) -> str:
    """A report with headings, lists and tables, as python-docx writes it."""
    import docx

    book = docx.Document()
    for section in range(20):
        book.add_heading(f"第{section}部分工作情况", 1)
        for _ in range(8):
            book.add_paragraph("全市新增高新技术企业一百二十家，比上年增长两成，其中规上企业占七成。" * 4)
        table = book.add_table(rows=8, cols=5)
        for row in table.rows:
            for cell in row.cells:
                cell.text = "三百二十"
    path = folder / "made.docx"
    book.save(str(path))
    return str(path)


def made_page(folder: Path) -> str:
    menu = "".join(f"<li><a href='/{number}'>栏目{number}</a></li>" for number in range(200))
    body = "".join(f"<p>全市新增高新技术企业{number}家，比上年增长两成。</p>" for number in range(200))
    path = folder / "made.html"
    path.write_text(f"<html><body><ul class='nav'>{menu}</ul><div>{body}</div></body></html>", encoding="utf-8")
    return str(path)


def large_files(folder: Path) -> list[tuple[Path, int]]:
    """Files of some 20 MB, with the size that counts."""
    import zipfile

    line = "全市新增高新技术企业一百二十家，比上年增长两成，其中规上企业占七成。" * 6
    xml = "<w:p><w:r><w:t>" + line + "</w:t></w:r></w:p>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    made = {
        ".txt": (line + "\n") * 30_000,
        ".html": "<html><body>" + f"<p>{line}</p>" * 30_000,
        ".csv": "title,text\n" + f"甲,{line}\n" * 30_000,
        ".jsonl": (json.dumps({"text": line}, ensure_ascii=False) + "\n") * 30_000,
    }
    files = []
    for suffix, text in made.items():
        path = folder / f"large{suffix}"
        path.write_text(text, encoding="utf-8")
        files.append((path, path.stat().st_size))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{xml * 30_000}</w:body></w:document>")
    path = folder / "large.docx"
    path.write_bytes(buffer.getvalue())
    return [*files, (path, len(buffer.getvalue()))]


if __name__ == "__main__":
    main()
