"""Boosted regression trees as plain arrays (Friedman, 2001): read from JSON, applied to all rows at once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.errors import ModelError
from toolkit.folders import bundled
from toolkit.native import SIZE, array, kernel
from toolkit.tagging.features import Floats, Ints

Singles = NDArray[np.float32]

RANKER_FILE = "ranker.json"
# As `trees.c` has them: a full tree of that depth has 255 nodes that ask, and so many rows are asked at a time.
_DEEPEST, _TOGETHER = 8, 32

_predict = kernel(
    "predict_trees",
    SIZE, SIZE, array(np.float64, 2), SIZE, SIZE, array(np.int64, 2), array(np.float32, 2), array(np.float32, 2),
    array(np.float32, 2, written=True), array(np.float64, written=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trees:
    """An additive ensemble: `base` plus the value of the leaf that each tree leads to.

    Node `i` asks whether feature `feature[i]` is at most `threshold[i]`, and leads to `left[i]` or `right[i]`; a leaf
    leads to itself. `roots` are the first nodes of the trees, `depth` is that of the deepest.
    """

    columns: tuple[str, ...]
    base: float
    depth: int
    roots: Ints
    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats
    _full: tuple[Ints, Singles, Singles] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._refuse_damage()
        levels = [self.roots[:, None]]  # level k of full trees: nodes of shape (n_trees, 2 ** k), children side by side
        for _ in range(max(1, self.depth)):  # leaves lead to themselves, also where there is nothing to ask
            children = np.stack([self.left[levels[-1]], self.right[levels[-1]]], axis=2)
            levels.append(children.reshape(len(self.roots), -1))
        last = levels.pop()
        if (self.left[last] != last).any() or (self.right[last] != last).any():
            raise ValueError(f"deeper than {self.depth}")
        leaves = self.value[last]
        nodes = np.concatenate([self.roots[:, None][:, :0], *levels], axis=1)
        single = np.float32  # trees are fitted on single precision
        full = self.feature[nodes], self.threshold[nodes].astype(single), leaves.astype(single)
        object.__setattr__(self, "_full", full)

    def _refuse_damage(self) -> None:
        """Refuse what a damaged file can hold: the kernel does not look where nodes lead."""
        size = len(self.feature)
        nodes = (self.feature, self.left, self.right, self.threshold, self.value)
        if self.roots.ndim != 1 or any(array.shape != (size,) for array in nodes):
            raise ValueError("not one entry for each node")
        for name, limit in (("roots", size), ("left", size), ("right", size), ("feature", len(self.columns))):
            found = getattr(self, name)
            if len(found) and not (found.min() >= 0 and found.max() < limit):
                raise ValueError(f"{name} points outside the trees")
        if not 0 <= self.depth <= _DEEPEST:
            raise ValueError(f"a depth of {self.depth}, where 0 to {_DEEPEST} can be")
        if not np.isfinite([self.base, *self.value]).all():
            raise ValueError("values that are no numbers")

    def predict(self, X: Floats) -> Floats:
        """Return one value for each row of `X`, whose columns are `columns`."""
        if X.shape[1] != len(self.columns):
            raise ValueError(f"{X.shape[1]} columns, fitted on {len(self.columns)}")
        predicted = np.full(len(X), self.base)
        rows = np.zeros((X.shape[1], _TOGETHER), np.float32)
        columns = np.ascontiguousarray(X.T, np.float64)
        _predict(*columns.shape, columns, *self._full[0].shape, *self._full, rows, predicted)
        return predicted


def trees_from(data: dict[str, Any], columns: Sequence[str]) -> Trees:
    """Build trees from their JSON form.

    Raises
    ------
    ValueError
        If they were fitted on other features than `columns`, or lead nowhere.
    """
    if tuple(data["columns"]) != tuple(columns):
        raise ValueError("fitted on other features than this version computes")
    integers: dict[str, NDArray[np.int64]] = {
        name: np.array(data[name], np.int64) for name in ("roots", "feature", "left", "right")
    }
    return Trees(
        columns=tuple(columns),
        base=float(data["base"]),
        depth=int(data["depth"]),
        threshold=np.array(data["threshold"], np.float64),
        value=np.array(data["value"], np.float64),
        **integers,
    )


@cache
def load_trees(head: str, columns: tuple[str, ...]) -> Trees:
    """Load one of the two shipped rankers: `document` or `theme`.

    Raises
    ------
    ModelError
        If the file is missing or does not fit this version.
    """
    path: Path = bundled("models") / RANKER_FILE
    try:
        return trees_from(json.loads(path.read_text(encoding="utf-8"))[head], columns)
    except OSError as error:
        raise ModelError(f"{path}: the ranker cannot be read ({error.strerror}); reinstall the package") from None
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise ModelError(f"{path}: not a ranker of this version ({error}); reinstall the package") from None
