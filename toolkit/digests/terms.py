"""The words that are typical of a theme: said much more in its sentences than elsewhere."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import compress, count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.tagging.features import Floats, Ints
from toolkit.words import CutTexts

Bools = NDArray[np.bool_]
_LEAST_COUNT = 2
_WAITING = 30_000
_DIGITS = 9  # equal weights stay equal, whatever the last bits of their logarithms


class WordCounts(NamedTuple):
    """Content words, each with a row of counts: a column a theme, and the last for all sentences."""

    words: Sequence[str]
    counts: Ints


def count_words(cut: CutTexts, content: Floats, carried: Bools) -> WordCounts:
    """Count the content words of sentences; `content` tells these words, `carried` which sentence has which theme."""
    wanted = (content > 0) & (cut.lengths > 1)
    return WordCounts(list(compress(cut.words, wanted.tolist())), _said(cut, carried)[wanted])


class TermCounts:
    """Adds up the counts of words over any number of documents, in any order."""

    def __init__(self, n_themes: int) -> None:
        self._rows: defaultdict[str, int] = defaultdict(count().__next__)
        self._counts = np.zeros((0, n_themes + 1), np.int64)
        self._waiting: list[WordCounts] = []
        self._size = 0

    def add(self, found: WordCounts) -> None:
        """Add the counts of a document."""
        self._waiting.append(found)
        self._size += 1 + len(found.words)
        if self._size > _WAITING:
            self._settle()

    def _settle(self) -> None:
        """Add what waits to the rows of its words; many at a time, since a large dictionary is slow when it is cold."""
        for words, said in self._waiting:
            rows = np.fromiter(map(self._rows.__getitem__, words), np.int64, len(words))
            if len(self._rows) > len(self._counts):
                self._counts = np.pad(self._counts, ((0, 2 * len(self._rows) - len(self._counts)), (0, 0)))
            self._counts[rows] += said
        self._waiting, self._size = [], 0

    @property
    def total(self) -> WordCounts:
        """The words so far with their counts."""
        self._settle()
        return WordCounts(list(self._rows), self._counts[: len(self._rows)])


def typical_terms(found: WordCounts, theme: int, *, sums: Ints, number: int) -> tuple[str, ...]:
    """Return the words with the largest weighted log ratio to their share in all sentences.

    `sums` are the sums of the counts of all words, of which `found` may hold only those that come into question.
    """
    rows = np.flatnonzero(found.counts[:, theme] >= _LEAST_COUNT)
    said, everywhere = found.counts[rows, theme], found.counts[rows, -1]
    weights = (said * np.log(said / max(1, sums[theme]) * max(1, sums[-1]) / everywhere)).round(_DIGITS)
    if len(rows) > number:
        best = np.flatnonzero(weights >= np.partition(weights, -number)[-number])
        rows, weights = rows[best], weights[best]
    ranked = sorted(zip((-weights).tolist(), map(found.words.__getitem__, rows.tolist()), strict=True))
    return tuple(word for _, word in ranked[:number])


def _said(cut: CutTexts, carried: Bools) -> Ints:
    """How often each word is said in the sentences of each theme, and in all."""
    sizes = np.diff(cut.bounds)
    about = carried.any(axis=1)
    number, sentences = cut.number[np.repeat(about, sizes)], np.repeat(np.flatnonzero(about), sizes[about])
    columns = [np.bincount(number[theme.take(sentences)], minlength=len(cut.words)) for theme in carried.T]
    return np.stack([*columns, np.bincount(cut.number, minlength=len(cut.words))], axis=1)
