"""Spreadsheets (.xlsx, .xls): each sheet a table of documents."""

from collections.abc import Iterator

from toolkit.errors import ReadError
from toolkit.reading.raw import Documents, Source
from toolkit.reading.tables import Row, documents_of, with_header
from toolkit.reading.workers import run_worker
from toolkit.reading.zipped import open_zip


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
    cells: list[list[str]] = []
    name, first = "", 1
    for item in run_worker("spreadsheet_worker", source, library="python_calamine", extra="office"):
        if isinstance(item, list):
            cells.append(item)
            continue
        yield name, list(with_header(cells, first))
        name, first, cells = item["sheet"], item["first"], []
    yield name, list(with_header(cells, first))
