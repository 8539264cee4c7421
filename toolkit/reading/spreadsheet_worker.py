"""The process that reads one spreadsheet: its sheets as rows of text, by calamine."""

import datetime
import io
from collections.abc import Iterator
from typing import Any

from toolkit.reading.workers import serve

_MAX_CELLS = 20_000_000


def read_sheets(data: bytes) -> Iterator[Any]:
    """Yield each sheet as `[name, number of its first row]` and then each of its rows as a list of texts.

    Raises
    ------
    ValueError
        If it is no spreadsheet or too large; the message is for the reader of the error.
    """
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > _MAX_CELLS:
                raise ValueError(f"sheet {name} has over {_MAX_CELLS:,} cells; split the file")
            yield {"sheet": name, "first": sheet.start[0] + 1 if sheet.start else 1}
            for row in sheet.iter_rows():
                yield [_text(value) for value in row]
    except (calamine.CalamineError, OSError) as error:
        raise ValueError(f"no readable spreadsheet ({error}); save it again as .xlsx") from None


def _text(value: Any) -> str:
    """A cell as its reader sees it: whole numbers without a point, days without midnight."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


if __name__ == "__main__":
    serve(read_sheets)
