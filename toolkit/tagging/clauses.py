"""Clauses: the parts of a sentence between commas, in which the facts of a long enumeration stand one by one."""

from typing import NamedTuple

import numpy as np

from toolkit.words import Ints

_LEAST = 10  # characters; what is shorter belongs to its neighbour
_COMMAS, _OPENING, _CLOSING = "，,；;", "“‘《〈（(「『【〔[", "”’》〉）)」』】〕]"
_CODES = 0x10000
_COMMA, _OPEN, _CLOSE = 1, 2, 3


def _kinds() -> np.ndarray:
    table = np.zeros(_CODES, np.int8)
    for kind, marks in ((_COMMA, _COMMAS), (_OPEN, _OPENING), (_CLOSE, _CLOSING)):
        table[[ord(mark) for mark in marks]] = kind
    return table


_KIND = _kinds()


class Pieces(NamedTuple):
    """Texts parted at every comma, the clauses that these pieces form, and the texts that the clauses form.

    Piece `i` goes from `starts[i]` to `starts[i + 1]`, clause `j` has the pieces `clauses[j]` to `clauses[j + 1]`, and
    text `k` the clauses `firsts[k]` to `firsts[k + 1]`, at least one.
    """

    starts: Ints
    clauses: Ints
    firsts: Ints


def part_texts(joined: str, text_starts: Ints) -> Pieces:
    r"""Part texts joined by line breaks at their commas.

    `text_starts` has one entry more than there are texts. A comma inside quotes or brackets ends no clause, nor does
    one less than ten characters from another or from an end of its text.

    Examples
    --------
    >>> text = "新增高新技术企业120家,兑现奖励(含补助,共3笔)960万元,完成植树造林2万亩。"
    >>> found = part_texts(text, np.array([0, len(text) + 1]))
    >>> starts = found.starts[found.clauses]
    >>> [text[a:b] for a, b in zip(starts, starts[1:])]
    ['新增高新技术企业120家,', '兑现奖励(含补助,共3笔)960万元,', '完成植树造林2万亩。']
    >>> len(found.starts) - 1
    4
    """
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _KIND.take(np.minimum(codes, _CODES - 1))
    marks = np.flatnonzero(kinds)
    of_marks = kinds.take(marks)
    text = np.searchsorted(text_starts, marks, side="right") - 1
    depth = np.cumsum((of_marks == _OPEN).astype(np.int64) - (of_marks == _CLOSE))
    first_mark = np.searchsorted(marks, text_starts[:-1])
    before = np.append(0, depth).take(first_mark)  # an opening mark without its partner binds only its own text
    is_comma = of_marks == _COMMA
    outside = np.flatnonzero(is_comma & (depth <= before.take(text)))
    starts, text = marks.take(outside) + 1, text.take(outside)
    previous = np.maximum(np.append(0, starts[:-1]), text_starts.take(text))
    apart = (starts - previous >= _LEAST) & (text_starts.take(text + 1) - 1 - starts >= _LEAST)
    clauses = np.sort(np.append(text_starts, starts[apart]))
    pieces = np.sort(np.append(text_starts, marks[is_comma] + 1))
    return Pieces(pieces, np.searchsorted(pieces, clauses), np.searchsorted(clauses, text_starts))
