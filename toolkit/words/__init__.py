"""Cutting words: once per text, into one flat array of tokens that every later stage reads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from toolkit.words.engines import Cutter, Engine, default_engine, make_cutter

__all__ = ["CutTexts", "cut_texts", "lexicon", "load_cutter", "stop_words"]

_FOLDER = Path(__file__).parent
_AMOUNT = re.compile(r"(\d+(?:\.\d+)+%?|\d+%)")


@dataclass(frozen=True, slots=True)
class CutTexts:
    """Texts with their words.

    `tokens` are the words of all texts in order; text `i` has `tokens[bounds[i]:bounds[i + 1]]`.
    """

    texts: tuple[str, ...]
    tokens: list[str]
    bounds: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.texts)

    def words(self, number: int) -> list[str]:
        """Return the words of text `number`."""
        return self.tokens[self.bounds[number] : self.bounds[number + 1]]


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
    cutter = load_cutter(engine)
    pieces = [_cut(cutter, text) for text in texts]
    bounds = np.zeros(len(pieces) + 1, np.int64)
    np.cumsum([len(piece) for piece in pieces], out=bounds[1:])
    return CutTexts(tuple(texts), list(chain.from_iterable(pieces)), bounds)


def _cut(cutter: Cutter, text: str) -> list[str]:
    """Cut around decimals and percentages, which the cutters would take apart."""
    pieces = _AMOUNT.split(text)
    if len(pieces) == 1:
        return _cut_plain(cutter, text)
    return [word for number, piece in enumerate(pieces) for word in ([piece] if number % 2 else _cut_plain(cutter, piece))]


def _cut_plain(cutter: Cutter, text: str) -> list[str]:
    try:
        return cutter(text)
    except UnicodeEncodeError:
        return cutter(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
