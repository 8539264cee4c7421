"""Cutting words: once per text, into one flat array of tokens that every later stage reads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np

from toolkit.words.engines import Cutter, Engine, default_engine, make_cutter
from toolkit.words.numbering import (
    Ints,
    Keys,
    NumberedKeys,
    Numbers,
    WordKeys,
    distinct,
    is_ideographic,
    may_be_ascii,
)

__all__ = [
    "CutTexts",
    "Ints",
    "NumberedKeys",
    "Numbers",
    "WordKeys",
    "cut_texts",
    "is_ideographic",
    "lexicon",
    "load_cutter",
    "stop_words",
]

_FOLDER = Path(__file__).parent
_PORTION = 16_000  # characters cut at a time: some ten thousand tokens stay in memory that is warm already
# The cutters take decimals and percentages apart, but keep a run of letters and digits whole: so the marks inside a
# number are letters while the text is cut.
_POINT = re.compile(r"\.(?<=[0-9]\.)(?=[0-9])")
_PERCENT = re.compile(r"%(?<=[0-9]%)")
_MASKED = re.compile(r"[zZ](?<=[0-9][zZ])")
_LINE_BREAK = ord("\n")
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class CutTexts:
    """Texts with their words, numbered.

    `words` are the distinct words, `keys` what `WordKeys` makes of them, and `lengths` their characters. Token `j` is
    word `number[j]`; text `i` has the tokens `bounds[i]` to `bounds[i + 1]`.
    """

    texts: tuple[str, ...]
    words: tuple[str, ...]
    keys: Keys
    lengths: Ints
    number: Ints
    bounds: Ints

    def __len__(self) -> int:
        return len(self.texts)

    def part(self, first: int, last: int) -> "CutTexts":
        """Return the texts `first` to `last`, the last one left out, with the same numbers of words."""
        start, end = self.bounds[first], self.bounds[last]
        bounds = self.bounds[first : last + 1] - start
        return CutTexts(self.texts[first:last], self.words, self.keys, self.lengths, self.number[start:end], bounds)

    @property
    def tokens(self) -> list[str]:
        """The words of all texts, in order."""
        return [self.words[number] for number in self.number.tolist()]

    @property
    def text_of(self) -> Ints:
        """The text of each token."""
        return np.repeat(np.arange(len(self.texts)), np.diff(self.bounds))

    @cached_property
    def start(self) -> Ints:
        """The character at which each token begins, in all texts joined by line breaks."""
        lengths = self.lengths.take(self.number)
        return np.cumsum(lengths) - lengths + self.text_of

    @property
    def text_starts(self) -> Ints:
        """The character at which each text begins, in all texts joined by line breaks, and where one more would."""
        starts = np.zeros(len(self.texts) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, self.texts), np.int64, len(self.texts)) + 1, out=starts[1:])
        return starts


def _listed(name: str) -> tuple[str, ...]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def lexicon() -> tuple[str, ...]:
    """Return the domain terms that both cutters know as words."""
    return _listed("lexicon.txt")


@cache
def stop_words() -> frozenset[str]:
    """Return the words that say nothing about a theme."""
    return frozenset(_listed("stopwords.txt"))


@cache
def load_cutter(engine: Engine | None = None) -> Cutter:
    """Return the cutter of an engine with the domain lexicon; it is built at the first call and kept."""
    return make_cutter(engine or default_engine(), lexicon())


def cut_texts(texts: Sequence[str], *, engine: Engine | None = None) -> CutTexts:
    """Cut each text into words. NUL and lone surrogates, which are no characters, are cut as U+FFFD.

    Examples
    --------
    >>> cut_texts(["实行揭榜挂帅,增长42.8%"]).tokens
    ['实行', '揭榜挂帅', ',', '增长', '42.8%']
    """
    texts = _cuttable(texts)
    portions = list(_portions(texts))
    confusing = any(mark in portion and _MASKED.search(portion) for portion in portions for mark in "zZ")
    cutter, word_keys = load_cutter(engine), WordKeys()
    pieces = [np.empty(0, np.uint64)]
    for portion in portions:
        tokens = cutter(_POINT.sub("z", _PERCENT.sub("Z", portion)))
        pieces.append(word_keys.of(_as_written(tokens, portion) if confusing else tokens))
    keys = np.concatenate(pieces)
    kept = keys != _LINE_BREAK
    bounds = np.append(0, np.flatnonzero(~kept) - np.arange(len(texts)))
    keys, number = distinct(keys[kept])
    words = word_keys.words(keys)
    if not confusing:
        for place in may_be_ascii(keys).tolist():
            words[place] = _MASKED.sub(lambda mark: "." if mark[0] == "z" else "%", words[place])
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    return CutTexts(tuple(texts), tuple(words), keys, lengths, number, bounds)


def _as_written(tokens: Sequence[str], text: str) -> list[str]:
    """The tokens of a masked text as the text itself has them: slower than to look at each distinct word."""
    return [text[start:end] for start, end in pairwise(accumulate(map(len, tokens), initial=0))]


def _cuttable(texts: Sequence[str]) -> Sequence[str]:
    """The texts as they can be cut: a line break would part a text in two, and what is no character is replaced."""
    joined = "".join(texts)
    if "\n" in joined or "\r" in joined:
        texts = [text.replace("\n", " ").replace("\r", " ") for text in texts]
    if "\0" in joined or not _is_encodable(joined):
        texts = [_NO_CHARACTER.sub("\ufffd", text) for text in texts]
    return texts


def _is_encodable(text: str) -> bool:
    """Tell a text without lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _portions(texts: Sequence[str]) -> Iterator[str]:
    """The texts in portions that can be cut at once, each text with a line break after it."""
    first, size = 0, 0
    for last, text in enumerate(texts, 1):
        size += len(text)
        if size >= _PORTION or last == len(texts):
            yield "\n".join([*texts[first:last], ""])
            first, size = last, 0
