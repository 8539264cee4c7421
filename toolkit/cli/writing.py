"""Where results go: standard output or a file, and what was wrong with which input to standard error."""

import codecs
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import typer

from toolkit.cli.options import RecordFormat
from toolkit.errors import ToolkitError
from toolkit.outputs import open_output

if TYPE_CHECKING:
    from rich.console import RenderableType

    from toolkit.document import Document
    from toolkit.reports.records import Record


_CONSOLE_ERRORS = "kechuang-console"
_STAND_INS = {"¶": "§", "•": "·"}  # for consoles in GBK, which lack the former


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """What a console shows in place of a character that its encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_STAND_INS.get(char, "?") for char in error.object[error.start : error.end]), error.end


@contextmanager
def destination(output: Path | None, *, force: bool) -> Iterator[TextIO]:
    """Open the place for results: a file that appears when it is whole, or standard output.

    A pipe gets UTF-8; a terminal whose encoding lacks a character gets another in its place.
    """
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            codecs.register_error(_CONSOLE_ERRORS, _stand_in)
            encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
            sys.stdout.reconfigure(encoding=encoding, errors=_CONSOLE_ERRORS)
        yield sys.stdout
        return
    import io

    with open_output(output, force=force) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        yield text
        text.detach()


def write_pieces(pieces: Iterable[str], output: Path | None, *, force: bool) -> None:
    """Write text piece by piece."""
    with destination(output, force=force) as stream:
        stream.writelines(pieces)


def write_tables(parts: "Iterable[RenderableType]", output: Path | None, *, force: bool) -> None:
    """Write tables and lines as text, each as it comes."""
    from toolkit.reports.terminal import print_to

    with destination(output, force=force) as stream:
        print_to(stream, parts)


def write_records(records: "Iterable[Record]", form: RecordFormat, output: Path | None, *, force: bool) -> None:
    """Write records as JSON Lines, a JSON array or CSV."""
    from toolkit.reports import tables

    writers = {"jsonl": tables.to_json_lines, "json": tables.to_json_array, "csv": tables.to_csv}
    write_pieces(writers[form.value](records), output, force=force)


def write_json(data: Any, output: Path | None, *, force: bool) -> None:
    """Write one value as indented JSON."""
    from toolkit.reports.tables import to_json

    write_pieces([to_json(data)], output, force=force)


_QUIET = "KECHUANG_QUIET"


def be_quiet() -> None:
    """Say nothing from now on, in this process and those that it starts."""
    os.environ[_QUIET] = "1"


def is_quiet() -> bool:
    """Whether nothing but results and errors is to be written."""
    return _QUIET in os.environ


def say(message: str) -> None:
    """Say something about the results on standard error, unless told to be quiet."""
    if not is_quiet():
        typer.echo(message, err=True)


def noticed(documents: "Iterable[Document]") -> "Iterator[Document]":
    """Pass documents on, saying what reading noticed about each."""
    for document in documents:
        for notice in document.notices:
            say(f"note: {document.name}: {notice}")
        yield document


def report_failures(failures: Sequence[ToolkitError | str]) -> None:
    """Name the inputs that failed, and end with exit code 1 if there are any."""
    for failure in failures:
        typer.echo(f"error: {failure}", err=True)
    if failures:
        raise typer.Exit(1)
