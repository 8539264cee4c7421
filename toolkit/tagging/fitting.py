"""How a tagger is fitted: sentence examples, multi-instance rounds, and thresholds by grouped cross-validation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from toolkit.errors import OptionError
from toolkit.labels import Codebook
from toolkit.segmentation.sentences import sentence_bounds
from toolkit.tagging.features import FeatureSpace, Floats, Ints, Vocabulary
from toolkit.tagging.linear import LinearModel, learn_idf, matrix, sigmoid
from toolkit.words import cut_texts

Bools = NDArray[np.bool_]
_ROUNDS = 2
# liblinear shrinks the intercept like a weight; a larger constant feature makes that negligible.
_INTERCEPT = 20.0
_SEED = 20210529
# The range of thresholds that are tried. In the labels a theme is about twice as frequent as in running text, so a
# threshold far below one half, though it may be best among the labels, would give themes too freely.
_THRESHOLDS = np.arange(0.4, 0.701, 0.01)


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

    `probability` has shape `(n_texts, n_themes)`, `fold` names for each text the fold it was held out in.
    """

    probability: Floats
    fold: Ints


@dataclass(frozen=True, slots=True)
class _Instances:
    """Sentences as rows of a matrix: text `i` has the rows `bounds[i]` to `bounds[i + 1]`."""

    X: Any
    bounds: Ints
    Y: Bools
    groups: Ints

    @property
    def text_of(self) -> Ints:
        """The text of each row."""
        return np.repeat(np.arange(len(self.Y)), np.diff(self.bounds))


def fit_trained(
    settings: Settings, texts: Sequence[str], Y: Bools, groups: Sequence[str] | None
) -> tuple[Trained, HeldOut | None]:
    """Fit vocabulary, weights and thresholds; without two documents for each theme there is no cross-validation."""
    from threadpoolctl import threadpool_limits

    _refuse_empty_themes(settings.codebook_, Y)
    pieces = [[text[start:end] for start, end in sentence_bounds(text)] or [""] for text in texts]
    bounds = np.concatenate([[0], np.cumsum([len(piece) for piece in pieces])]).astype(np.int64)
    cut = cut_texts([sentence for piece in pieces for sentence in piece])
    rules = [theme.terms for theme in settings.codebook_.themes]
    space = FeatureSpace.fit(cut, rules, min_count=settings.min_count)
    blocks = space.find(cut)
    idf = learn_idf(blocks, len(cut), len(space))
    names = groups if groups is not None else [str(number) for number in range(len(texts))]
    group_of = np.unique(np.array(names), return_inverse=True)[1]
    instances = _Instances(matrix(idf, blocks, len(cut)), bounds, Y, group_of)
    with threadpool_limits(1):  # vectors of this size are slower in many threads than in one
        coef, intercept = _fit_weights(instances, np.arange(len(Y)), settings.C)
        held_out = _cross_validate(instances, settings)
    thresholds = np.full(Y.shape[1], 0.5) if held_out is None else choose_thresholds(held_out.probability, Y)
    model = LinearModel(idf, coef.astype(np.float32), intercept)
    return Trained(space.vocabulary, model, thresholds), held_out


def _refuse_empty_themes(codebook: Codebook, Y: Bools) -> None:
    for theme, positives in zip(codebook.ids, Y.sum(axis=0), strict=True):
        if positives == 0 or positives == len(Y):
            kind = "no example" if positives == 0 else "no counter-example"
            raise OptionError(f"theme {theme!r} has {kind} among {len(Y)} texts; label some, or leave the theme out")


def _fit_weights(instances: _Instances, texts: Ints, C: float) -> tuple[Floats, Floats]:
    """Fit one classifier a theme on the sentences of `texts`."""
    columns = [_fit_theme(instances, texts, theme, C) for theme in range(instances.Y.shape[1])]
    return np.stack([coef for coef, _ in columns], axis=1), np.array([intercept for _, intercept in columns])


def _fit_theme(instances: _Instances, texts: Ints, theme: int, C: float) -> tuple[Floats, float]:
    """Fit on single sentences and on texts against the theme, then let the best sentence stand for each longer text."""
    from sklearn.linear_model import LogisticRegression

    sizes = np.diff(instances.bounds)
    carried = instances.Y[:, theme]
    rows = _rows_of(instances, texts[~carried[texts] | (sizes[texts] == 1)])
    longer = texts[carried[texts] & (sizes[texts] > 1)]
    if not carried[instances.text_of[rows]].any():
        rows = _rows_of(instances, texts)
    classifier = LogisticRegression(
        C=C, solver="liblinear", intercept_scaling=_INTERCEPT, tol=1e-3, max_iter=1000, random_state=0
    )
    chosen = rows
    for _ in range(_ROUNDS if len(longer) else 1):
        classifier.fit(instances.X[chosen], carried[instances.text_of[chosen]])
        chosen = np.concatenate([rows, _best_rows(instances, longer, classifier.coef_[0])])
    if len(longer):
        classifier.fit(instances.X[chosen], carried[instances.text_of[chosen]])
    return classifier.coef_[0], float(classifier.intercept_[0])


def _best_rows(instances: _Instances, texts: Ints, coef: Floats) -> Ints:
    """The sentence of each text that speaks most for the theme."""
    decision = instances.X @ coef
    spans = zip(instances.bounds[texts].tolist(), instances.bounds[texts + 1].tolist(), strict=True)
    return np.array([first + int(decision[first:last].argmax()) for first, last in spans], np.int64)


def _rows_of(instances: _Instances, texts: Ints) -> Ints:
    return np.flatnonzero(np.isin(instances.text_of, texts))


def _cross_validate(instances: _Instances, settings: Settings) -> HeldOut | None:
    """Hold out each document in one of the folds, or return None where a theme has too few documents for that."""
    groups = np.unique(instances.groups)
    folds = min(settings.folds, len(groups))
    fold_of = np.random.default_rng(_SEED).permutation(len(groups)) % max(1, folds)
    fold = fold_of[np.searchsorted(groups, instances.groups)]
    if folds < 2 or not all(_has_both(instances.Y[fold != number]) for number in range(folds)):
        return None
    probability = np.zeros(instances.Y.shape)
    for number in range(folds):
        held = np.flatnonzero(fold == number)
        coef, intercept = _fit_weights(instances, np.flatnonzero(fold != number), settings.C)
        decision = instances.X[_rows_of(instances, held)] @ coef + intercept
        starts = np.concatenate([[0], np.cumsum(np.diff(instances.bounds)[held])[:-1]])
        probability[held] = sigmoid(np.maximum.reduceat(decision, starts, axis=0))
    return HeldOut(probability, fold)


def choose_thresholds(probability: Floats, Y: Bools) -> Floats:
    """Choose for each theme the probability of best F1; the texts must not have been trained on."""
    return np.array([_best_threshold(probability[:, k], Y[:, k]) for k in range(Y.shape[1])])


def _has_both(Y: Bools) -> bool:
    return bool((Y.any(axis=0) & ~Y.all(axis=0)).all())


def _best_threshold(probability: Floats, carried: Bools) -> float:
    """The middle of the thresholds whose F1 is within 0.002 of the best, so that chance decides less."""
    scores = []
    for threshold in _THRESHOLDS:
        given = probability >= threshold
        scores.append(2 * (given & carried).sum() / max(1, given.sum() + carried.sum()))
    good = _THRESHOLDS[np.array(scores) >= max(scores) - 0.002]
    return round(float(good[len(good) // 2]), 2)
