"""Tagging real paragraphs of other cities: ours beside simple peers and the two annotators: quality.py

The peers learn from the same labels. The paragraphs are for measuring alone; without them there is nothing to print.
"""

import json

import numpy as np
from fit_ranker import SHARED
from peers import HAS_FASTTEXT, peers
from sklearn.metrics import f1_score

import toolkit

PATH = SHARED / "eval/paragraphs_dev.jsonl"
DRAWS = 1000


def indicator(rows, themes):
    return np.array([[theme in row for theme in themes] for row in rows])


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
        **{name: fit(train, Y).predict(texts) for name, fit in peers().items()},
        "annotator a": indicator([row["annotator_a"] for row in rows], codebook.ids),
        "annotator b": indicator([row["annotator_b"] for row in rows], codebook.ids),
    }
    if not HAS_FASTTEXT:
        print("fastText is not installed and left out; pip install '.[bench]' installs it")
    print(f"{len(rows)} paragraphs, macro F1 (95 %), then by theme: {' '.join(codebook.ids)}")
    for name, given in found.items():
        low, high = interval(truth, given)
        macro = f1_score(truth, given, average="macro", zero_division=0)
        each = " ".join(f"{score:.2f}" for score in f1_score(truth, given, average=None, zero_division=0))
        print(f"{name:30s} {macro:.3f} ({low:.2f}-{high:.2f})  {each}")


if __name__ == "__main__":
    main()
