"""What reading knows beside the text, as a document carries it: given metadata, and where characters are lost."""

import re
from collections.abc import Iterator

from toolkit.document import Field, Span, Suspicion
from toolkit.reading.raw import RawText

_LOST = re.compile("\ufffd+")


def with_given(found: dict[str, Field], raw: RawText) -> dict[str, Field]:
    """Join the metadata found in a text with what its container gives.

    What is meant for readers (a column, a page's own mark) comes before what the text seems to say; what a program
    noted by itself only fills a gap, and a program's author is nobody. A span points to the value in the text where
    it stands there, else to nothing.
    """
    fields = dict(found)
    for name, given in raw.given.items():
        if given.sure or (name not in found and name != "author"):
            start = raw.text.find(given.value)
            fields[name] = Field(given.value, Span(start, start + len(given.value)) if start >= 0 else Span(0, 0))
    return fields


def lost_characters(raw: RawText) -> Iterator[Suspicion]:
    """Yield the places where bytes were no text, or characters had been lost before."""
    for match in _LOST.finditer(raw.text):
        yield Suspicion(Span(*match.span()), match[0], f"{len(match[0])} lost")
