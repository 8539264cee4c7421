"""Blocks of features: words, pairs of words and of characters, classes of words, and rule terms, each in one pass.

A new block is a class with the members of `Block`, and one more entry in the tuple that `FeatureSpace` makes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from toolkit.tagging.keys import Keys
from toolkit.words import CutTexts, Ints, WordKeys, is_ideographic
from toolkit.words.classes import Classes

_CODES = 0x10000
_FULL = "，：；（）！？％"
_HALF = ",:;()!?%"


class WordsClasses(NamedTuple):
    """The classes of words: word `i` belongs to the `size[i]` classes from `number[first[i]]` on."""

    number: Ints
    first: Ints
    size: Ints


@dataclass(frozen=True, slots=True)
class View:
    """What blocks look at.

    `numbers` tells for each token of `cut` the number of its word in the vocabulary, or -1, and `start` where the
    token begins in `joined`, all texts joined by line breaks; `classes` are those of the words of `cut`.
    """

    cut: CutTexts
    numbers: Ints
    classes: WordsClasses
    start: Ints
    joined: str


class Block(Protocol):
    """A block of features."""

    def __len__(self) -> int:
        """The number of features."""

    def find(self, view: View) -> tuple[Ints, Ints]:
        """Return the features found, and the character of all texts where each starts, text by text."""

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
        self._index = {word: number for number, word in enumerate(words)}
        packed = WordKeys().of(words)
        chinese = np.flatnonzero(is_ideographic(packed))
        keys = packed.take(chinese).view(np.int64)
        order = np.argsort(keys)
        self._keys, self._numbers = Keys(keys.take(order)), chinese.take(order)

    def of(self, cut: CutTexts) -> Ints:
        """Return the number of each distinct word, -1 where it is unknown."""
        numbers = np.full(len(cut.words), -1)
        places, found = self._keys.find(cut.keys.view(np.int64))
        numbers[places] = self._numbers.take(found)
        for place in np.flatnonzero(~is_ideographic(cut.keys)).tolist():
            numbers[place] = self._index.get(shape(cut.words[place]), -1)
        return numbers


class Words:
    """The words of the vocabulary; figures are known by their shape."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def __len__(self) -> int:
        return len(self._words)

    def find(self, view: View) -> tuple[Ints, Ints]:
        """Return the known words."""
        known = np.flatnonzero(view.numbers >= 0)
        return view.numbers.take(known), view.start.take(known)

    def label(self, number: int) -> str:
        """Return the word."""
        return self._words[number]


class WordPairs:
    """Pairs of neighbouring words, as keys `first * len(words) + second`."""

    def __init__(self, words: Sequence[str], keys: Ints) -> None:
        self._words, self._keys = words, Keys(keys)

    def __len__(self) -> int:
        return len(self._keys)

    def find(self, view: View) -> tuple[Ints, Ints]:
        """Return the known pairs inside texts."""
        first, second = view.numbers[:-1], view.numbers[1:]
        keys = first * len(self._words) + second  # below 0 where the first word is unknown
        keys[second < 0] = -1
        ends = view.cut.bounds[(view.cut.bounds > 0) & (view.cut.bounds < len(view.numbers))]
        keys[ends - 1] = -1
        places, features = self._keys.find(keys)
        return features, view.start.take(places)

    def label(self, number: int) -> str:
        """Return both words with a blank between."""
        first, second = divmod(self._keys[number], len(self._words))
        return f"{self._words[first]} {self._words[second]}"


class CharacterPairs:
    """Pairs of neighbouring characters, as keys `first << 16 | second`; no pair of the vocabulary has a line break."""

    def __init__(self, keys: Ints) -> None:
        self._keys = Keys(keys)

    def __len__(self) -> int:
        return len(self._keys)

    def find(self, view: View) -> tuple[Ints, Ints]:
        """Return the known pairs."""
        places, features = self._keys.find(character_keys(view.joined))
        return features, places

    def label(self, number: int) -> str:
        """Return both characters."""
        first, second = divmod(self._keys[number], _CODES)
        return chr(first) + chr(second)


def _fold_table() -> Ints:
    table = np.arange(_CODES, dtype=np.int64)
    table[[ord(char) for char in _FULL]] = [ord(char) for char in _HALF]
    table[ord("0") : ord("9") + 1] = ord("0")
    return table


_FOLD = _fold_table()


def character_keys(text: str) -> Ints:
    """Return a key for each pair of neighbours: digits and widths folded, all outside the BMP alike."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = _FOLD.take(np.minimum(codes, _CODES - 1))
    keys: Ints = folded[:-1] << 16 | folded[1:]
    return keys


class WordClassCounts:
    """The classes that words belong to, whether or not the vocabulary knows the words."""

    def __init__(self, classes: Classes) -> None:
        self._names = [name for name, _ in classes]

    def __len__(self) -> int:
        return len(self._names)

    def find(self, view: View) -> tuple[Ints, Ints]:
        """Return each class of each token."""
        first, sizes = view.classes.first.take(view.cut.number), view.classes.size.take(view.cut.number)
        ends = np.cumsum(sizes)
        within = np.arange(int(sizes.sum())) - np.repeat(ends - sizes, sizes)
        return view.classes.number.take(np.repeat(first, sizes) + within), np.repeat(view.start, sizes)

    def label(self, number: int) -> str:
        """Return the name of the class."""
        return self._names[number]


class RuleTerms:
    """The terms of keyword rules, by the themes that they speak for."""

    def __init__(self, rules: Sequence[Sequence[str]]) -> None:
        from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

        self._size = len(rules)
        self._themes: dict[str, tuple[int, ...]] = {}
        for number, terms in enumerate(rules):
            for term in terms:
                self._themes[term] = (*self._themes.get(term, ()), number)
        self._terms = list(self._themes)
        self._finder = CharwiseDoubleArrayAhoCorasick(self._terms, MATCH_KIND_LEFTMOST_LONGEST) if self._terms else None

    def __len__(self) -> int:
        return self._size

    def find(self, view: View) -> tuple[Ints, Ints]:
        """Return the themes of the terms found."""
        hits = [(start, theme) for start, _, themes in self.terms(view.joined) for theme in themes]
        starts, themes = np.array(hits, np.int64).reshape(-1, 2).T
        return themes, starts

    def terms(self, text: str) -> Iterator[tuple[int, str, tuple[int, ...]]]:
        """Yield the longest terms of the rules in a text: where each starts, the term, and its themes."""
        found = self._finder.find(text) if self._finder is not None else ()
        return ((start, self._terms[number], self._themes[self._terms[number]]) for start, _, number in found)

    def label(self, number: int) -> str:
        """Return what a vote is called."""
        return "关键词"
