"""Numbering words: tokens become 64-bit keys, equal for equal words, and keys become numbers, all on arrays.

Looking up each token in a dictionary would cost half as much as cutting; here only long words are looked up.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

from toolkit.native import SIZE, array, kernel

Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]
Numbers = NDArray[np.int32]
"""Numbers of words or features, -1 for none."""

_PACKED = 4  # 99 of 100 words have at most four characters, and four of 16 bits fill a key
_FIRST = np.uint64(0xFFFF)
_BETWEEN = "\0"  # no text that is cut has it
_NOT_ASCII = np.uint64(0xFF80_FF80_FF80_FF80)
_ROOM = 3  # the table has 2^2 to 2^3 slots a key: most keys stand where they are looked for first

_pack = kernel("pack_words", SIZE, SIZE, array(np.uint16), array(np.uint64, written=True))
_number = kernel(
    "number_keys",
    SIZE, array(np.uint64), SIZE, array(np.int32, written=True), array(np.uint64, written=True),
    array(np.int64, written=True),
)  # fmt: skip
_TABLE = (SIZE, array(np.int32), array(np.uint64))
_find_keys = kernel("find_keys", SIZE, array(np.uint64), *_TABLE, array(np.int32, written=True))
_find_pairs = kernel("find_pairs", SIZE, array(np.int32), SIZE, *_TABLE, array(np.int32, written=True))


class WordKeys:
    """Keys of words: the characters of a short one, first one lowest, or a number for any other, shifted by one."""

    def __init__(self) -> None:
        self._others: defaultdict[str, int] = defaultdict(count(1).__next__)

    def of(self, tokens: Sequence[str]) -> Keys:
        """Return the key of each token."""
        codes = np.frombuffer(_BETWEEN.join(tokens).encode("utf-16-le"), np.uint16)
        keys = np.empty(len(tokens), np.uint64)
        _pack(len(keys), len(codes), codes, keys)
        for place in np.flatnonzero(keys == 0).tolist():
            keys[place] = self._others[tokens[place]] << 16
        return keys

    def words(self, keys: Keys) -> list[str]:
        """Return the words of keys."""
        words: list[str] = keys.view(np.uint16).astype(np.uint32).view(f"<U{_PACKED}").tolist()
        others = list(self._others)
        for place in np.flatnonzero((keys & _FIRST) == 0).tolist():
            words[place] = others[(int(keys[place]) >> 16) - 1]
        return words


class NumberedKeys:
    """The distinct ones of some keys, in the order in which they first come, with a look-up for whole arrays.

    `keys` are the distinct keys, and `number` tells for each of those given which of them it is.
    """

    def __init__(self, given: Keys) -> None:
        self._bits = len(given).bit_length() + _ROOM - 1
        self._slots = np.zeros(1 << self._bits, np.int32)
        self._keys, self.number = np.zeros(len(given) + 1, np.uint64), np.empty(len(given), np.int64)
        _number(len(given), given, self._bits, self._slots, self._keys, self.number)
        self.keys = self._keys[1 : self.number.max(initial=-1) + 2]

    def find(self, asked: Keys) -> Numbers:
        """Return the numbers of keys, -1 where one is not among the distinct keys."""
        number = np.empty(len(asked), np.int32)
        _find_keys(len(asked), asked, self._bits, self._slots, self._keys, number)
        return number

    def find_pairs(self, symbols: Numbers, n_symbols: int) -> Numbers:
        """Return for each symbol the number of the key `symbol * n_symbols + next`; the last one has no next."""
        number = np.empty(max(0, len(symbols) - 1), np.int32)
        _find_pairs(len(number), symbols, n_symbols, self._bits, self._slots, self._keys, number)
        return number


def is_ideographic(keys: Keys) -> NDArray[np.bool_]:
    """Tell keys of short words that begin with a Chinese character; what else a word may be has to be looked at."""
    first = keys & _FIRST
    within: NDArray[np.bool_] = (first >= 0x4E00) & (first <= 0x9FFF)
    return within


def may_be_ascii(keys: Keys) -> Ints:
    """Return the places of all keys of words in ASCII, among some others."""
    return np.flatnonzero(((keys & _NOT_ASCII) == 0) | ((keys & _FIRST) == 0))


def distinct(keys: Keys) -> tuple[Keys, Ints]:
    """Return the distinct keys in the order in which they first come, and the number of each key among them."""
    numbered = NumberedKeys(keys)
    return numbered.keys, numbered.number
