"""Whether the heading above a paragraph helps to tag it: headings.py

The seeds are the only labelled texts with headings. Each of the five documents is left out of training in turn and scored
by a tagger that has seen the four others and all sentences and paragraphs written for the project. A heading's own decision
value, as far as it speaks for a theme, is added with a weight that is chosen on the four other documents.
"""

from dataclasses import replace

import numpy as np
from ablation import Bench, instances_of, scores
from threadpoolctl import threadpool_limits

import toolkit
from toolkit.folders import bundled
from toolkit.tagging import fitting

WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.5, 1.0)


def heading_of(document, row):
    """The nearest heading above a labelled paragraph that is not part of its own text."""
    block = next(block for block in document.body if row.text.startswith(block.text[:20]))
    above = [heading for heading in block.section if not row.text.startswith(heading)]
    return above[-1] if above else ""


def decisions(bench, rows, texts, weights):
    rows = [replace(row, text=text) for row, text in zip(rows, texts, strict=True)]
    return instances_of(bench.space, bench.idf, rows, toolkit.load_codebook().ids).decision(*weights)


def held_out(bench, name):
    """Truth, and the decision values of paragraphs and of their headings, of a document that is left out."""
    rows = [row for row in bench.rows if row.group == name]
    document = toolkit.read(bundled("seeds") / name)
    others = np.flatnonzero([row.group != name for row in bench.rows])
    weights = fitting._fit_weights(bench.own, others, toolkit.ThemeTagger().C)
    texts = [row.text for row in rows]
    headings = [heading_of(document, row) for row in rows]
    found = [decisions(bench, rows, given, weights) for given in (texts, headings)]
    found[1][[not heading for heading in headings]] = -np.inf
    return bench.own.Y[[row.group == name for row in bench.rows]], *found


def added(text, heading, weight):
    return text + weight * np.maximum(heading, 0.0)


def chosen(parts):
    """The weight of best average precision."""
    return max(WEIGHTS, key=lambda weight: joined(parts, [weight] * len(parts))[0])


def joined(parts, weights):
    found = [added(text, heading, weight) for (_, text, heading), weight in zip(parts, weights, strict=True)]
    return scores(np.vstack([Y for Y, _, _ in parts]), np.vstack(found))


def print_headings(bench):
    names = sorted({row.group for row in bench.rows if (bundled("seeds") / row.group).is_file()})
    parts = [held_out(bench, name) for name in names]
    weights = [chosen(parts[:number] + parts[number + 1 :]) for number in range(len(parts))]
    alike = np.vstack([np.maximum(text, heading) for _, text, heading in parts])
    print(f"{'':34s}   seeds: AP, F1   (a document left out in turn)")
    rows = {
        "paragraph alone (ships)": joined(parts, [0.0] * len(parts)),
        "heading taken as a sentence of it": scores(np.vstack([Y for Y, _, _ in parts]), alike),
        "heading added, weight chosen": joined(parts, weights),
        **{f"heading added, weight {weight}": joined(parts, [weight] * len(parts)) for weight in WEIGHTS[1:]},
    }
    for name, (precision, f1) in rows.items():
        print(f"{name:34s}   {precision:.3f}  {f1:.3f}")
    print("weights chosen:", *weights)


if __name__ == "__main__":
    with threadpool_limits(1):
        print_headings(Bench())
