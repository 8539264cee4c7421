"""Blocks of features: words, pairs of words and of characters, classes of words, and rule terms, each in one pass.

A new block is a class with the members of `Block`, one more entry in the tuple that `FeatureSpace` makes, and its size
in `Vocabulary.blocks`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from toolkit.tagging.clauses import Codes
from toolkit.words import CutTexts, Ints, NumberedKeys, Numbers, WordKeys, is_ideographic
from toolkit.words.classes import Classes

_CODES = 0x10000
_FULL = "，：；（）！？％"
_HALF = ",:;()!?%"


class WordsClasses(NamedTuple):
    """The classes of words: word `i` belongs to the `size[i]` classes from `number[first[i]]` on."""

    number: Numbers
    first: Ints
    size: Ints


@dataclass(frozen=True, slots=True)
class View:
    """What blocks look at.

    `numbers` tells for each token of `cut` the number of its word in the vocabulary, or -1, and `start` where the
    token begins in `joined`, all texts joined by line breaks, whose code points are `codes`; `classes` are those of the
    words of `cut`.
    """

    cut: CutTexts
    numbers: Numbers
    classes: WordsClasses
    start: Numbers
    joined: str
    codes: Codes


Hits = tuple[Numbers, Numbers]
"""Features of a block, or -1 for none, and the character of all texts where each starts, ascending."""


class Block(Protocol):
    """A block of features."""

    def find(self, view: View) -> Hits:
        """Return the features found in texts."""

    def label(self, number: int) -> str:
        """Return a feature as a reader knows it."""


def shape(word: str) -> str:
    """Numbers are words too, but their value is chance: years, percentages and other figures are told apart."""
    if not word[:1].isdigit():
        return word
    if word.endswith("%"):
        return "#%"
    if len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"}:
        return "#年"
    return "#." if "." in word else f"#{min(len(word), 5)}"


class WordNumbers:
    """Finds the numbers of words in the vocabulary: Chinese words by their keys, figures and the rest one by one."""

    def __init__(self, words: Sequence[str]) -> None:
        packed = WordKeys().of(words)
        chinese = is_ideographic(packed)
        self._others = {words[number]: number for number in np.flatnonzero(~chinese).tolist()}
        self._chinese = np.append(np.flatnonzero(chinese), -1).astype(np.int32)  # the last one stands for unknown words
        self._keys = NumberedKeys(packed[chinese])

    def of(self, cut: CutTexts) -> Numbers:
        """Return the number of each distinct word, -1 where it is unknown."""
        numbers: Numbers = self._chinese[self._keys.find(cut.keys)]
        others = np.flatnonzero(~is_ideographic(cut.keys))
        numbers[others] = [self._others.get(shape(cut.words[place]), -1) for place in others.tolist()]
        return numbers


class Words:
    """The words of the vocabulary; figures are known by their shape."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def find(self, view: View) -> Hits:
        """Return the word of each token."""
        return view.numbers, view.start

    def label(self, number: int) -> str:
        """Return the word."""
        return self._words[number]


class WordPairs:
    """Pairs of neighbouring words, as keys `first * len(words) + second`."""

    def __init__(self, words: Sequence[str], keys: Ints) -> None:
        self._words, self._keys, self._numbered = words, keys, NumberedKeys(keys.view(np.uint64))

    def find(self, view: View) -> Hits:
        """Return the pair of each token and the next one of its text."""
        pairs = self._numbered.find_pairs(view.numbers, len(self._words))
        ends = view.cut.bounds[(view.cut.bounds > 0) & (view.cut.bounds < len(view.numbers))]
        pairs[ends - 1] = -1
        return pairs, view.start[:-1]

    def label(self, number: int) -> str:
        """Return both words with a blank between."""
        first, second = divmod(int(self._keys[number]), len(self._words))
        return f"{self._words[first]} {self._words[second]}"


class CharacterPairs:
    """Pairs of neighbouring characters, as keys `first << 16 | second`; no pair of the vocabulary has a line break."""

    def __init__(self, keys: Ints) -> None:
        self._keys, self._numbered = keys, NumberedKeys(keys.view(np.uint64))

    def find(self, view: View) -> Hits:
        """Return the pair of each character and the next."""
        pairs = self._numbered.find_pairs(_folded(view.codes), _CODES)
        return pairs, np.arange(len(pairs), dtype=np.int32)

    def label(self, number: int) -> str:
        """Return both characters."""
        first, second = divmod(int(self._keys[number]), _CODES)
        return chr(first) + chr(second)


def _fold_table() -> Numbers:
    table = np.arange(_CODES, dtype=np.int32)
    table[[ord(char) for char in _FULL]] = [ord(char) for char in _HALF]
    table[ord("0") : ord("9") + 1] = ord("0")
    return table


_FOLD = _fold_table()


def code_points(text: str) -> Codes:
    """Return the characters of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _folded(codes: Codes) -> Numbers:
    """Characters with digits and widths folded, and all outside the BMP alike."""
    return _FOLD.take(codes, mode="clip")


def character_keys(codes: Codes) -> Ints:
    """Return the key of each pair of neighbours."""
    folded = _folded(codes).astype(np.int64)
    keys: Ints = folded[:-1] * _CODES + folded[1:]
    return keys


class WordClassCounts:
    """The classes that words belong to, whether or not the vocabulary knows the words."""

    def __init__(self, classes: Classes) -> None:
        self._names = [name for name, _ in classes]

    def find(self, view: View) -> Hits:
        """Return each class of each token."""
        tokens = np.flatnonzero(view.classes.size.take(view.cut.number))
        words = view.cut.number.take(tokens)
        sizes = view.classes.size.take(words)
        ends = np.cumsum(sizes)
        places = np.arange(int(sizes.sum())) + np.repeat(view.classes.first.take(words) - ends + sizes, sizes)
        return view.classes.number.take(places), np.repeat(view.start.take(tokens), sizes)

    def label(self, number: int) -> str:
        """Return the name of the class."""
        return self._names[number]


class RuleTerms:
    """The terms of keyword rules, by the themes that they speak for."""

    def __init__(self, rules: Sequence[Sequence[str]]) -> None:
        from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

        self._themes: dict[str, tuple[int, ...]] = {}
        for number, terms in enumerate(rules):
            for term in terms:
                self._themes[term] = (*self._themes.get(term, ()), number)
        self._terms = list(self._themes)
        self._finder = CharwiseDoubleArrayAhoCorasick(self._terms, MATCH_KIND_LEFTMOST_LONGEST) if self._terms else None

    def find(self, view: View) -> Hits:
        """Return the themes of the terms found."""
        hits = [(start, theme) for start, _, themes in self.terms(view.joined) for theme in themes]
        starts, themes = np.array(hits, np.int32).reshape(-1, 2).T.copy()
        return themes, starts

    def terms(self, text: str) -> Iterator[tuple[int, str, tuple[int, ...]]]:
        """Yield the longest terms of the rules in a text: where each starts, the term, and its themes."""
        found = self._finder.find(text) if self._finder is not None else ()
        return ((start, self._terms[number], self._themes[self._terms[number]]) for start, _, number in found)

    def label(self, number: int) -> str:
        """Return what a vote is called."""
        return "关键词"
