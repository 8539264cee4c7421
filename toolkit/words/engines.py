"""The two word cutters behind one interface: `rjieba` (compiled, default) and `jieba` (pure Python).

Both run without the hidden Markov model. So they give the same words on any text, the time is linear in the length
of a run of unknown characters, and a name that no dictionary knows stays a sequence of characters, which the
classifier sees through its character pairs.
"""

import logging
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from typing import Literal, Protocol

Engine = Literal["rjieba", "jieba"]
_WORD_FREQUENCY = 1000  # about that of an ordinary technical term in jieba's dictionary of 60 million words


class Cutter(Protocol):
    """Cuts a text into words whose concatenation is the text."""

    def __call__(self, text: str) -> list[str]:
        """Return the words of `text` in order."""


def default_engine() -> Engine:
    """Return `rjieba` where its compiled module is installed, else `jieba`."""
    return "rjieba" if find_spec("rjieba") is not None else "jieba"


def make_cutter(engine: Engine, lexicon: Iterable[str]) -> Cutter:
    """Build a cutter of its own, which shares no state with the user's `jieba`, and teach it the lexicon."""
    return _rjieba(lexicon) if engine == "rjieba" else _jieba(lexicon)


def _rjieba(lexicon: Iterable[str]) -> Cutter:
    from rjieba import Jieba

    jieba = Jieba()
    for word in lexicon:
        jieba.add_word(word, _WORD_FREQUENCY, "n")
    cut: Callable[[str, bool], list[str]] = jieba.cut
    return lambda text: cut(text, False)


def _jieba(lexicon: Iterable[str]) -> Cutter:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for word in lexicon:
        tokenizer.add_word(word, _WORD_FREQUENCY)
    return lambda text: list(tokenizer.cut(text, HMM=False))
