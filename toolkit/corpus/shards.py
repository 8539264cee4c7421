"""Cutting the input into shards: the units of work, of failure and of resuming."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple
from zlib import crc32

from toolkit.corpus.inputs import Entry

_FEW, _MANY = 32, 4096  # shards in a run: a worker is never idle long, and a query opens few files
_USUAL = 128  # documents of a shard, in between
_LARGEST = 32 * 2**20  # bytes of a shard
_WAITING = 16  # small shards that are kept for the end


class Fatal(NamedTuple):
    """A step on the way through a shard that brought its worker down, and how."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Shard:
    """Some neighbouring files of the input; `number` is its place among the shards.

    A `careful` worker goes through it document by document, and leaves out the steps that were `fatal`.
    """

    number: int
    entries: tuple[Entry, ...]
    careful: bool = False
    fatal: tuple[Fatal, ...] = ()

    @property
    def size(self) -> int:
        """The bytes of its files."""
        return sum(entry.size for entry in self.entries)

    @property
    def label(self) -> str:
        """How messages name it: its first and last file."""
        first, last = self.entries[0].name, self.entries[-1].name
        return first if len(self.entries) == 1 else f"{first} … {last}"


def shard_size(n_files: int, before: int | None = None) -> int:
    """Return how many files a shard holds on average, a power of two.

    The size of the run `before` is kept while it is within a factor of sixteen, so that a growing folder keeps its
    shards.

    Examples
    --------
    >>> shard_size(5), shard_size(100_000), shard_size(100_000_000), shard_size(500, before=1)
    (1, 128, 16384, 1)
    """
    wanted = max(min(n_files // _FEW, _USUAL), n_files // _MANY, 1)
    size = 1 << (wanted.bit_length() - 1)
    return before if before and before / 16 < size < before * 16 else size


def cut_shards(entries: Iterable[Entry], size: int) -> Iterator[Shard]:
    """Yield shards of `size` files on average.

    Where a shard ends is told by the name of its last file, so that a new file changes one shard and not all that
    come after it.
    """
    number, weight, held = 0, 0, list[Entry]()
    for entry in entries:
        held.append(entry)
        weight += entry.size
        ends = crc32(entry.name.encode("utf-8", "surrogateescape")) % size == 0
        if ends or len(held) >= 4 * size or weight >= _LARGEST:
            yield Shard(number, tuple(held))
            number, weight, held = number + 1, 0, []
    if held:
        yield Shard(number, tuple(held))


def largest_first(shards: Iterable[Shard]) -> Iterator[Shard]:
    """Yield always the largest of the next few shards: small ones are left for the end, and workers end together."""
    waiting: list[tuple[int, int, Shard]] = []
    for shard in shards:
        heappush(waiting, (-shard.size, shard.number, shard))
        if len(waiting) > _WAITING:
            yield heappop(waiting)[-1]
    while waiting:
        yield heappop(waiting)[-1]
