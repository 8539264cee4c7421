"""The measures as functions of arrays: truth and verdict are of shape `(n_texts, n_themes)`, scores lie in [0, 1]."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.tagging.features import Floats

Bools = NDArray[np.bool_]
Counts = NDArray[np.int64]
BINS = 10
_DRAWS = 1000
_SEED = 20210529


def f1_of(hits: float, carried: float, given: float) -> float:
    """Return F1 from three counts; 0 where nothing is carried and nothing given."""
    return float(2 * hits / max(1, carried + given))


def average_precision(carried: Bools, probability: Floats) -> float:
    """Return the mean of the precision at each text that carries the theme, texts with the same score taken together.

    It is 0 where no text carries the theme.
    """
    order = np.argsort(-probability, kind="stable")
    hits = np.cumsum(carried[order])
    last = np.flatnonzero(np.diff(probability[order], append=-1.0))  # the last text of each score
    gained = np.diff(hits[last], prepend=0)
    return float((gained * hits[last] / (last + 1)).sum() / max(1, hits[-1]))


def calibration_error(carried: Bools, probability: Floats) -> float:
    """Return the expected calibration error over ten bins of equal width (Naeini et al., 2015).

    For each bin `[0, 0.1), ... [0.9, 1]` of probabilities, the distance between their mean and the share of texts that
    carry the theme; averaged by the number of texts in the bin.
    """
    numbers = np.minimum((probability * BINS).astype(np.int64), BINS - 1).ravel()
    gap = np.bincount(numbers, (carried - probability).ravel(), BINS)
    return float(np.abs(gap).sum() / max(1, carried.size))


def confusion(carried: Bools, given: Bools) -> Counts:
    """Count texts by a theme they carry (rows) and a theme they are given (columns), shape `(n_themes + 1,) * 2`.

    Off the diagonal a theme is given wrongly: a text with the themes A and B that is given both counts as hits alone.
    The last row holds texts without a theme, the last column texts that are given none.
    """
    truth, verdict = _with_none(carried), _with_none(given)
    hits = (truth & verdict).sum(axis=0)
    table: Counts = truth.T.astype(np.int64) @ (verdict & ~truth).astype(np.int64)
    table[np.diag_indices_from(table)] = hits
    return table


def _with_none(flags: Bools) -> Bools:
    return np.hstack([flags, ~flags.any(axis=1, keepdims=True)])


def bootstrap(groups: Sequence[str], carried: Bools, given: Bools) -> dict[str, Floats]:
    """Return F1 by theme, macro F1, micro F1 and exact match in 1,000 samples that draw whole documents (Efron, 1979).

    `f1` has shape `(n_draws, n_themes)`, `macro`, `micro` and `exact` `(n_draws,)`.
    """
    document = np.unique(np.array(groups), return_inverse=True)[1]
    size, themes = int(document.max()) + 1, carried.shape[1]
    right = (carried == given).all(axis=1, keepdims=True)
    counted = np.hstack([carried & given, carried.astype(int) + given, right, np.ones_like(right)]).astype(float)
    totals = np.zeros((size, counted.shape[1]))
    np.add.at(totals, document, counted)
    random = np.random.default_rng(_SEED)
    drawn = np.array([np.bincount(random.integers(0, size, size), minlength=size) @ totals for _ in range(_DRAWS)])
    hits, total = drawn[:, :themes], drawn[:, themes : 2 * themes]
    f1 = 2 * hits / np.maximum(1, total)
    micro = 2 * hits.sum(axis=1) / np.maximum(1, total.sum(axis=1))
    return {"f1": f1, "macro": f1.mean(axis=1), "micro": micro, "exact": drawn[:, -2] / drawn[:, -1]}


def interval(draws: Floats) -> tuple[float, float]:
    """Return the middle 95 % of bootstrap draws."""
    low, high = np.percentile(draws, [2.5, 97.5])
    return float(low), float(high)


def kappa(first: Bools, second: Bools) -> float:
    """Return Cohen's kappa (1960) of two annotators on one theme; 1 where both say the same of every text."""
    observed = (first == second).mean()
    expected = first.mean() * second.mean() + (1 - first.mean()) * (1 - second.mean())
    return 1.0 if expected == 1 else float((observed - expected) / (1 - expected))


def rounded(data: Any) -> Any:
    """Return plain data with every number of it rounded to four digits."""
    if isinstance(data, dict):
        return {name: rounded(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [rounded(value) for value in data]
    return round(data, 4) if isinstance(data, float) else data
