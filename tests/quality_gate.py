"""Floors under the quality of the tagger, measured on the labels in this repository: quality_gate.py [--pin [--lower]]

The tagger is trained on `labels/` and scored by its own cross-validation, grouped by document. `quality.json` holds the
floors and the digest of the labels they were measured on. --pin measures anew and raises the floors; a floor that would
sink is kept and named, unless --lower says that it may.
"""

import argparse
import json
import sys
from math import floor
from pathlib import Path

import toolkit
from toolkit.evaluation import evaluate_held_out
from toolkit.labels import digest_of

PINNED = Path(__file__).with_name("quality.json")
# Below the measured value by this much, so that another version of a library may round otherwise.
SLACK = 0.005


def measure():
    """Return the digest of the labels, and by unit of text the F1 of each theme, their mean, and the number of texts."""
    codebook = toolkit.load_codebook()
    rows = toolkit.load_labels(codebook=codebook)
    scores = evaluate_held_out(toolkit.train(rows, codebook=codebook), rows)
    return {
        "labels": digest_of(rows, codebook),
        "scores": {
            f"{unit}s": {"macro": entry.macro_f1, **{theme.theme: theme.f1 for theme in entry.themes}}
            for unit, entry in scores.items()
        },
        "texts": {f"{unit}s": entry.texts for unit, entry in scores.items()},
    }


def failures(pinned, measured):
    """Return what is wrong: labels that were not pinned, scores under their floor, floors without a score."""
    found = []
    if pinned["labels"] != measured["labels"]:
        found.append("the labels are not those that were pinned; run python tests/quality_gate.py --pin")
    for unit, floors in pinned["floors"].items():
        for name, least in floors.items():
            value = measured["scores"].get(unit, {}).get(name)
            if value is None:
                found.append(f"{unit}, {name}: has a floor of {least} and was not measured")
            elif value < least:
                found.append(f"{unit}, {name}: F1 {value:.4f} is under the floor of {least}")
    return found


def pin(pinned, measured, *, lower):
    """Return new floors, and the names of those that would sink and are kept unless `lower`."""
    sinking = []
    floors = {}
    for unit, values in measured["scores"].items():
        floors[unit] = {}
        for name, value in values.items():
            before = pinned["floors"].get(unit, {}).get(name, 0.0)
            least = floor((value - SLACK) * 1000) / 1000
            if value < before:
                sinking.append(f"{unit}, {name}: {before} -> {least}")
            floors[unit][name] = least if lower else max(before, least)
    return {"labels": measured["labels"], "texts": measured["texts"], "floors": floors}, sinking


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pin", action="store_true", help="raise the floors to what is measured now")
    parser.add_argument("--lower", action="store_true", help="with --pin: floors may also sink")
    options = parser.parse_args(arguments)
    pinned = json.loads(PINNED.read_text(encoding="utf-8")) if PINNED.exists() else {"labels": "", "floors": {}}
    measured = measure()
    for unit, values in measured["scores"].items():
        print(f"{unit} ({measured['texts'][unit]}):", *(f"{name} {value:.3f}" for name, value in values.items()))
    if not options.pin:
        found = failures(pinned, measured)
        sys.exit("\n".join(found) if found else 0)
    anew, sinking = pin(pinned, measured, lower=options.lower)
    if sinking and not options.lower:
        sys.exit("\n".join(["nothing pinned; these floors would sink, --lower lets them:", *sinking]))
    PINNED.write_text(json.dumps(anew, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
