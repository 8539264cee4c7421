"""CPU of every stage and of the whole road, as multiples of cutting words alone: speed.py [--corpus FOLDER]

Times are process CPU, the least of five runs; all ratios come from this one run. Without a corpus folder the seeds are
repeated until the text has a megabyte.
"""

import argparse
import os
import resource
import time
from pathlib import Path

import rjieba

import toolkit
from toolkit.cleaning import clean_text
from toolkit.digests import Digester, Lengths
from toolkit.segmentation import segment_text
from toolkit.summarization import Limit, prepare, summarize_ranked
from toolkit.tagging import cut_document, pool_scores

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KECHUANG_SHARED", ROOT.parent / "shared"))
MEGABYTE = 1_000_000
RUNS = 5


def cpu(function):
    """The least process CPU of some runs, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def text_of(folder, size):
    """About `size` bytes of text from the files of a folder, repeated if they are too few."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    text *= 1 + size // len(text.encode())
    return text.encode()[:size].decode(errors="ignore")


def road(text):
    digester = Digester(lengths=Lengths())
    digester.add(toolkit.segment(text))
    return digester.finish()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = SHARED / "corpus/docs"
    parser.add_argument("--corpus", type=Path, default=default if default.is_dir() else ROOT / "seeds")
    folder = parser.parse_args().corpus
    text = text_of(folder, MEGABYTE)
    tagger = toolkit.load_tagger()
    cleaned, document = clean_text(text), toolkit.segment(text)
    cut = cut_document(document)
    scored = tagger.score_sentences(cut)
    ranked = prepare(document, scored)
    base = cpu(lambda: rjieba.cut(text))
    stages = {
        "rjieba.cut alone": lambda: rjieba.cut(text),
        "clean": lambda: clean_text(text),
        "segment": lambda: segment_text(cleaned),
        "cut and number words": lambda: cut_document(document),
        "score sentences": lambda: tagger.score_sentences(cut),
        "pool into paragraphs": lambda: pool_scores(document.body, scored, tagger),
        "summarize": lambda: summarize_ranked(document, prepare(document, scored), method="auto", limit=Limit(500)),
        "textrank (ours)": lambda: summarize_ranked(document, ranked, method="textrank", limit=Limit(500)),
        "whole road": lambda: road(text),
    }
    print(f"{folder.name}: {len(text)} characters, {len(text.encode())} bytes, {len(cut)} sentences")
    for name, stage in stages.items():
        spent = cpu(stage)
        print(f"{name:22s} {spent:8.1f} ms   {spent / base:5.2f} x cutting")
    double = text_of(folder, 2 * MEGABYTE)
    print(f"{'2 MB against 1 MB':22s} {cpu(lambda: road(double)) / cpu(lambda: road(text)):8.2f} x")
    print(f"{'peak memory':22s} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


if __name__ == "__main__":
    main()
