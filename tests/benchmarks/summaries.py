"""ROUGE of summaries of news and of talks, ours beside the peers': summaries.py [--chars 180] [--peers FOLDER]

All summaries of a text have the same room. Ours by `auto` are cross-validated: the ranker is fitted on four fifths of the rows,
parts of one meeting together. ROUGE-1, -2 and -L (F1) are those of rouge-score, over words (rjieba with the toolkit's lexicon) and
over characters. The oracle takes sentences by what the human summary says of them. With --peers, each peer is
installed in an environment of its own under that folder; one that cannot be installed is named and left out.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from unittest import mock

import numpy as np
from fit_ranker import SHARED, SUMMARIES, fit_heads, rows_of_summary, said, words
from rouge_score.rouge_scorer import RougeScorer

import toolkit
from toolkit.summarization import Limit, prepare, summarize_ranked, trees
from toolkit.tagging import cut_documents

FOLDS = 5
SHORTEST_CLAUSE = 4
OURS = ("lead", "textrank", "lexrank", "centroid", "pacsum", "auto")
PEERS = {
    "sumy-textrank": ("sumy", "numpy", "jieba"), "sumy-lexrank": ("sumy", "numpy", "jieba"), "snownlp": ("snownlp",),
    "textrank4zh": ("textrank4zh", "networkx<3", "scipy", "jieba", "setuptools<81"), "jionlp": ("jionlp",),
}  # fmt: skip
KINDS = ("rouge1", "rouge2", "rougeL")


class Words:
    tokenize = staticmethod(words)


class Characters:
    @staticmethod
    def tokenize(text):
        return [char for char in text if char.isalnum()]


SHIPPED = trees.load_trees
SCORERS = [RougeScorer(KINDS, tokenizer=tokenizer) for tokenizer in (Words(), Characters())]


def rouge(summary, reference):
    """Six figures: ROUGE-1, -2 and -L on words, then on characters."""
    found = [scorer.score(reference, summary) for scorer in SCORERS]
    return [100 * scores[kind].fmeasure for scores in found for kind in KINDS]


def read_rows(name):
    path = SHARED / name
    if not path.exists():
        raise SystemExit(f"{path} is absent: nothing to measure on")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ours(rows, head, room, tagger):
    """The summaries of each method by name; `auto` by cross-validation."""
    groups = [row["id"].rsplit("_", 1)[0] for row in rows]
    names = sorted(set(groups))
    fold = {name: number % FOLDS for number, name in enumerate(np.random.default_rng(0).permutation(names))}
    found = {method: [""] * len(rows) for method in OURS}
    features = [list(rows_of_summary(row, head, tagger)) for row in rows]
    for left_out in range(FOLDS):
        train = [found for group, own in zip(groups, features, strict=True) if fold[group] != left_out for found in own]
        fitted = {name: trees.trees_from(data, data["columns"]) for name, data in fit_heads(train).items()}
        with mock.patch(
            "toolkit.summarization.ranking.load_trees",
            lambda name, columns, fitted=fitted: fitted.get(name) or SHIPPED(name, columns),
        ):
            for number in (n for n, group in enumerate(groups) if fold[group] == left_out):
                document = toolkit.segment(rows[number]["text"])
                scored = tagger.score_sentences(cut_documents([document]))
                for method in OURS:
                    judged = prepare([document], scored, split=method == "auto")
                    found[method][number] = summarize_ranked(judged, method=method, limit=Limit(room)).text
    return found


def oracle(row, room):
    """Sentences of the text by the share that the human summary says, while they fit."""
    document = toolkit.segment(row["text"])
    sentences = [sentence.text for paragraph in document.body for sentence in paragraph.sentences]
    worth = [said(sentence, row["summary"]) for sentence in sentences]
    chosen, left = [], room
    for number in np.argsort(worth)[::-1]:
        if len(sentences[number]) <= left and worth[number] > 0:
            chosen.append(number)
            left -= len(sentences[number])
    return "".join(sentences[number] for number in sorted(chosen))


def peers(rows, room, folder):
    """The summaries of each peer that can be installed."""
    script = str(Path(__file__).with_name("peer_summaries.py"))
    texts = "".join(json.dumps({"text": row["text"], "chars": room}, ensure_ascii=False) + "\n" for row in rows)
    for name, packages in PEERS.items():
        python = folder / packages[0] / "bin/python"
        try:
            if not python.exists():
                subprocess.run([sys.executable, "-m", "venv", python.parents[1]], check=True)
                subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
            version = f"import importlib.metadata as m; print(m.version({packages[0]!r}))"
            found = subprocess.run([python, "-c", version], check=True, capture_output=True, text=True).stdout.strip()
            done = subprocess.run([python, script, name], input=texts, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{name}: left out ({error})")
            continue
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        yield f"{name} {found}", [line["summary"] for line in lines]


def marked(row, summary):
    """The share of a summary's clauses, by characters, that stand in sentences which humans marked."""
    text = "".join(sentence for sentence, mark in zip(row["sentences"], row["gold_extract"], strict=True) if mark)
    clauses = [clause for clause in re.split(r"[，。！？；,\n]", summary) if len(clause) >= SHORTEST_CLAUSE]
    return 100 * sum(len(clause) for clause in clauses if clause in text) / max(1, sum(map(len, clauses)))


def show(name, rows, summaries, reference=None):
    scores = np.array([rouge(summary, row["summary"]) for row, summary in zip(rows, summaries, strict=True)])
    mean = scores.mean(axis=0)
    human = "" if "gold_extract" not in rows[0] else f"  {np.mean(list(map(marked, rows, summaries))):5.1f}"
    way = "" if reference is None else f"  {(mean[2] - reference[0]) / (reference[1] - reference[0]):+.2f}"
    length = np.mean([len("".join(summary.split("\n"))) for summary in summaries])
    figures = "  ".join(f"{score:5.2f}" for score in mean)
    print(f"{name:22s} {figures}  {length:5.0f}{human}{way}", flush=True)
    return mean[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chars", type=int, default=180)
    parser.add_argument("--peers", type=lambda name: Path(name).absolute())
    arguments = parser.parse_args()
    tagger = toolkit.load_tagger()
    for head, name in SUMMARIES.items():
        rows = read_rows(name)
        print(f"\n{name}: {len(rows)} rows, at most {arguments.chars} characters")
        print(
            f"{'':22s} words: R-1  R-2  R-L  characters: R-1  R-2  R-L  length  (in sentences that humans marked, %)  way from lead to oracle (R-L)"
        )
        cut = [row["text"].replace("\n", "")[: arguments.chars] for row in rows]
        best = [oracle(row, arguments.chars) for row in rows]
        ends = show("lead, cut", rows, cut), show("oracle of sentences", rows, best)
        found = list(ours(rows, head, arguments.chars, tagger).items())
        if arguments.peers:
            found += peers(rows, arguments.chars, arguments.peers)
        for method, summaries in found:
            show(method, rows, summaries, ends)


if __name__ == "__main__":
    main()
