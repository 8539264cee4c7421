"""Features of sentences: the vocabulary, its blocks, and where their features occur in texts.

Each block of features is weighted by inverse document frequency (Sparck Jones, 1972) and brought to unit length on
its own, so that a sentence's many character pairs do not drown its few words. An occurrence counts each time it
occurs; the length is the root of the summed squares over occurrences.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.tagging.blocks import (
    Block,
    CharacterPairs,
    RuleVotes,
    View,
    WordNumbers,
    WordPairs,
    Words,
    character_keys,
    shape,
)
from toolkit.words import CutTexts, Ints

__all__ = ["BLOCKS", "FeatureSpace", "Floats", "Ints", "Occurrences", "Vocabulary"]

Floats = NDArray[np.float64]

BLOCKS = ("words", "pairs", "characters", "rules")
"""The kinds of features, in the order of their blocks."""


class Occurrences(NamedTuple):
    """Features of one block found in texts: the number of the feature, and the character where it starts.

    Text `i` has the occurrences `bounds[i]` to `bounds[i + 1]`; `start` counts characters of all texts joined by line
    breaks.
    """

    feature: Ints
    start: Ints
    bounds: Ints

    @property
    def text(self) -> Ints:
        """The text of each occurrence."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a feature space knows, as plain data: it makes the space anew.

    `pairs` holds `first * len(words) + second`, `characters` holds `first << 16 | second`, both ascending; `rules`
    holds the terms of each theme's keyword rule.
    """

    words: tuple[str, ...]
    pairs: Ints
    characters: Ints
    rules: tuple[tuple[str, ...], ...]


class FeatureSpace:
    """Numbers the features of a vocabulary block by block and finds them in texts."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._numbers = WordNumbers(vocabulary.words)
        self._rules = RuleVotes(vocabulary.rules)
        self._blocks: tuple[Block, ...] = (
            Words(vocabulary.words),
            WordPairs(vocabulary.words, vocabulary.pairs),
            CharacterPairs(vocabulary.characters),
            self._rules,
        )
        self._offsets = tuple(accumulate((len(block) for block in self._blocks), initial=0))

    @classmethod
    def fit(cls, cut: CutTexts, rules: Sequence[Sequence[str]], *, min_count: int) -> "FeatureSpace":
        """Learn the vocabulary: all words, and the pairs that at least `min_count` texts have."""
        tokens = [shape(word) for word in cut.tokens]
        shaped = [tokens[first:last] for first, last in pairwise(cut.bounds.tolist())]
        words = tuple(sorted(set(chain.from_iterable(shaped))))
        index = {word: number for number, word in enumerate(words)}
        pairs = ({index[a] * len(words) + index[b] for a, b in pairwise(text)} for text in shaped)
        characters = (set(character_keys(text).tolist()) for text in cut.texts)
        return cls(
            Vocabulary(words, _frequent(pairs, min_count), _frequent(characters, min_count), tuple(map(tuple, rules)))
        )

    def __len__(self) -> int:
        return self._offsets[-1]

    def word_numbers(self, cut: CutTexts) -> Ints:
        """Return the number of each distinct word in the vocabulary, -1 where it is unknown."""
        return self._numbers.of(cut)

    def find(self, cut: CutTexts, word_numbers: Ints | None = None) -> tuple[Occurrences, ...]:
        """Return the occurrences of each block of features, in the order of `BLOCKS`.

        `word_numbers` are those of `cut.words`, where they are known already.
        """
        numbers = self.word_numbers(cut) if word_numbers is None else word_numbers
        view = View(cut, numbers.take(cut.number), cut.start, "\n".join(cut.texts), cut.text_starts)
        found = (block.find(view) for block in self._blocks)
        return tuple(
            Occurrences(feature + offset, start, np.searchsorted(start, view.text_starts))
            for (feature, start), offset in zip(found, self._offsets, strict=False)
        )

    def rule_terms(self, text: str) -> Iterator[tuple[int, str, tuple[int, ...]]]:
        """Yield the terms of keyword rules in a text: where each starts, the term, and its themes."""
        return self._rules.terms(text)

    def name(self, feature: int) -> str:
        """Return a feature as a reader knows it."""
        block = int(np.searchsorted(self._offsets, feature, side="right")) - 1
        return self._blocks[block].label(feature - self._offsets[block])


def _frequent(sets: Iterable[set[int]], min_count: int) -> Ints:
    counts = Counter(chain.from_iterable(sets))
    return np.array(sorted(key for key, count in counts.items() if count >= min_count), np.int64)
