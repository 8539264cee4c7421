"""The linear model as plain arrays: scores of many texts at once, without scikit-learn.

Words, pairs of words and pairs of characters are weighted by inverse document frequency (Sparck Jones, 1972), and each
of these blocks is brought to unit length on its own, so that a sentence's many character pairs do not drown its few
words. Classes of words are counted, with the logarithm of the count; rule terms give one vote a theme.

A text is scored twice, as a whole and clause by clause, with the same weights: the decision value is the mean of the
whole text's and of its best clause's. In a long enumeration one clause has the fact and the rest would drown it; in a
short sentence both are much the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.tagging.features import BLOCKS, Floats, Found, Ints, Occurrences

Sums = tuple[Floats, ...]
"""For each weighted block, in the order of `BLOCKS`, a row of sums for each piece of text."""

_CLAUSE_SHARE = 0.5  # swept 0-1 on paragraphs of authors left out: 0.3 and 0.5 are best and flat
_CLASS_SCALE = 0.5
_UNIT_LENGTH = frozenset({"words", "pairs", "characters"})
_DAMPED: dict[str, Callable[[Floats], Floats]] = {
    "classes": lambda counts: _CLASS_SCALE * np.log1p(counts),
    "rules": lambda counts: np.minimum(counts, 1.0),
}
"""What a number of occurrences in one piece of text is worth, for the blocks that are counted."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of a one-against-rest linear classifier over the features of a `FeatureSpace`.

    `idf` has shape `(n_features,)`, `coef` `(n_features, n_themes)`, `intercept` `(n_themes,)`; `counted` are the
    ranges of features of the blocks that are counted.
    """

    idf: NDArray[np.float32]
    coef: NDArray[np.float32]
    intercept: Floats
    counted: dict[str, slice]
    _table: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        idf = self.idf.astype(np.float64)[:, None]
        object.__setattr__(self, "_table", np.hstack([idf * self.coef, idf * idf]))

    def sums(self, found: Found) -> Sums:
        """Return for each weighted block a row for each piece of the texts; they add up to the row of what they form.

        A row holds what the features of the piece add to each theme, and to the squared length.
        """
        blocks = zip(BLOCKS, found.in_pieces, strict=True)
        return tuple(_summed(self._table, block) for name, block in blocks if name not in self.counted)

    def decision(self, clauses: Sums, counted: Mapping[str, Occurrences], firsts: Ints) -> Floats:
        """Return the decision values of texts, shape `(n_texts, n_themes)`; above 0 speaks for the theme.

        Text `i` has the clauses `firsts[i]` to `firsts[i + 1]`; `clauses` are their sums, `counted` their
        occurrences in the other blocks. No text's value depends on the other texts, to the last bit.
        """
        judged = self._judge(clauses, counted, firsts)
        return pooled_decision(judged[: firsts[-1]], judged[firsts[-1] :], firsts)

    def _judge(self, clauses: Sums, counted: Mapping[str, Occurrences], firsts: Ints) -> Floats:
        """The decision values of all clauses, and behind them those of all texts."""
        added = np.repeat(self.intercept[None], int(firsts[-1]) + len(firsts) - 1, axis=0)
        for rows in clauses:
            sums = np.concatenate([rows, *added_up((rows,), firsts)])
            length = np.sqrt(sums[:, -1:])
            added += sums[:, :-1] / np.where(length > 0, length, 1.0)
        for name, block in counted.items():
            for place, bounds in ((0, block.bounds), (firsts[-1], block.bounds.take(firsts))):
                self._add_counted(added[place : place + len(bounds) - 1], block._replace(bounds=bounds), name)
        return added

    def _add_counted(self, added: Floats, block: Occurrences, name: str) -> None:
        """Add what the numbers of occurrences in pieces are worth; most are 0, which is worth nothing."""
        own = self.counted[name]
        cells = block.piece * (own.stop - own.start) + block.feature - own.start
        counts = np.bincount(cells, minlength=1)
        some = np.flatnonzero(counts)
        row, column = np.divmod(some, own.stop - own.start)
        weights = self.coef[own].astype(np.float64).take(column, axis=0)
        first = np.flatnonzero(np.diff(row, prepend=-1))
        if len(first):
            worth = _DAMPED[name](counts.take(some).astype(np.float64))[:, None] * weights
            added[row.take(first)] += np.add.reduceat(worth, first, axis=0)

    def weights(self, found: Found, theme: int) -> list[Floats]:
        """Return, block by block, what each occurrence in a single text adds to the decision value of a theme."""
        clauses = added_up(self.sums(found), found.parts.clauses)
        n_clauses = int(found.firsts[-1])
        best = int(self._judge(clauses, self.counted_in(found), found.firsts)[:n_clauses, theme].argmax())
        weights = []
        for name, block, whole in zip(BLOCKS, found.blocks, found.whole, strict=True):
            values = (1 - _CLAUSE_SHARE) * weigh(self.idf, name, whole)
            inside = slice(block.bounds[best], block.bounds[best + 1])
            clause = Occurrences(block.feature[inside], block.start[inside], np.array([0, inside.stop - inside.start]))
            values[inside] += _CLAUSE_SHARE * weigh(self.idf, name, clause)
            weights.append(values * self.coef[block.feature, theme])
        return weights

    def counted_in(self, found: Found) -> dict[str, Occurrences]:
        """Return the occurrences in the clauses of texts that are counted, by the names of their blocks."""
        return {name: block for name, block in zip(BLOCKS, found.blocks, strict=True) if name in self.counted}


def added_up(sums: Sums, bounds: Ints) -> Sums:
    """Return the sums of the rows `bounds[i]` to `bounds[i + 1]`, at least one each."""
    return tuple(np.add.reduceat(rows, bounds[:-1], axis=0) if len(bounds) > 1 else rows[:0] for rows in sums)


def _summed(table: Floats, block: Occurrences) -> Floats:
    """Sums of the rows of a table that the features in each piece have, 0 where it has none."""
    sums = np.zeros((len(block.bounds) - 1, table.shape[1]))
    filled = np.flatnonzero(block.bounds[1:] > block.bounds[:-1])
    if len(filled):
        sums[filled] = np.add.reduceat(table.take(block.feature, axis=0), block.bounds.take(filled), axis=0)
    return sums


def _best(clauses: Floats, firsts: Ints) -> Floats:
    return np.maximum.reduceat(clauses, firsts[:-1], axis=0) if len(firsts) > 1 else clauses


def pooled_decision(clauses: Floats, whole: Floats, firsts: Ints) -> Floats:
    """Return the decision values of texts from those of their clauses and of the whole texts."""
    return _CLAUSE_SHARE * _best(clauses, firsts) + (1 - _CLAUSE_SHARE) * whole


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
    probability: Floats = 1.0 / (1.0 + np.exp(-np.clip(decision, -500, 500)))
    return probability
