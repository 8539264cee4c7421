"""Classes of words by the parts that they contain: 大学 for 同济大学, 贷款 for 贷款余额."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from toolkit.words.numbering import Ints

_EDGE = "\n"  # stands between words, so that a part can ask for the beginning or the end of one

Classes = tuple[tuple[str, tuple[str, ...]], ...]
"""Classes as plain data: the name of each with its parts of words (`^` and `$` mark the edges of a word)."""


@cache
def word_classes() -> Classes:
    """Return the classes that ship, in the order of their file."""
    lines = Path(__file__).with_name("classes.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return tuple((name, tuple(parts)) for name, *parts in rows)


class ClassFinder:
    """Finds the classes that words belong to."""

    def __init__(self, classes: Classes) -> None:
        from daachorse import CharwiseDoubleArrayAhoCorasick

        members: dict[str, list[int]] = {}
        for number, (_, parts) in enumerate(classes):
            for part in parts:
                members.setdefault(part.replace("^", _EDGE).replace("$", _EDGE), []).append(number)
        self._size = len(classes)
        self._members = list(members.values())
        self._finder = CharwiseDoubleArrayAhoCorasick(list(members)) if members else None

    def of(self, words: Sequence[str]) -> tuple[Ints, Ints]:
        """Return the classes of words, and bounds: word `i` has `classes[bounds[i] : bounds[i + 1]]`, ascending."""
        joined = _EDGE + _EDGE.join(words) + _EDGE
        starts = np.cumsum(np.fromiter(map(len, words), np.int64, len(words)) + 1)
        hits = self._finder.find_overlapping(joined) if self._finder is not None else ()
        found = [(end, number) for _, end, part in hits for number in self._members[part]]
        ends, classes = np.array(found, np.int64).reshape(-1, 2).T
        # A part that asks for the end of its word ends one character behind it.
        word = np.searchsorted(starts, ends - 2, side="right")
        keys = np.unique(word * self._size + classes) if self._size else classes
        bounds = np.searchsorted(keys, np.arange(len(words) + 1) * self._size)
        return keys % max(1, self._size), bounds
