"""Features of sentences: the vocabulary, its blocks, and where their features occur in the clauses of texts."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.tagging.blocks import (
    Block,
    CharacterPairs,
    Hits,
    RuleTerms,
    View,
    WordClassCounts,
    WordNumbers,
    WordPairs,
    Words,
    WordsClasses,
    character_keys,
    code_points,
    shape,
)
from toolkit.tagging.clauses import Pieces, part_texts
from toolkit.words import CutTexts, Ints, Numbers
from toolkit.words.classes import Classes, ClassFinder, word_classes

__all__ = ["BLOCKS", "FeatureSpace", "Floats", "Ints", "Occurrences", "Vocabulary"]

Floats = NDArray[np.float64]

BLOCKS = ("words", "pairs", "characters", "classes", "rules")
"""The kinds of features, in the order of their blocks."""


class Occurrences(NamedTuple):
    """Features of one block found in pieces of text: the number of the feature, and the character where it starts.

    Piece `i` has the occurrences `bounds[i]` to `bounds[i + 1]`; `start` counts characters of all texts joined by line
    breaks.
    """

    feature: Ints
    start: Ints
    bounds: Ints

    @property
    def piece(self) -> Ints:
        """The piece that each occurrence is in."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))


class Found(NamedTuple):
    """What is found in texts, block by block in the order of `BLOCKS`, and the parts of the texts.

    The features of a block are counted from the first one of it on, which is one of `offsets`.
    """

    blocks: tuple[Hits, ...]
    offsets: Sequence[int]
    parts: Pieces

    @property
    def in_clauses(self) -> tuple[Occurrences, ...]:
        """The occurrences in clauses."""
        return self.within(self.parts.clause_starts)

    @property
    def in_texts(self) -> tuple[Occurrences, ...]:
        """The occurrences in whole texts."""
        return self.within(self.parts.text_starts)

    def within(self, edges: Ints) -> tuple[Occurrences, ...]:
        """Return the occurrences in pieces that go from one edge to the next."""
        found = []
        for (feature, start), offset in zip(self.blocks, self.offsets, strict=True):
            known = np.flatnonzero(feature >= 0)
            places, features = start.take(known).astype(np.int64), feature.take(known) + np.int64(offset)
            found.append(Occurrences(features, places, np.searchsorted(places, edges)))
        return tuple(found)


class KnownWords(NamedTuple):
    """What is known of the distinct words of texts: their numbers in the vocabulary or -1, and their classes."""

    numbers: Numbers
    classes: WordsClasses


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a feature space knows, as plain data: it makes the space anew.

    `pairs` holds `first * len(words) + second`, `characters` holds `first << 16 | second`, both ascending; `classes`
    are the classes of words, `rules` the terms of each theme's keyword rule.
    """

    words: tuple[str, ...]
    pairs: Ints
    characters: Ints
    classes: Classes
    rules: tuple[tuple[str, ...], ...]

    @property
    def blocks(self) -> dict[str, slice]:
        """The range of the features of each block, by the names of `BLOCKS`."""
        sizes = map(len, (self.words, self.pairs, self.characters, self.classes, self.rules))
        return {name: slice(*edges) for name, edges in zip(BLOCKS, pairwise(accumulate(sizes, initial=0)), strict=True)}


class FeatureSpace:
    """Numbers the features of a vocabulary block by block and finds them in texts."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._numbers = WordNumbers(vocabulary.words)
        self._classes = ClassFinder(vocabulary.classes)
        self._rules = RuleTerms(vocabulary.rules)
        self._blocks: tuple[Block, ...] = (
            Words(vocabulary.words),
            WordPairs(vocabulary.words, vocabulary.pairs),
            CharacterPairs(vocabulary.characters),
            WordClassCounts(vocabulary.classes),
            self._rules,
        )
        self._offsets = tuple(own.start for own in vocabulary.blocks.values())
        self._size = int(vocabulary.blocks[BLOCKS[-1]].stop)

    @classmethod
    def fit(cls, cut: CutTexts, rules: Sequence[Sequence[str]], *, min_count: int) -> "FeatureSpace":
        """Learn the vocabulary: all words, and the pairs that at least `min_count` texts have."""
        tokens = [shape(word) for word in cut.tokens]
        shaped = [tokens[first:last] for first, last in pairwise(cut.bounds.tolist())]
        words = tuple(sorted(set(chain.from_iterable(shaped))))
        index = {word: number for number, word in enumerate(words)}
        pairs = ({index[a] * len(words) + index[b] for a, b in pairwise(text)} for text in shaped)
        characters = (set(character_keys(code_points(text)).tolist()) for text in cut.texts)
        return cls(
            Vocabulary(
                words=words,
                pairs=_frequent(pairs, min_count),
                characters=_frequent(characters, min_count),
                classes=word_classes(),
                rules=tuple(map(tuple, rules)),
            )
        )

    def __len__(self) -> int:
        return self._size

    def look_up(self, cut: CutTexts) -> KnownWords:
        """Return what is known of the distinct words of texts."""
        numbers = self._numbers.of(cut)
        return KnownWords(numbers, self._classes_of(cut, numbers))

    def _classes_of(self, cut: CutTexts, numbers: Numbers) -> WordsClasses:
        """The classes of distinct words: those of the vocabulary are looked up, and only the others searched."""
        classes, bounds = self._own_classes
        other = np.flatnonzero(numbers < 0)
        found, found_bounds = self._classes.of([cut.words[place] for place in other.tolist()])
        first, size = bounds.take(numbers), np.diff(bounds, append=bounds[-1]).take(numbers)
        first[other], size[other] = found_bounds[:-1] + len(classes), np.diff(found_bounds)
        return WordsClasses(np.concatenate([classes, found]).astype(np.int32), first, size)

    @cached_property
    def _own_classes(self) -> tuple[Ints, Ints]:
        """The classes of the vocabulary's words; a figure, known by its shape, has those of any such figure."""
        return self._classes.of([word.replace("#", "1", 1) for word in self.vocabulary.words])

    def find(self, cut: CutTexts, known: KnownWords | None = None) -> Found:
        """Return the features of texts; `known` is what `look_up` says of `cut.words`, where it has been asked."""
        numbers, classes = known or self.look_up(cut)
        joined = "\n".join(cut.texts)
        start = cut.start.astype(np.int32)
        view = View(cut, numbers.take(cut.number), classes, start, joined, code_points(joined))
        blocks = tuple(block.find(view) for block in self._blocks)
        return Found(blocks, self._offsets, part_texts(view.codes, cut.text_starts))

    def rule_terms(self, text: str) -> Iterator[tuple[int, str, tuple[int, ...]]]:
        """Yield the terms of keyword rules in a text: where each starts, the term, and its themes."""
        return self._rules.terms(text)

    def name(self, feature: int) -> str:
        """Return a feature as a reader knows it."""
        block = bisect_right(self._offsets, feature) - 1
        return self._blocks[block].label(feature - self._offsets[block])


def _frequent(sets: Iterable[set[int]], min_count: int) -> Ints:
    counts = Counter(chain.from_iterable(sets))
    return np.array(sorted(key for key, count in counts.items() if count >= min_count), np.int64)
