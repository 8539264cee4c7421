"""Features of sentences: words, word pairs, character pairs and rule votes, found in one pass over arrays.

Each block of features is weighted by inverse document frequency (Sparck Jones, 1972) and brought to unit length on
its own, so that a sentence's many character pairs do not drown its few words. An occurrence counts each time it
occurs; the length is the root of the summed squares over occurrences.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.words import CutTexts

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

BLOCKS = ("words", "pairs", "characters", "rules")
_CODES = 0x10000
_TABLE_BITS = 20
_TABLE_MIX = np.uint64(0x9E3779B97F4A7C15)
_FULL = "，：；（）！？％"
_HALF = ",:;()!?%"


class Occurrences(NamedTuple):
    """Features found in texts: the number of the feature, of the text, and the character where it starts.

    `start` counts characters of all texts joined by line breaks.
    """

    feature: Ints
    text: Ints
    start: Ints


def _shape(word: str) -> str:
    """Numbers are words too, but their value is chance: years, percentages and other figures are told apart."""
    if not word[:1].isdigit():
        return word
    if word.endswith("%"):
        return "#%"
    if len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"}:
        return "#年"
    return "#." if "." in word else f"#{min(len(word), 5)}"


class _Keys:
    """A sorted set of 64-bit keys with a look-up for whole arrays: a hash table, and a search where keys collide."""

    def __init__(self, keys: Ints) -> None:
        self.keys = keys
        places = self._places(keys)
        self._table = np.zeros(1 << _TABLE_BITS, np.int32)
        self._table[places] = np.arange(len(keys), dtype=np.int32)
        self._crowded = np.bincount(places.astype(np.int64), minlength=1 << _TABLE_BITS) > 1

    @staticmethod
    def _places(keys: Ints) -> NDArray[np.uint64]:
        return (keys.astype(np.uint64) * _TABLE_MIX) >> np.uint64(64 - _TABLE_BITS)

    def find(self, keys: Ints) -> tuple[Ints, Ints]:
        """Return the positions in `keys` of the known ones, and their numbers."""
        if not len(self.keys):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        places = self._places(keys)
        numbers = self._table[places]
        crowded = np.flatnonzero(self._crowded[places])
        numbers[crowded] = np.minimum(np.searchsorted(self.keys, keys[crowded]), len(self.keys) - 1)
        positions = np.flatnonzero(self.keys[numbers] == keys)
        return positions, numbers[positions].astype(np.int64)


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
        self._words = {word: number for number, word in enumerate(vocabulary.words)}
        self._pairs = _Keys(vocabulary.pairs)
        self._characters = _Keys(vocabulary.characters)
        self._terms = _RuleTerms(vocabulary.rules)
        sizes = [len(self._words), len(vocabulary.pairs), len(vocabulary.characters), len(vocabulary.rules)]
        self.offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)

    @classmethod
    def fit(cls, cut: CutTexts, rules: Sequence[Sequence[str]], *, min_count: int) -> "FeatureSpace":
        """Learn the vocabulary: all words, and the pairs that at least `min_count` texts have."""
        tokens = [_shape(word) for word in cut.tokens]
        shaped = [tokens[first:last] for first, last in pairwise(cut.bounds.tolist())]
        words = tuple(sorted(set(chain.from_iterable(shaped))))
        index = {word: number for number, word in enumerate(words)}
        pairs = ({index[a] * len(words) + index[b] for a, b in pairwise(text)} for text in shaped)
        characters = (set(_character_keys(_codes([text])).tolist()) for text in cut.texts)
        return cls(
            Vocabulary(words, _frequent(pairs, min_count), _frequent(characters, min_count), tuple(map(tuple, rules)))
        )

    def __len__(self) -> int:
        return int(self.offsets[-1])

    def find(self, cut: CutTexts) -> tuple[Occurrences, ...]:
        """Return the occurrences of each block of features, in the order of `BLOCKS`."""
        sizes = np.fromiter(map(len, cut.texts), np.int64, len(cut))
        text_starts = np.concatenate([[0], np.cumsum(sizes + 1)])[:-1]
        numbers = self._numbers(cut.words)[cut.number]
        text_of, starts = cut.text_of, cut.start
        known = np.flatnonzero(numbers >= 0)
        words = Occurrences(numbers[known], text_of[known], starts[known])
        return (
            words,
            self._find_pairs(numbers, text_of, starts),
            self._find_characters(cut, text_starts),
            self._find_rules(cut, text_starts),
        )

    def _numbers(self, words: Sequence[str]) -> Ints:
        """The numbers of words in the vocabulary, -1 where unknown; figures are known by their shape."""
        numbers = np.fromiter(map(self._words.get, words, repeat(-1)), np.int64, len(words))
        for place, word in enumerate(words):
            if word[0].isdigit():
                numbers[place] = self._words.get(_shape(word), -1)
        return numbers

    def _find_pairs(self, numbers: Ints, text_of: Ints, starts: Ints) -> Occurrences:
        first, second = numbers[:-1], numbers[1:]
        inside = (first >= 0) & (second >= 0) & (text_of[:-1] == text_of[1:])
        keys = np.where(inside, first * len(self._words) + second, -1)
        places, features = self._pairs.find(keys)
        return Occurrences(features + self.offsets[1], text_of[places], starts[places])

    def _find_characters(self, cut: CutTexts, text_starts: Ints) -> Occurrences:
        places, features = self._characters.find(_character_keys(_codes(cut.texts)))
        texts = np.searchsorted(text_starts, places, side="right") - 1
        return Occurrences(features + self.offsets[2], texts, places)

    def _find_rules(self, cut: CutTexts, text_starts: Ints) -> Occurrences:
        """One vote a theme and text, where its first term stands."""
        themes_of = self._terms.themes
        hits = [(start, theme) for start, term in self._terms.find("\n".join(cut.texts)) for theme in themes_of[term]]
        if not hits:
            return Occurrences(*(np.empty(0, np.int64) for _ in range(3)))
        starts, themes = np.array(hits, np.int64).T
        texts = np.searchsorted(text_starts, starts, side="right") - 1
        _, first = np.unique(texts * len(self.vocabulary.rules) + themes, return_index=True)
        return Occurrences(themes[first] + self.offsets[3], texts[first], starts[first])

    def rule_terms(self, text: str) -> Iterator[tuple[int, str, tuple[int, ...]]]:
        """Yield the terms of keyword rules in a text: where each starts, the term, and its themes."""
        return ((start, term, self._terms.themes[term]) for start, term in self._terms.find(text))

    def name(self, feature: int) -> str:
        """Return a feature as a reader knows it."""
        block = int(np.searchsorted(self.offsets, feature, side="right")) - 1
        number = int(feature - self.offsets[block])
        if block == 0:
            return self.vocabulary.words[number]
        if block == 1:
            first, second = divmod(int(self.vocabulary.pairs[number]), len(self._words))
            return f"{self.vocabulary.words[first]} {self.vocabulary.words[second]}"
        if block == 2:
            first, second = divmod(int(self.vocabulary.characters[number]), _CODES)
            return chr(first) + chr(second)
        return "关键词"


def _fold_table() -> NDArray[np.int64]:
    table = np.arange(_CODES, dtype=np.int64)
    table[[ord(char) for char in _FULL]] = [ord(char) for char in _HALF]
    table[ord("0") : ord("9") + 1] = ord("0")
    return table


_FOLD = _fold_table()


def _codes(texts: Iterable[str]) -> Ints:
    """The characters of the texts, joined by line breaks, as folded codes; what is outside the BMP counts as one."""
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    folded: Ints = _FOLD[np.minimum(codes, _CODES - 1)]
    return folded


def _character_keys(codes: Ints) -> Ints:
    keys = codes[:-1] * _CODES + codes[1:]
    line_break = ord("\n")
    keys[(codes[:-1] == line_break) | (codes[1:] == line_break)] = -1
    return keys


def _frequent(sets: Iterable[set[int]], min_count: int) -> Ints:
    counts = Counter(chain.from_iterable(sets))
    return np.array(sorted(key for key, count in counts.items() if count >= min_count and key >= 0), np.int64)


class _RuleTerms:
    """Finds the longest terms of keyword rules, with the numbers of the themes that each belongs to."""

    def __init__(self, rules: Sequence[Sequence[str]]) -> None:
        from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

        self.themes: dict[str, tuple[int, ...]] = {}
        for number, terms in enumerate(rules):
            for term in terms:
                self.themes[term] = (*self.themes.get(term, ()), number)
        self._words = list(self.themes)
        self._automaton = (
            CharwiseDoubleArrayAhoCorasick(self._words, MATCH_KIND_LEFTMOST_LONGEST) if self._words else None
        )

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield where each term starts, and the term."""
        found = self._automaton.find(text) if self._automaton is not None else ()
        return ((start, self._words[number]) for start, _, number in found)
