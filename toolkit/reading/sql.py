"""SQL dumps: the rows of INSERT statements as documents, each table by itself."""

import re
from collections.abc import Iterator
from itertools import groupby

from toolkit.errors import ReadError
from toolkit.reading.encodings import decode
from toolkit.reading.raw import Documents, Source
from toolkit.reading.tables import Row, documents_of

_INSERT = re.compile(
    r"INSERT\s+(?:IGNORE\s+)?INTO\s+([`\"\[\]\w.]{1,200})\s*(?:\(([^()]{1,4000})\)\s*)?VALUES\s*(?=\()", re.IGNORECASE
)
_VALUE = re.compile(
    r"\s*(?:N?'(?P<text>[^'\\]*+(?:(?:\\.|'')[^'\\]*+)*+)'|(?P<bare>[^\s,()']++))\s*(?P<end>[,)])", re.DOTALL
)
_ESCAPE = re.compile(r"\\(.)|''", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "0": ""}


def read(source: Source) -> Documents:
    """Yield the rows of each table of a dump, named `FILE#ROW`, rows counted from 1 over the file."""
    decoded = decode(source.data, source.name)
    tables = groupby(_rows(decoded.text), key=lambda entry: entry[0])
    found = False
    for table, entries in tables:
        found = True
        part = table.strip('`"[]')
        rows = (row for _, row in entries)
        yield from documents_of(source, rows, decoded.encoding, notices=decoded.notices, part=part)
    if not found:
        raise ReadError(f"{source.name}: no INSERT statement in this dump; export the table as .csv")


def _rows(text: str) -> Iterator[tuple[str, Row]]:
    number, end = 0, 0
    while (insert := _INSERT.search(text, end)) is not None:
        names = [name.strip(' `"[]\n\r\t') for name in (insert[2] or "").split(",")] if insert[2] else []
        end = insert.end()
        while text[end : end + 1] == "(":
            values, end = _tuple(text, end + 1)
            number += 1
            columns = [*names, *(str(place + 1) for place in range(len(names), len(values)))]
            yield insert[1], Row(str(number), dict(zip(columns, values, strict=False)))
            following = re.compile(r"\s*,\s*(?=\()").match(text, end)
            end = following.end() if following else end


def _tuple(text: str, start: int) -> tuple[list[str], int]:
    """The values of one row, and where it ends."""
    values = []
    while (match := _VALUE.match(text, start)) is not None:
        start = match.end()
        if match["text"] is not None:
            values.append(_ESCAPE.sub(lambda escape: _unescaped(escape[1]), match["text"]))
        else:
            values.append("" if match["bare"].upper() == "NULL" else match["bare"])
        if match["end"] == ")":
            break
    return values, start


def _unescaped(char: str | None) -> str:
    return "'" if char is None else _ESCAPED.get(char, char)
