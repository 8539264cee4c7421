"""Tagging real paragraphs of other cities: ours beside simple peers and the two annotators: quality.py

The peers learn from the same labels. The paragraphs are for measuring alone; without them there is nothing to print.
"""

import json

import numpy as np
from fit_ranker import SHARED
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline

import toolkit
from toolkit.words import load_cutter

PATH = SHARED / "eval/paragraphs_dev.jsonl"
DRAWS = 1000


def indicator(rows, themes):
    return np.array([[theme in row for theme in themes] for row in rows])


def peer(classifier):
    """A tutorial's pipeline: TF-IDF over words of whole texts, one classifier a theme."""
    words = TfidfVectorizer(tokenizer=load_cutter(), token_pattern=None, lowercase=False)
    return make_pipeline(words, OneVsRestClassifier(classifier))


def interval(truth, found):
    """95 % of bootstrap samples over the paragraphs, each of which is a document."""
    draws = np.random.default_rng(0).integers(0, len(truth), (DRAWS, len(truth)))
    scores = [f1_score(truth[draw], found[draw], average="macro", zero_division=0) for draw in draws]
    return np.percentile(scores, [2.5, 97.5])


def main():
    if not PATH.exists():
        raise SystemExit(f"{PATH} is absent: nothing to measure on")
    tagger, codebook = toolkit.load_tagger(), toolkit.load_codebook()
    rows = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]
    texts, truth = [row["text"] for row in rows], indicator([row["themes"] for row in rows], codebook.ids)
    labelled = toolkit.load_labels()
    train, Y = [row.text for row in labelled], indicator([row.themes for row in labelled], codebook.ids)
    found = {
        "ours": tagger.predict(texts),
        "keyword rule": np.array(
            [[any(t in text for t in theme.terms) for theme in codebook.themes] for text in texts]
        ),
        "TF-IDF + logistic regression": peer(LogisticRegression()).fit(train, Y).predict(texts).astype(bool),
        "TF-IDF + naive Bayes": peer(MultinomialNB()).fit(train, Y).predict(texts).astype(bool),
        "annotator a": indicator([row["annotator_a"] for row in rows], codebook.ids),
        "annotator b": indicator([row["annotator_b"] for row in rows], codebook.ids),
    }
    print(f"{len(rows)} paragraphs, macro F1 (95 %), then by theme: {' '.join(codebook.ids)}")
    for name, given in found.items():
        low, high = interval(truth, given)
        macro = f1_score(truth, given, average="macro", zero_division=0)
        each = " ".join(f"{score:.2f}" for score in f1_score(truth, given, average=None, zero_division=0))
        print(f"{name:30s} {macro:.3f} ({low:.2f}-{high:.2f})  {each}")


if __name__ == "__main__":
    main()
