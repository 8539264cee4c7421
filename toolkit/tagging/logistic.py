"""Logistic regression by scikit-learn, settled to its exact optimum, so that the same labels give the same weights.

scikit-learn takes its sums by an arithmetic library, whose order of adding depends on processor and number of threads,
and as a solver stops when the weights are good enough, it stops elsewhere on another machine. Newton steps from there,
by products with sparse matrices and NumPy's own sums alone, end at the only optimum whatever digits they started from.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# The intercept is the weight of a constant feature, shrunk like every weight; a large constant makes that negligible.
_CONSTANT = 20.0
_NEAR = 0.01  # liblinear's tolerance: a first fit, from where Newton steps are faster
_EXACT = 5e-9  # length of the gradient in units of C; at C = 20 all weights together are within 1e-7 of the best
_STEPS = 100
_DIRECTION = 0.1  # share of the gradient that may be left when a direction is good enough; less near the optimum
_DESCENT = 1e-4
_ROUNDING = 1e-9  # of the loss: a step that is to gain less than this share is taken unasked


def fit_logistic(X: Any, carried: NDArray[np.bool_], C: float, start: Floats | None = None) -> Floats:
    """Return weights and, last, intercept of an L2-regularized logistic regression, shape `(n_features + 1,)`.

    scikit-learn fits, and `_settle` takes the fit to the optimum of the same problem.

    Parameters
    ----------
    X
        Sparse matrix of shape `(n_rows, n_features)`.
    carried
        Which rows are examples: some and not all.
    C
        Weight of the loss beside half the squared length of the weights, above 0.
    start
        Weights and intercept fitted on like rows, to start from in place of a new fit: it saves time and changes
        nothing else.
    """
    weights = _fitted(X, carried, C) if start is None else np.append(start[:-1], start[-1] / _CONSTANT)
    weights = _settle(_Problem(X, np.where(carried, 1.0, -1.0), C), weights, _EXACT * C)
    return np.append(weights[:-1], weights[-1] * _CONSTANT)


def _fitted(X: Any, carried: NDArray[np.bool_], C: float) -> Floats:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=C, solver="liblinear", intercept_scaling=_CONSTANT, tol=_NEAR, max_iter=1000)
    model.fit(X, carried)
    return np.append(model.coef_[0], model.intercept_ / _CONSTANT)


def _settle(problem: "_Problem", weights: Floats, exact: float) -> Floats:
    """Return the weights where the gradient is at most `exact` long.

    Truncated Newton (Dembo and Steihaug, 1983) on the primal problem, with conjugate gradients preconditioned by the
    diagonal.
    """
    for _ in range(_STEPS):
        loss, gradient = problem.at(weights)
        if _length(gradient) <= exact:
            break
        direction = problem.newton_direction(gradient, exact)
        slope, step = _dot(gradient, direction), 1.0
        while -slope > _ROUNDING * loss and problem.loss(weights + step * direction) > loss + _DESCENT * step * slope:
            step /= 2
        weights = weights + step * direction
    return weights


class _Problem:
    """The regularized loss over weights whose last is that of the constant feature."""

    def __init__(self, X: Any, sign: Floats, C: float) -> None:
        self._X, self._XT, self._squares = X, X.T.tocsr(), X.multiply(X).T.tocsr()
        self._sign, self._C = sign, C
        self._curvature = np.empty(0)

    def loss(self, weights: Floats) -> float:
        """Return the regularized loss."""
        margin = self._sign * self._of_rows(weights)
        return 0.5 * _dot(weights, weights) + self._C * float(np.logaddexp(0.0, -margin).sum())

    def at(self, weights: Floats) -> tuple[float, Floats]:
        """Return loss and gradient, and let the next direction start from these weights."""
        margin = self._sign * self._of_rows(weights)
        wrong = 1.0 / (1.0 + np.exp(np.minimum(margin, 500.0)))
        self._curvature = self._C * wrong * (1.0 - wrong)
        loss = 0.5 * _dot(weights, weights) + self._C * float(np.logaddexp(0.0, -margin).sum())
        return loss, weights - self._C * self._of_weights(self._sign * wrong)

    def newton_direction(self, gradient: Floats, exact: float) -> Floats:
        """Return the step to where the quadratic model of the loss is least, ever closer as the gradient shortens."""
        diagonal = 1.0 + np.append(self._squares @ self._curvature, _CONSTANT**2 * self._curvature.sum())
        direction, left = np.zeros(len(gradient)), -gradient
        scaled = left / diagonal
        search, product = scaled, _dot(left, scaled)
        length = _length(gradient)
        enough = max(exact / 2, min(_DIRECTION, length) * length)
        while _length(left) > enough:
            curved = search + self._of_weights(self._curvature * self._of_rows(search))
            share = product / _dot(search, curved)
            direction, left = direction + share * search, left - share * curved
            scaled = left / diagonal
            product, before = _dot(left, scaled), product
            search = scaled + product / before * search
        return direction

    def _of_rows(self, weights: Floats) -> Floats:
        found: Floats = self._X @ weights[:-1] + _CONSTANT * weights[-1]
        return found

    def _of_weights(self, rows: Floats) -> Floats:
        return np.append(self._XT @ rows, _CONSTANT * rows.sum())


def _dot(first: Floats, second: Floats) -> float:
    return float((first * second).sum())  # not `@`, which would ask the arithmetic library


def _length(vector: Floats) -> float:
    return float(np.sqrt(_dot(vector, vector)))
