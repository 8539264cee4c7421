"""The main job behind `kechuang digest`: run it, keep every tagged paragraph, write what was asked for."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from toolkit.cli.options import Format
from toolkit.cli.writing import write_pieces, write_tables
from toolkit.digests import Digester, Digests, TaggedDocument
from toolkit.document import Document
from toolkit.errors import OutputError, ReadError
from toolkit.labels import Codebook
from toolkit.outputs import open_output
from toolkit.reports import records, tables, terminal
from toolkit.reports.markdown import digests_markdown

FILES = ("digest.md", "digest.json", "paragraphs.jsonl")


def run_digest(
    documents: Iterator[Document], folder: Path | None, *, digester: Digester, failures: list[ReadError], force: bool
) -> Digests:
    """Digest documents while they are read; with a folder, write the three files of results into it."""
    tagged = map(digester.add, _shown(documents))
    if folder is None:
        for _ in tagged:
            pass
        return digester.finish(tuple(map(str, failures)))
    _refuse_existing(folder, force=force)
    with ExitStack() as stack:
        markdown, whole, lines = (stack.enter_context(open_output(folder / name, force=force)) for name in FILES)
        _write_paragraphs(tagged, lines)
        digests = digester.finish(tuple(map(str, failures)))
        markdown.write(digests_markdown(digests).encode())
        whole.write(tables.to_json(records.digests_record(digests)).encode())
    return digests


def _refuse_existing(folder: Path, *, force: bool) -> None:
    """Ask before the work, not after it."""
    there = [name for name in FILES if (folder / name).exists()]
    if there and not force:
        raise OutputError(
            f"{folder / there[0]}: the file exists and is kept; use --force to replace it, or another name"
        )


def _write_paragraphs(tagged: Iterator[TaggedDocument], stream: BinaryIO) -> None:
    for entry in tagged:
        for line in tables.to_json_lines(records.tagged_record(entry.document, found) for found in entry.tagged):
            stream.write(line.encode())


def _shown(items: Iterator[Document]) -> Iterator[Document]:
    """Show progress on a terminal, and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description="文档", console=Console(stderr=True), transient=True)


def write_digests(digests: Digests, form: Format, output: Path | None, *, codebook: Codebook, force: bool) -> None:
    """Write digests in one format: as text the overview, and the lines too where no folder holds them."""
    if form is Format.text:
        parts = terminal.overview_tables(digests, codebook)
        write_tables([*parts, *terminal.digest_lines(digests)], output, force=force)
    elif form is Format.markdown:
        write_pieces([digests_markdown(digests)], output, force=force)
    elif form is Format.json:
        write_pieces([tables.to_json(records.digests_record(digests))], output, force=force)
    else:
        write = tables.to_json_lines if form is Format.jsonl else tables.to_csv
        write_pieces(write(records.digest_line_records(digests)), output, force=force)
