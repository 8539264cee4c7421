"""What an estimator is given to learn from, checked and brought into one form: texts, and themes as a matrix."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.errors import OptionError
from toolkit.labels import Codebook, Theme

Bools = NDArray[np.bool_]
_SETS = (list, tuple, set, frozenset)


class Target(NamedTuple):
    """Themes as an indicator matrix of shape `(n_texts, n_themes)`.

    `labels` are the labels in the order of the columns where each text has just one, else None.
    """

    codebook: Codebook
    Y: Bools
    labels: NDArray[Any] | None = None


def checked_texts(X: Sequence[str]) -> list[str]:
    """Return the texts as a list, and refuse what is none."""
    if isinstance(X, str):
        raise OptionError("a single text was given; give a list of texts")
    texts = [str(text) for text in X] if isinstance(X, np.ndarray) else list(X)
    wrong = next((text for text in texts if not isinstance(text, str)), None)
    if wrong is not None:
        raise OptionError(f"a text is expected, not {type(wrong).__name__}; give a list of texts")
    return texts


def read_target(codebook: Codebook | None, y: Any) -> Target:
    """Read the themes of texts: lists of ids, an indicator matrix, or one label for each text.

    Raises
    ------
    OptionError
        If it is none of these, or does not fit the codebook.
    """
    if y is None:
        raise OptionError("ThemeTagger requires y to be passed, but the target y is None; give the themes of each text")
    rows = list(np.asarray(y) if hasattr(y, "__array__") else y)
    if rows and isinstance(rows[0], _SETS) and all(isinstance(theme, str) for row in rows for theme in row):
        return _from_ids(codebook, rows)
    Y = np.asarray(rows)
    if Y.ndim == 1 and len(Y):
        return _from_labels(codebook, Y)
    if Y.ndim != 2 or not np.isin(Y, (0, 1)).all():
        raise OptionError("labels must be lists of theme ids, or an indicator matrix with a column a theme")
    codebook = codebook or _plain_codebook(range(Y.shape[1]))
    if Y.shape[1] != len(codebook.ids):
        raise OptionError(f"{Y.shape[1]} columns of labels for {len(codebook.ids)} themes")
    return Target(codebook, Y.astype(np.bool_))


def _from_ids(codebook: Codebook | None, rows: Sequence[Sequence[str]]) -> Target:
    names = sorted({theme for row in rows for theme in row})
    codebook = codebook or _plain_codebook(names)
    _refuse_unknown(names, codebook)
    return Target(codebook, np.array([[theme in row for theme in codebook.ids] for row in rows], np.bool_))


def _from_labels(codebook: Codebook | None, y: NDArray[Any]) -> Target:
    """One label for each text: the columns are the labels in order, or the themes of the codebook."""
    from sklearn.utils.multiclass import type_of_target

    if y.dtype.kind == "f" and not np.isfinite(y).all():
        raise OptionError("labels contain NaN or infinity; give each text a label, or a list of theme ids")
    kind = type_of_target(y)
    if kind not in {"binary", "multiclass"}:
        raise OptionError(f"Unknown label type: {kind}; give each text a label, or a list of theme ids")
    labels = np.unique(y)
    if codebook is not None:
        _refuse_unknown([str(label) for label in labels], codebook)
        labels = np.array(codebook.ids)
    return Target(codebook or _plain_codebook(labels), y[:, None] == labels, labels)


def _refuse_unknown(names: Sequence[str], codebook: Codebook) -> None:
    if unknown := set(names) - set(codebook.ids):
        raise OptionError(f"unknown theme {min(unknown)!r}; the codebook has {', '.join(codebook.ids)}")


def _plain_codebook(names: Any) -> Codebook:
    return Codebook(tuple(Theme(str(name), str(name), str(name), "", "", "", ()) for name in names))
