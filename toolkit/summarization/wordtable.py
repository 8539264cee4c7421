"""The distinct words of one document with their kinds, so that everything else is arithmetic on their numbers."""

from dataclasses import dataclass
from functools import cache
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


@cache
def cue_words(name: str) -> frozenset[str]:
    """Return the words of a class."""
    names, classes = _cues()
    number = names.index(name)
    return frozenset(word for word, found in classes.items() if number in found)


@dataclass(frozen=True, slots=True)
class WordTable:
    """The words of a document's sentences, or of the statements in them.

    `number` and `sentence` have an entry for each token; `content` and `figure` for each distinct word; `cues` has
    shape `(n_words, n_classes)`.
    """

    words: tuple[str, ...]
    number: Ints
    sentence: Ints
    bounds: Ints
    content: Floats
    figure: Floats
    cues: Floats

    @property
    def n_sentences(self) -> int:
        """The number of sentences."""
        return len(self.bounds) - 1

    def count(self, weights: Floats) -> Floats:
        """Sum a weight of words over each sentence."""
        return np.bincount(self.sentence, weights[self.number], self.n_sentences).astype(np.float64)

    def count_cues(self) -> Floats:
        """Count the cues of each class in each sentence, shape `(n_sentences, n_classes)`."""
        tokens = np.flatnonzero(self.cues.sum(axis=1)[self.number])
        number, sentence = self.number[tokens], self.sentence[tokens]
        return np.stack([np.bincount(sentence, column[number], self.n_sentences) for column in self.cues.T], axis=1)

    def content_words(self, first: int, last: int) -> frozenset[int]:
        """Return the distinct content words and figures of the sentences `first` to `last`."""
        numbers = self.number[self.bounds[first] : self.bounds[last + 1]]
        return frozenset(numbers[(self.content[numbers] + self.figure[numbers]) > 0].tolist())


def word_kinds(cut: CutTexts) -> tuple[Floats, Floats]:
    """Tell the content words and the figures among the distinct words of texts: 1 where a word is one, else 0."""
    stop = stop_words()
    content = np.fromiter((word not in stop for word in cut.words), np.float64, len(cut.words))
    figure = np.zeros(len(cut.words))
    for place in np.flatnonzero(~is_ideographic(cut.keys)).tolist():  # a Chinese word is neither figure nor mark
        word = cut.words[place]
        figure[place] = word[0].isdigit()
        content[place] *= word.isalnum() and not word[0].isdigit()
    return content, figure


def make_table(cut: CutTexts) -> WordTable:
    """Number the words of sentences."""
    words = cut.words
    names, classes = _cues()
    cues = np.zeros((len(words), len(names)))
    for row, found in [(row, classes[word]) for row, word in enumerate(words) if word in classes]:
        cues[row, found] = 1.0
    content, figure = word_kinds(cut)
    return WordTable(
        words=words,
        number=cut.number,
        sentence=cut.text_of,
        bounds=cut.bounds,
        content=content,
        figure=figure,
        cues=cues,
    )
