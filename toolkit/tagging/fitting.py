"""How a tagger is fitted: sentence examples, multi-instance rounds, calibration and thresholds by cross-validation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from toolkit.errors import OptionError
from toolkit.labels import Codebook
from toolkit.tagging.features import FeatureSpace, Floats, Ints, Vocabulary
from toolkit.tagging.instances import Bools, Instances, make_instances
from toolkit.tagging.linear import LinearModel, sigmoid

# liblinear shrinks the intercept like a weight; a larger constant feature makes that negligible.
_INTERCEPT = 20.0
_SEED = 20210529
_THRESHOLDS = np.arange(0.1, 0.701, 0.01)
_NEAR_BEST = 0.004
# A paragraph has many chances to look like a theme, a sentence has one: so thresholds and calibration go by texts of
# several sentences, where a theme has at least this many of them.
_ENOUGH = 40


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
    from threadpoolctl import threadpool_limits

    _refuse_empty_themes(settings.codebook_, Y)
    rules = [theme.terms for theme in settings.codebook_.themes]
    space, idf, instances = make_instances(texts, Y, groups, rules=rules, min_count=settings.min_count)
    with threadpool_limits(1):  # vectors of this size are slower in many threads than in one
        coef, intercept = _fit_weights(instances, np.arange(len(Y)), settings.C)
        decision, fold = _cross_validate(instances, settings)
        held_out, thresholds = None, np.full(Y.shape[1], 0.5)
        if decision is not None:
            long = np.diff(instances.bounds) > 1
            scale, shift = _calibration(decision, Y, long)
            coef, intercept = coef * scale, intercept * scale + shift
            held_out = HeldOut(sigmoid(decision * scale + shift), fold, long)
            thresholds = choose_thresholds(held_out.probability, Y, long)
    return Trained(space.vocabulary, model_over(space, idf, coef, intercept), thresholds), held_out


def model_over(space: FeatureSpace, idf: NDArray[np.float32], coef: Floats, intercept: Floats) -> LinearModel:
    """Return the linear model of these weights over a space of features."""
    counted = {name: space.block(name) for name in ("classes", "rules")}
    return LinearModel(idf, coef.astype(np.float32), intercept, counted)


def _refuse_empty_themes(codebook: Codebook, Y: Bools) -> None:
    for theme, positives in zip(codebook.ids, Y.sum(axis=0), strict=True):
        if positives == 0 or positives == len(Y):
            kind = "no example" if positives == 0 else "no counter-example"
            raise OptionError(f"theme {theme!r} has {kind} among {len(Y)} texts; label some, or leave the theme out")


def _fit_weights(instances: Instances, texts: Ints, C: float) -> tuple[Floats, Floats]:
    """Fit one classifier a theme on the sentences of `texts`."""
    columns = [_fit_theme(instances, texts, theme, C) for theme in range(instances.Y.shape[1])]
    return np.stack([coef for coef, _ in columns], axis=1), np.array([intercept for _, intercept in columns])


def _fit_theme(instances: Instances, texts: Ints, theme: int, C: float) -> tuple[Floats, float]:
    """Fit on single sentences and on texts against the theme, then let the best sentence stand for each longer text."""
    from sklearn.linear_model import LogisticRegression

    sizes = np.diff(instances.bounds)
    carried = instances.Y[:, theme]
    rows = instances.rows_of(texts[~carried[texts] | (sizes[texts] == 1)])
    longer = texts[carried[texts] & (sizes[texts] > 1)]
    if not carried[instances.text_of[rows]].any():
        rows = instances.rows_of(texts)
    classifier = LogisticRegression(
        C=C, solver="liblinear", intercept_scaling=_INTERCEPT, tol=1e-4, max_iter=1000, random_state=0
    )
    classifier.fit(instances.sentences[rows], carried[instances.text_of[rows]])
    if len(longer):
        chosen = np.concatenate([rows, instances.best_rows(longer, classifier.coef_[0])])
        classifier.fit(instances.sentences[chosen], carried[instances.text_of[chosen]])
    return classifier.coef_[0], float(classifier.intercept_[0])


def _cross_validate(instances: Instances, settings: Settings) -> tuple[Floats | None, Ints]:
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
        weights = _fit_weights(instances, np.flatnonzero(fold != number), settings.C)
        held = fold == number
        decision[held] = instances.decision(*weights)[held]
    return decision, fold


def _has_both(Y: Bools) -> bool:
    return bool((Y.any(axis=0) & ~Y.all(axis=0)).all())


def _calibration(decision: Floats, Y: Bools, long: Bools) -> tuple[Floats, Floats]:
    """Scale and shift of each theme's decision values, so that their logistic is a probability (Platt, 1999)."""
    from sklearn.linear_model import LogisticRegression

    scale, shift = np.ones(Y.shape[1]), np.zeros(Y.shape[1])
    for theme in range(Y.shape[1]):
        rows = _judged_on(Y[:, theme], long)
        if min(Y[rows, theme].sum(), (~Y[rows, theme]).sum()) < _ENOUGH:
            continue
        fitted = LogisticRegression(C=1e3).fit(decision[rows, theme, None], Y[rows, theme])
        if fitted.coef_[0, 0] > 0:
            scale[theme], shift[theme] = fitted.coef_[0, 0], fitted.intercept_[0]
    return scale, shift


def _judged_on(carried: Bools, long: Bools) -> Bools:
    """The texts that calibration and threshold of a theme go by."""
    enough = min((carried & long).sum(), (~carried & long).sum()) >= _ENOUGH
    return long if enough else np.ones(len(long), np.bool_)


def choose_thresholds(probability: Floats, Y: Bools, long: Bools) -> Floats:
    """Choose for each theme the probability of best F1; the texts must not have been trained on."""
    found = []
    for theme in range(Y.shape[1]):
        rows = _judged_on(Y[:, theme], long)
        found.append(_best_threshold(probability[rows, theme], Y[rows, theme]))
    return np.array(found)


def _best_threshold(probability: Floats, carried: Bools) -> float:
    """The middle of the thresholds whose F1 is close to the best, so that chance decides less."""
    scores = []
    for threshold in _THRESHOLDS:
        given = probability >= threshold
        scores.append(2 * (given & carried).sum() / max(1, given.sum() + carried.sum()))
    good = _THRESHOLDS[np.array(scores) >= max(scores) - _NEAR_BEST]
    return round(float(good[len(good) // 2]), 2)
