"""The words that are typical of a theme: said much more in its sentences than elsewhere."""

from collections import defaultdict
from heapq import nsmallest
from itertools import compress, count

import numpy as np
from numpy.typing import NDArray

from toolkit.summarization.wordtable import word_kinds
from toolkit.tagging.features import Ints
from toolkit.words import CutTexts

Bools = NDArray[np.bool_]
_LEAST_COUNT = 2
_WAITING = 30_000


class TermCounts:
    """Counts content words in the sentences of each theme, over any number of documents.

    Each word has a row of counts: a column a theme, and the last for all sentences.
    """

    def __init__(self, n_themes: int) -> None:
        self._rows: defaultdict[str, int] = defaultdict(count().__next__)
        self._counts = np.zeros((0, n_themes + 1), np.int64)
        self._waiting: list[tuple[list[str], Ints]] = []
        self._size = 0

    def add(self, cut: CutTexts, carried: Bools) -> None:
        """Count the content words of a document; `carried` tells which sentence has which theme."""
        wanted = (word_kinds(cut)[0] > 0) & (cut.lengths > 1)
        words = list(compress(cut.words, wanted.tolist()))
        self._waiting.append((words, _said(cut, carried)[wanted]))
        self._size += 1 + len(words)
        if self._size > _WAITING:
            self._settle()

    def _settle(self) -> None:
        """Add what waits to the rows of its words; many at a time, since a large dictionary is slow when it is cold."""
        for words, said in self._waiting:
            rows = np.fromiter(map(self._rows.__getitem__, words), np.int64, len(words))
            if len(self._rows) > len(self._counts):
                self._counts = np.pad(self._counts, ((0, 2 * len(self._rows) - len(self._counts)), (0, 0)))
            self._counts[rows] += said
        self._waiting.clear()
        self._size = 0

    def top(self, theme: int, number: int) -> tuple[str, ...]:
        """Return the words with the largest weighted log ratio to their share in all sentences."""
        self._settle()
        inside, everywhere = self._counts[: len(self._rows), [theme, -1]].T
        common = inside >= _LEAST_COUNT
        said = inside[common]
        weights = said * np.log(said / max(1, inside.sum()) * max(1, everywhere.sum()) / everywhere[common])
        ranked = nsmallest(number, zip((-weights).tolist(), compress(self._rows, common.tolist()), strict=True))
        return tuple(word for _, word in ranked)


def _said(cut: CutTexts, carried: Bools) -> Ints:
    """How often each word is said in the sentences of each theme, and in all."""
    sizes = np.diff(cut.bounds)
    about = carried.any(axis=1)
    number, sentences = cut.number[np.repeat(about, sizes)], np.repeat(np.flatnonzero(about), sizes[about])
    columns = [np.bincount(number[theme.take(sentences)], minlength=len(cut.words)) for theme in carried.T]
    return np.stack([*columns, np.bincount(cut.number, minlength=len(cut.words))], axis=1)
