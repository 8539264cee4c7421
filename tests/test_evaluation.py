"""Scores are those of scikit-learn, with intervals that draw documents."""

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, f1_score, precision_score, recall_score

import toolkit
from toolkit.errors import LabelsError
from toolkit.evaluation import evaluate, score_predictions


@pytest.fixture(scope="module")
def rows():
    return [row for row in toolkit.load_labels() if row.group.startswith("00")]


def test_scores_agree_with_scikit_learn(tagger, rows):
    scores = evaluate(tagger, rows)
    carried = np.array([[theme in row.themes for theme in tagger.classes_] for row in rows])
    texts = [row.text for row in rows]
    given = tagger.predict(texts)
    assert scores.macro_f1 == pytest.approx(f1_score(carried, given, average="macro"))
    assert scores.micro_f1 == pytest.approx(f1_score(carried, given, average="micro"))
    assert scores.exact == pytest.approx((carried == given).all(axis=1).mean())
    for number, theme in enumerate(scores.themes):
        assert theme.precision == pytest.approx(precision_score(carried[:, number], given[:, number]))
        assert theme.recall == pytest.approx(recall_score(carried[:, number], given[:, number]))
        wanted = average_precision_score(carried[:, number], tagger.predict_proba(texts)[:, number])
        assert theme.average_precision == pytest.approx(wanted)
        assert theme.low <= theme.f1 <= theme.high
    assert scores.documents == 5
    assert scores.macro_low <= scores.macro_f1 <= scores.macro_high


def test_perfect_and_empty(tagger, rows):
    carried = np.array([[theme in row.themes for theme in tagger.classes_] for row in rows])
    assert score_predictions(tagger, rows, carried, (carried.astype(float), carried)).macro_f1 == 1.0
    with pytest.raises(LabelsError, match="no labelled texts to score on"):
        evaluate(tagger, [])


def test_training_needs_labels():
    with pytest.raises(LabelsError, match="no labelled texts"):
        toolkit.train([])
