"""Cutting words: once per text, into one flat array of tokens that every later stage reads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from toolkit.words.engines import Cutter, Engine, default_engine, make_cutter

__all__ = ["CutTexts", "cut_texts", "lexicon", "load_cutter", "stop_words"]

Ints = NDArray[np.int64]
_FOLDER = Path(__file__).parent
# The cutters take decimals and percentages apart, but keep a run of letters and digits whole: so the marks inside a
# number are letters while the text is cut.
_AMOUNT = re.compile(r"\.(?<=\d\.)(?=\d)|%(?<=\d%)")
_MASKS = {".": "z", "%": "Z"}
_MASKED = re.compile(r"[zZ](?<=\d[zZ])")
_LONE = re.compile("[\ud800-\udfff]")


class _Numbers(dict[str, int]):
    """Numbers words in the order in which they first come."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class CutTexts:
    """Texts with their words, numbered.

    `words` are the distinct words. Token `j` is word `number[j]`, and begins at character `start[j]` of all texts
    joined by line breaks; text `i` has the tokens `bounds[i]` to `bounds[i + 1]`.
    """

    texts: tuple[str, ...]
    words: tuple[str, ...]
    number: Ints
    start: Ints
    bounds: Ints

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def tokens(self) -> list[str]:
        """The words of all texts, in order."""
        return [self.words[number] for number in self.number.tolist()]

    @property
    def text_of(self) -> Ints:
        """The text of each token."""
        return np.repeat(np.arange(len(self.texts)), np.diff(self.bounds))


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
    """Cut each text into words. A lone surrogate, which is no character, is cut as U+FFFD.

    Examples
    --------
    >>> cut_texts(["实行揭榜挂帅,增长42.8%"]).tokens
    ['实行', '揭榜挂帅', ',', '增长', '42.8%']
    """
    joined = "\n".join(texts)
    if _LONE.search(joined):  # a surrogate without its partner is no character
        texts = [_LONE.sub("\ufffd", text) for text in texts]
        joined = "\n".join(texts)
    if joined.count("\n") != max(0, len(texts) - 1):  # a line break inside a text would part it in two
        texts = [text.replace("\n", " ") for text in texts]
        joined = "\n".join(texts)
    cutter = load_cutter(engine)
    masking = not _MASKED.search(joined)
    tokens = cutter(_AMOUNT.sub(lambda match: _MASKS[match[0]], joined) if masking else joined)
    numbers = _Numbers()
    number = np.fromiter(map(numbers.__getitem__, tokens), np.int64, len(tokens))
    lengths = np.fromiter(map(len, numbers), np.int64, len(numbers))[number]
    ends = np.cumsum(lengths)
    kept = number != numbers.get("\n", -1)
    breaks = np.flatnonzero(~kept)
    bounds = np.concatenate([[0], breaks - np.arange(len(breaks)), [int(kept.sum())]]) if texts else np.zeros(1)
    words = tuple(_unmasked(word) if masking and ("z" in word or "Z" in word) else word for word in numbers)
    return CutTexts(tuple(texts), words, number[kept], (ends - lengths)[kept], bounds.astype(np.int64))


def _unmasked(word: str) -> str:
    """Put the marks of a number back."""
    return _MASKED.sub(lambda match: "." if match[0] == "z" else "%", word)
