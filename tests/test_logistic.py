"""Fits end at the best weights, from wherever they start, and give the same bytes on any number of threads."""

import os
import subprocess
import sys

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.sparse import random as random_sparse
from sklearn.linear_model import LogisticRegression

from toolkit.tagging.logistic import fit_logistic

TRAINING = """
import hashlib, toolkit
rows = [row for row in toolkit.load_labels() if row.unit == "paragraph"][:120]
print(hashlib.sha256(toolkit.ThemeTagger(toolkit.load_codebook()).fit(
    [row.text for row in rows], [row.themes for row in rows], [row.group for row in rows]).dump()).hexdigest())
"""
# What other machines do otherwise: threads, kernels of the arithmetic library, NumPy's vector instructions, and the
# order of sets.
ONE = {"OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "1"}
OTHER = {
    "OPENBLAS_NUM_THREADS": "2",
    "PYTHONHASHSEED": "2",
    "OPENBLAS_CORETYPE": "Prescott",
    "NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX2 FMA3",
}


@pytest.fixture(scope="module")
def rows():
    rng = np.random.default_rng(0)
    X = random_sparse(400, 900, density=0.03, format="csr", random_state=0)
    return X, (X @ rng.normal(size=900) + 0.3 * rng.normal(size=400)) > 0.2


def test_the_weights_are_those_of_least_loss(rows):
    X, carried = rows
    weights = fit_logistic(X, carried, 20.0)
    same = LogisticRegression(C=20.0, solver="liblinear", intercept_scaling=20.0, tol=1e-10, max_iter=10_000)
    same.fit(X, carried)
    assert np.allclose(weights, np.append(same.coef_[0], same.intercept_), atol=1e-6)
    free = LogisticRegression(C=20.0, tol=1e-10, max_iter=10_000).fit(X, carried)  # its intercept does not shrink
    assert np.allclose(weights, np.append(free.coef_[0], free.intercept_), atol=0.02)


def test_the_start_changes_nothing_but_the_time(rows):
    X, carried = rows
    weights = fit_logistic(X, carried, 20.0)
    far = np.random.default_rng(1).normal(size=len(weights)) * 50
    assert np.linalg.norm(fit_logistic(X, carried, 20.0, far) - weights) <= 1e-5


def test_rows_that_cannot_be_told_apart_get_their_share():
    X = csr_matrix(np.zeros((4, 1)))
    weights = fit_logistic(X, np.array([True, False, False, False]), 1e6)
    assert weights == pytest.approx([0.0, -np.log(3)], abs=1e-3)


def test_the_same_labels_give_the_same_file_on_other_threads_kernels_and_hash_seeds():
    digests = {_trained(ONE), _trained(OTHER)}
    assert len(digests) == 1


def _trained(environment):
    done = subprocess.run(
        [sys.executable, "-c", TRAINING], env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
