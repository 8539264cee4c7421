"""Spreadsheets (.xlsx, .xls): each sheet a table of documents, read by calamine."""

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any

from toolkit.errors import ReadError
from toolkit.reading.extras import require
from toolkit.reading.raw import Documents, Source
from toolkit.reading.tables import Row, documents_of, with_header
from toolkit.reading.zipped import open_zip

_MAX_CELLS = 20_000_000


def read(source: Source) -> Documents:
    """Yield the documents of all sheets, named `FILE#ROW`, or `FILE#SHEET!ROW` where several sheets have rows."""
    if source.data.startswith(b"PK"):
        with open_zip(source.data, source.name):
            pass  # its directory keeps to the limits
    sheets = [(name, rows) for name, rows in _sheets(source) if rows]
    if not sheets:
        raise ReadError(f"{source.name}: all sheets are empty")
    for name, rows in sheets:
        if len(sheets) == 1:
            yield from documents_of(source, rows, "spreadsheet")
        else:
            placed = [Row(f"{name}!{row.place}", row.values) for row in rows]
            yield from documents_of(source, placed, "spreadsheet", part=name)


def _sheets(source: Source) -> Iterator[tuple[str, list[Row]]]:
    calamine = require("python_calamine", "office", source.name)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > _MAX_CELLS:
                raise ReadError(f"{source.name}: sheet {name} has over {_MAX_CELLS:,} cells; split the file")
            first = sheet.start[0] + 1 if sheet.start else 1
            yield name, list(with_header((_texts(row) for row in sheet.iter_rows()), first))
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise ReadError(f"{source.name}: no readable spreadsheet ({error}); save it again as .xlsx") from None


def _texts(row: Sequence[Any]) -> list[str]:
    return [_text(value) for value in row]


def _text(value: Any) -> str:
    """A cell as its reader sees it: whole numbers without a point, days without midnight."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)
