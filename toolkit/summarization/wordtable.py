"""Words of documents with their kinds, so that everything else is arithmetic on their numbers."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from toolkit.tagging.features import Floats, Ints
from toolkit.words import CutTexts, is_ideographic, stop_words


@cache
def _cues() -> tuple[tuple[str, ...], dict[str, list[int]]]:
    """The names of the cue classes, and for each cue word its classes."""
    lines = Path(__file__).with_name("cues.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    classes: dict[str, list[int]] = {}
    for number, (_, *words) in enumerate(rows):
        for word in words:
            classes.setdefault(word, []).append(number)
    return tuple(name for name, *_ in rows), classes


def cue_names() -> tuple[str, ...]:
    """Return the names of the classes of cue words, in the order of the columns."""
    return _cues()[0]


@dataclass(frozen=True)
class WordKinds:
    """The kinds of distinct words: 1 where a word is a content word (`content`) or a figure (`figure`), else 0.

    Word `i` is a cue of the classes `cues[cue_bounds[i] : cue_bounds[i + 1]]`.
    """

    words: tuple[str, ...]
    content: Floats
    figure: Floats
    cues: Ints
    cue_bounds: Ints

    def is_cue(self, name: str) -> Ints:
        """Tell the words of a class of cues: 1 where a word is one, else 0."""
        found = np.zeros(len(self.words), np.int64)
        places = np.flatnonzero(self.cues == cue_names().index(name))
        found[np.searchsorted(self.cue_bounds, places, side="right") - 1] = 1
        return found

    @cached_property
    def telling(self) -> frozenset[int]:
        """The numbers of the words that are content words or figures."""
        return frozenset(np.flatnonzero(self.content + self.figure).tolist())

    @cached_property
    def figures(self) -> frozenset[int]:
        """The numbers of the words that are figures."""
        return frozenset(np.flatnonzero(self.figure).tolist())


def word_kinds(cut: CutTexts) -> WordKinds:
    """Tell the kinds of the distinct words of texts."""
    words, stop, classes = cut.words, stop_words(), _cues()[1]
    content = 1.0 - np.fromiter(map(stop.__contains__, words), np.float64, len(words))
    figure = np.zeros(len(words))
    for place in np.flatnonzero(~is_ideographic(cut.keys)).tolist():  # a Chinese word is neither figure nor mark
        word = words[place]
        figure[place] = word[0].isdigit()
        content[place] *= word.isalnum() and not word[0].isdigit()
    found = [(row, number) for row, word in enumerate(words) if word in classes for number in classes[word]]
    rows, cues = np.array(found, np.int64).reshape(-1, 2).T
    return WordKinds(words, content, figure, cues, np.searchsorted(rows, np.arange(len(words) + 1)))


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
        return self.total(weights.take(self.number))

    def total(self, weights: Floats) -> Floats:
        """Sum a weight of tokens over each statement."""
        return np.bincount(self.statement, weights, self.n_statements).astype(np.float64)

    def count_cues(self) -> Floats:
        """Count the cues of each class in each statement, shape `(n_statements, n_classes)`."""
        bounds, width = self.kinds.cue_bounds, len(cue_names())
        tokens = np.flatnonzero(np.diff(bounds).take(self.number))
        number, statement = self.number.take(tokens), self.statement.take(tokens)
        first = bounds.take(number)
        size = bounds.take(number + 1) - first
        within = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
        cells = np.repeat(statement, size) * width + self.kinds.cues.take(np.repeat(first, size) + within)
        counts = np.bincount(cells, minlength=self.n_statements * width)
        return counts.reshape(self.n_statements, -1).astype(np.float64)

    def content_words(self, first: int, last: int) -> frozenset[int]:
        """Return the distinct content words and figures of the statements `first` to `last`."""
        numbers = self.number[self.bounds[first] : self.bounds[last + 1]]
        return self.kinds.telling.intersection(numbers.tolist())


def make_table(kinds: WordKinds, cut: CutTexts, *, starts: Ints, ends: Ints) -> WordTable:
    """Return the words of statements, whose first characters and ends count in all texts joined by line breaks."""
    token_starts = cut.start
    first, last = np.searchsorted(token_starts, [starts, ends])
    bounds = np.append(0, np.cumsum(last - first))
    tokens = np.arange(bounds[-1]) + np.repeat(first - bounds[:-1], last - first)
    return WordTable(kinds, cut.number.take(tokens), bounds)
