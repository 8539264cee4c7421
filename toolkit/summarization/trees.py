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
from toolkit.tagging.features import Floats, Ints

Singles = NDArray[np.float32]

RANKER_FILE = "ranker.json"
_DEEPEST = 8  # a full tree of that depth has 256 leaves
_PORTION = 128  # rows looked at in one pass, so that what is in between stays in warm memory


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
    _leaves: Singles = field(init=False, repr=False)
    _questions: tuple[tuple[Ints, Singles], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        levels = [self.roots[None]]  # level k of full trees: nodes of shape (2 ** k, n_trees), children side by side
        for _ in range(self.depth):
            children = np.stack([self.left[levels[-1]], self.right[levels[-1]]], axis=1)
            levels.append(children.reshape(-1, len(self.roots)))
        leaves = self.value[levels.pop()][..., None].astype(np.float32)
        questions = [(self.feature[nodes], self.threshold[nodes][..., None].astype(np.float32)) for nodes in levels]
        object.__setattr__(self, "_leaves", leaves)
        object.__setattr__(self, "_questions", tuple(reversed(questions)))

    def predict(self, X: Floats) -> Floats:
        """Return one value for each row of `X`, whose columns are `columns`."""
        parts = [self._predict(X[first : first + _PORTION].T) for first in range(0, len(X), _PORTION)]
        return np.concatenate([np.empty(0), *parts])

    def _predict(self, columns: Floats) -> Floats:
        """All nodes are asked, and the answers chosen from the leaves up: cheaper than following each row down."""
        columns = np.ascontiguousarray(columns, np.float32)  # trees are fitted on single precision
        answer = self._leaves
        for feature, threshold in self._questions:
            goes_left = columns.take(feature, axis=0) <= threshold
            answer = np.where(goes_left, answer[::2], answer[1::2])
        # One tree after another: a plain sum would add up in another order where there is a single row.
        predicted: Floats = self.base + np.add.accumulate(answer[0], axis=0, dtype=np.float64)[-1]
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
    size = len(integers["feature"])
    for name, limit in (("roots", size), ("left", size), ("right", size), ("feature", len(columns))):
        if len(integers[name]) and not (integers[name].min() >= 0 and integers[name].max() < limit):
            raise ValueError(f"{name} points outside the trees")
    if int(data["depth"]) > _DEEPEST:
        raise ValueError(f"deeper than {_DEEPEST}")
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
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: not a ranker of this version ({error}); reinstall the package") from None
