"""Kernels in C: they refuse arrays of another kind, say what to do where they are not compiled, and count as Python does."""

import json
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from toolkit import native
from toolkit.errors import ModelError
from toolkit.summarization.trees import load_trees, trees_from

STUMP = {
    "columns": ["a", "b"], "base": 1.0, "depth": 2, "roots": [0], "feature": [1, 0, 0, 0, 0],
    "threshold": [0.5, -1.0, 0, 0, 0], "left": [1, 3, 2, 3, 4], "right": [2, 4, 2, 3, 4], "value": [0, 0, 8.0, 2.0, 4.0],
}  # fmt: skip


def followed(a, b):
    """What the tree above says, in words: b decides first, and where it is small, a does."""
    return 1.0 + ((2.0 if a <= -1.0 else 4.0) if b <= 0.5 else 8.0)


@given(arrays(np.float32, st.tuples(st.integers(0, 40), st.just(2)), elements=st.floats(-2, 2, width=32)))
def test_trees_lead_each_row_to_its_leaf(rows):
    predicted = trees_from(STUMP, ("a", "b")).predict(rows.astype(np.float64))
    assert predicted.tolist() == [followed(a, b) for a, b in rows.tolist()]


def test_a_lone_leaf_is_the_same_for_all_rows():
    leaf = {**STUMP, "depth": 0, "feature": [0], "threshold": [0], "left": [0], "right": [0], "value": [8.0]}
    assert trees_from(leaf, ("a", "b")).predict(np.zeros((3, 2))).tolist() == [9.0] * 3


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ({"left": [[1, 1]] * 5, "right": [[2, 2]] * 5, "depth": 8}, "not one entry for each node"),
        ({"threshold": [0.5]}, "not one entry for each node"),
        ({"feature": [1, 0, 0, 0, 2]}, "feature points outside the trees"),
        ({"roots": [-1]}, "roots points outside the trees"),
        ({"depth": 9}, "a depth of 9, where 0 to 8 can be"),
        ({"depth": -1}, "a depth of -1, where 0 to 8 can be"),
        ({"depth": 1}, "deeper than 1"),
        ({"value": [0, 0, 8.0, 2.0, float("nan")]}, "values that are no numbers"),
        ({"base": float("inf")}, "values that are no numbers"),
    ],
)
def test_damaged_trees_are_refused(damage, told):
    with pytest.raises(ValueError, match=f"^{re.escape(told)}$"):
        trees_from({**STUMP, **damage}, ("a", "b"))


@pytest.mark.parametrize("damage", ['"depth": 1e999', f'"roots": [{10**30}]', '"value": [1]', f'"left": {"[" * 99999}'])
def test_a_damaged_ranker_is_named(damage, monkeypatch, tmp_path):
    whole = json.dumps(STUMP).replace("}", ", ")
    (tmp_path / "ranker.json").write_text(f'{{"document": {whole}{damage}}}}}')
    monkeypatch.setenv("KECHUANG_MODELS", str(tmp_path))
    with pytest.raises(ModelError, match=r"ranker\.json: not a ranker of this version \(.*; reinstall the package$"):
        load_trees.__wrapped__("document", ("a", "b"))


def test_rows_of_another_width_are_refused():
    with pytest.raises(ValueError, match=r"3 columns, fitted on 2"):
        trees_from(STUMP, ("a", "b")).predict(np.zeros((4, 3)))


def test_an_array_of_another_kind_is_refused():
    predict = native.kernel("predict_trees", native.array(np.float32, 2))
    for wrong in (np.zeros((2, 2)), np.zeros(2, np.float32), np.zeros((2, 4), np.float32)[:, ::2]):
        with pytest.raises(Exception, match="array must have"):
            predict(wrong)
    fixed = np.zeros((2, 2), np.float32)
    fixed.flags.writeable = False
    with pytest.raises(Exception, match="array must have its items in a row, to write to"):
        native.kernel("predict_trees", native.array(np.float32, 2, written=True))(fixed)


def test_a_library_that_is_not_compiled_is_told(monkeypatch, tmp_path):
    missing = tmp_path / "kernels.so"
    monkeypatch.setattr(native, "_LIBRARY", missing)
    native._library.cache_clear()
    try:
        with pytest.raises(OSError, match=f"^{re.escape(str(missing))}: not compiled for this machine; install the"):
            native.kernel("predict_trees")()
    finally:
        native._library.cache_clear()


def test_a_library_of_other_sources_is_told():
    with pytest.raises(OSError, match=r"kernels.so: has no forgotten; install the package with pip anew$"):
        native.kernel("forgotten")()
