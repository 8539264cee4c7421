"""The files that a digest can be written to, by format: documents are added one by one, the digests come last."""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from toolkit.digests import Digests
from toolkit.labels import Codebook
from toolkit.reports import records, tables
from toolkit.reports.entries import Report, ReportedDocument
from toolkit.reports.markdown import digests_markdown
from toolkit.reports.records import Record


class DigestText(Report):
    """A file that holds the digests alone, as text."""

    def __init__(self, stream: BinaryIO, render: Callable[[Digests], Iterable[str]]) -> None:
        self._stream, self._render = stream, render

    def finish(self, digests: Digests) -> None:
        """Write the digests."""
        for piece in self._render(digests):
            self._stream.write(piece.encode())


class ParagraphText(Report):
    """A file with a record a tagged paragraph, written as the documents come."""

    def __init__(self, stream: BinaryIO, render: Callable[[Iterator[Record]], Iterable[str]]) -> None:
        self._stream, self._render = stream, render

    def add(self, entry: ReportedDocument) -> None:
        """Write the paragraphs of a document."""
        for piece in self._render(iter(entry.records)):
            self._stream.write(piece.encode())


def _markdown(stream: BinaryIO, _: Codebook) -> Report:
    return DigestText(stream, lambda digests: [digests_markdown(digests)])


def _json(stream: BinaryIO, _: Codebook) -> Report:
    return DigestText(stream, lambda digests: [tables.to_json(records.digests_record(digests))])


def _jsonl(stream: BinaryIO, _: Codebook) -> Report:
    return ParagraphText(stream, tables.to_json_lines)


def _digest_csv(stream: BinaryIO, _: Codebook) -> Report:
    return DigestText(stream, lambda digests: tables.to_csv(records.digest_line_records(digests)))


def _paragraphs_csv(stream: BinaryIO, _: Codebook) -> Report:
    return ParagraphText(stream, lambda rows: tables.to_csv(rows, header=stream.tell() == 0))


def _html(stream: BinaryIO, codebook: Codebook) -> Report:
    from toolkit.reports.html import HtmlReport

    return HtmlReport(stream, codebook)


def _docx(stream: BinaryIO, codebook: Codebook) -> Report:
    from toolkit.reports.word import WordReport

    return WordReport(stream, codebook)


def _xlsx(stream: BinaryIO, codebook: Codebook) -> Report:
    from toolkit.reports.excel import ExcelReport

    return ExcelReport(stream, codebook)


def _digest_parquet(stream: BinaryIO, _: Codebook) -> Report:
    from toolkit.reports.parquet import DigestParquet

    return DigestParquet(stream)


def _paragraphs_parquet(stream: BinaryIO, codebook: Codebook) -> Report:
    from toolkit.reports.parquet import ParagraphParquet

    return ParagraphParquet(stream, codebook)


REPORTS: dict[str, dict[str, Callable[[BinaryIO, Codebook], Report]]] = {
    "markdown": {"digest.md": _markdown},
    "json": {"digest.json": _json},
    "jsonl": {"paragraphs.jsonl": _jsonl},
    "html": {"digest.html": _html},
    "docx": {"digest.docx": _docx},
    "xlsx": {"digest.xlsx": _xlsx},
    "csv": {"digest.csv": _digest_csv, "paragraphs.csv": _paragraphs_csv},
    "parquet": {"digest.parquet": _digest_parquet, "paragraphs.parquet": _paragraphs_parquet},
}
"""For each format the files it consists of, the digest first."""
