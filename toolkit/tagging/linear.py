"""The linear model as plain arrays: scores of many sentences at once, without scikit-learn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.tagging.features import BLOCKS, Floats, Occurrences

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

    def decision(self, blocks: Sequence[Occurrences], weights: Sequence[Floats], n_texts: int) -> Floats:
        """Return the decision values of the texts, shape `(n_texts, n_themes)`; above 0 speaks for the theme."""
        scores = np.tile(self.intercept, (n_texts, 1))
        for block, values in zip(blocks, weights, strict=True):
            if len(values):
                starts = np.flatnonzero(np.diff(block.text, prepend=-1))  # occurrences come text by text
                added = self.coef.take(block.feature, axis=0)
                added *= values.astype(np.float32)[:, None]
                scores[block.text[starts]] += np.add.reduceat(added, starts, axis=0)
        return scores


def weigh(idf: NDArray[np.float32], blocks: Sequence[Occurrences], n_texts: int) -> list[Floats]:
    """Return the TF-IDF value of each occurrence: its idf, over the length of its text in that block."""
    weights = []
    for name, block in zip(BLOCKS, blocks, strict=True):
        values = idf[block.feature].astype(np.float64)
        if name in _UNIT_LENGTH:
            length = np.sqrt(np.bincount(block.text, values * values, n_texts))
            values /= np.where(length > 0, length, 1.0)[block.text]
        weights.append(values)
    return weights


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

    values = np.concatenate(weigh(idf, blocks, n_texts))
    rows = np.concatenate([block.text for block in blocks])
    columns = np.concatenate([block.feature for block in blocks])
    return csr_matrix((values, (rows, columns)), shape=(n_texts, len(idf)))


def sigmoid(decision: Floats) -> Floats:
    """Return probabilities for decision values."""
    probability: Floats = 1.0 / (1.0 + np.exp(-np.clip(decision, -500, 500)))
    return probability
