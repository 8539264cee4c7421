"""Words of documents with their kinds, so that everything else is arithmetic on their numbers."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from toolkit.summarization.wordkinds import Counts, WordKinds
from toolkit.tagging.features import Floats, Ints
from toolkit.words import CutTexts


@dataclass(frozen=True)
class WordTable:
    """The words of statements: statement `i` has the words `number[bounds[i] : bounds[i + 1]]` of `kinds`."""

    kinds: WordKinds
    number: Ints
    bounds: Ints

    @property
    def n_statements(self) -> int:
        """The number of statements."""
        return len(self.bounds) - 1

    @property
    def words(self) -> tuple[str, ...]:
        """The distinct words, some of which may belong to other documents."""
        return self.kinds.words

    @cached_property
    def statement(self) -> Ints:
        """The statement of each token."""
        return np.repeat(np.arange(self.n_statements), np.diff(self.bounds))

    def part(self, first: int, last: int) -> "WordTable":
        """Return the table of the statements `first` to `last`, the last one left out."""
        bounds = self.bounds[first : last + 1]
        return WordTable(self.kinds, self.number[bounds[0] : bounds[-1]], bounds - bounds[0])

    def count(self, weights: Floats) -> Floats:
        """Sum a weight of words over each statement."""
        return np.bincount(self.statement, weights.take(self.number), self.n_statements).astype(np.float64)

    def count_kinds(self, first: Ints, last: Ints, *names: str) -> Counts:
        """Count the words of some kinds, or of all, in runs of statements from `first` to `last`."""
        return self.kinds.count(self.number, self.bounds.take(first), self.bounds.take(last + 1), *names)

    def content_words(self, first: int, last: int) -> frozenset[int]:
        """Return the distinct content words and figures of the statements `first` to `last`."""
        numbers = self.number[self.bounds[first] : self.bounds[last + 1]]
        return self.kinds.telling.intersection(numbers.tolist())


def make_table(kinds: WordKinds, cut: CutTexts, *, starts: Ints, ends: Ints) -> WordTable:
    """Return the words of statements, whose first characters and ends count in all texts joined by line breaks."""
    first, last = np.searchsorted(cut.start, [starts, ends])
    bounds = np.append(0, np.cumsum(last - first))
    if len(first) and bounds[-1] == last[-1] - first[0]:  # nothing between them is left out
        return WordTable(kinds, cut.number[first[0] : last[-1]], bounds)
    tokens = np.arange(bounds[-1]) + np.repeat(first - bounds[:-1], last - first)
    return WordTable(kinds, cut.number.take(tokens), bounds)
