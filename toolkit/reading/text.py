"""Plain text: the decoded file as it is."""

from toolkit.reading.encodings import decode
from toolkit.reading.raw import Documents, RawText, Source


def read(source: Source) -> Documents:
    """Yield the text of a plain file."""
    decoded = decode(source.data, source.name, charset=source.charset)
    yield RawText(decoded.text, source.name, decoded.encoding, notices=decoded.notices)
