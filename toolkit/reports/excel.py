"""The digest as an Excel workbook: documents, lines, themes by documents and every tagged paragraph, with filters."""

from array import array
from bisect import bisect_left
from datetime import datetime
from typing import Any, BinaryIO

from toolkit.digests import DigestLine, Digests
from toolkit.labels import Codebook
from toolkit.reports import sheets
from toolkit.reports.entries import Report, ReportedDocument
from toolkit.reports.extras import require
from toolkit.reports.markdown import short_names
from toolkit.reports.sheets import LAST_ROW, Sheet

_MOST_LINKS = 65_000  # a sheet of Excel holds 65,530
_LEAST_DATE = datetime(2000, 1, 1)  # the clock is never asked: the same digest gives the same file


class ExcelReport(Report):
    """Writes a workbook to a stream; rows go to temporary files as they come.

    Parameters
    ----------
    stream, codebook
        Where to, and the themes of the columns.
    last_row
        The number of the last row of a sheet; paragraphs beyond it go to another sheet.
    """

    def __init__(self, stream: BinaryIO, codebook: Codebook, *, last_row: int = LAST_ROW) -> None:
        xlsxwriter = require("xlsxwriter", purpose="digest.xlsx")
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(stream, options)
        self._book.set_properties({"title": "政策文本摘编", "created": _LEAST_DATE})
        self._formats = sheets.formats(self._book)
        self._codebook, self._last_row = codebook, last_row
        self._about, self._documents, self._lines, self._matrix = (
            self._sheet(name) for name in ("说明", "文档", "摘编", "主题×文档")
        )
        self._paragraphs = [self._sheet("段落")]
        self._count = 0
        self._places: dict[str, tuple[int, array[int]]] = {}

    def add(self, entry: ReportedDocument) -> None:
        """Write the tagged paragraphs of a document."""
        indexes = array("l", (record["index"] for record in entry.records))
        self._places.setdefault(entry.document.name, (self._count, indexes))
        for record in entry.records:
            if self._paragraphs[-1].rows == self._last_row:
                self._paragraphs.append(self._sheet(f"段落（{len(self._paragraphs) + 1}）"))
            self._paragraphs[-1].head(
                sheets.paragraph_columns(self._codebook), columns_printed=sheets.PARAGRAPHS_PRINTED
            )
            self._paragraphs[-1].add(sheets.paragraph_row(record, self._codebook))
            self._count += 1

    def finish(self, digests: Digests) -> None:
        """Write the other sheets."""
        self._head_paragraphs(self._paragraphs[0])
        self._write_documents(digests)
        self._write_lines(digests)
        self._write_matrix(digests)
        self._write_about(digests)
        for sheet in (self._documents, self._lines, *self._paragraphs):
            sheet.end()

    def close(self) -> None:
        """Write the workbook from its temporary files."""
        self._book.close()

    def _sheet(self, name: str) -> Sheet:
        return Sheet(self._book.add_worksheet(name), self._formats)

    def _head_paragraphs(self, sheet: Sheet) -> None:
        sheet.head(sheets.paragraph_columns(self._codebook), columns_printed=sheets.PARAGRAPHS_PRINTED)

    def _write_documents(self, digests: Digests) -> None:
        names = short_names([digest.document for digest in digests.documents])
        self._documents.head(sheets.DOCUMENT_COLUMNS)
        for digest in digests.documents:
            about = (digest.title, digest.date, digest.region, digest.source)
            text = "\n".join(line.text for line in digest.lines)
            self._documents.add([names[digest.document], *about, digest.paragraphs, text, digest.document])

    def _write_lines(self, digests: Digests) -> None:
        self._lines.head(sheets.LINE_COLUMNS, columns_printed=sheets.LINES_PRINTED)
        titles = {digest.document: digest for digest in digests.documents}
        for digest in digests.documents:
            for line in digest.lines:
                self._write_line(["文档", digest.title or digest.document], line, titles[line.document])
        for theme in digests.themes:
            for line in theme.lines:
                self._write_line(["主题", theme.name], line, titles[line.document])

    def _write_line(self, head: list[Any], line: DigestLine, source: Any) -> None:
        span = (line.span.start, line.span.end)
        about = (source.region, source.date, line.document, f"¶{line.paragraph}")
        row = [
            *head,
            line.text,
            *about,
            *span,
            line.score,
            "\n".join(line.sources),
            " / ".join(line.section),
            line.context,
        ]
        link = self._link(line) if self._lines.rows < _MOST_LINKS else None
        self._lines.add(row, link=(row.index(about[-1], 5), link) if link else None)

    def _link(self, line: DigestLine) -> str | None:
        """Where the paragraph of a line stands in this workbook."""
        first, indexes = self._places.get(line.document, (0, array("l")))
        place = bisect_left(indexes, line.paragraph)
        if place == len(indexes) or indexes[place] != line.paragraph:
            return None
        sheet, row = divmod(first + place, self._last_row - 1)
        return f"internal:'{self._paragraphs[sheet].name}'!A{row + 2}"

    def _write_matrix(self, digests: Digests) -> None:
        columns = [("文档", 40), ("段数", 8), *((theme.name, 14) for theme in digests.themes)]
        self._matrix.head(tuple(columns))
        for digest in digests.documents:
            self._matrix.add([digest.title or digest.document, digest.paragraphs, *digest.shares.values()], share=2)
        self._matrix.end()
        for number, theme in enumerate(self._codebook.themes, 2):
            self._matrix.shade(number, theme.color)

    def _write_about(self, digests: Digests) -> None:
        self._about.head((("项目", 16), ("内容", 100)))
        rows = sheets.about_rows(digests, [sheet.name for sheet in self._paragraphs])
        for row in rows:
            self._about.add(row)
