"""How large the amounts in a text are: figures with their units, on a logarithmic scale."""

from collections.abc import Sequence
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from toolkit.summarization.wordtable import WordTable
from toolkit.tagging.features import Floats

Bools = NDArray[np.bool_]
_SCALES = (("万亿", 1e12), ("亿", 1e8), ("万", 1e4), ("千", 1e3))
_MONEY = ("元", "美元")
_PEOPLE = ("人", "户", "人次", "名")
_UNIT_OPENERS = frozenset(word[0] for word in ("千", "万", "亿", *_MONEY, *_PEOPLE))
_MOST_DIGITS = 15


def magnitudes(table: WordTable) -> tuple[Floats, Floats]:
    """Return for each statement of a table the decimal logarithm of its largest sum of money and number of people.

    A figure counts with the word after it (`1.2`, `亿元`), or the two words (`1.2`, `万`, `人`); 0 where there is none.
    """
    value, scale, money, people = _by_word(table.words, table.kinds.figure)
    statement, end = table.statement, len(table.number) - 1
    figures = np.flatnonzero(table.kinds.figure[table.number])
    next_places = (np.minimum(figures + distance, end) for distance in (1, 2))
    unit, after = (np.where(statement[place] == statement[figures], table.number[place], -1) for place in next_places)
    bare = (scale[unit] > 1) & ~(money | people)[unit]
    size = np.log10(1 + value[table.number[figures]] * np.maximum(scale[unit], 1))
    found = []
    for kind in (money, people):
        known = kind[unit] | (bare & kind[after])
        largest = np.zeros(table.n_statements)
        np.maximum.at(largest, statement[figures[known]], size[known])
        found.append(largest)
    return found[0], found[1]


def _by_word(words: Sequence[str], figure: Floats) -> tuple[Floats, Floats, Bools, Bools]:
    """The value, the scale, and whether it is a unit of money or of people, of each word; the last entry is of none."""
    value, scale = np.zeros(len(words) + 1), np.ones(len(words) + 1)
    money, people = np.zeros(len(words) + 1, np.bool_), np.zeros(len(words) + 1, np.bool_)
    for row in np.flatnonzero(figure).tolist():
        value[row] = _number(words[row])
    for row, first in enumerate(map(itemgetter(0), words)):
        if first in _UNIT_OPENERS:
            word = words[row]
            mark, scale[row] = next(((mark, size) for mark, size in _SCALES if word.startswith(mark)), ("", 1.0))
            money[row] = word[len(mark) :] in _MONEY
            people[row] = word[len(mark) :] in _PEOPLE
    return value, scale, money, people


def _number(word: str) -> float:
    digits = word.rstrip("%")
    return float(digits) if len(digits) < _MOST_DIGITS and digits.replace(".", "", 1).isdecimal() else 0.0
