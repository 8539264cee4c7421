"""The two word cutters behind one interface: `rjieba` (compiled, default) and `jieba` (pure Python).

Both run without the hidden Markov model. So they give the same words on any text, the time is linear in the length
of a run of unknown characters, and a name that no dictionary knows stays a sequence of characters, which the
classifier sees through its character pairs.
"""

import logging
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import Any, Literal, Protocol

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
    jieba = _compiled("rjieba").Jieba()
    for word in lexicon:
        jieba.add_word(word, _WORD_FREQUENCY, "n")
    cut: Callable[[str, bool], list[str]] = jieba.cut
    return lambda text: cut(text, False)


def _compiled(package: str) -> Any:
    """Import the compiled module of the same name in a package without the package itself.

    `import rjieba` builds a dictionary for everybody, in as much time as ours takes; a later import finds this module.
    """
    name, found = f"{package}.{package}", find_spec(package)
    if name not in sys.modules and found is not None:
        spec = PathFinder.find_spec(name, found.submodule_search_locations)
        if spec is None or spec.loader is None:
            return import_module(package)
        module = sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


def _jieba(lexicon: Iterable[str]) -> Cutter:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for word in lexicon:
        tokenizer.add_word(word, _WORD_FREQUENCY)
    return lambda text: list(tokenizer.cut(text, HMM=False))
