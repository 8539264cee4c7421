"""JSON Lines: an object a line, each a document, its keys the columns."""

import json
from collections.abc import Iterator
from typing import Any

from toolkit.errors import ReadError
from toolkit.reading.encodings import decode
from toolkit.reading.raw import Documents, Source
from toolkit.reading.tables import Row, documents_of


def read(source: Source) -> Documents:
    """Yield the documents of a file of JSON Lines, named `FILE#LINE`; a line that is no JSON is a failure by itself."""
    decoded = decode(source.data, source.name)
    yield from documents_of(source, _rows(source, decoded.text), decoded.encoding, notices=decoded.notices)


def _rows(source: Source, text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            source.failures.append(ReadError(f"{source.name}#{number}: this line is no JSON; correct or drop it"))
            continue
        yield Row(str(number), _values(value))


def _values(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        return {"text": as_text(value)}
    return {str(key): as_text(item) for key, item in value.items()}


def as_text(value: Any) -> str:
    """A value as text: a list of texts is a text of lines, nothing is an empty text."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
