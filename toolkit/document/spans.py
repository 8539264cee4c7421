"""Places in the raw text: spans, what cleaning did there, and the way back from the clean text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add, sub
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of characters in `Document.raw`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Edit:
    """One removal or rewrite by cleaning: `raw[span]` was `before`, the clean text has `after`."""

    rule: str
    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A likely slip of the source (an OCR error, a typing error) that is reported and never changed."""

    span: Span
    text: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of metadata with the raw characters it was read from; None where it stands outside the text."""

    value: str
    span: Span | None


class Alignment:
    """Maps positions in the clean text back to positions in the raw text.

    Parameters
    ----------
    starts, ends
        The raw spans of the edits, in raw order, that do not overlap.
    sizes
        How many characters stand there now.

    Examples
    --------
    >>> alignment = Alignment([1], [9], [0])  # (chuàng) is gone
    >>> alignment.span(0, 2)
    Span(start=0, end=10)
    """

    __slots__ = ("_clean_ends", "_clean_starts", "_ends", "_shifts", "_starts")

    def __init__(self, starts: Sequence[int], ends: Sequence[int], sizes: Sequence[int]) -> None:
        self._starts, self._ends = starts, ends
        self._shifts: list[int] = list(accumulate(map(sub, map(add, starts, sizes), ends), initial=0))
        self._clean_starts: list[int] = list(map(add, starts, self._shifts))
        self._clean_ends: list[int] = list(map(add, self._clean_starts, sizes))

    def position(self, clean: int) -> int:
        """Return the raw position of the character at `clean`."""
        after = bisect_right(self._clean_ends, clean)
        if after < len(self._starts) and self._clean_starts[after] <= clean:
            start, end = self._starts[after], self._ends[after]
            return start + min(clean - self._clean_starts[after], max(end - start - 1, 0))
        return clean - self._shifts[after]

    def span(self, start: int, end: int) -> Span:
        """Return the raw span of the clean characters `[start, end)`."""
        if not self._starts:
            return Span(start, end)
        first = self.position(start)
        return Span(first, self.position(end - 1) + 1 if end > start else first)


class Origin(NamedTuple):
    """Where a block's text comes from: its first position in an aligned text."""

    alignment: Alignment
    start: int
