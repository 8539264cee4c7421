"""How a tagger is fitted: sentence examples, multi-instance rounds, calibration and thresholds by cross-validation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from toolkit.errors import OptionError
from toolkit.labels import Codebook
from toolkit.tagging.features import Floats, Ints, Vocabulary
from toolkit.tagging.instances import Bools, Instances, make_instances
from toolkit.tagging.linear import LinearModel, sigmoid
from toolkit.tagging.logistic import fit_logistic

# Decimals that weights and calibration keep. What another processor does to a last digit is gone with the rest, and a
# decision value moves by less than 0.01.
_DECIMALS = 3
_SEED = 20210529
_THRESHOLDS = np.arange(0.1, 0.701, 0.01)
_NEAR_BEST = 0.004
# A paragraph has many chances to look like a theme, a sentence has one: so thresholds and calibration go by texts of
# several sentences, where a theme has at least this many of them.
_ENOUGH = 40
_CALIBRATED_BY_DATA = 1e3  # C: two numbers from hundreds of texts need no shrinking

Weights = tuple[Floats, Floats]
"""Weights of shape `(n_features, n_themes)` and intercepts of shape `(n_themes,)`."""


class Settings(Protocol):
    """What fitting reads from the estimator."""

    codebook_: Codebook
    C: float
    min_count: int
    folds: int


@dataclass(frozen=True, slots=True)
class Trained:
    """The state of a fitted tagger, as plain data."""

    vocabulary: Vocabulary
    model: LinearModel
    thresholds: Floats


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What cross-validation, grouped by document, gave: probabilities from models that had not seen the document.

    `probability` has shape `(n_texts, n_themes)`, `fold` names for each text the fold it was held out in, and `long`
    tells the texts of several sentences.
    """

    probability: Floats
    fold: Ints
    long: Bools


def fit_trained(
    settings: Settings, texts: Sequence[str], Y: Bools, groups: Sequence[str] | None
) -> tuple[Trained, HeldOut | None]:
    """Fit vocabulary, weights and thresholds; without two documents for each theme there is no cross-validation."""
    _refuse_empty_themes(settings.codebook_, Y)
    rules = [theme.terms for theme in settings.codebook_.themes]
    space, idf, instances = make_instances(texts, Y, groups, rules=rules, min_count=settings.min_count)
    coef, intercept = weights = _fit_weights(instances, np.arange(len(Y)), settings.C)
    decision, fold = _cross_validate(instances, settings, weights)
    held_out, thresholds = None, np.full(Y.shape[1], 0.5)
    if decision is not None:
        long = np.diff(instances.bounds) > 1
        scale, shift = _calibration(decision, Y, long)
        coef, intercept = coef * scale, intercept * scale + shift
        held_out = HeldOut(sigmoid(decision * scale + shift), fold, long)
        thresholds = choose_thresholds(held_out.probability, Y, long)
    model = LinearModel(idf, coef.astype(np.float32), intercept, space.vocabulary.blocks)
    return Trained(space.vocabulary, model, thresholds), held_out


def _refuse_empty_themes(codebook: Codebook, Y: Bools) -> None:
    for theme, positives in zip(codebook.ids, Y.sum(axis=0), strict=True):
        if positives == 0 or positives == len(Y):
            kind = "no example" if positives == 0 else "no counter-example"
            raise OptionError(f"theme {theme!r} has {kind} among {len(Y)} texts; label some, or leave the theme out")


def _fit_weights(instances: Instances, texts: Ints, C: float, start: Weights | None = None) -> Weights:
    """Fit one classifier a theme on the sentences of `texts`; to start from the weights of like texts saves time."""
    n_themes = instances.Y.shape[1]
    starts = [None] * n_themes if start is None else list(np.vstack(start).T)
    columns = [_fit_theme(instances, texts, theme, C=C, start=starts[theme]) for theme in range(n_themes)]
    weights = np.stack(columns, axis=1)
    return weights[:-1], weights[-1]


def _fit_theme(instances: Instances, texts: Ints, theme: int, *, C: float, start: Floats | None) -> Floats:
    """Fit on single sentences and on texts against the theme, then let the best sentence stand for each longer text.

    Returns the weights and, last, the intercept.
    """
    sizes = np.diff(instances.bounds)
    carried = instances.Y[:, theme]
    rows = instances.rows_of(texts[~carried[texts] | (sizes[texts] == 1)])
    longer = texts[carried[texts] & (sizes[texts] > 1)]
    if not carried[instances.text_of[rows]].any():
        rows = instances.rows_of(texts)

    def fitted(rows: Ints) -> Floats:
        found = fit_logistic(instances.sentences[rows], carried[instances.text_of[rows]], C, start)
        return found.round(_DECIMALS)

    weights = fitted(rows)
    if len(longer):
        weights = fitted(np.concatenate([rows, instances.best_rows(longer, weights[:-1])]))
    return weights


def _cross_validate(instances: Instances, settings: Settings, start: Weights) -> tuple[Floats | None, Ints]:
    """Decision values of all texts, each document held out in one of the folds, and the fold of each text.

    None instead of values where a theme has too few documents for that.
    """
    groups = np.unique(instances.groups)
    folds = min(settings.folds, len(groups))
    fold_of = np.random.default_rng(_SEED).permutation(len(groups)) % max(1, folds)
    fold = fold_of[np.searchsorted(groups, instances.groups)]
    if folds < 2 or not all(_has_both(instances.Y[fold != number]) for number in range(folds)):
        return None, fold
    decision = np.zeros(instances.Y.shape)
    for number in range(folds):
        weights = _fit_weights(instances, np.flatnonzero(fold != number), settings.C, start)
        held = fold == number
        decision[held] = instances.decision(*weights)[held]
    return decision, fold


def _has_both(Y: Bools) -> bool:
    return bool((Y.any(axis=0) & ~Y.all(axis=0)).all())


def _calibration(decision: Floats, Y: Bools, long: Bools) -> tuple[Floats, Floats]:
    """Scale and shift of each theme's decision values, so that their logistic is a probability (Platt, 1999)."""
    from scipy.sparse import csr_matrix

    scale, shift = np.ones(Y.shape[1]), np.zeros(Y.shape[1])
    for theme in range(Y.shape[1]):
        rows = _judged_on(Y[:, theme], long)
        if not _are_enough(Y[rows, theme]):
            continue
        found = fit_logistic(csr_matrix(decision[rows, theme, None]), Y[rows, theme], _CALIBRATED_BY_DATA)
        if found[0] > 0:
            scale[theme], shift[theme] = found.round(_DECIMALS)
    return scale, shift


def _judged_on(carried: Bools, long: Bools) -> Bools:
    """The texts that calibration and threshold of a theme go by."""
    return long if _are_enough(carried[long]) else np.ones(len(long), np.bool_)


def choose_thresholds(probability: Floats, Y: Bools, long: Bools) -> Floats:
    """Choose for each theme the probability of best F1; the texts must not have been trained on."""
    found = []
    for theme in range(Y.shape[1]):
        rows = _judged_on(Y[:, theme], long)
        found.append(_best_threshold(probability[rows, theme], Y[rows, theme]))
    return np.array(found)


def _best_threshold(probability: Floats, carried: Bools) -> float:
    """The threshold of best F1: half of that F1 where probabilities are calibrated (Lipton et al., 2014).

    Where texts are too few for that, it is the middle of the thresholds whose F1 is close to the best.
    """
    given = probability[:, None] >= _THRESHOLDS
    scores = 2 * (given & carried[:, None]).sum(axis=0) / np.maximum(1, given.sum(axis=0) + carried.sum())
    if _are_enough(carried):
        return round(float(scores.max()) / 2, 2)
    good = _THRESHOLDS[scores >= scores.max() - _NEAR_BEST]
    return round(float(good[len(good) // 2]), 2)


def _are_enough(carried: Bools) -> bool:
    """Whether there are enough examples and counter-examples to calibrate by."""
    return min(int(carried.sum()), int((~carried).sum())) >= _ENOUGH
