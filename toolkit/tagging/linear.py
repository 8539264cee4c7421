"""The linear model as plain arrays: scores of many sentences at once, without scikit-learn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.tagging.features import BLOCKS, Floats, Ints, Occurrences

_UNIT_LENGTH = frozenset({"words", "pairs", "characters"})
"""The blocks brought to unit length; a rule's vote weighs the same in every sentence."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of a one-against-rest linear classifier over the features of a `FeatureSpace`.

    `idf` has shape `(n_features,)`, `coef` `(n_features, n_themes)`, `intercept` `(n_themes,)`.
    """

    idf: NDArray[np.float32]
    coef: NDArray[np.float32]
    intercept: Floats
    _table: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        idf = self.idf.astype(np.float64)[:, None]
        object.__setattr__(self, "_table", np.hstack([idf * self.coef, idf * idf]))

    def decision(self, blocks: Sequence[Occurrences]) -> Floats:
        """Return the decision values of the texts, shape `(n_texts, n_themes)`; above 0 speaks for the theme.

        One look-up a feature gives what it adds to each theme and to the squared length of its text.
        """
        scores = np.tile(self.intercept, (len(blocks[0].bounds) - 1, 1))
        for name, block in zip(BLOCKS, blocks, strict=True):
            filled = np.flatnonzero(np.diff(block.bounds))
            if len(filled):
                rows = self._table.take(block.feature, axis=0)
                sums = np.add.reduceat(rows, block.bounds.take(filled), axis=0)
                length = np.sqrt(sums[:, -1:]) if name in _UNIT_LENGTH else 1.0
                scores[filled] += sums[:, :-1] / length
        return scores

    def weights(self, name: str, feature: Ints, theme: int) -> Floats:
        """Return what each occurrence in one block of one text adds to the decision value of a theme."""
        values = weigh(self.idf, name, feature, np.zeros(len(feature), np.int64))
        weights: Floats = values * self.coef[feature, theme]
        return weights


def weigh(idf: NDArray[np.float32], name: str, feature: Ints, text: Ints) -> Floats:
    """Return the TF-IDF value of each occurrence in a block: its idf, over the length of its text in that block."""
    values = idf[feature].astype(np.float64)
    if name in _UNIT_LENGTH:
        length = np.sqrt(np.bincount(text, values * values))
        values /= np.where(length > 0, length, 1.0)[text]
    return values


def learn_idf(blocks: Sequence[Occurrences], n_texts: int, n_features: int) -> NDArray[np.float32]:
    """Return the smoothed inverse document frequency of each feature (as scikit-learn computes it); 1 for rules."""
    idf = np.ones(n_features, np.float64)
    for name, block in zip(BLOCKS, blocks, strict=True):
        if name in _UNIT_LENGTH:
            pairs = np.unique(block.text * n_features + block.feature)
            frequency = np.bincount(pairs % n_features, minlength=n_features)
            present = frequency > 0
            idf[present] = np.log((1 + n_texts) / (1 + frequency[present])) + 1
    return idf.astype(np.float32)


def matrix(idf: NDArray[np.float32], blocks: Sequence[Occurrences], n_texts: int) -> Any:
    """Return the TF-IDF values as a scipy CSR matrix of shape `(n_texts, n_features)`, for training."""
    from scipy.sparse import csr_matrix

    values = np.concatenate([weigh(idf, name, b.feature, b.text) for name, b in zip(BLOCKS, blocks, strict=True)])
    rows = np.concatenate([block.text for block in blocks])
    columns = np.concatenate([block.feature for block in blocks])
    return csr_matrix((values, (rows, columns)), shape=(n_texts, len(idf)))


def sigmoid(decision: Floats) -> Floats:
    """Return probabilities for decision values."""
    probability: Floats = 1.0 / (1.0 + np.exp(-np.clip(decision, -500, 500)))
    return probability
