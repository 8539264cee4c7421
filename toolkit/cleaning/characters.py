"""Rules on characters: what cannot be seen, odd spaces, and full-width letters and digits."""

import re
from collections.abc import Iterator

_INVISIBLE = "\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff"
_SPACES = "\t\xa0\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
# The point and the comma inside a full-width figure belong to it.
_INSIDE_FIGURE = r"[．，](?<=[０-９][．，])(?:(?<=．)(?=[０-９])|(?=[０-９]{3}(?![０-９])))"
# A zero-width joiner between two emoji makes one sign of them (a family, a flag): it stays.
_EMOJI = "[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
_JOINS = re.compile(f"(?<={_EMOJI})\u200d(?={_EMOJI})")
_WIDE_DIGIT = re.compile("[０-９]")
_ODD = re.compile(f"[{_INVISIBLE}{_BREAKS}{_SPACES}Ａ-Ｚａ-ｚ％]")
_ODD_WITH_FIGURES = re.compile(f"[{_INVISIBLE}{_BREAKS}{_SPACES}０-９Ａ-Ｚａ-ｚ％]|{_INSIDE_FIGURE}")
_BREAK = re.compile(f"[{_BREAKS}]")
_SPACE = re.compile(f"[{_SPACES}]")
_WIDE_TO_NARROW = 0xFEE0


def odd_characters(text: str) -> Iterator[tuple[str, int, int, str]]:
    r"""Yield `(rule, start, end, after)` for characters that are not as they should be.

    `invisible`: control characters, zero-width characters, byte-order marks and lone surrogates are removed.
    `line-break`: every kind of line break becomes `\n`. `space`: tabs, no-break spaces and ideographic spaces become
    plain spaces, one for one. `width`: full-width digits, letters and `％` become half-width; punctuation stays.
    """
    odd = _ODD_WITH_FIGURES if _WIDE_DIGIT.search(text) else _ODD  # a look at every comma, only where one may count
    for match in odd.finditer(text):
        start, end = match.span()
        if match[0] == "\u200d" and _JOINS.match(text, start):
            continue
        rule, after = _correction(match[0], text[end : end + 1])
        yield rule, start, end, after


def _correction(char: str, following: str) -> tuple[str, str]:
    """The rule for an odd character and what stands in its place."""
    if _SPACE.match(char):
        return "space", " "
    if _BREAK.match(char):
        return "line-break", "" if char + following == "\r\n" else "\n"
    wide = 0xFF00 < ord(char) < 0xFF5F
    return ("width", chr(ord(char) - _WIDE_TO_NARROW)) if wide else ("invisible", "")
