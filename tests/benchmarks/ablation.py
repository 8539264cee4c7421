"""What each part of the tagger is worth: features, clauses, background idf, and number of labels: ablation.py

Trained on all labels but the paragraphs of half the authors in turn and scored on those (authors), and trained on all labels and
scored on the real paragraphs of other cities (cities), where these are present. Average precision needs no threshold; F1
is that at probability one half.
"""

import json
from unittest import mock

import numpy as np
from fit_ranker import SHARED
from sklearn.metrics import average_precision_score, f1_score
from threadpoolctl import threadpool_limits

import toolkit
from toolkit.tagging import fitting, instances, linear
from toolkit.tagging.features import BLOCKS
from toolkit.tagging.instances import Instances, cut_sentences, make_instances
from toolkit.tagging.linear import matrix, pooled_decision

C = toolkit.ThemeTagger().C
SHARES = (0.1, 0.25, 0.5)


def labels_of(rows, themes):
    return np.array([[theme in row.themes for theme in themes] for row in rows])


def instances_of(space, idf, rows, themes):
    """Other texts over the features of a fitted space."""
    bounds, cut = cut_sentences([row.text for row in rows])
    found = space.find(cut)
    Y = labels_of(rows, themes)
    rows = matrix(idf, found.in_texts), matrix(idf, found.in_clauses)
    return Instances(*rows, bounds, found.parts.clauses.firsts, Y, np.arange(len(Y)))


def scores(Y, decision):
    precision = [average_precision_score(Y[:, k], decision[:, k]) for k in range(Y.shape[1])]
    return np.array([np.mean(precision), f1_score(Y, decision >= 0, average="macro", zero_division=0)])


def best_sentence(found, bounds):
    return np.maximum.reduceat(found, bounds[:-1], axis=0)


def noisy_or(found, bounds):
    """As if each sentence carried a theme on its own chance: the log odds that one at least does."""
    none = np.add.reduceat(-np.logaddexp(0.0, found), bounds[:-1], axis=0)
    return np.log(-np.expm1(np.minimum(none, -1e-12))) - none


def mean_of_two(found, bounds):
    """The mean of the best sentence and the second best, where there is one."""
    pairs = zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    return np.array([np.sort(found[first:last], axis=0)[-2:].mean(axis=0) for first, last in pairs])


POOLS = {"noisy-or": noisy_or, "mean of the two best": mean_of_two}
"""Other ways than the maximum from sentences to paragraphs."""


class Bench:
    """The labels over one feature space, and what is scored on them."""

    def __init__(self):
        codebook = toolkit.load_codebook()
        self.rows = toolkit.load_labels()
        rules = [theme.terms for theme in codebook.themes]
        Y = labels_of(self.rows, codebook.ids)
        texts = [row.text for row in self.rows]
        self.space, self.idf, self.own = make_instances(texts, Y, None, rules=rules, min_count=2)
        path = SHARED / "eval/paragraphs_dev.jsonl"
        self.cities = None
        if path.exists():
            self.cities = instances_of(self.space, self.idf, toolkit.load_labels(path), codebook.ids)
        author = np.array([row.id.split("-")[0] if "-p" in row.id else "" for row in self.rows])
        names = sorted(set(author) - {""})
        self.halves = [np.isin(author, names[half::2]) for half in (0, 1)]
        self._starts = {}  # the first weights of each training set: later ones start there, which only saves time

    def print_row(self, name, *, columns=None, share=1.0, pool=best_sentence):
        keep = np.ones(len(self.space), bool) if columns is None else columns
        own = [self._on_authors(keep, share, pool), self._on_cities(keep, share, pool)]
        print(f"{name:34s}" + "".join(f"   {p:.3f}  {f:.3f}" if p else "       -      -" for p, f in own), flush=True)

    def _fit(self, texts, keep, share):
        chosen = np.random.default_rng(0).permutation(texts)[: int(share * len(texts))]
        start = self._starts.get(len(texts))
        coef, intercept = fitting._fit_weights(_with(self.own, keep), np.sort(chosen), C, start)
        self._starts.setdefault(len(texts), (coef, intercept))
        return coef, intercept

    def _on_authors(self, keep, share, pool):
        parts = []
        for held in self.halves:
            weights = self._fit(np.flatnonzero(~held), keep, share)
            parts.append((self.own.Y[held], _decision(_with(self.own, keep), weights, pool)[held]))
        return scores(np.vstack([Y for Y, _ in parts]), np.vstack([found for _, found in parts]))

    def _on_cities(self, keep, share, pool):
        if self.cities is None:
            return (None, None)
        weights = self._fit(np.arange(len(self.own.Y)), keep, share)
        return scores(self.cities.Y, _decision(_with(self.cities, keep), weights, pool))


def _decision(data, weights, pool):
    """The decision values of texts, pooled from those of their sentences."""
    coef, intercept = weights
    found = pooled_decision(data.clauses @ coef + intercept, data.sentences @ coef + intercept, data.firsts)
    return pool(found, data.bounds)


def _with(data, keep):
    """The instances with only some features."""
    if keep.all():
        return data
    mask = keep.astype(float)
    return Instances(
        data.sentences.multiply(mask).tocsr(),
        data.clauses.multiply(mask).tocsr(),
        data.bounds,
        data.firsts,
        data.Y,
        data.groups,
    )


def main():
    bench = Bench()
    print(json.dumps({"labels": len(bench.rows), "features": len(bench.space)}))
    print(f"{'':34s}   authors: AP, F1   cities: AP, F1")
    bench.print_row("all")
    for block in BLOCKS:
        columns = np.ones(len(bench.space), bool)
        columns[bench.space.vocabulary.blocks[block]] = False
        bench.print_row(f"without {block}", columns=columns)
    words = np.zeros(len(bench.space), bool)
    words[bench.space.vocabulary.blocks["words"]] = True
    bench.print_row("words alone", columns=words)
    for share in (0.0, 0.3, 0.7, 1.0):
        with mock.patch.object(linear, "_CLAUSE_SHARE", share):
            bench.print_row(f"clauses weigh {share:.1f} (0.5 ships)")
    for name, pool in POOLS.items():
        bench.print_row(f"pooled by {name} (max ships)", pool=pool)
    for share in SHARES:
        bench.print_row(f"{share:.0%} of the labels", share=share)
    with mock.patch.object(instances, "_BACKGROUND", 0.0):
        Bench().print_row("idf of the labels alone")


if __name__ == "__main__":
    with threadpool_limits(1):
        main()
