"""Which shards can hold a text at all: a bitmap of hashed runs of one to three characters for each.

A text stands in no shard whose bitmap lacks one of its grams (a Bloom filter with one hash: Bloom, 1970), so a question
reads the paragraphs of a few shards instead of all.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_SIZES = (1, 2, 3)  # characters of a gram
_BITS = 1 << 22
_LEAST_BITS = 64
_LOAD = 0.4  # of the bits are set at most: one gram that a shard lacks is missed so often, two by its square
_FACTOR, _MIX = np.uint32(0x01000193), np.uint32(0x85EBCA6B)


class Grams:
    """The grams of a shard's texts."""

    def __init__(self) -> None:
        self._seen = np.zeros(_BITS, np.bool_)

    def add(self, texts: Iterable[str]) -> None:
        """Take the grams of some texts."""
        for places in _places("\0".join(texts)):
            self._seen[places] = True

    def finish(self) -> bytes:
        """Return the bitmap, as small as its load allows; its number of bits is a power of two."""
        seen = self._seen
        while len(seen) > _LEAST_BITS and (folded := seen[: len(seen) // 2] | seen[len(seen) // 2 :]).mean() <= _LOAD:
            seen = folded
        return np.packbits(seen, bitorder="little").tobytes()


def may_hold(bitmap: bytes, text: str) -> bool:
    """Whether a text may stand in a shard with this bitmap; never False where it does."""
    bits = np.frombuffer(bitmap, np.uint8)
    grams = np.concatenate([*_places(text), np.empty(0, np.uint32)]) & np.uint32(8 * len(bits) - 1)
    return bool((bits[grams >> np.uint32(3)] >> (grams & np.uint32(7)).astype(np.uint8) & np.uint8(1)).all())


def _places(text: str) -> list[NDArray[np.uint32]]:
    """The bits of a text's grams of each size."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return [_hashes(codes, size) & np.uint32(_BITS - 1) for size in _SIZES if len(codes) >= size]


def _hashes(codes: NDArray[np.uint32], size: int) -> NDArray[np.uint32]:
    grams = np.full(len(codes) - size + 1, np.uint32(size))
    for place in range(size):
        grams = grams * _FACTOR + codes[place : place + len(grams)]
    grams = (grams ^ (grams >> np.uint32(15))) * _MIX
    hashed: NDArray[np.uint32] = grams ^ (grams >> np.uint32(13))
    return hashed
