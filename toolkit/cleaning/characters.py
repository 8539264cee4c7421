"""Rules on characters: what cannot be seen, odd spaces, and full-width letters and digits."""

import re
from collections.abc import Iterator

Change = tuple[int, int, str]

_INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]+"
)
_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\t\xa0\u2000-\u200a\u202f\u205f\u3000]")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％]")
_WIDE_TO_NARROW = 0xFEE0


def invisible(text: str) -> Iterator[Change]:
    """Remove control characters, zero-width characters, byte-order marks and lone surrogates."""
    return ((match.start(), match.end(), "") for match in _INVISIBLE.finditer(text))


def line_breaks(text: str) -> Iterator[Change]:
    r"""Write every kind of line break as `\n`."""
    return ((match.start(), match.end(), "\n") for match in _BREAK.finditer(text))


def spaces(text: str) -> Iterator[Change]:
    """Write tabs, no-break spaces and ideographic spaces as plain spaces, one for one."""
    return ((match.start(), match.end(), " ") for match in _SPACE.finditer(text))


def width(text: str) -> Iterator[Change]:
    """Write full-width digits, letters and `％` at half width; full-width punctuation stays."""
    return ((match.start(), match.end(), chr(ord(match[0]) - _WIDE_TO_NARROW)) for match in _WIDE.finditer(text))
