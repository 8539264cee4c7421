"""What lines have in common: whether two say the same, and how far a line repeats what is chosen already."""

from collections import defaultdict
from collections.abc import Set

from toolkit.summarization.ranked import Ranked

SAME = 0.6
"""From this share of common words (of the shorter line) two lines say the same."""
_COMMON = 64  # a word that more chosen lines have tells none of them apart


def overlap(left: frozenset[str] | frozenset[int], right: frozenset[str] | frozenset[int]) -> float:
    """The share of the smaller set that lies in the other."""
    return len(left & right) / max(1, min(len(left), len(right)))


def differ(left: Set[str] | Set[int], right: Set[str] | Set[int]) -> bool:
    """Whether two sets of figures are those of two facts: each has one that the other has not."""
    return not (left <= right or right <= left)


class Said:
    """What the chosen lines say, by their words, so that a line is compared only with those that share some."""

    def __init__(self, ranked: Ranked) -> None:
        self._candidates, self._table = ranked.candidates, ranked.table
        self._words: dict[int, frozenset[int]] = {}
        self._lines_with: defaultdict[int, list[int]] = defaultdict(list)

    def words(self, number: int) -> frozenset[int]:
        """Return the content words of a candidate."""
        if number not in self._words:
            candidate = self._candidates[number]
            self._words[number] = self._table.content_words(candidate.first, candidate.last)
        return self._words[number]

    def add(self, number: int) -> None:
        """Take note of a chosen line."""
        for word in self.words(number):
            self._lines_with[word].append(number)

    def alike(self, number: int, but: Set[int]) -> float:
        """How far a candidate says what a chosen line says; lines of other figures say something else."""
        own, shared, most = self.words(number), dict[int, int](), 0.0
        for lines in filter(None, map(self._lines_with.get, own)):
            if len(lines) <= _COMMON:
                for line in lines:
                    shared[line] = shared.get(line, 0) + 1
        for line, n in shared.items():
            other = self._words[line]
            share = n / min(len(own), len(other))
            if share > most and line not in but:
                most = max(most, share / 2 if share >= SAME / 2 and self._other_figures(own, other) else share)
        return most

    def _other_figures(self, own: frozenset[int], other: frozenset[int]) -> bool:
        figures = self._table.kinds.figures
        return differ(own & figures, other & figures)
