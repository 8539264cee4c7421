"""The words that are typical of a theme: said much more in its sentences than elsewhere."""

from collections import defaultdict
from collections.abc import Sequence
from heapq import nsmallest
from itertools import compress, count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.summarization.wordtable import WordTable
from toolkit.tagging.features import Floats

Ints = NDArray[np.int64]
_LEAST_COUNT = 2
_DIGITS = 9  # equal weights stay equal, whatever the last bits of their logarithms


class WordCounts(NamedTuple):
    """The content words of a document, each with a row of counts: a column a theme, and the last for all sentences."""

    words: Sequence[str]
    counts: Ints


def count_words(table: WordTable, carried: Floats) -> WordCounts:
    """Count the content words of a document; `carried` tells which sentence carries which theme."""
    wanted = [content and len(word) > 1 for content, word in zip(table.content.tolist(), table.words, strict=True)]
    everywhere = np.ones(len(table.number))
    columns = [*(carried[table.sentence, theme] for theme in range(carried.shape[1])), everywhere]
    said = np.stack([np.bincount(table.number, weights, len(table.words)) for weights in columns], axis=1)
    return WordCounts(list(compress(table.words, wanted)), said[np.array(wanted, np.bool_)].astype(np.int64))


class TermCounts:
    """Adds up the counts of words over any number of documents, in any order."""

    def __init__(self, n_themes: int) -> None:
        self._rows: defaultdict[str, int] = defaultdict(count().__next__)
        self._counts = np.zeros((0, n_themes + 1), np.int64)

    def add(self, found: WordCounts) -> None:
        """Add the counts of a document."""
        rows = np.fromiter(map(self._rows.__getitem__, found.words), np.int64)
        if len(self._rows) > len(self._counts):
            self._counts = np.pad(self._counts, ((0, 2 * len(self._rows) - len(self._counts)), (0, 0)))
        self._counts[rows] += found.counts

    @property
    def total(self) -> WordCounts:
        """The words so far with their counts."""
        return WordCounts(list(self._rows), self._counts[: len(self._rows)])


def typical_terms(found: WordCounts, theme: int, *, sums: Ints, number: int) -> tuple[str, ...]:
    """Return the words with the largest weighted log ratio to their share in all sentences.

    `sums` are the sums of the counts of all words, of which `found` may hold only those that come into question.
    """
    inside, everywhere = found.counts[:, [theme, -1]].T
    common = inside >= _LEAST_COUNT
    said = inside[common]
    weights = said * np.log(said / max(1, sums[theme]) * max(1, sums[-1]) / everywhere[common])
    ranked = nsmallest(
        number, zip((-weights.round(_DIGITS)).tolist(), compress(found.words, common.tolist()), strict=True)
    )
    return tuple(word for _, word in ranked)
