"""A set of 64-bit keys with a look-up for whole arrays."""

import numpy as np

from toolkit.words import Ints

_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio: multiplicative hashing (Knuth, 1973)
_ROOM = 5  # the table has 2^5 to 2^6 slots a key, so that 1 key in 40 shares one
_MOST_BITS = 21


class Keys:
    """A sorted set of keys: a hash table, and a binary search for keys that share a slot."""

    def __init__(self, keys: Ints) -> None:
        self._keys = keys
        self._shift = np.uint64(64 - min(len(keys).bit_length() + _ROOM, _MOST_BITS))
        slots = self._slots(keys)
        self._table = np.zeros(1 << (64 - int(self._shift)), np.int32)
        self._table[slots] = np.arange(len(keys), dtype=np.int32)
        overwritten = self._table[slots] != np.arange(len(keys))
        self._table[slots[overwritten]] = -1

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, number: int) -> int:
        return int(self._keys[number])

    def find(self, keys: Ints) -> tuple[Ints, Ints]:
        """Return the positions in `keys` of the known ones, and their numbers."""
        if not len(self._keys):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        numbers = self._table.take(self._slots(keys))
        shared = np.flatnonzero(numbers < 0)
        numbers[shared] = np.minimum(np.searchsorted(self._keys, keys[shared]), len(self._keys) - 1)
        positions = np.flatnonzero(self._keys.take(numbers) == keys)
        return positions, numbers.take(positions).astype(np.int64)

    def _slots(self, keys: Ints) -> Ints:
        return ((keys.view(np.uint64) * _MIX) >> self._shift).view(np.int64)
