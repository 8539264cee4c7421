"""What a tagger has to beat: simple peers that learn from the same texts, each with its tutorial's settings.

A peer is made from training texts and an indicator matrix, and gives for new texts a score and a verdict per theme.
"""

import importlib.util
import tempfile
from pathlib import Path
from typing import ClassVar

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline

from toolkit.words import load_cutter

HAS_FASTTEXT = importlib.util.find_spec("fasttext") is not None


class Pipeline:
    """TF-IDF over the words of whole texts, and one classifier a theme with default settings."""

    def __init__(self, classifier, texts, Y, *, single):
        words = TfidfVectorizer(tokenizer=load_cutter(), token_pattern=None, lowercase=False)
        self.single = single
        self.model = make_pipeline(words, classifier if single else OneVsRestClassifier(classifier))
        self.themes = Y.shape[1]
        self.model.fit(texts, Y.argmax(axis=1) if single else Y)

    def predict(self, texts):
        if not self.single:
            return self.model.predict(texts).astype(bool)
        return one_hot(self.model.predict(texts), self.themes)


class FastText:
    """fastText (Joulin et al., 2016) with the settings of its tutorial; one thread, so that runs agree."""

    SETTINGS: ClassVar = {
        "lr": 0.5,
        "epoch": 25,
        "wordNgrams": 2,
        "bucket": 200_000,
        "dim": 50,
        "thread": 1,
        "verbose": 0,
    }

    def __init__(self, texts, Y, *, single):
        import fasttext

        self.single, self.themes, self.cut = single, Y.shape[1], load_cutter()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "train.txt"
            lines = (self._line(text, row) for text, row in zip(texts, Y, strict=True))
            path.write_text("".join(lines), encoding="utf-8")
            loss = "softmax" if single else "ova"
            self.model = fasttext.train_supervised(str(path), loss=loss, **self.SETTINGS)

    def _words(self, text):
        return " ".join(" ".join(self.cut(text)).split())

    def _line(self, text, row):
        labels = [f"__label__{theme}" for theme in np.flatnonzero(row)] or ["__label__none"]
        return f"{' '.join(labels)} {self._words(text)}\n"

    def predict(self, texts):
        given = np.zeros((len(texts), self.themes), bool)
        wanted = {"k": 1} if self.single else {"k": -1, "threshold": 0.5}
        for number, text in enumerate(texts):
            labels, _ = self.model.predict(self._words(text), **wanted)
            given[number, [int(label[9:]) for label in labels if label != "__label__none"]] = True
        return given


def one_hot(numbers, size):
    return np.eye(size, dtype=bool)[numbers]


def peers(*, single=False):
    """Name each peer with the function that fits it."""
    found = {
        "TF-IDF + logistic regression": lambda texts, Y: Pipeline(LogisticRegression(), texts, Y, single=single),
        "TF-IDF + naive Bayes": lambda texts, Y: Pipeline(MultinomialNB(), texts, Y, single=single),
    }
    if HAS_FASTTEXT:
        found["fastText"] = lambda texts, Y: FastText(texts, Y, single=single)
    return found
