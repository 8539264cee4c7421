"""Traditional to simplified characters by OpenCC (`t2s`: characters, never mainland words)."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.cleaning.characters import codes, members

Ints = NDArray[np.int64]

# OpenCC turns 17 of 19,485 lines of simplified news wrongly (萧乾 -> 萧干), so a text is converted only where it is
# traditional beyond such names: a whole document from 3 % changed characters, else a line from three and 10 %.
_DOCUMENT_SHARE = 0.03
_LINE_SHARE = 0.10
_LINE_COUNT = 3
_CONVERTED_SHARE = 0.01  # phrases change more than single characters do, so that a third of the share calls for a look


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def traditional() -> NDArray[np.bool_]:
    """Return for each code point whether it is traditional by itself: such lines are worth a conversion."""
    lines = Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8").splitlines()
    return members(char for line in lines if not line.startswith("#") for char in line)


def simplified(text: str) -> Iterator[tuple[int, int, str]]:
    """Rewrite traditional characters as simplified ones where the text is traditional."""
    places = np.flatnonzero(traditional().take(codes(text))).tolist()
    if len(places) < _LINE_COUNT:
        return
    lines = list(_lines(text) if len(places) >= _CONVERTED_SHARE * len(text) else _lines_at(text, places))
    starts, sources = zip(*lines, strict=True)
    before, after = "\n".join(sources), "\n".join(_converted(list(sources)))
    differs = codes(before) != codes(after)
    sizes = np.array([len(line) + 1 for line in sources])
    begins = np.cumsum(sizes) - sizes
    changed = np.add.reduceat(np.append(differs, False), begins)
    whole = changed.sum() >= _DOCUMENT_SHARE * len(text) and changed.sum() >= _LINE_COUNT
    rewritten = whole | ((changed >= _LINE_COUNT) & (changed >= _LINE_SHARE * (sizes - 1)))
    first, last = _runs(differs & np.repeat(rewritten, sizes)[:-1])
    shift = (np.array(starts) - begins)[np.searchsorted(begins, first, side="right") - 1]
    pieces = map(after.__getitem__, map(slice, first.tolist(), last.tolist()))
    yield from zip((first + shift).tolist(), (last + shift).tolist(), pieces, strict=True)


def _runs(marked: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Where the runs of marked places begin and end."""
    edges = np.flatnonzero(np.diff(marked, prepend=False, append=False))
    return edges[::2], edges[1::2]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """All lines, each with its start."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _lines_at(text: str, places: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The lines in which these characters stand, each with its start."""
    end = -1
    for place in places:
        if place > end:
            start = text.rfind("\n", 0, place) + 1
            end = text.find("\n", place)
            end = len(text) if end < 0 else end
            yield start, text[start:end]


def _converted(lines: list[str]) -> list[str]:
    """Convert line by line; a line whose length would change is converted character by character."""
    convert = _converter().convert
    converted: list[str] = convert("\n".join(lines)).split("\n")
    if len(converted) == len(lines) and all(map(_same_length, lines, converted)):
        return converted
    return ["".join(_one_for_one(char, convert(char)) for char in line) for line in lines]


def _same_length(left: str, right: str) -> bool:
    return len(left) == len(right)


def _one_for_one(before: str, after: str) -> str:
    return after if len(after) == 1 else before
