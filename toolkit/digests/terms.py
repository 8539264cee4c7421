"""The words that are typical of a theme: said much more in its sentences than elsewhere."""

from math import log

import numpy as np
from numpy.typing import NDArray

from toolkit.summarization.wordtable import WordTable
from toolkit.tagging.features import Floats

Bools = NDArray[np.bool_]
_LEAST_COUNT = 2


class TermCounts:
    """Counts content words in the sentences of each theme, over any number of documents."""

    def __init__(self, n_themes: int) -> None:
        self._themes: list[dict[str, int]] = [{} for _ in range(n_themes)]
        self._all: dict[str, int] = {}

    def add(self, table: WordTable, carried: Floats) -> None:
        """Count the words of a document; `carried` tells which sentence carries which theme."""
        wanted: Bools = np.array(
            [content and len(word) > 1 for content, word in zip(table.content.tolist(), table.words, strict=True)],
            np.bool_,
        )
        for theme, counts in enumerate(self._themes):
            self._count(table, wanted, carried[table.sentence, theme], counts)
        self._count(table, wanted, np.ones(len(table.number)), self._all)

    @staticmethod
    def _count(table: WordTable, wanted: Bools, weights: Floats, counts: dict[str, int]) -> None:
        said = np.bincount(table.number, weights, len(table.words))
        rows = np.flatnonzero(wanted & (said > 0))
        for row, number in zip(rows.tolist(), said[rows].tolist(), strict=True):
            word = table.words[row]
            counts[word] = counts.get(word, 0) + int(number)

    def top(self, theme: int, number: int) -> tuple[str, ...]:
        """Return the words with the largest weighted log ratio to their share in all sentences."""
        counts = self._themes[theme]
        inside, everywhere = max(1, sum(counts.values())), max(1, sum(self._all.values()))

        def weight(word: str) -> float:
            return counts[word] * log(counts[word] / inside * everywhere / self._all[word])

        common = [word for word, count in counts.items() if count >= _LEAST_COUNT]
        return tuple(sorted(common, key=lambda word: (-weight(word), word))[:number])
