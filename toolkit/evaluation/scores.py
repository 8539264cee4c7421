"""Scores of a tagger: per theme and over all, each with its interval and support."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from toolkit.evaluation.agreement import Agreement
from toolkit.evaluation.measures import (
    Bools,
    average_precision,
    bootstrap,
    calibration_error,
    confusion,
    f1_of,
    interval,
    rounded,
)
from toolkit.tagging.features import Floats

NONE = "(none)"


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """The scores of a theme in [0, 1], with the 95 % interval of F1.

    `support` texts carry the theme and `given` texts were given it; `calibration_error` is the expected calibration
    error over ten bins of equal width.
    """

    theme: str
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    average_precision: float
    calibration_error: float
    support: int
    given: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of a tagger on `texts` texts from `documents` documents.

    `macro_f1` is the mean over themes, `micro_f1` that over all decisions, `exact` the share of texts with exactly the
    right themes, each with the bounds of its 95 % interval. `confusion[a][b]` counts the texts that carry theme `a` and
    are wrongly given theme `b` (rightly, where `a` is `b`); `(none)` stands for no theme. `human` is the agreement of
    two annotators on the same texts where their labels are known.
    """

    themes: tuple[ThemeScore, ...]
    macro_f1: float
    macro_low: float
    macro_high: float
    micro_f1: float
    micro_low: float
    micro_high: float
    exact: float
    exact_low: float
    exact_high: float
    calibration_error: float
    texts: int
    documents: int
    confusion: dict[str, dict[str, int]]
    human: Agreement | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the scores as plain data, rounded to four digits."""
        data: dict[str, Any] = rounded(asdict(self))
        return data


class Verdicts(NamedTuple):
    """What a tagger said of texts: probabilities and verdicts, both of shape `(n_texts, n_themes)`."""

    probability: Floats
    given: Bools


def score_verdicts(
    names: Sequence[str], carried: Bools, verdicts: Verdicts, *, groups: Sequence[str], human: Agreement | None = None
) -> Scores:
    """Score verdicts on themes `names` against those the texts carry; `groups` names the document of each text."""
    probability, given = verdicts
    draws = bootstrap(groups, carried, given)
    themes = tuple(
        _theme_score(name, carried[:, k], Verdicts(probability[:, k], given[:, k]), draws["f1"][:, k])
        for k, name in enumerate(names)
    )
    rows = [*names, NONE]
    counts = confusion(carried, given).tolist()
    return Scores(
        themes,
        sum(theme.f1 for theme in themes) / len(themes),
        *interval(draws["macro"]),
        f1_of((carried & given).sum(), carried.sum(), given.sum()),
        *interval(draws["micro"]),
        float((carried == given).all(axis=1).mean()),
        *interval(draws["exact"]),
        calibration_error=calibration_error(carried, probability),
        texts=len(carried),
        documents=len(set(groups)),
        confusion={name: dict(zip(rows, row, strict=True)) for name, row in zip(rows, counts, strict=True)},
        human=human,
    )


def _theme_score(name: str, carried: Bools, verdicts: Verdicts, draws: Floats) -> ThemeScore:
    probability, given = verdicts
    hits = int((carried & given).sum())
    low, high = interval(draws)
    return ThemeScore(
        theme=name,
        precision=hits / max(1, int(given.sum())),
        recall=hits / max(1, int(carried.sum())),
        f1=f1_of(hits, carried.sum(), given.sum()),
        low=low,
        high=high,
        average_precision=average_precision(carried, probability),
        calibration_error=calibration_error(carried, probability),
        support=int(carried.sum()),
        given=int(given.sum()),
    )
