"""What lines have in common: whether two say the same, and how far a line repeats what is chosen already."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Set
from math import inf

from toolkit.summarization.ranked import Ranked

SAME = 0.6
"""From this share of common words (of the shorter line) two lines say the same."""
_COMMON = 64  # bounds the work where a summary has thousands of lines


def differ(left: Set[str] | Set[int], right: Set[str] | Set[int]) -> bool:
    """Whether two sets of figures are those of two facts: each has one that the other has not."""
    return not (left <= right or right <= left)


class SharedWords:
    """Lines by their words, so that a line is compared only with those that share some.

    A word that more than `common` lines have tells none of them apart and is not counted; without, each word is.
    """

    def __init__(self, common: float = inf) -> None:
        self._common = common
        self._lines_with: defaultdict[Hashable, list[int]] = defaultdict(list)

    def add(self, line: int, words: Iterable[Hashable]) -> None:
        """Take note of a line and its distinct words."""
        for word in words:
            self._lines_with[word].append(line)

    def count(self, words: Iterable[Hashable]) -> dict[int, int]:
        """Return the lines that share some of these words, each with the number of words."""
        shared: dict[int, int] = {}
        for lines in filter(None, map(self._lines_with.get, words)):
            if len(lines) <= self._common:
                for line in lines:
                    shared[line] = shared.get(line, 0) + 1
        return shared


class Said:
    """What the chosen lines of a document say."""

    def __init__(self, ranked: Ranked) -> None:
        self._candidates, self._table = ranked.candidates, ranked.table
        self._words: dict[int, frozenset[int]] = {}
        self._chosen = SharedWords(_COMMON)

    def words(self, number: int) -> frozenset[int]:
        """Return the content words of a candidate."""
        if number not in self._words:
            first, last = self._candidates.first.item(number), self._candidates.last.item(number)
            self._words[number] = self._table.content_words(first, last)
        return self._words[number]

    def add(self, number: int) -> None:
        """Take note of a chosen line."""
        self._chosen.add(number, self.words(number))

    def alike(self, number: int, but: Set[int]) -> float:
        """How far a candidate says what a chosen line says; lines of other figures say something else."""
        own, most = self.words(number), 0.0
        for line, n in self._chosen.count(own).items():
            other = self._words[line]
            share = n / min(len(own), len(other))
            if share > most and line not in but:
                most = max(most, share / 2 if share >= SAME / 2 and self._other_figures(own, other) else share)
        return most

    def _other_figures(self, own: frozenset[int], other: frozenset[int]) -> bool:
        figures = self._table.kinds.figures
        return differ(own & figures, other & figures)
