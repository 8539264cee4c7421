"""Rules on characters: what cannot be seen, odd spaces, and full-width letters and digits."""

import re
from collections.abc import Iterator

_INVISIBLE = "\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff"
_SPACES = "\t\xa0\u2000-\u200a\u202f\u205f\u3000"
_ODD = re.compile(
    f"(?P<invisible>[{_INVISIBLE}]+)|(?P<line_break>\r\n?|[\x0b\x0c\x85\u2028\u2029])|(?P<space>[{_SPACES}])|(?P<width>[０-９Ａ-Ｚａ-ｚ％])"
)
_ANY_ODD = re.compile(f"[{_INVISIBLE}\r\x0b\x0c\x85\u2028\u2029{_SPACES}０-９Ａ-Ｚａ-ｚ％]")
_WIDE_TO_NARROW = 0xFEE0


def odd_characters(text: str) -> Iterator[tuple[str, int, int, str]]:
    r"""Yield `(rule, start, end, after)` for characters that are not as they should be.

    `invisible`: control characters, zero-width characters, byte-order marks and lone surrogates are removed.
    `line-break`: every kind of line break becomes `\n`. `space`: tabs, no-break spaces and ideographic spaces become
    plain spaces, one for one. `width`: full-width digits, letters and `％` become half-width; punctuation stays.
    """
    first = _ANY_ODD.search(text)
    for match in _ODD.finditer(text, first.start()) if first else ():
        rule = str(match.lastgroup).replace("_", "-")
        yield rule, match.start(), match.end(), _after(rule, match[0])


def _after(rule: str, before: str) -> str:
    if rule == "width":
        return chr(ord(before) - _WIDE_TO_NARROW)
    return {"invisible": "", "line-break": "\n", "space": " "}[rule]
