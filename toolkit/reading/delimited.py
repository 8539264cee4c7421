"""Tables as text (.csv, .tsv): a row a document, in any of the encodings and with the usual separators."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from toolkit.errors import ReadError
from toolkit.reading.encodings import decode
from toolkit.reading.limits import MAX_FILE
from toolkit.reading.raw import Documents, Source
from toolkit.reading.tables import documents_of, with_header

_SEPARATORS = ",\t;，|"


def read(source: Source) -> Documents:
    """Yield the documents of a delimited table, named `FILE#ROW` as a spreadsheet counts rows."""
    decoded = decode(source.data, source.name)
    usual = csv.field_size_limit(MAX_FILE)
    mark = _separator(decoded.text, source.name)
    cells = csv.reader(io.StringIO(decoded.text.replace("\0", ""), newline=""), delimiter=mark)
    try:
        yield from documents_of(source, with_header(_rejoined(cells, mark)), decoded.encoding, notices=decoded.notices)
    except csv.Error as error:
        raise ReadError(f"{source.name}: line {cells.line_num}: no delimited table ({error})") from None
    finally:
        csv.field_size_limit(usual)


def _separator(text: str, name: str) -> str:
    head = text.split("\n", 1)[0]
    if PurePath(name).suffix.lower() == ".tsv" and "\t" in head:
        return "\t"
    return max(_SEPARATORS, key=lambda mark: (head.count(mark), mark == ","))


def _rejoined(cells: Iterable[list[str]], mark: str) -> Iterator[list[str]]:
    """Put surplus cells back into the last column: a text that somebody wrote without quotes."""
    width = 0
    for row in cells:
        width = width or len(row)
        yield row if len(row) <= width else [*row[: width - 1], mark.join(row[width - 1 :])]
