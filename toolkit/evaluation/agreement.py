"""How far two annotators agree: the ceiling for any tagger, and a measure of how clear the codebook is."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from toolkit.evaluation.measures import Bools, f1_of, kappa, rounded
from toolkit.labels import LabelledText


@dataclass(frozen=True, slots=True)
class ThemeAgreement:
    """F1 of one annotator's labels against the other's and Cohen's kappa; `a` and `b` texts carry the theme for each.

    `a_f1` and `b_f1` measure each annotator against the settled themes.
    """

    theme: str
    f1: float
    kappa: float
    a_f1: float
    b_f1: float
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of two annotators on `texts` texts; the macro figures are means over themes.

    `exact` is the share of texts for which both gave the same themes.
    """

    themes: tuple[ThemeAgreement, ...]
    macro_f1: float
    macro_kappa: float
    a_macro_f1: float
    b_macro_f1: float
    exact: float
    texts: int

    def as_dict(self) -> dict[str, Any]:
        """Return the agreement as plain data, rounded to four digits."""
        data: dict[str, Any] = rounded(asdict(self))
        return data


def agreement(labelled: Sequence[LabelledText], names: Sequence[str]) -> Agreement | None:
    """Return the agreement on the texts that two annotators labelled, or None where there are none.

    F1 is symmetric: it does not matter which annotator is taken for the truth.
    """
    rows = [row for row in labelled if row.annotators is not None]
    if not rows:
        return None
    settled = indicator([row.themes for row in rows], names)
    a, b = (indicator([row.annotators[k] for row in rows if row.annotators], names) for k in (0, 1))
    themes = tuple(
        ThemeAgreement(
            name,
            f1=_f1(a[:, k], b[:, k]),
            kappa=kappa(a[:, k], b[:, k]),
            a_f1=_f1(settled[:, k], a[:, k]),
            b_f1=_f1(settled[:, k], b[:, k]),
            a=int(a[:, k].sum()),
            b=int(b[:, k].sum()),
        )
        for k, name in enumerate(names)
    )
    means = {
        f"{prefix}macro_{field.removeprefix(prefix)}": float(np.mean([getattr(theme, field) for theme in themes]))
        for prefix, field in (("", "f1"), ("", "kappa"), ("a_", "a_f1"), ("b_", "b_f1"))
    }
    return Agreement(themes, exact=float((a == b).all(axis=1).mean()), texts=len(rows), **means)


def indicator(themes: Sequence[Sequence[str]], names: Sequence[str]) -> Bools:
    """Return themes as an indicator matrix of shape `(n_texts, n_themes)`."""
    found: Bools = np.array([[name in row for name in names] for row in themes], np.bool_).reshape(-1, len(names))
    return found


def _f1(first: Bools, second: Bools) -> float:
    return f1_of((first & second).sum(), first.sum(), second.sum())
