"""The ledger: every removal and rewrite as an edit against the raw text, so that all of it can be undone."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from toolkit.document import Alignment, Edit, Span

Ints = NDArray[np.int64]
Change = tuple[str, int, int, str]
"""A rule, the range `[start, end)` that it replaces, and what stands there afterwards."""


class Columns(NamedTuple):
    """Changes as columns: rules, raw or current starts and ends, what stands there now, and how long that is."""

    rules: NDArray[np.object_]
    starts: Ints
    ends: Ints
    afters: NDArray[np.object_]
    sizes: Ints

    def take(self, places: Ints) -> "Columns":
        """Return the changes at these places."""
        return Columns._make(column.take(places) for column in self)


class Ledger(Sequence[Edit]):
    """Edits in raw order that do not overlap, kept as columns: each edit is made when it is asked for."""

    __slots__ = ("_raw", "columns")

    def __init__(self, raw: str, columns: Columns) -> None:
        self._raw = raw
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns.rules)

    @overload
    def __getitem__(self, number: int) -> Edit: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Edit]: ...
    def __getitem__(self, number: int | slice) -> Edit | Sequence[Edit]:
        if isinstance(number, slice):
            return [self[place] for place in range(*number.indices(len(self)))]
        span = Span(int(self.columns.starts[number]), int(self.columns.ends[number]))
        return Edit(self.columns.rules[number], span, self._raw[span.start : span.end], self.columns.afters[number])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def of_rules(self, rules: Collection[str]) -> list[Edit]:
        """Return the edits of some rules, in raw order; no other edit is made for it."""
        return [self[place] for place, rule in enumerate(self.columns.rules.tolist()) if rule in rules]

    @property
    def alignment(self) -> Alignment:
        """The map from the clean text to the raw text."""
        return Alignment(*(column.tolist() for column in (self.columns.starts, self.columns.ends, self.columns.sizes)))


class Draft:
    """A text under cleaning, with the ledger of the edits that lead to it from the raw text.

    `text` is the state after the rewrites so far.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self.ledger = Ledger(raw, _NONE)

    def rewrite(self, changes: Iterable[Change]) -> None:
        """Replace ranges of the current text, in order, without overlap."""
        planned = list(changes)
        if not planned:
            return
        columns = _columns(planned)
        starts, ends = _raw_ranges(self.ledger.columns, columns)
        one_for_one = columns.ends - columns.starts == columns.sizes
        broken = one_for_one & (ends - starts != columns.sizes)
        if broken.any():
            pieces = zip(planned, broken.tolist(), strict=True)
            self.rewrite(piece for change, apart in pieces for piece in (_pieces(change) if apart else [change]))
            return
        self.text = _spliced(self.text, *(column.tolist() for column in (columns.starts, columns.ends, columns.afters)))
        self.ledger = Ledger(self.raw, _merged(self.ledger.columns, columns._replace(starts=starts, ends=ends)))


def _columns(changes: Sequence[Change]) -> Columns:
    rules, starts, ends, afters = zip(*changes, strict=True) if changes else ((), (), (), ())
    sizes = np.fromiter(map(len, afters), np.int64, len(afters))
    return Columns(
        np.array(rules, object), np.array(starts, np.int64), np.array(ends, np.int64), np.array(afters, object), sizes
    )


_NONE = _columns([])


def _raw_ranges(edits: Columns, changes: Columns) -> tuple[Ints, Ints]:
    """Where changes of the current text, none of them of an empty range, stand in the raw text."""
    if not len(edits.rules):
        return changes.starts, changes.ends
    spans = edits.ends - edits.starts
    shifts = np.append(0, np.cumsum(edits.sizes - spans))
    now = edits.starts + shifts[:-1]

    def raw(places: Ints) -> Ints:
        after = np.searchsorted(now + edits.sizes, places, side="right")
        edit = np.minimum(after, len(now) - 1)
        within = np.minimum(places - now[edit], np.maximum(spans - 1, 0)[edit])
        inside = (after < len(now)) & (now[edit] <= places)
        ranges: Ints = np.where(inside, edits.starts[edit] + within, places - shifts[after])
        return ranges

    return raw(changes.starts), raw(changes.ends - 1) + 1


def _merged(old: Columns, new: Columns) -> Columns:
    """Both in raw order; an old edit inside a new one is part of what the new one did."""
    if not len(old.rules):
        return new
    both = Columns._make(np.concatenate(pair) for pair in zip(new, old, strict=True))
    both = both.take(np.lexsort((-both.ends, both.starts)))
    reached = np.maximum.accumulate(np.append(0, both.ends[:-1]))
    return both.take(np.flatnonzero(both.starts >= reached))


def _pieces(change: Change) -> Iterator[Change]:
    """A rewrite one character at a time, since earlier removals lie inside its raw range."""
    rule, start, _, after = change
    return ((rule, start + shift, start + shift + 1, char) for shift, char in enumerate(after))


def _spliced(text: str, starts: Iterable[int], ends: Iterable[int], afters: Iterable[str]) -> str:
    kept = [text[last:start] for last, start in zip((0, *ends), (*starts, len(text)), strict=True)]
    return "".join(chain.from_iterable(zip(kept, (*afters, ""), strict=True)))


def apply(raw: str, ledger: Iterable[Edit]) -> str:
    """Return the clean text that the edits make of `raw`.

    Examples
    --------
    >>> from toolkit.document import Span
    >>> apply("創(chuàng)新", [Edit("gloss", Span(1, 9), "(chuàng)", ""), Edit("script", Span(0, 1), "創", "创")])
    '创新'
    """
    changes = sorted((edit.span.start, edit.span.end, edit.after) for edit in ledger)
    return _spliced(raw, *(zip(*changes, strict=True) if changes else ((), (), ())))


def undo(clean: str, ledger: Iterable[Edit]) -> str:
    """Return the raw text that the edits were made on: the inverse of `apply`.

    Raises
    ------
    ValueError
        If the edits overlap, or do not belong to this text.
    """
    edits = sorted(ledger, key=lambda edit: edit.span)
    if any(left.span.end > right.span.start for left, right in pairwise(edits)):
        raise ValueError("the edits of the ledger overlap")
    changes, shift = [], 0
    for edit in edits:
        start = edit.span.start + shift
        if clean[start : start + len(edit.after)] != edit.after:
            raise ValueError(f"the ledger does not belong to this text (at raw character {edit.span.start})")
        changes.append((start, start + len(edit.after), edit.before))
        shift += len(edit.after) - len(edit.before)
    return _spliced(clean, *(zip(*changes, strict=True) if changes else ((), (), ())))
