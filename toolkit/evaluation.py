"""How good a tagger is: scores per theme and over all, with intervals, on texts whose themes are known."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.errors import LabelsError
from toolkit.labels import LabelledText
from toolkit.tagging import ThemeTagger
from toolkit.tagging.features import Floats

Bools = NDArray[np.bool_]
_DRAWS = 1000
_SEED = 20210529


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """Precision, recall, F1 and average precision of a theme in [0, 1], the 95 % interval of F1, and the support."""

    theme: str
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    average_precision: float
    support: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of a tagger on `texts` texts from `documents` documents.

    `macro_f1` is the mean over themes with its 95 % interval `(macro_low, macro_high)`; `exact` is the share of texts
    with exactly the right themes.
    """

    themes: tuple[ThemeScore, ...]
    macro_f1: float
    macro_low: float
    macro_high: float
    micro_f1: float
    exact: float
    texts: int
    documents: int

    def as_dict(self) -> dict[str, Any]:
        """Return the scores as plain data, rounded to four digits."""
        return {
            name: [_rounded(entry) for entry in value] if name == "themes" else value
            for name, value in _rounded(asdict(self)).items()
        }


def evaluate(tagger: ThemeTagger, labelled: Sequence[LabelledText]) -> Scores:
    """Score a tagger on labelled texts.

    Intervals are percentiles of 1,000 bootstrap samples that draw whole documents (Efron, 1979), so that paragraphs of
    one document count as what they are: not independent.

    Raises
    ------
    LabelsError
        If there is no text.
    """
    if not labelled:
        raise LabelsError("no labelled texts to score on; give a file with at least one")
    texts = [row.text for row in labelled]
    probability = tagger.predict_proba(texts)
    carried = np.array([[theme in row.themes for theme in tagger.classes_] for row in labelled], np.bool_)
    return score_predictions(tagger, labelled, carried, (probability, probability >= tagger.thresholds_))


def leave_one_document_out(
    tagger: ThemeTagger, labelled: Sequence[LabelledText], *, documents: Iterable[str]
) -> Scores:
    """Score copies of a tagger, each trained without one document, on that document."""
    parts: list[tuple[list[LabelledText], Floats, Bools]] = []
    for document in documents:
        held = [row for row in labelled if row.group == document]
        kept = [row for row in labelled if row.group != document]
        copy = ThemeTagger(**tagger.get_params())
        copy.fit([row.text for row in kept], [row.themes for row in kept], [row.group for row in kept])
        probability = copy.predict_proba([row.text for row in held])
        parts.append((held, probability, probability >= copy.thresholds_))
    rows = [row for held, _, _ in parts for row in held]
    carried = np.array([[theme in row.themes for theme in tagger.classes_] for row in rows], np.bool_)
    found = (np.concatenate([part[1] for part in parts]), np.concatenate([part[2] for part in parts]))
    return score_predictions(tagger, rows, carried, found)


def score_predictions(
    tagger: ThemeTagger, labelled: Sequence[LabelledText], carried: Bools, found: tuple[Floats, Bools]
) -> Scores:
    """Score probabilities and verdicts against the themes that the texts carry; all of shape `(n_texts, n_themes)`."""
    probability, given = found
    names: list[str] = tagger.classes_.tolist()
    draws = _bootstrap_f1([row.group for row in labelled], carried, given)
    themes = tuple(
        _theme_score(name, carried[:, k], given[:, k], (probability[:, k], draws[:, k])) for k, name in enumerate(names)
    )
    macro_low, macro_high = np.percentile(draws.mean(axis=1), [2.5, 97.5])
    return Scores(
        themes=themes,
        macro_f1=float(np.mean([theme.f1 for theme in themes])),
        macro_low=float(macro_low),
        macro_high=float(macro_high),
        micro_f1=_f1((carried & given).sum(), carried.sum(), given.sum()),
        exact=float((carried == given).all(axis=1).mean()),
        texts=len(labelled),
        documents=len({row.group for row in labelled}),
    )


def _theme_score(name: str, carried: Bools, given: Bools, extra: tuple[Floats, Floats]) -> ThemeScore:
    probability, draws = extra
    hits = int((carried & given).sum())
    low, high = np.percentile(draws, [2.5, 97.5])
    return ThemeScore(
        theme=name,
        precision=hits / max(1, int(given.sum())),
        recall=hits / max(1, int(carried.sum())),
        f1=_f1(hits, carried.sum(), given.sum()),
        low=float(low),
        high=float(high),
        average_precision=_average_precision(carried, probability),
        support=int(carried.sum()),
    )


def _f1(hits: float, carried: float, given: float) -> float:
    return float(2 * hits / max(1, carried + given))


def _average_precision(carried: Bools, probability: Floats) -> float:
    order = np.argsort(-probability, kind="stable")
    hits = carried[order]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float((precision * hits).sum() / max(1, hits.sum()))


def _bootstrap_f1(groups: Sequence[str], carried: Bools, given: Bools) -> Floats:
    """F1 by theme in samples that draw documents, shape `(n_draws, n_themes)`."""
    number = np.unique(np.array(groups), return_inverse=True)[1]
    size = int(number.max()) + 1
    counts = np.zeros((size, 2, carried.shape[1]))
    np.add.at(counts[:, 0], number, carried & given)
    np.add.at(counts[:, 1], number, carried.astype(int) + given.astype(int))
    weights = np.random.default_rng(_SEED).multinomial(size, np.full(size, 1 / size), _DRAWS)
    hits, total = np.einsum("dg,gkt->kdt", weights, counts)
    f1: Floats = 2 * hits / np.maximum(1, total)
    return f1


def _rounded(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in entry.items()}
