"""Rules on characters: what cannot be seen, odd spaces, and full-width letters and digits."""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from toolkit.patterns import lazy

_INVISIBLE = "\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff"
_SPACES = "\t\xa0\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_WIDE = "０-９Ａ-Ｚａ-ｚ％"
# The point and the comma inside a full-width figure belong to it.
_INSIDE_FIGURE = lazy(r"[．，](?<=[０-９][．，])(?:(?<=．)(?=[０-９])|(?=[０-９]{3}(?![０-９])))")
_WIDE_DIGIT = lazy("[０-９]")
# A zero-width joiner between two emoji makes one sign of them (a family, a flag): it stays.
_EMOJI = "[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
_JOINS = lazy(f"(?<={_EMOJI})\u200d(?={_EMOJI})")
_WIDE_TO_NARROW = 0xFEE0


def members(characters: Iterable[str]) -> NDArray[np.bool_]:
    """Return for each code point whether it is one of these characters."""
    table = np.zeros(sys.maxunicode + 1, np.bool_)
    table[[ord(char) for char in characters]] = True
    return table


def codes(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _listed(ranges: str) -> str:
    """The characters that a set of a regular expression stands for."""
    return re.sub("(.)-(.)", lambda ends: "".join(map(chr, range(ord(ends[1]), ord(ends[2]) + 1))), ranges, flags=re.S)


@cache
def _corrections() -> dict[str, tuple[str, str]]:
    """What is wrong with each odd character, and what stands in its place."""
    return {
        **dict.fromkeys(_listed(_INVISIBLE), ("invisible", "")),
        **dict.fromkeys(_listed(_SPACES), ("space", " ")),
        **dict.fromkeys(_listed(_BREAKS), ("line-break", "\n")),
        **{char: ("width", chr(ord(char) - _WIDE_TO_NARROW)) for char in _listed(_WIDE) + "．，"},
    }


@cache
def odd() -> NDArray[np.bool_]:
    """Return for each code point whether it is odd wherever it stands."""
    return members(_corrections().keys() - set("．，"))


def odd_characters(text: str) -> Iterator[tuple[str, int, int, str]]:
    r"""Yield `(rule, start, end, after)` for characters that are not as they should be.

    `invisible`: control characters, zero-width characters, byte-order marks and lone surrogates are removed.
    `line-break`: every kind of line break becomes `\n`. `space`: tabs, no-break spaces and ideographic spaces become
    plain spaces, one for one. `width`: full-width digits, letters and `％` become half-width; punctuation stays.
    """
    places = np.flatnonzero(odd().take(codes(text))).tolist()
    if places and _WIDE_DIGIT.search(text):  # a look at every comma, only where one may count
        places = sorted([*places, *(match.start() for match in _INSIDE_FIGURE.finditer(text))])
    for place in places:
        if text[place] == "\u200d" and _JOINS.match(text, place):
            continue
        rule, after = _corrections()[text[place]]
        yield rule, place, place + 1, "" if text.startswith("\r\n", place) else after
