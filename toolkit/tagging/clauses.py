"""Clauses: the parts of a sentence between commas, in which the facts of a long enumeration stand one by one."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.native import SIZE, array, kernel
from toolkit.words import Ints

Codes = NDArray[np.uint32]

_LEAST = 10  # characters; what is shorter belongs to its neighbour
_COMMAS, _OPENING, _CLOSING = "，,；;", "“‘《〈（(「『【〔[", "”’》〉）)」』】〕]"

_part = kernel(
    "part_texts",
    SIZE, array(np.int64), array(np.uint32), SIZE, array(np.int8), SIZE, array(np.int64, written=True),
    array(np.int64, written=True), array(np.int64, written=True),
)  # fmt: skip


def _kinds() -> NDArray[np.int8]:
    table = np.zeros(0x10000, np.int8)
    for kind, marks in enumerate((_COMMAS, _OPENING, _CLOSING), 1):
        table[[ord(mark) for mark in marks]] = kind
    return table


_KIND = _kinds()


class Clauses(NamedTuple):
    """Texts, or runs of text, and the clauses that they are made of.

    Clause `j` has the pieces `begins[j]` to `ends[j]`, text `k` the clauses `firsts[k]` to `firsts[k + 1]`: at least 1.
    """

    begins: Ints
    ends: Ints
    firsts: Ints


class Pieces(NamedTuple):
    """Texts parted at every comma: piece `i` goes from `starts[i]` to `starts[i + 1]`, and they form `clauses`."""

    starts: Ints
    clauses: Clauses

    @property
    def text_starts(self) -> Ints:
        """Where each text begins, and where one more would."""
        firsts = self.clauses.firsts
        return self.starts.take(np.append(self.clauses.begins.take(firsts[:-1]), len(self.starts) - 1))

    @property
    def clause_starts(self) -> Ints:
        """Where each clause begins, and where one more would."""
        return self.starts.take(np.append(self.clauses.begins, len(self.starts) - 1))

    def of_runs(self, starts: Ints, ends: Ints) -> Clauses:
        """Return the clauses of runs of pieces: those that begin in one, and what of another it begins with."""
        first, last = np.searchsorted(self.starts[:-1], [starts, ends])  # none goes beyond the last piece
        inner = np.searchsorted(self.clauses.begins, first, side="right")
        sizes = (
            np.maximum(np.searchsorted(self.clauses.begins, last) - inner, 0) + 1
        )  # an empty run has an empty clause
        firsts = np.append(0, np.cumsum(sizes))
        begins = self.clauses.begins.take(np.arange(firsts[-1]) + np.repeat(inner - 1 - firsts[:-1], sizes))
        begins[firsts[:-1]] = first
        stops = np.append(begins[1:], 0)
        stops[firsts[1:] - 1] = last
        return Clauses(begins, stops, firsts)


def part_texts(codes: Codes, text_starts: Ints) -> Pieces:
    r"""Part texts joined by line breaks, whose code points are `codes`, at their commas.

    `text_starts` has one entry more than there are texts. A comma inside quotes or brackets ends no clause, nor does
    one less than ten characters from another or from an end of its text; an opening mark without its partner binds
    only its own text.

    Examples
    --------
    >>> text = "新增高新技术企业120家,兑现奖励(含补助,共3笔)960万元,完成植树造林2万亩。"
    >>> found = part_texts(np.array(list(map(ord, text)), np.uint32), np.array([0, len(text) + 1]))
    >>> starts = found.clause_starts.tolist()
    >>> [text[a:b] for a, b in zip(starts, starts[1:])]
    ['新增高新技术企业120家,', '兑现奖励(含补助,共3笔)960万元,', '完成植树造林2万亩。']
    >>> len(found.starts) - 1
    4
    """
    n_texts = len(text_starts) - 1
    starts = np.empty(n_texts + len(codes) + 1, np.int64)
    clauses = np.empty(n_texts + len(codes) // _LEAST + 1, np.int64)
    firsts = np.empty(n_texts + 1, np.int64)
    _part(n_texts, text_starts, codes, len(_KIND), _KIND, _LEAST, starts, clauses, firsts)
    begins = clauses[: firsts[-1] + 1]
    return Pieces(starts[: begins[-1] + 1].copy(), Clauses(begins[:-1], begins[1:], firsts))
