"""Scores are those of scikit-learn, with intervals that draw documents; held-out scores never see their document."""

import json

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, cohen_kappa_score, f1_score, precision_score, recall_score

import toolkit
from toolkit.errors import LabelsError
from toolkit.evaluation import agreement, evaluate, evaluate_held_out
from toolkit.evaluation.measures import average_precision, bootstrap, calibration_error, confusion, kappa
from toolkit.labels import Codebook, LabelledText, Theme
from toolkit.training import LabelsWarning


@pytest.fixture(scope="module")
def rows():
    return [row for row in toolkit.load_labels() if row.group.startswith("00")]


def test_scores_agree_with_scikit_learn(tagger, rows):
    scores = evaluate(tagger, rows)
    carried = np.array([[theme in row.themes for theme in tagger.classes_] for row in rows])
    texts = [row.text for row in rows]
    given, probability = tagger.predict(texts), tagger.predict_proba(texts)
    assert scores.macro_f1 == pytest.approx(f1_score(carried, given, average="macro"))
    assert scores.micro_f1 == pytest.approx(f1_score(carried, given, average="micro"))
    assert scores.exact == pytest.approx((carried == given).all(axis=1).mean())
    for number, theme in enumerate(scores.themes):
        assert theme.precision == pytest.approx(precision_score(carried[:, number], given[:, number]))
        assert theme.recall == pytest.approx(recall_score(carried[:, number], given[:, number]))
        wanted = average_precision_score(carried[:, number], probability[:, number])
        assert theme.average_precision == pytest.approx(wanted)
        assert theme.low <= theme.f1 <= theme.high
        assert (theme.support, theme.given) == (carried[:, number].sum(), given[:, number].sum())
    assert (scores.texts, scores.documents) == (82, 5)
    assert scores.macro_low <= scores.macro_f1 <= scores.macro_high
    assert scores.micro_low <= scores.micro_f1 <= scores.micro_high
    assert scores.exact_low <= scores.exact <= scores.exact_high
    assert json.loads(json.dumps(scores.as_dict()))["themes"][0]["support"] == scores.themes[0].support


def test_average_precision_takes_equal_scores_together():
    carried, probability = np.array([True, False, True, False]), np.array([0.5, 0.5, 0.5, 0.1])
    assert average_precision(carried, probability) == pytest.approx(average_precision_score(carried, probability))
    assert average_precision(np.zeros(3, bool), np.ones(3)) == 0.0


def test_calibration_error_is_the_gap_between_what_is_said_and_what_is():
    assert calibration_error(np.array([True, False]), np.array([1.0, 0.0])) == 0.0
    assert calibration_error(np.array([True, False, False, False]), np.full(4, 0.75)) == pytest.approx(0.5)
    assert calibration_error(np.array([True, False]), np.array([0.05, 0.95])) == pytest.approx(0.95)


def test_confusions_count_hits_on_the_diagonal_and_wrong_themes_beside_it():
    carried = np.array([[1, 0], [1, 0], [0, 0], [1, 1], [0, 1]], bool)
    given = np.array([[1, 0], [0, 1], [1, 0], [1, 1], [0, 0]], bool)
    # rows: theme 0, theme 1, none; columns: theme 0, theme 1, nothing
    assert confusion(carried, given).tolist() == [[2, 1, 0], [0, 1, 1], [1, 0, 0]]


def test_intervals_draw_documents_and_not_texts():
    carried = np.array([[True]] * 50 + [[False]] * 50)
    given = carried.copy()
    given[:25] = False
    one_a_text = bootstrap([str(n) for n in range(100)], carried, given)["macro"]
    two_documents = bootstrap(["a"] * 50 + ["b"] * 50, carried, given)["macro"]
    assert one_a_text.std() < 0.1
    assert set(np.round(two_documents, 3)) == {0.0, round(2 / 3, 3)}


def test_nothing_to_score_is_an_error(tagger):
    with pytest.raises(LabelsError, match="no labelled texts to score on"):
        evaluate(tagger, [])


def labelled(text, themes, number, annotators=None):
    return LabelledText(str(number), text, themes, None, f"d{number}", "sentence", annotators)


def test_annotators_are_measured_as_scikit_learn_measures_them():
    said = [(("a",), ("a",)), (("a",), ()), ((), ()), (("b",), ("b",)), (("a", "b"), ("a",)), ((), ("b",))]
    rows = [labelled("x", a, n, (a, b)) for n, (a, b) in enumerate(said)] + [labelled("y", ("a",), 9)]
    people = agreement(rows, ["a", "b"])
    first, second = (np.array([["a" in pair[k], "b" in pair[k]] for pair in said]) for k in (0, 1))
    assert people.texts == 6
    assert people.macro_f1 == pytest.approx(f1_score(first, second, average="macro"))
    assert people.a_macro_f1 == 1.0
    assert people.b_macro_f1 == people.macro_f1
    for number, theme in enumerate(people.themes):
        assert theme.kappa == pytest.approx(cohen_kappa_score(first[:, number], second[:, number]))
    assert agreement([labelled("y", ("a",), 9)], ["a", "b"]) is None
    assert kappa(np.zeros(3, bool), np.zeros(3, bool)) == 1.0


RAIN = Theme("rain", "雨", "Rain", "#2f6fb0", "", "", ("下雨", "阵雨"))
STOCKS = Theme("stocks", "股", "Stocks", "#b0562f", "", "", ("股市",))


def test_held_out_scores_never_see_their_document():
    """Texts whose document alone knows their words cannot be recognized when it is held out."""
    words = "甲乙丙丁戊己庚辛壬癸"
    rows = [labelled(f"{word}来了。", ("rain",) if n % 2 else (), n) for n, word in enumerate(words)]
    tagger = toolkit.train(rows, codebook=Codebook((RAIN,)), min_count=1)
    assert evaluate(tagger, rows).macro_f1 == 1.0
    assert evaluate_held_out(tagger, rows)["sentence"].macro_f1 < 0.9


def test_too_few_documents_give_no_held_out_scores():
    rows = [labelled("今天下雨。", ("rain",), 0), labelled("今天晴。", (), 1)]
    with pytest.warns(LabelsWarning, match="theme 'rain' stands in one document only \\(1 texts of 'd0'\\)"):
        tagger = toolkit.train(rows, codebook=Codebook((RAIN,)))
    assert evaluate_held_out(tagger, rows) == {}


def test_training_needs_labels_or_a_codebook_with_terms():
    with pytest.raises(LabelsError, match="no labelled texts"):
        toolkit.train([])
    with (
        pytest.warns(LabelsWarning, match="goes by the terms of the codebook alone"),
        pytest.raises(LabelsError, match="theme 'x' has neither labelled texts nor terms"),
    ):
        toolkit.train([], codebook=Codebook((Theme("x", "x", "", "", "", "", ()),)))
    with pytest.raises(LabelsError, match="theme 'stocks' has no example among 1 texts"):
        toolkit.train([labelled("今天下雨。", ("rain",), 0)], codebook=Codebook((STOCKS, RAIN)))
