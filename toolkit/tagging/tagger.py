"""The theme tagger: an estimator with scikit-learn's contract whose trained state is a few arrays."""

from collections.abc import Sequence
from inspect import signature
from os import PathLike
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from toolkit.errors import ModelError, OptionError
from toolkit.labels import Codebook
from toolkit.outputs import write_file
from toolkit.segmentation.sentences import sentence_bounds
from toolkit.tagging.evidence import Explanation, explain_sentence
from toolkit.tagging.features import FeatureSpace, Floats, Ints
from toolkit.tagging.fitting import HeldOut, Trained, fit_trained
from toolkit.tagging.instances import cut_sentences
from toolkit.tagging.linear import sigmoid
from toolkit.tagging.model_file import dump_model, load_model
from toolkit.tagging.rules import rules_alone
from toolkit.tagging.scores import ScoredTexts, score_texts
from toolkit.tagging.targets import checked_texts, read_target
from toolkit.words import CutTexts

UNSURE_BAND = 0.15


class ThemeTagger:
    """Tags texts with themes: TF-IDF over sentences, a linear model, and the best sentence speaks for the text.

    Each text is cut into sentences; a sentence gets a probability per theme, by the whole of it and by the clause that
    speaks most for the theme, and the text gets the highest of its sentences (multi-instance learning with maximum
    pooling: Andrews et al., 2003). In training, all sentences of a text without a theme are examples against it; of a
    text with the theme, the sentence that speaks most for it.

    Parameters
    ----------
    codebook
        Themes, with the terms of their keyword rules. Without one, `fit` takes the themes from the labels.
    C
        Inverse strength of the L2 regularization, above 0.
    min_count
        Pairs of words and of characters that fewer training sentences have are left out.
    folds
        Folds of the cross-validation, grouped by document, in which each theme's threshold is chosen.

    Attributes
    ----------
    classes_ : ndarray of str, shape (n_themes,)
        Theme ids in the order of the columns.
    thresholds_ : ndarray of float, shape (n_themes,)
        The probability from which a theme is given.
    held_out_ : HeldOut or None
        What the cross-validation in `fit` gave for each training text; None where there was none. Not saved.
    """

    def __init__(
        self, codebook: Codebook | None = None, *, C: float = 20.0, min_count: int = 2, folds: int = 5
    ) -> None:
        self.codebook = codebook
        self.C = C
        self.min_count = min_count
        self.folds = folds

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return the parameters of the constructor."""
        return {name: getattr(self, name) for name in signature(type(self)).parameters}

    def set_params(self, **params: Any) -> Self:
        """Set parameters of the constructor.

        Raises
        ------
        OptionError
            If there is no parameter of that name.
        """
        for name, value in params.items():
            if name not in self.get_params():
                raise OptionError(f"ThemeTagger has no parameter {name!r}; it has {', '.join(self.get_params())}")
            setattr(self, name, value)
        return self

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that this is a multi-label classifier of texts."""
        from sklearn.utils import ClassifierTags, InputTags, Tags, TargetTags

        return Tags(
            estimator_type="classifier",
            target_tags=TargetTags(required=True),
            classifier_tags=ClassifierTags(multi_class=True, multi_label=True),
            input_tags=InputTags(string=True, two_d_array=False),
        )

    def __sklearn_is_fitted__(self) -> bool:
        """Tell scikit-learn whether `fit` or a loaded model gave the tagger its state."""
        return hasattr(self, "trained_")

    def fit(self, X: Sequence[str], y: Any, groups: Sequence[str] | None = None) -> Self:
        """Learn from texts and their themes; without any text, tag by the keyword rules of the codebook alone.

        Parameters
        ----------
        X
            Texts: sentences, paragraphs or both.
        y
            An indicator matrix of shape `(n_texts, n_themes)` in the order of the codebook, or a list of theme ids
            for each text; or one label for each text, and then `predict` gives each text the likeliest label.
        groups
            The document of each text, so that no document lies on both sides of a split; each text its own without.

        Raises
        ------
        OptionError
            If sizes differ, a parameter is out of range, or a theme has no example.
        """
        texts = checked_texts(X)
        if not texts and self.codebook is not None:
            return self._start(self.codebook, rules_alone(self.codebook), None)
        target = read_target(self.codebook, y)
        codebook, Y = target.codebook, target.Y
        if len(texts) != len(Y) or (groups is not None and len(groups) != len(texts)):
            raise OptionError(f"{len(texts)} texts, {len(Y)} rows of labels: give each text its themes and group")
        if not self.C > 0 or self.min_count < 1 or self.folds < 2:
            raise OptionError("C must be above 0, min_count at least 1, folds at least 2")
        self.codebook_ = codebook
        self._start(codebook, *fit_trained(self, texts, Y, groups))
        if target.labels is not None:
            self.classes_ = target.labels
            self.facts_["one_label"] = True
        return self

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Self:
        """Load a tagger that `save` wrote; see `toolkit.load_tagger`."""
        trained, codebook, header = load_model(path)
        try:
            tagger = cls(codebook, **header["settings"])
        except TypeError:
            raise ModelError(f"{path}: not a model of this toolkit (unknown settings); train it anew") from None
        tagger.codebook_ = codebook
        tagger.facts_ = header["facts"]
        tagger._adopt(trained)
        return tagger

    def dump(self) -> bytes:
        """Return the bytes of a model file that holds this tagger."""
        self._require_fitted()
        settings = {name: value for name, value in self.get_params().items() if name != "codebook"}
        return dump_model(self.trained_, self.codebook_, settings=settings, facts=self.facts_)

    def save(self, path: str | PathLike[str], *, force: bool = False) -> None:
        """Write the tagger to a model file.

        Raises
        ------
        OutputError
            If the file exists and `force` is not given, or cannot be written.
        """
        write_file(path, self.dump(), force=force)

    def explain(self, text: str) -> dict[str, Explanation]:
        """Return for each theme the sentence of `text` that speaks most for it and the exact weight of its terms."""
        _, scored = self._score([text])
        starts = [start for start, _ in sentence_bounds(text)] or [0]
        return {
            theme.id: explain_sentence(
                scored, (best, starts[best]), theme, column=column, threshold=float(self.thresholds_[column])
            )
            for column, (theme, best) in enumerate(
                zip(self.codebook_.themes, scored.decision.argmax(axis=0).tolist(), strict=True)
            )
        }

    def _repr_html_(self) -> str:
        from toolkit.tagging.highlighting import themes_html

        fitted = self.__sklearn_is_fitted__()
        return themes_html(self.codebook_, self.thresholds_.tolist()) if fitted else "<p>ThemeTagger（未训练）</p>"

    @property
    def rules_only(self) -> bool:
        """Whether the tagger has learnt from no text and goes by keyword rules alone."""
        self._require_fitted()
        return not self.trained_.vocabulary.words

    def _start(self, codebook: Codebook, trained: Trained, held_out: HeldOut | None) -> Self:
        self.codebook_, self.held_out_ = codebook, held_out
        self.facts_: dict[str, Any] = {}
        self._adopt(trained)
        return self

    def _adopt(self, trained: Trained) -> None:
        self.trained_ = trained
        self.space_ = FeatureSpace(trained.vocabulary)
        self.thresholds_ = trained.thresholds
        self.classes_ = np.array(self.codebook_.ids)
        self.n_themes_ = len(self.classes_)

    def decision_function(self, X: Sequence[str]) -> Floats:
        """Return decision values, shape `(n_texts, n_themes)`: that of the best sentence; 0 is probability 0.5."""
        bounds, scored = self._score(X)
        return _pooled(scored.decision, bounds)

    def predict_proba(self, X: Sequence[str]) -> Floats:
        """Return probabilities in [0, 1], shape `(n_texts, n_themes)`."""
        return sigmoid(self.decision_function(X))

    def predict(self, X: Sequence[str]) -> NDArray[Any]:
        """Return which themes each text carries, shape `(n_texts, n_themes)`; no theme is an answer.

        Fitted with one label for each text, it returns the likeliest label of each, shape `(n_texts,)`.
        """
        probability = self.predict_proba(X)
        found: NDArray[Any] = probability >= self.thresholds_
        return self.classes_[probability.argmax(axis=1)] if self.facts_.get("one_label") else found

    def score(self, X: Sequence[str], y: Any) -> float:
        """Return the macro F1 over the themes, in [0, 1]."""
        from sklearn.metrics import f1_score

        wanted = y if self.facts_.get("one_label") else read_target(self.codebook_, y).Y
        return float(f1_score(wanted, self.predict(X), average="macro", zero_division=0.0))

    def sentence_proba(self, text: str) -> list[tuple[str, Floats]]:
        """Return each sentence of `text` with its probability per theme: what the text's score is pooled from."""
        _, scored = self._score([text])
        return list(zip(scored.cut.texts, scored.probability, strict=True))

    def score_sentences(self, cut: CutTexts) -> ScoredTexts:
        """Score sentences that are already cut into words."""
        self._require_fitted()
        return score_texts(self.space_, self.trained_.model, cut)

    def _score(self, X: Sequence[str]) -> tuple[Ints, ScoredTexts]:
        bounds, cut = cut_sentences(checked_texts(X))
        return bounds, self.score_sentences(cut)

    def _require_fitted(self) -> None:
        if not self.__sklearn_is_fitted__():
            from sklearn.exceptions import NotFittedError

            raise NotFittedError("this ThemeTagger is not fitted yet; call fit, or use toolkit.load_tagger()")


def _pooled(decision: Floats, bounds: Ints) -> Floats:
    if len(bounds) == 1:
        return np.empty((0, decision.shape[1]))
    return np.maximum.reduceat(decision, bounds[:-1], axis=0)
