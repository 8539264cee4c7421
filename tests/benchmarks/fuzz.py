"""Coverage-guided fuzzing of every reader: fuzz.py --minutes 10 (needs `pip install atheris`)

Each reader gets its share of the time in a process of its own. Whatever the bytes, a reader gives text or a ReadError,
within 10 s and 2 GB; anything else stops the run with the input that did it. `docx-xml` and `xlsx-xml` mutate the XML
inside an archive, whose checksum would stop nearly every mutation of the file itself. A PDF is read in a process of its
own, as always, so that it gets few inputs; LibreOffice is another project's program and is left out.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

SECONDS_EACH = 10
MEGABYTES = 2048
LONGEST = 4096
SHEET = "xl/worksheets/sheet1.xml"
TARGETS = (
    "txt",
    "md",
    "html",
    "mht",
    "docx",
    "docx-xml",
    "csv",
    "xlsx",
    "xlsx-xml",
    "jsonl",
    "parquet",
    "sql",
    "zip",
    "pdf",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10, help="for all readers together")
    parser.add_argument("--target", choices=TARGETS, help="only this reader")
    options, rest = parser.parse_known_args()
    if rest:
        fuzz_one(options.target, rest)
        return
    targets = [options.target] if options.target else TARGETS
    found = [target for target in targets if not run(target, 60 * options.minutes / len(targets))]
    print("found something in: " + ", ".join(found) if found else "nothing found")
    sys.exit(bool(found))


def run(target: str, seconds: float) -> bool:
    """Fuzz one reader in a process of its own; tell whether nothing was found."""
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(seeds(target)):
            (Path(folder) / f"seed{number}").write_bytes(data)
        limits = [
            f"-max_total_time={seconds:.0f}",
            f"-timeout={SECONDS_EACH}",
            f"-rss_limit_mb={MEGABYTES}",
            f"-max_len={LONGEST}",
        ]
        command = [
            sys.executable,
            __file__,
            "--target",
            target,
            *limits,
            "-print_final_stats=1",
            f"-artifact_prefix={folder}/",
            folder,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    stats = dict(
        line.removeprefix("stat::").split(":") for line in done.stderr.splitlines() if line.startswith("stat::")
    )
    print(
        f"{target:10}{int(stats.get('number_of_executed_units', 0)):>9,} inputs, peak {stats.get('peak_rss_mb', '?').strip()} MB",
        flush=True,
    )
    if done.returncode:
        inputs = [line for line in done.stderr.splitlines() if line.startswith("Base64:")]
        print(done.stdout[-4000:], *inputs, sep="\n")
    return done.returncode == 0


def seeds(target: str) -> list[bytes]:
    """Small whole files to start from."""
    import test_reading_limits as whole
    import test_reading_tables as tables
    from office_files import PROSE, paragraph, pdf_file

    own = {
        "txt": [PROSE.encode(encoding) for encoding in ("utf-8", "gb18030", "utf-16")],
        "docx-xml": [(paragraph(PROSE) + f"<w:tbl><w:tr><w:tc>{paragraph(PROSE)}</w:tc></w:tr></w:tbl>").encode()],
        "xlsx": [tables.xlsx_bytes({"表": [tables.HEADER, *tables.ROWS]})],
        "xlsx-xml": [b'<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c><c r="B1"><v>1</v></c></row>'],
        "parquet": [tables.parquet_bytes()],
        "pdf": [pdf_file([[(72, 100, "The city set up a fund of three hundred million yuan.")]])],
    }
    return own.get(target) or [whole.WHOLE[f".{target}"]]


def fuzz_one(target: str, arguments: list[str]) -> None:
    """Fuzz one reader until time is up or something is found; ends the process."""
    import atheris
    from office_files import W, zipped

    with atheris.instrument_imports(include=["toolkit.reading"]):
        import toolkit.reading.archives
        import toolkit.reading.delimited
        import toolkit.reading.json_lines
        import toolkit.reading.markdown
        import toolkit.reading.mhtml
        import toolkit.reading.parquet
        import toolkit.reading.pdf
        import toolkit.reading.spreadsheet
        import toolkit.reading.sql
        import toolkit.reading.text
        import toolkit.reading.word  # noqa: F401
        from toolkit.reading import Source, read_source
    from toolkit.errors import ReadError

    parts = workbook() if target == "xlsx-xml" else {}

    def wrapped(data: bytes) -> bytes:
        if target == "docx-xml":
            head, tail = f"<w:document {W}><w:body>".encode(), b"</w:body></w:document>"
            return zipped({"word/document.xml": head + data + tail})
        if target == "xlsx-xml":
            return zipped({**parts, SHEET: parts[SHEET].replace(b"</sheetData>", data + b"</sheetData>")})
        return data

    def read(data: bytes) -> None:
        name = "a." + target.removesuffix("-xml")
        try:
            for document in read_source(Source(wrapped(data), name)):
                assert all(number < document.text.count("\n") + 1 for number in document.blocks)
        except ReadError as error:
            assert str(error).startswith(name)

    atheris.Setup([sys.argv[0], *arguments], read)
    atheris.Fuzz()


def workbook() -> dict[str, bytes]:
    """The parts of a spreadsheet."""
    import io
    import zipfile

    import test_reading_tables as tables

    with zipfile.ZipFile(io.BytesIO(tables.xlsx_bytes({"a": [tables.HEADER]}))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


if __name__ == "__main__":
    main()
