"""The tagger as an engine for other people's themes, beside simple peers: engines.py [--rows 2000] [NAMES]

Macro F1 over the labels that at least ten rows carry, by cross-validation in three folds (a folder with a development
file: trained on the one, scored on the other), and the seconds of one fit. Data sets where each row has one label are
answered by the likeliest label. The texts are for measuring alone and lie beside the project.
"""

import argparse
import json
import time
import warnings
from collections import Counter

import numpy as np
from fit_ranker import SHARED
from peers import HAS_FASTTEXT, one_hot, peers
from sklearn.metrics import f1_score
from threadpoolctl import threadpool_limits

import toolkit

NAMES = ("finance_multilabel", "court_elements_multilabel", "events_multilabel", "citizen_messages", "news_titles")
FOLDS = 3
RAREST = 10


class Ours:
    def __init__(self, texts, Y, *, single):
        self.single = single
        self.tagger = toolkit.ThemeTagger().fit(texts, Y)

    def predict(self, texts):
        if not self.single:
            return self.tagger.predict(texts)
        scores = self.tagger.decision_function(texts)
        return one_hot(scores.argmax(axis=1), scores.shape[1])


class Data:
    """Texts, an indicator matrix, the document of each text, and whether each has just one label."""

    def __init__(self, name, rows):
        folder = SHARED / "bench" / name
        train = sampled(folder / "train.jsonl", rows)
        test = sampled(folder / "dev.jsonl", rows) if (folder / "dev.jsonl").exists() else []
        everything = train + test
        self.texts = [row["text"] for row in everything]
        self.single = "label" in train[0]
        labels = [[row["label"]] if self.single else row["labels"] for row in everything]
        counts = Counter(label for row in labels[: len(train)] for label in set(row))
        self.themes = sorted(label for label, count in counts.items() if count >= RAREST)
        self.Y = np.array([[theme in row for theme in self.themes] for row in labels])
        groups = np.array([str(row.get("doc", number)) for number, row in enumerate(everything)])
        self.splits = self._given(len(train)) if test else list(self._folds(groups))

    def _given(self, size):
        return [(np.arange(size), np.arange(size, len(self.texts)))]

    @staticmethod
    def _folds(groups):
        names, number = np.unique(groups, return_inverse=True)
        fold = np.random.default_rng(0).permutation(len(names))[number] % FOLDS
        return ((np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(FOLDS))


def sampled(path, rows):
    """Rows of a file, drawn evenly over it; a document's rows are drawn together."""
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    names = sorted({str(row.get("doc", row["id"])) for row in found})
    np.random.default_rng(0).shuffle(names)
    share = min(1.0, rows / len(found))
    kept = set(names[: round(share * len(names))])
    return [row for row in found if str(row.get("doc", row["id"])) in kept]


def measure(data, fit):
    """Macro F1 over all held-out rows, and the seconds of a fit."""
    given, truth, seconds = [], [], []
    for train, held in data.splits:
        start = time.process_time()
        model = fit([data.texts[number] for number in train], data.Y[train])
        seconds.append(time.process_time() - start)
        given.append(model.predict([data.texts[number] for number in held]))
        truth.append(data.Y[held])
    macro = f1_score(np.concatenate(truth), np.concatenate(given), average="macro", zero_division=0)
    return macro, np.mean(seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", default=NAMES)
    parser.add_argument("--rows", type=int, default=2000, help="the most rows of a file that are used")
    options = parser.parse_args()
    if not (SHARED / "bench").is_dir():
        raise SystemExit(f"{SHARED / 'bench'} is absent: nothing to measure on")
    if not HAS_FASTTEXT:
        print("fastText is not installed and left out; pip install '.[bench]' installs it")
    for name in options.names:
        data = Data(name, options.rows)
        kind = "one label a text" if data.single else "any number of labels"
        print(f"{name}: {len(data.texts)} texts, {len(data.themes)} labels, {kind}; macro F1, CPU s per fit")
        fits = {"ours": lambda texts, Y, data=data: Ours(texts, Y, single=data.single), **peers(single=data.single)}
        for engine, fit in fits.items():
            with warnings.catch_warnings(), threadpool_limits(1):
                warnings.simplefilter("ignore")  # a label without a row in one fold, for the peers
                macro, seconds = measure(data, fit)
            print(f"  {engine:30s} {macro:.3f} {seconds:8.1f}", flush=True)


if __name__ == "__main__":
    main()
