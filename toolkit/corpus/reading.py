"""Bytes of an input file to its documents."""

from collections.abc import Iterator

from toolkit.document import Document
from toolkit.errors import ReadError
from toolkit.pipeline import segment
from toolkit.reading import RawText
from toolkit.reading.encodings import decode


def read_documents(data: bytes, name: str, failures: list[ReadError]) -> Iterator[Document]:
    """Yield the documents in a file's bytes; what fails inside a container is appended to `failures`."""
    decoded = decode(data, name)
    yield segment(RawText(decoded.text.removeprefix("\ufeff"), name, decoded.encoding))
