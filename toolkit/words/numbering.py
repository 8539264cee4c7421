"""Numbering words: equal tokens get equal numbers, found on whole arrays instead of token by token."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Codes = NDArray[np.uint32]
Keys = NDArray[np.uint64]

_PACKED = 4  # 99 of 100 words have at most four characters, and four of 16 bits fill a key of 64
_MASKS = np.array([(1 << 16 * length) - 1 for length in range(_PACKED + 1)], np.uint64)
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio: multiplicative hashing (Knuth, 1973)


def encode(text: str) -> Codes:
    """Return the code points of a text, lone surrogates included."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def decode(codes: Codes) -> str:
    """Return the text of code points."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def number_words(tokens: Sequence[str], starts: Ints, codes: Codes) -> tuple[Ints, list[str]]:
    """Return the number of each token's word, and the words in the order in which they first come.

    `codes` are the code points of the tokens joined, and `starts` says where each token begins in them.
    """
    first, numbers = _grouped(_keys(tokens, starts, codes))
    return numbers, [tokens[place] for place in first.tolist()]


def _keys(tokens: Sequence[str], starts: Ints, codes: Codes) -> Keys:
    """A key for each token, the same for equal tokens only.

    It holds the characters of a short word, first one lowest. Longer words and those with characters that 16 bits do
    not hold are told apart by a dictionary; their keys have no first character.
    """
    lengths = np.diff(starts, append=len(codes))
    windows = np.zeros(len(codes) + _PACKED, np.uint64)
    windows[: len(codes)] = codes
    windows[:-1] |= windows[1:] << np.uint64(16)
    windows[:-2] |= windows[2:] << np.uint64(32)
    keys = windows.take(starts) & _MASKS.take(np.minimum(lengths, _PACKED))
    unpacked = np.flatnonzero((codes == 0) | (codes > 0xFFFF))
    holding = np.searchsorted(starts, unpacked, side="right") - 1
    others = np.union1d(np.flatnonzero(lengths > _PACKED), holding)
    numbers: dict[str, int] = {}
    keys[others] = [numbers.setdefault(tokens[place], len(numbers) + 1) << 16 for place in others.tolist()]
    return keys


def _grouped(keys: Keys) -> tuple[Ints, Ints]:
    """Where each distinct key first stands, in order, and the number of each key among these."""
    places = np.arange(len(keys))
    slots = (keys * _MIX) >> np.uint64(64 - (2 * len(keys) + 1).bit_length())
    table = np.zeros(1 << (2 * len(keys) + 1).bit_length(), np.int64)
    table[slots[::-1]] = places[::-1]  # the last to be written stays: the first of the text
    first_of = table.take(slots.view(np.int64))
    lost = np.flatnonzero(keys.take(first_of) != keys)  # another word took the slot
    _, first, group = np.unique(keys[lost], return_index=True, return_inverse=True)
    first_of[lost] = lost[first][group]
    first = np.flatnonzero(first_of == places)
    numbers = np.zeros(len(keys), np.int64)
    numbers[first] = np.arange(len(first))
    return first, numbers.take(first_of)
