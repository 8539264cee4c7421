"""Records as JSON, JSON Lines or CSV, written one by one."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain

from toolkit.reports.records import Record

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_json(record: Record | list[Record]) -> str:
    """Return an object, or a short list of them, as indented JSON."""
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def to_json_lines(records: Iterable[Record]) -> Iterator[str]:
    """Yield an object a line."""
    return (json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def to_json_array(records: Iterable[Record]) -> Iterator[str]:
    """Yield the text of one JSON array, piece by piece."""
    yield "["
    for number, record in enumerate(records):
        yield (",\n" if number else "\n") + json.dumps(record, ensure_ascii=False)
    yield "\n]\n"


def to_csv(records: Iterable[Record], *, header: bool = True) -> Iterator[str]:
    """Yield CSV, which opens rightly in spreadsheets: a byte-order mark first, lists and objects as JSON.

    Without `header` neither the mark nor the names of the columns are written, for rows that follow earlier ones. A
    cell that a spreadsheet would take for a formula is preceded by an apostrophe.
    """
    records = iter(records)
    first = next(records, None)
    if first is None:
        return
    if header:
        yield "\ufeff"
    names = [list(first)] if header else []
    for row in chain(names, (list(record.values()) for record in chain([first], records))):
        line = io.StringIO()
        csv.writer(line).writerow([_cell(value) for value in row])
        yield line.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
