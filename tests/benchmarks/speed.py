"""CPU of every stage and of the whole road, as multiples of cutting words alone: speed.py [--corpus FOLDER]

Times are process CPU, the least of seven rounds in which all stages take turns, so that a busy machine slows all alike.
Without a corpus folder the seeds are repeated until the text has a megabyte. `documents of N` is the whole road over the
same text in documents of about N characters, and `whole files` over files of the folder, a megabyte in
all, through one digester; the last rows are hostile documents of a megabyte.
"""

import argparse
import os
import resource
import time
from pathlib import Path

import rjieba

import toolkit
from toolkit.cleaning import clean_text
from toolkit.digests import Digester, Lengths, together
from toolkit.segmentation import segment_text
from toolkit.summarization import Limit, prepare, summarize_ranked
from toolkit.tagging import cut_documents, pool_scores

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KECHUANG_SHARED", ROOT.parent / "shared"))
MEGABYTE = 1_000_000
RUNS = 7
SIZES = (1_000, 5_000, 10_000)


def cpu(functions):
    """The least process CPU of each function over some rounds, in milliseconds."""
    least = dict.fromkeys(functions, float("inf"))
    for _ in range(RUNS):
        for name, function in functions.items():
            start = time.process_time()
            function()
            least[name] = min(least[name], 1000 * (time.process_time() - start))
    return least


def text_of(folder, size):
    """About `size` bytes of text from the files of a folder, repeated if they are too few."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    text *= 1 + size // len(text.encode())
    return text.encode()[:size].decode(errors="ignore")


def documents_of(text, size):
    """The text in pieces of at least `size` characters, parted at line breaks."""
    pieces, lines = [], []
    for line in text.splitlines():
        lines.append(line)
        if sum(map(len, lines)) >= size:
            pieces.append("\n".join(lines))
            lines = []
    return [*pieces, "\n".join(lines)]


def files_of(folder, size):
    """The texts of the first files of a folder, up to `size` bytes in all."""
    texts, room = [], size
    for path in sorted(folder.glob("*.txt")):
        room -= path.stat().st_size
        if room < 0:
            break
        texts.append(path.read_text(encoding="utf-8"))
    return texts


def road(*texts):
    digester = Digester(lengths=Lengths())
    for documents in together(map(toolkit.segment, texts)):
        digester.add_all(documents)
    return digester.finish()


def stages_of(text):
    """The stages of the road, each ready to run alone on what the stages before it gave."""
    tagger = toolkit.load_tagger()
    cleaned, document = clean_text(text), toolkit.segment(text)
    cut = cut_documents([document])
    scored = tagger.score_sentences(cut)
    judged = prepare([document], scored)
    return {
        "rjieba.cut alone": lambda: rjieba.cut(text),
        "clean": lambda: clean_text(text),
        "segment": lambda: segment_text(cleaned),
        "cut and number words": lambda: cut_documents([document]),
        "score sentences": lambda: tagger.score_sentences(cut),
        "pool into paragraphs": lambda: pool_scores(document.body, scored, tagger),
        "summarize": lambda: summarize_ranked(prepare([document], scored), limit=Limit(800)),
        "textrank (ours)": lambda: summarize_ranked(judged, method="textrank", limit=Limit(800)),
        "whole road": lambda: road(text),
    }


def hostile_documents():
    """A megabyte each of what a document should not be."""
    return {
        "on one line": "加强科技创新，" * (MEGABYTE // 21),
        "of punctuation": "，。" * (MEGABYTE // 6),
        "of brackets": "(" * MEGABYTE,
        "of glosses": "創(chuàng)新" * (MEGABYTE // 15),
    }


def row(name, spent, base):
    print(f"{name:26s} {spent:8.1f} ms   {spent / base:6.2f} x cutting")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = SHARED / "corpus/docs"
    parser.add_argument("--corpus", type=Path, default=default if default.is_dir() else ROOT / "seeds")
    folder = parser.parse_args().corpus
    text, double = text_of(folder, MEGABYTE), text_of(folder, 2 * MEGABYTE)
    print(f"{folder.name}: {len(text)} characters, {len(text.encode())} bytes")
    spent = cpu({**stages_of(text), "2 MB": lambda: road(double)})
    growth = spent.pop("2 MB") / spent["whole road"]
    for name, time_spent in spent.items():
        row(name, time_spent, spent["rjieba.cut alone"])
    print(f"{'2 MB against 1 MB':26s} {growth:8.2f} x")
    files = files_of(folder, MEGABYTE)
    print(f"{len(files)} files, {sum(map(len, files))} characters")
    runs = {f"documents of {size}": documents_of(text, size) for size in SIZES}
    for name, texts in {"whole files": files, **runs}.items():
        spent = cpu({"cut": lambda t=texts: [rjieba.cut(piece) for piece in t], "road": lambda t=texts: road(*t)})
        row(name, spent["road"], spent["cut"])
    for name, bad in hostile_documents().items():
        spent = cpu({"cut": lambda b=bad: rjieba.cut(b), "road": lambda b=bad: road(b)})
        row(f"1 MB {name}", spent["road"], spent["cut"])
    print(f"{'peak memory':26s} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


if __name__ == "__main__":
    main()
