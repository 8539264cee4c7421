"""What kinds of words there are: content words, figures and their units, and the cues of `cues.txt`."""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from toolkit.native import SIZE, array, kernel
from toolkit.tagging.features import Floats, Ints
from toolkit.words import CutTexts, NumberedKeys, WordKeys, is_ideographic, stop_words
from toolkit.words.numbering import Keys

_FORMS = ("content", "figure", "money", "people", "percents", "hundred_millions", "reporting")
_CONTENT, _FIGURE, _MONEY, _PEOPLE, _PERCENTS, _HUNDRED_MILLIONS, _REPORTING = (
    1 << place for place in range(len(_FORMS))
)
_SCALES = (("万亿", 1e12), ("亿", 1e8), ("万", 1e4), ("千", 1e3))
_UNITS = {"元": _MONEY, "美元": _MONEY, "人": _PEOPLE, "户": _PEOPLE, "人次": _PEOPLE, "名": _PEOPLE}
_REPORTERS = ("据悉", "获悉", "近日", "日前", "记者")
_MOST_DIGITS = 15
_KEPT = 1 << 14  # figures and other words that are kept with their kinds: the same ones come again and again

_count_kinds = kernel(
    "count_kinds",
    SIZE, array(np.int64), array(np.int64), array(np.int64), array(np.int64), SIZE, array(np.float64, 2, written=True),
)  # fmt: skip


@cache
def _cues() -> tuple[tuple[str, ...], dict[str, int]]:
    """The names of the classes of cues, and for each cue the bits of its classes."""
    lines = Path(__file__).with_name("cues.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    bits: dict[str, int] = {}
    for place, (_, *words) in enumerate(rows, len(_FORMS)):
        for word in words:
            bits[word] = bits.get(word, 0) | 1 << place
    return tuple(name for name, *_ in rows), bits


def cue_names() -> tuple[str, ...]:
    """Return the names of the classes of cue words, in the order of their kinds."""
    return _cues()[0]


@cache
def _places() -> dict[str, int]:
    """The place of each kind among the bits of a word and the rows of counts."""
    return {name: place for place, name in enumerate((*_FORMS, *cue_names()))}


def bits_of(*names: str) -> int:
    """Return the bits of kinds: `content`, `figure`, `money`, `people`, and so on, and the classes of cues."""
    return sum(1 << _places()[name] for name in names)


class Counts:
    """How many words of each kind runs of tokens have."""

    def __init__(self, rows: Floats) -> None:
        self._rows = rows

    def __getitem__(self, name: str) -> Floats:
        row: Floats = self._rows[_places()[name]]
        return row


@dataclass(frozen=True)
class WordKinds:
    """The kinds of distinct words: `kinds[i]` has the bits of those that word `i` is of.

    `amount` is the value of a figure; of any other word what it multiplies by (`万元` 10,000), else 1.
    """

    words: tuple[str, ...]
    kinds: Ints
    amount: Floats

    @cached_property
    def content(self) -> Floats:
        """1 where a word is a content word, else 0."""
        return self.are("content")

    @cached_property
    def figure(self) -> Floats:
        """1 where a word is a figure, else 0."""
        return self.are("figure")

    @cached_property
    def telling(self) -> frozenset[int]:
        """The numbers of the words that are content words or figures."""
        return frozenset(np.flatnonzero(self.are("content", "figure")).tolist())

    @cached_property
    def figures(self) -> frozenset[int]:
        """The numbers of the words that are figures."""
        return frozenset(np.flatnonzero(self.figure).tolist())

    def are(self, *names: str) -> Floats:
        """1 where a word is of one of some kinds, else 0."""
        found: Floats = (self.kinds & bits_of(*names) != 0).astype(np.float64)
        return found

    def count(self, number: Ints, starts: Ints, ends: Ints, *names: str) -> Counts:
        """Count the words of some kinds in the runs `starts` to `ends` of tokens, the words with these numbers."""
        rows = np.zeros((len(_places()), len(starts)))
        _count_kinds(len(starts), starts, ends, number, self.kinds, bits_of(*(names or _places())), rows)
        return Counts(rows)


def word_kinds(cut: CutTexts) -> WordKinds:
    """Tell the kinds of the distinct words of texts."""
    keys, listed = _listed_words()
    kinds, amount = listed.take(keys.find(cut.keys)), np.ones(len(cut.words))
    closer = _to_look_at(cut.keys)
    if len(closer):
        kinds[closer], amount[closer] = zip(*(_kinds_of(cut.words[place]) for place in closer.tolist()), strict=True)
    return WordKinds(cut.words, kinds, amount)


def _to_look_at(keys: Keys) -> Ints:
    """The places of words that no list can hold: what does not begin in Chinese, and what may say how many."""
    marks = _marks().take(keys.view(np.uint16)).view(np.uint32)  # of the four characters of a key
    return np.flatnonzero(marks & 0x02_02_02_03)


@cache
def _marks() -> NDArray[np.uint8]:
    """Marks of characters: 1 of those that no Chinese word begins with, 2 of those that say how many."""
    marks: NDArray[np.uint8] = (~is_ideographic(np.arange(1 << 16, dtype=np.uint64))).astype(np.uint8)
    marks[[ord(scale) for scale, _ in _SCALES[1:]]] = 2
    return marks


@cache
def _listed_words() -> tuple[NumberedKeys, Ints]:
    """The Chinese words that lists tell, with their kinds; the last is what any other Chinese word is."""
    words = sorted({*stop_words(), *_cues()[1], *_UNITS, *_REPORTERS})
    keys = WordKeys().of(words)
    chinese = np.flatnonzero(is_ideographic(keys))
    kinds = [_kinds_of(words[place])[0] for place in chinese.tolist()]
    return NumberedKeys(keys.take(chinese)), np.array([*kinds, _CONTENT])


@lru_cache(maxsize=_KEPT)
def _kinds_of(word: str) -> tuple[int, float]:
    """The kinds of a word, as bits, and its amount."""
    kinds = _cues()[1].get(word, 0) | _PERCENTS * ("%" in word) | _HUNDRED_MILLIONS * ("亿" in word)
    if word[0].isdigit():
        return kinds | _FIGURE, _value(word)
    content = word.isalnum() and word not in stop_words()
    mark, scale = next((pair for pair in _SCALES if word.startswith(pair[0])), ("", 1.0))
    unit = _UNITS.get(word[len(mark) :], 0)
    return kinds | _CONTENT * content | _REPORTING * (word in _REPORTERS) | unit, scale


def _value(figure: str) -> float:
    digits = figure.rstrip("%")
    return float(digits) if len(digits) < _MOST_DIGITS and digits.replace(".", "", 1).isdecimal() else 0.0
