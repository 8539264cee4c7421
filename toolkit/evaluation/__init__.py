"""How good a tagger is: scores per theme and over all, with intervals, on texts whose themes are known."""

from collections.abc import Sequence

import numpy as np

from toolkit.arguments import check_type
from toolkit.errors import LabelsError
from toolkit.evaluation.agreement import Agreement, ThemeAgreement, agreement, indicator
from toolkit.evaluation.scores import Scores, ThemeScore, Verdicts, score_verdicts
from toolkit.labels import LabelledText, check_labelled
from toolkit.tagging import ThemeTagger
from toolkit.tagging.fitting import HeldOut, choose_thresholds

__all__ = ["Agreement", "Scores", "ThemeAgreement", "ThemeScore", "agreement", "evaluate", "evaluate_held_out"]


def evaluate(tagger: ThemeTagger, labelled: Sequence[LabelledText]) -> Scores:
    """Score a tagger on labelled texts.

    Intervals are percentiles of 1,000 bootstrap samples that draw whole documents (Efron, 1979), so that paragraphs of
    one document count as what they are: not independent. Where the texts come with the labels of two annotators, their
    agreement stands beside the scores.

    Raises
    ------
    LabelsError
        If there is no text.
    """
    check_type(tagger, ThemeTagger, name="tagger", remedy="give what toolkit.load_tagger or toolkit.train returns")
    check_labelled(labelled)
    if not labelled:
        raise LabelsError("no labelled texts to score on; give a file with at least one")
    probability = tagger.predict_proba([row.text for row in labelled])
    return _scores(tagger, labelled, Verdicts(probability, probability >= tagger.thresholds_))


def evaluate_held_out(tagger: ThemeTagger, labelled: Sequence[LabelledText]) -> dict[str, Scores]:
    """Score a tagger that was just fitted on `labelled` by its own cross-validation, for each unit of text.

    Each text is scored by a model that has seen neither it nor another text of its document, at thresholds chosen in
    the other folds. Only the numbering and the idf of the features come from all texts. Without a cross-validation
    (too few documents) there are no scores.
    """
    held_out = tagger.held_out_
    if held_out is None:
        return {}
    carried = indicator([row.themes for row in labelled], tagger.classes_.tolist())
    given = held_out.probability >= _thresholds_of_other_folds(held_out, carried)
    scores = {}
    for unit in sorted({row.unit for row in labelled}):
        chosen = [number for number, row in enumerate(labelled) if row.unit == unit]
        verdicts = Verdicts(held_out.probability[chosen], given[chosen])
        scores[unit] = _scores(tagger, [labelled[number] for number in chosen], verdicts)
    return scores


def _thresholds_of_other_folds(held_out: HeldOut, carried: np.ndarray) -> np.ndarray:
    """Thresholds for each text, shape `(n_texts, n_themes)`."""
    thresholds = np.empty_like(held_out.probability)
    for fold in np.unique(held_out.fold):
        own = held_out.fold == fold
        thresholds[own] = choose_thresholds(held_out.probability[~own], carried[~own], held_out.long[~own])
    return thresholds


def _scores(tagger: ThemeTagger, labelled: Sequence[LabelledText], verdicts: Verdicts) -> Scores:
    names: list[str] = tagger.classes_.tolist()
    carried = indicator([row.themes for row in labelled], names)
    groups = [row.group for row in labelled]
    return score_verdicts(names, carried, verdicts, groups=groups, human=agreement(labelled, names))
