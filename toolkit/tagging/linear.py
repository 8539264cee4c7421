"""The linear model as plain arrays: scores of many texts at once, without scikit-learn.

Words, pairs of words and pairs of characters are weighted by inverse document frequency (Sparck Jones, 1972), and each
of these blocks is brought to unit length on its own, so that a sentence's many character pairs do not drown its few
words. Classes of words are counted, with the logarithm of the count; rule terms give one vote a theme.

A text is scored twice, as a whole and clause by clause, with the same weights: the decision value is the mean of the
whole text's and of its best clause's. In a long enumeration one clause has the fact and the rest would drown it; in a
short sentence both are much the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.native import SIZE, array, kernel
from toolkit.tagging.clauses import Clauses
from toolkit.tagging.features import BLOCKS, Floats, Found, Ints, Occurrences
from toolkit.words import Numbers

_CLAUSE_SHARE = 0.5  # swept 0-1 on paragraphs of authors left out: 0.3 and 0.5 are best and flat
_CLASS_SCALE = 0.5
_UNIT_LENGTH = frozenset({"words", "pairs", "characters"})
_DAMPED: dict[str, Callable[[Floats], Floats]] = {
    "classes": lambda counts: _CLASS_SCALE * np.log1p(counts),
    "rules": lambda counts: np.minimum(counts, 1.0),
}
"""What a number of occurrences in one piece of text is worth, for the blocks that are counted."""

_TEXTS = (SIZE, array(np.int64), array(np.int64), array(np.int64))
_ADDED = (array(np.float64, 2, written=True), array(np.float64, 2, written=True))
_TABLE = array(np.float32, 2)

_sum_pieces = kernel(
    "sum_pieces",
    SIZE, array(np.int64), SIZE, array(np.int32), array(np.int32), SIZE, _TABLE, array(np.float64, 2, written=True),
)  # fmt: skip
_add_unit_length = kernel(
    "add_unit_length", *_TEXTS, SIZE, array(np.float64, 2), array(np.float64, 2, written=True), *_ADDED
)
_add_counted = kernel(
    "add_counted",
    *_TEXTS, array(np.int64), array(np.int32), SIZE, array(np.float64), SIZE, _TABLE, array(np.int64, 2, written=True),
    *_ADDED,
)  # fmt: skip


class Counted(NamedTuple):
    """Features of a block that is counted: piece `i` has those from `bounds[i]` to `bounds[i + 1]`."""

    feature: Numbers
    bounds: Ints

    def most(self, clauses: Clauses) -> int:
        """Return the largest number of features that a text has."""
        first, last = clauses.begins.take(clauses.firsts[:-1]), clauses.ends.take(clauses.firsts[1:] - 1)
        return int((self.bounds.take(last) - self.bounds.take(first)).max(initial=0))


Sums = dict[str, Floats | Counted]
"""What the pieces of texts hold, by the names of the blocks.

For a weighted block a row a piece: what its features add to each theme and, last, to the squared length.
"""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of a one-against-rest linear classifier over the features of a `FeatureSpace`.

    `idf` has shape `(n_features,)`, `coef` `(n_features, n_themes)`, `intercept` `(n_themes,)`; `blocks` are the
    ranges of features of the blocks.
    """

    idf: NDArray[np.float32]
    coef: NDArray[np.float32]
    intercept: Floats
    blocks: dict[str, slice]
    _table: NDArray[np.float32] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        table = np.empty((len(self.idf), len(self.intercept) + 1), np.float32)
        table[:, :-1], table[:, -1] = self.coef, self.idf
        object.__setattr__(self, "_table", table)

    def sums(self, found: Found) -> Sums:
        """Return what the pieces of texts hold, to be added up for texts and for runs of text."""
        sums: Sums = {}
        starts = found.parts.starts
        for name, (feature, start) in zip(BLOCKS, found.blocks, strict=True):
            if name in _UNIT_LENGTH:
                rows = np.empty((len(starts) - 1, len(self.intercept) + 1))
                table = self._table[self.blocks[name]]
                _sum_pieces(len(rows), starts, len(start), start, feature, len(self.intercept), table, rows)
                sums[name] = rows
            else:
                sums[name] = Counted(feature, np.searchsorted(start, starts))
        return sums

    def decision(self, sums: Sums, clauses: Clauses) -> Floats:
        """Return the decision values of texts, shape `(n_texts, n_themes)`; above 0 speaks for the theme.

        No text's value depends on the other texts, to the last bit.
        """
        return pooled_decision(*self._judge(sums, clauses), clauses.firsts)

    def _judge(self, sums: Sums, clauses: Clauses) -> tuple[Floats, Floats]:
        """The decision values of clauses, and those of whole texts."""
        n_texts, n_themes = len(clauses.firsts) - 1, len(self.intercept)
        judged = np.full((len(clauses.begins), n_themes), self.intercept), np.full((n_texts, n_themes), self.intercept)
        texts = (n_texts, clauses.firsts, clauses.begins, clauses.ends)
        for name, block in sums.items():
            if isinstance(block, Counted):
                worth, table = _DAMPED[name](np.arange(block.most(clauses) + 1.0)), self._table[self.blocks[name]]
                own = np.zeros((2, len(table)), np.int64)
                _add_counted(*texts, block.bounds, block.feature, len(table), worth, n_themes, table, own, *judged)
            else:
                _add_unit_length(*texts, n_themes, block, np.empty((2, n_themes + 1)), *judged)
        return judged

    def weights(self, found: Found, theme: int) -> list[Floats]:
        """Return, block by block, what each occurrence in a single text adds to the decision value of a theme."""
        of_clauses, _ = self._judge(self.sums(found), found.parts.clauses)
        best = int(of_clauses[:, theme].argmax())
        weights = []
        for name, clauses, whole in zip(BLOCKS, found.in_clauses, found.in_texts, strict=True):
            values = (1 - _CLAUSE_SHARE) * weigh(self.idf, name, whole)
            inside = slice(clauses.bounds[best], clauses.bounds[best + 1])
            clause = Occurrences(whole.feature[inside], whole.start[inside], np.array([0, inside.stop - inside.start]))
            values[inside] += _CLAUSE_SHARE * weigh(self.idf, name, clause)
            weights.append(values * self.coef[whole.feature, theme])
        return weights


def pooled_decision(clauses: Floats, whole: Floats, firsts: Ints) -> Floats:
    """Return the decision values of texts from those of their clauses and of the whole texts."""
    best = np.maximum.reduceat(clauses, firsts[:-1], axis=0) if len(whole) else whole
    return _CLAUSE_SHARE * best + (1 - _CLAUSE_SHARE) * whole


def weigh(idf: NDArray[np.float32], name: str, block: Occurrences) -> Floats:
    """Return the value of each occurrence in a block, such that those of one feature in one piece sum to its value."""
    values = idf[block.feature].astype(np.float64)
    piece, n_pieces = block.piece, len(block.bounds) - 1
    if name in _UNIT_LENGTH:
        length = np.sqrt(np.bincount(piece, values * values, n_pieces))
        return values / np.where(length > 0, length, 1.0)[piece]
    _, of_kind, count = np.unique(piece * len(idf) + block.feature, return_inverse=True, return_counts=True)
    shared: Floats = (_DAMPED[name](count.astype(np.float64)) / count)[of_kind]
    return shared


def learn_idf(blocks: Sequence[Occurrences], n_features: int) -> NDArray[np.float32]:
    """Return the smoothed inverse document frequency of each feature (as scikit-learn computes it); 1 where counted."""
    idf = np.ones(n_features, np.float64)
    for name, block in zip(BLOCKS, blocks, strict=True):
        if name in _UNIT_LENGTH:
            pairs = np.unique(block.piece * n_features + block.feature)
            frequency = np.bincount(pairs % n_features, minlength=n_features)
            present = frequency > 0
            idf[present] = np.log(len(block.bounds) / (1 + frequency[present])) + 1
    return idf.astype(np.float32)


def matrix(idf: NDArray[np.float32], blocks: Sequence[Occurrences]) -> Any:
    """Return the values of pieces of text as a scipy CSR matrix of shape `(n_pieces, n_features)`, for training."""
    from scipy.sparse import csr_matrix

    values = np.concatenate([weigh(idf, name, block) for name, block in zip(BLOCKS, blocks, strict=True)])
    rows = np.concatenate([block.piece for block in blocks])
    columns = np.concatenate([block.feature for block in blocks])
    return csr_matrix((values, (rows, columns)), shape=(len(blocks[0].bounds) - 1, len(idf)))


def sigmoid(decision: Floats) -> Floats:
    """Return probabilities for decision values."""
    probability: Floats = 1.0 / (1.0 + np.exp(np.minimum(-decision, 500)))
    return probability
