"""Share of the vital facts that digests carry, by cross-validation that leaves reports out: facts.py [--method METHOD]

The 30 reports of the fact benchmark fall into six folds. The ranker is fitted on five and digests the sixth, with 500
characters a report and 200 characters a report and theme. Prints the share of the documents' and of each theme's facts.
"""

import argparse
import json
from unittest import mock

import numpy as np
from fit_ranker import SHARED, WEIGHT, fit_heads, rows_of, squash

import toolkit
from toolkit.digests import Digester, Lengths
from toolkit.summarization import trees

FOLDS = 6
DOCUMENT_CHARS, THEME_CHARS = 500, 200


def share(facts, lines):
    """The weight of the facts found whole in one line, and the weight of all."""
    lines = [squash(line) for line in lines]
    found = sum(WEIGHT[w] for w, keys in facts if any(all(squash(key) in line for key in keys) for line in lines))
    return np.array([found, sum(WEIGHT[w] for w, _ in facts)], float)


def digest(reports, heads, tagger):
    fitted = {head: trees.trees_from(data, data["columns"]) for head, data in heads.items()}
    lengths = Lengths(DOCUMENT_CHARS, THEME_CHARS * len(reports))
    with (
        mock.patch("toolkit.summarization.ranking.load_trees", lambda head, _: fitted[head]),
    ):
        digester = Digester(tagger=tagger, lengths=lengths)
        digester.add_all([toolkit.read(SHARED / "corpus/docs" / report, name=report) for report in reports])
        return digester.finish()


def main():
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    facts_path = SHARED / "eval/facts_dev.json"
    if not facts_path.exists():
        raise SystemExit(f"{facts_path} is absent: nothing to measure on")
    facts = json.loads(facts_path.read_text(encoding="utf-8"))
    tagger = toolkit.load_tagger()
    rows = {report: list(rows_of(report, wanted, tagger)) for report, wanted in facts.items()}
    reports = list(facts)
    documents, themes = np.zeros(2), {theme: np.zeros(2) for theme in tagger.classes_.tolist()}
    for fold in range(FOLDS):
        held = reports[fold::FOLDS]
        heads = fit_heads([row for report in reports if report not in held for row in rows[report]])
        found = digest(held, heads, tagger)
        for entry in found.documents:
            documents += share(facts[entry.document]["document"], [line.text for line in entry.lines])
        for entry in found.themes:
            for report in held:
                lines = [line.text for line in entry.lines if report == line.document]
                themes[entry.theme] += share(facts[report]["themes"].get(entry.theme, []), lines)
    print(f"documents      {documents[0] / documents[1]:.3f}")
    for theme, (part, whole) in themes.items():
        print(f"{theme:14s} {part / whole:.3f}")
    print(f"themes         {np.mean([part / whole for part, whole in themes.values()]):.3f}")


if __name__ == "__main__":
    main()
