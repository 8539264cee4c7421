"""Fit the heads of the learnt ranker on the benchmark rows: fit_ranker.py [--output models/ranker.json]

`document` and `theme` learn the weight of the vital facts ("v" 2, "o" 1) in each candidate line of a report: those of the
document, and those of a theme for lines that may belong to it. `news` and `talk` learn which share of a line, or of its words, the
human summary says. The texts stay where they are; what is written are the numbers of some hundred small trees. The same rows give the same file.
"""

import argparse
import json
import os
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.ensemble import GradientBoostingRegressor

import toolkit
from toolkit.summarization import prepare
from toolkit.summarization.features import (
    FEATURES,
    GENERAL_FEATURES,
    TALK_FEATURES,
    THEME_FEATURES,
    general_features,
    talk_features,
)
from toolkit.tagging import cut_documents
from toolkit.words import load_cutter

SHARED = Path(os.environ.get("KECHUANG_SHARED", Path(__file__).parents[3] / "shared"))
WEIGHT = {"v": 2, "o": 1}
WIDTH = str.maketrans("，：；（）％", ",:;()%")
SETTINGS = {
    "n_estimators": 150, "max_depth": 3, "learning_rate": 0.05, "subsample": 0.7, "min_samples_leaf": 20,
    "max_features": 0.4,
}  # fmt: skip
# Few rows: small trees, and the mean of several fits that differ by their seed alone.
SMALL = {"news": {"n_estimators": 100, "max_depth": 2}, "talk": {"n_estimators": 200, "max_depth": 2}}
FITS = {"news": 6, "talk": 3}
COLUMNS = {"document": FEATURES, "theme": THEME_FEATURES, "news": GENERAL_FEATURES, "talk": TALK_FEATURES}
SUMMARIES = {"news": "bench/news_summaries/dev.jsonl", "talk": "bench/meeting_segments/dev.jsonl"}


def words(text):
    """The words of a text without its marks."""
    return [word for word in load_cutter()(text) if any(char.isalnum() for char in word)]


def squash(text):
    return re.sub(r"\s", "", text).translate(WIDTH)


def targets(facts, texts, sentences):
    """The weight of the facts that each text carries; texts of one sentence share a fact that none has alone."""
    worth = np.zeros(len(texts))
    for weight, keys in facts:
        has = np.array([[squash(key) in text for text in texts] for key in keys])
        if has.all(axis=0).any():
            worth += WEIGHT[weight] * has.all(axis=0)
            continue
        for sentence in np.unique(sentences[has.any(axis=0)]):
            parts = has & (sentences == sentence)
            if parts.any(axis=1).all():
                worth += WEIGHT[weight] * parts.any(axis=0) / parts.any(axis=0).sum()
    return worth


def rows_of(report, facts, tagger):
    """Features and targets of one report for the two heads."""
    document = toolkit.read(SHARED / "corpus/docs" / report)
    judged = prepare([document], tagger.score_sentences(cut_documents([document])))
    ranked = judged.parts[0]
    texts = [squash(candidate.text) for candidate in ranked.candidates]
    sentences = ranked.statements.sentence[ranked.last]
    yield "document", judged.features, targets(facts["document"], texts, sentences)
    for number, theme in enumerate(tagger.classes_.tolist()):
        worth = targets(facts["themes"].get(theme, []), texts, sentences)
        rows = np.flatnonzero(judged.likely[:, number])
        yield "theme", judged.theme_columns(rows, number), worth[rows]


def said(line, summary):
    """How much of a line a summary says, in [0, 1]: the mean of its longest common subsequence and of its word pairs."""
    line, summary = (words(text) for text in (line, summary))
    if len(line) < 2:
        return 0.0
    pairs = set(pairwise(summary))
    return (lcs(line, summary) / len(line) + np.mean([pair in pairs for pair in pairwise(line)])) / 2


def words_said(line, summary):
    """The share of a line's words that a summary says, in whatever order: a summary of a talk is told in other words."""
    line, summary = words(line), set(words(summary))
    return float(np.mean([word in summary for word in line])) if line else 0.0


def lcs(left, right):
    """The length of the longest common subsequence."""
    before = [0] * (len(right) + 1)
    for word in left:
        row = [0]
        for place, other in enumerate(right):
            row.append(before[place] + 1 if word == other else max(before[place + 1], row[-1]))
        before = row
    return before[-1]


def rows_of_summary(row, head, tagger):
    """Features, targets and weights of one text with a human summary."""
    document = toolkit.segment(row["text"])
    judged = prepare([document], tagger.score_sentences(cut_documents([document])))
    ranked = judged.parts[0]
    if ranked.kind != head or not ranked.candidates:
        return
    features_of, worth = {"news": (general_features, said), "talk": (talk_features, words_said)}[head]
    columns = features_of(judged.batch, judged.features)
    yield head, columns, np.array([worth(candidate.text, row["summary"]) for candidate in ranked.candidates])


def fit(rows, head):
    X = np.vstack([X for name, X, _ in rows if name == head])
    y = np.concatenate([y for name, _, y in rows if name == head])
    settings = {**SETTINGS, **SMALL.get(head, {})}
    weight = X[:, FEATURES.index("length")] if head == "news" else None  # talks are cut into pieces of like length
    return [
        GradientBoostingRegressor(**{**settings, "random_state": seed}).fit(X, y, sample_weight=weight)
        for seed in range(FITS.get(head, 1))
    ]


def as_arrays(models, columns):
    """The trees as the arrays that `toolkit.summarization.trees` reads; leaves lead to themselves. Fits are averaged."""
    out = {"feature": [], "threshold": [], "left": [], "right": [], "value": [], "roots": []}
    for estimator in (tree for model in models for (tree,) in model.estimators_):
        tree, offset = estimator.tree_, len(out["feature"])
        nodes = np.arange(tree.node_count) + offset
        leaf = tree.children_left < 0
        out["roots"].append(offset)
        out["feature"] += np.where(leaf, 0, tree.feature).tolist()
        out["threshold"] += np.where(leaf, 0.0, tree.threshold).round(6).tolist()
        out["left"] += np.where(leaf, nodes, tree.children_left + offset).tolist()
        out["right"] += np.where(leaf, nodes, tree.children_right + offset).tolist()
        out["value"] += (models[0].learning_rate / len(models) * tree.value[:, 0, 0] * leaf).round(6).tolist()
    base = float(np.mean([model.init_.constant_[0][0] for model in models]))
    return {"columns": list(columns), "base": round(base, 6), "depth": models[0].max_depth, **out}


def fit_heads(rows):
    return {
        head: as_arrays(fit(rows, head), columns)
        for head, columns in COLUMNS.items()
        if any(name == head for name, _, _ in rows)
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=Path(__file__).parents[2] / "models/ranker.json")
    arguments = parser.parse_args()
    facts_path = SHARED / "eval/facts_dev.json"
    if not facts_path.exists():
        raise SystemExit(f"{facts_path} is absent: the ranker can be fitted only beside the fact benchmark")
    facts = json.loads(facts_path.read_text(encoding="utf-8"))
    tagger = toolkit.load_tagger()
    rows = [row for report, wanted in facts.items() for row in rows_of(report, wanted, tagger)]
    for head, name in SUMMARIES.items():
        texts = [json.loads(line) for line in (SHARED / name).read_text(encoding="utf-8").splitlines()]
        rows += [row for text in texts for row in rows_of_summary(text, head, tagger)]
    heads = fit_heads(rows)
    arguments.output.write_text(json.dumps(heads, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{arguments.output}: {len(facts)} reports, {sum(len(y) for _, _, y in rows)} rows")


if __name__ == "__main__":
    main()
