"""Traditional to simplified characters by OpenCC (`t2s`: characters, never mainland words)."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
def _traditional() -> re.Pattern[str]:
    """Any character that is traditional by itself; it tells the lines that are worth a conversion."""
    lines = Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8").splitlines()
    return re.compile(f"[{''.join(line for line in lines if not line.startswith('#'))}]")


def simplified(text: str) -> Iterator[tuple[int, int, str]]:
    """Rewrite traditional characters as simplified ones where the text is traditional."""
    places = [match.start() for match in _traditional().finditer(text)]
    if len(places) < _LINE_COUNT:
        return
    lines = list(_lines(text) if len(places) >= _CONVERTED_SHARE * len(text) else _lines_at(text, places))
    starts, sources = zip(*lines, strict=True)
    converted = _converted(list(sources))
    differs = _codes("\n".join(sources)) != _codes("\n".join(converted))
    inside = np.cumsum([len(line) + 1 for line in sources]) - 1
    sizes = np.diff(inside, prepend=-1) - 1
    changed = np.add.reduceat(np.append(differs, False), inside - sizes)
    whole = changed.sum() >= _DOCUMENT_SHARE * len(text) and changed.sum() >= _LINE_COUNT
    rewritten = (changed > 0) if whole else (changed >= _LINE_COUNT) & (changed >= _LINE_SHARE * sizes)
    for number in np.flatnonzero(rewritten).tolist():
        own = differs[inside[number] - sizes[number] : inside[number]]
        for first, last in _runs(own):
            yield starts[number] + first, starts[number] + last, converted[number][first:last]


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _runs(marked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The bounds of the runs of marked places."""
    edges = np.flatnonzero(np.diff(marked, prepend=False, append=False)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


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
