"""How rare words are in general Chinese: the table of inverse document frequencies that ships with jieba."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from statistics import median_low

import numpy as np
from numpy.typing import NDArray


@cache
def _table() -> tuple[dict[str, float], float]:
    """The frequencies by word, and their median, which stands for words that the table does not have."""
    lines = (files("jieba") / "analyse" / "idf.txt").read_text(encoding="utf-8").splitlines()
    table = {word: float(value) for word, value in (line.split() for line in lines)}
    return table, median_low(table.values())


def background_idf(words: Sequence[str]) -> NDArray[np.float64]:
    """Return the inverse document frequency of each word in a large general corpus."""
    table, usual = _table()
    return np.array([table.get(word, usual) for word in words], np.float64)
