"""Clauses: the pieces of a sentence between commas, in which the facts of a long enumeration stand one by one."""

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


def clause_bounds(joined: str, text_starts: Ints) -> tuple[Ints, Ints]:
    r"""Return where clauses start in texts joined by line breaks, and the number of each text's first clause.

    `text_starts` has one entry more than there are texts, and so have both results. Each text has at least one clause;
    a comma inside quotes or brackets parts nothing, nor does one less than ten characters from another or from an end.

    Examples
    --------
    >>> text = "新增高新技术企业120家,兑现奖励(含补助,共3笔)960万元,完成植树造林2万亩。"
    >>> starts, _ = clause_bounds(text, np.array([0, len(text) + 1]))
    >>> [text[a:b] for a, b in zip(starts, starts[1:])]
    ['新增高新技术企业120家,', '兑现奖励(含补助,共3笔)960万元,', '完成植树造林2万亩。']
    """
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _KIND.take(np.minimum(codes, _CODES - 1))
    marks = np.flatnonzero(kinds)
    of_marks = kinds.take(marks)
    text = np.searchsorted(text_starts, marks, side="right") - 1
    depth = np.cumsum((of_marks == _OPEN).astype(np.int64) - (of_marks == _CLOSE))
    first_mark = np.searchsorted(marks, text_starts[:-1])
    before = np.append(0, depth).take(first_mark)  # an opening mark without its partner binds only its own text
    commas = np.flatnonzero((of_marks == _COMMA) & (depth <= before.take(text)))
    starts, text = marks.take(commas) + 1, text.take(commas)
    previous = np.maximum(np.append(0, starts[:-1]), text_starts.take(text))
    apart = (starts - previous >= _LEAST) & (text_starts.take(text + 1) - 1 - starts >= _LEAST)
    bounds = np.sort(np.append(text_starts, starts[apart]))
    return bounds, np.searchsorted(bounds, text_starts)
