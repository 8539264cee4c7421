"""Which shards can hold a text at all: a bitmap of hashed runs of one to four characters for each.

A text stands in no shard whose bitmap lacks one of its grams (a Bloom filter with one hash: Bloom, 1970), so a question
reads the paragraphs of a few shards instead of all.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

_LONGEST = 4  # characters of a gram; most of three are in every shard where they are common, few of four
_BITS = 1 << 22
_LEAST_BITS = 64
_LOAD = 0.4  # of the bits are set at most: one gram that a shard lacks is missed so often, two by its square
_FACTOR, _MIX = np.uint32(0x01000193), np.uint32(0x85EBCA6B)


class Grams:
    """The grams of a shard's texts."""

    def __init__(self) -> None:
        self._seen = np.zeros(_BITS, np.bool_)

    def add(self, texts: Iterable[str]) -> None:
        """Take the grams of some texts, the same whether they come together or one by one."""
        gap = "\0" * (_LONGEST - 1)  # so no gram has characters of two texts
        for places in _places(gap + "".join(text + gap for text in texts)):
            self._seen[places] = True

    def finish(self) -> bytes:
        """Return the bitmap, as small as its load allows; its number of bits is a power of two."""
        seen = self._seen
        while (half := len(seen) // 2) >= _LEAST_BITS:
            folded = seen[:half] | seen[half:]
            if np.count_nonzero(folded) > _LOAD * half:
                break
            seen = folded
        return np.packbits(seen, bitorder="little").tobytes()


def may_hold(bitmap: bytes, text: str) -> bool:
    """Whether a text may stand in a shard with this bitmap; never False where it does."""
    bits = np.frombuffer(bitmap, np.uint8)
    grams = np.concatenate([*_places(text), np.empty(0, np.uint32)]) & np.uint32(8 * len(bits) - 1)
    return bool((bits[grams >> np.uint32(3)] >> (grams & np.uint32(7)).astype(np.uint8) & np.uint8(1)).all())


def _places(text: str) -> Iterator[NDArray[np.uint32]]:
    """The bits of a text's grams, size by size."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    grams = np.ones(len(codes), np.uint32)
    for size in range(min(_LONGEST, len(codes))):
        grams = grams[: len(codes) - size] * _FACTOR + codes[size:]
        mixed = (grams ^ (grams >> np.uint32(15))) * _MIX
        yield (mixed ^ (mixed >> np.uint32(13))) & np.uint32(_BITS - 1)
