"""What reading knows beside the text, as a document carries it: given metadata, and where characters are lost."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from toolkit.document import Field, Span, Suspicion
from toolkit.reading.raw import RawText

_LOST = re.compile("\ufffd+")
_DATE = re.compile(
    r"\s*((?:19|20)\d{2})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?|(\d{2})(\d{2}))?\s*(?:[日月年T\s].*)?$",
    re.DOTALL,
)


def with_given(found: dict[str, Field], raw: RawText, written: Callable[[str], str] = str) -> dict[str, Field]:
    """Join the metadata found in a text with what its container gives.

    What is meant for readers (a column, a page's own mark) comes before what the text seems to say; what a program
    noted by itself only fills a gap, and a program's author is nobody. A date that is none is left out. A span points
    to the value in the text where it stands there, else to nothing. `written` gives a value the form of clean text.
    """
    fields = dict(found)
    for name, given in raw.given.items():
        value = iso_date(given.value) if name == "date" else written(given.value)
        if value and (given.sure or (name not in found and name != "author")):
            start = raw.text.find(given.value)
            fields[name] = Field(value, Span(start, start + len(given.value)) if start >= 0 else Span(0, 0))
    return fields


def iso_date(text: str) -> str | None:
    """Return a date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None where the text is no date.

    Examples
    --------
    >>> [iso_date(text) for text in ("2024年5月6日", "2024/05/06 10:30", "20240506", "2024年", "2024-13-01", "近日")]
    ['2024-05-06', '2024-05-06', '2024-05-06', '2024', None, None]
    """
    match = _DATE.match(text)
    parts = [int(part) for part in match.groups() if part] if match else []
    try:
        date(*[*parts, 1, 1][:3])
    except (ValueError, TypeError):
        return None
    return "-".join(f"{part:02d}" for part in parts)


def lost_characters(raw: RawText) -> Iterator[Suspicion]:
    """Yield the places where bytes were no text, or characters had been lost before."""
    for match in _LOST.finditer(raw.text) if "\ufffd" in raw.text else ():
        yield Suspicion(Span(*match.span()), match[0], f"{len(match[0])} lost")
