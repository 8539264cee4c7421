"""scikit-learn's own battery, on an adapter that turns rows of numbers into texts: the battery knows no texts."""

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils.estimator_checks import parametrize_with_checks
from sklearn.utils.validation import validate_data

import toolkit

EXPECTED = {
    "check_classifiers_one_label": "a theme without a counter-example is refused: nothing can be learnt about it",
    "check_classifiers_train": "two labels have a column each, as themes do, where the battery wants one column",
    "check_classifiers_multilabel_output_format_predict": "verdicts are of type bool, whatever type the labels have",
    "check_fit2d_1sample": "one text has no counter-example",
    "check_classifiers_classes": "the same: two labels have a column each",
    "check_supervised_y_2d": "a single column is an indicator matrix of one theme, not one label for each text",
}


class OnNumbers(toolkit.ThemeTagger, BaseEstimator):
    """Each number becomes a character of its column, the higher the later, said three times by its neighbours."""

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = True
        tags.input_tags.string = False
        return tags

    def _texts(self, X, *, reset):
        X = validate_data(self, X, reset=reset)
        steps = np.clip(np.round(X * 2), -20, 20).astype(int) + 20
        return [" ".join(chr(0x4E00 + 100 * j + step) for j, step in enumerate(row.tolist())) for row in steps]

    def fit(self, X, y=None, groups=None):
        return super().fit(self._texts(X, reset=True), y, groups)

    def decision_function(self, X):
        self._require_fitted()
        return super().decision_function(self._texts(X, reset=False))


@parametrize_with_checks([OnNumbers(folds=2)], expected_failed_checks=lambda _: EXPECTED)
def test_the_tagger_is_an_estimator(estimator, check):
    check(estimator)


def test_one_label_for_each_text():
    texts = ["今天下雨。", "明天有雨。", "股市上涨。", "股市下跌。"] * 3
    tagger = toolkit.ThemeTagger(folds=2).fit(texts, ["rain", "rain", "stocks", "stocks"] * 3)
    assert tagger.classes_.tolist() == ["rain", "stocks"]
    assert tagger.predict(["后天下雨。", "股市平稳。"]).tolist() == ["rain", "stocks"]
    assert tagger.score(texts, ["rain", "rain", "stocks", "stocks"] * 3) == 1.0
