"""Numbering words: tokens become 64-bit keys, equal for equal words, and keys become numbers, all on arrays.

Looking up each token in a dictionary would cost half as much as cutting; here only long words are looked up.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]

_PACKED = 4  # 99 of 100 words have at most four characters, and four of 16 bits fill a key
_MASKS = np.array([(1 << 16 * length) - 1 for length in range(_PACKED + 1)], np.uint64)
_BETWEEN = "\0"  # no text that is cut has it
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio: multiplicative hashing (Knuth, 1973)
_NOT_ASCII = np.uint64(0xFF80_FF80_FF80_FF80)


class WordKeys:
    """Keys of words: the characters of a short one, first one lowest, or a number for any other, shifted by one."""

    def __init__(self) -> None:
        self._others: defaultdict[str, int] = defaultdict(count(1).__next__)

    def of(self, tokens: Sequence[str]) -> Keys:
        """Return the key of each token."""
        codes = np.frombuffer(_BETWEEN.join([*tokens, ""]).encode("utf-32-le"), np.uint32)
        ends = np.flatnonzero(codes == ord(_BETWEEN))
        lengths = np.diff(ends, prepend=-1) - 1
        windows = np.zeros(len(codes) + _PACKED, np.uint64)
        windows[: len(codes)] = codes
        windows[:-1] |= windows[1:] << np.uint64(16)
        windows[:-2] |= windows[2:] << np.uint64(32)
        keys: Keys = windows.take(ends - lengths) & _MASKS.take(np.minimum(lengths, _PACKED))
        wide = np.searchsorted(ends, np.flatnonzero(codes > 0xFFFF))
        for place in np.union1d(np.flatnonzero(lengths > _PACKED), wide).tolist():
            keys[place] = self._others[tokens[place]] << 16
        return keys

    def words(self, keys: Keys) -> list[str]:
        """Return the words of keys."""
        words: list[str] = keys.view(np.uint16).astype(np.uint32).view(f"<U{_PACKED}").tolist()
        others = list(self._others)
        for place in np.flatnonzero((keys & _MASKS[1]) == 0).tolist():
            words[place] = others[(int(keys[place]) >> 16) - 1]
        return words


def is_ideographic(keys: Keys) -> NDArray[np.bool_]:
    """Tell keys of short words that begin with a Chinese character; what else a word may be has to be looked at."""
    first = keys & _MASKS[1]
    within: NDArray[np.bool_] = (first >= 0x4E00) & (first <= 0x9FFF)
    return within


def may_be_ascii(keys: Keys) -> Ints:
    """Return the places of all keys of words in ASCII, among some others."""
    return np.flatnonzero(((keys & _NOT_ASCII) == 0) | ((keys & _MASKS[1]) == 0))


def distinct(keys: Keys) -> tuple[Keys, Ints]:
    """Return the distinct keys in the order in which they first come, and the number of each key among them."""
    places = np.arange(len(keys), dtype=np.int32)
    bits = len(keys).bit_length() + 1
    slots = ((keys * _MIX) >> np.uint64(64 - bits)).view(np.int64)
    table = np.zeros(1 << bits, np.int32)
    table[slots[::-1]] = places[::-1]  # what is written last stays: the first of the text
    first_of = table.take(slots)
    lost = np.flatnonzero(keys.take(first_of) != keys)  # another word took the slot
    _, first, group = np.unique(keys[lost], return_index=True, return_inverse=True)
    first_of[lost] = lost[first][group]
    firsts = np.flatnonzero(first_of == places)
    numbers = np.zeros(len(keys), np.int64)
    numbers[firsts] = np.arange(len(firsts))
    return keys.take(firsts), numbers.take(first_of)
