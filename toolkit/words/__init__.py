"""Cutting words: once per text, into one flat array of tokens that every later stage reads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from toolkit.words.engines import Cutter, Engine, default_engine, make_cutter
from toolkit.words.numbering import Codes, Ints, decode, encode, number_words

__all__ = ["CutTexts", "cut_texts", "encode", "lexicon", "load_cutter", "stop_words"]

_FOLDER = Path(__file__).parent
_LINE_BREAK, _POINT, _PERCENT, _SMALL_Z, _LARGE_Z = map(ord, "\n.%zZ")
_MASKED = re.compile(r"[zZ](?<=\d[zZ])")
_LONE = re.compile("[\ud800-\udfff]")
_DIGITS: NDArray[np.bool_] = np.array([chr(code).isdecimal() for code in range(0x10000)])


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
    if not texts:
        return CutTexts((), (), np.empty(0, np.int64), np.empty(0, np.int64), np.zeros(1, np.int64))
    texts, joined = _joined(texts)
    codes, amounts = _masked(encode(joined))
    tokens = load_cutter(engine)(decode(codes) if len(amounts) else joined)
    lengths = np.fromiter(map(len, tokens), np.int64, len(tokens))
    starts = np.cumsum(lengths) - lengths
    number, words = number_words(tokens, starts, codes)
    for place in np.unique(number[np.searchsorted(starts, amounts, side="right") - 1]).tolist():
        words[place] = _MASKED.sub(lambda match: "." if match[0] == "z" else "%", words[place])
    return _without_breaks(tuple(texts), words, number, starts)


def _joined(texts: Sequence[str]) -> tuple[Sequence[str], str]:
    """The texts as they can be cut, and all of them joined by line breaks."""
    joined = "\n".join(texts)
    if _LONE.search(joined):  # a surrogate without its partner is no character
        texts = [_LONE.sub("\ufffd", text) for text in texts]
        joined = "\n".join(texts)
    if joined.count("\n") != len(texts) - 1 or "\r" in joined:  # a line break inside a text would part it in two
        texts = [text.replace("\n", " ").replace("\r", " ") for text in texts]
        joined = "\n".join(texts)
    return texts, joined


def _masked(codes: Codes) -> tuple[Codes, Ints]:
    """The text with the marks inside its numbers written as letters, and where these marks stand.

    The cutters take decimals and percentages apart, but keep a run of letters and digits whole. Where a letter that
    would be such a mark follows a digit already, nothing is masked.
    """
    digits = _DIGITS.take(np.minimum(codes, len(_DIGITS) - 1))
    after_digit = np.zeros(len(codes), np.bool_)
    after_digit[1:] = digits[:-1]
    before_digit = np.zeros(len(codes), np.bool_)
    before_digit[:-1] = digits[1:]
    if (after_digit & ((codes == _SMALL_Z) | (codes == _LARGE_Z))).any():
        return codes, np.empty(0, np.int64)
    points = np.flatnonzero((codes == _POINT) & after_digit & before_digit)
    percents = np.flatnonzero((codes == _PERCENT) & after_digit)
    masked = codes.copy()
    masked[points], masked[percents] = _SMALL_Z, _LARGE_Z
    return masked, np.concatenate([points, percents])


def _without_breaks(texts: tuple[str, ...], words: Sequence[str], number: Ints, starts: Ints) -> CutTexts:
    """Take the line breaks between texts out of the tokens; where they stood, a text ends."""
    if len(texts) == 1:
        return CutTexts(texts, tuple(words), number, starts, np.array([0, len(number)]))
    kept = number != words.index("\n")
    breaks = np.flatnonzero(~kept)
    bounds = np.concatenate([[0], breaks - np.arange(len(breaks)), [len(number) - len(breaks)]])
    return CutTexts(texts, tuple(words), number[kept], starts[kept], bounds)
