"""Share of the seeds' facts that their theme digests carry: seed_digests.py [--theme-chars 800] [--missed]

The facts (`seed_facts.json`) were noted by reading the seeds, before any digest of them was looked at: what an analyst of each
theme would not want to miss. "v" facts weigh 2, "o" facts 1; each is known by key strings that must stand in one line.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from fit_ranker import WEIGHT, squash

import toolkit
from toolkit.digests import Lengths

FACTS = Path(__file__).with_name("seed_facts.json")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--theme-chars", type=int, default=800)
    parser.add_argument("--missed", action="store_true", help="name the facts that are not carried")
    arguments = parser.parse_args()
    wanted = json.loads(FACTS.read_text(encoding="utf-8"))
    shares = []
    for digest in toolkit.digest(lengths=Lengths(theme_chars=arguments.theme_chars)).themes:
        lines = [(line.document, squash(line.text)) for line in digest.lines]
        facts = [(name, weight, keys) for name, entries in wanted[digest.theme].items() for weight, keys in entries]
        carried = [
            any(name == document and all(squash(key) in text for key in keys) for document, text in lines)
            for name, _, keys in facts
        ]
        weights = np.array([WEIGHT[weight] for _, weight, _ in facts])
        shares.append(weights[carried].sum() / weights.sum())
        print(f"{digest.theme:14s} {shares[-1]:.3f} of {len(facts)} facts in {digest.chars} characters")
        if arguments.missed:
            print(
                *(f"    {name[:3]} {w} {keys}" for (name, w, keys), c in zip(facts, carried, strict=True) if not c),
                sep="\n",
            )
    print(f"themes         {np.mean(shares):.3f}")


if __name__ == "__main__":
    main()
