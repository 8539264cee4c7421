"""Make a corpus of any size by repeating and varying a folder of documents: make_corpus.py FOLDER COUNT

Each document is a run of paragraphs of one source document with other digits; the same number gives the same document.
"""

import argparse
import os
import random
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KECHUANG_SHARED", ROOT.parent / "shared"))
DOCS = SHARED / "corpus/docs"
_DIGIT = re.compile(r"[0-9]")
_IN_A_FOLDER = 1000


@cache
def sources():
    """The paragraphs of each source document: the measuring data, or the seeds where it is absent."""
    folder = DOCS if DOCS.is_dir() else ROOT / "seeds"
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    return [[line for line in text.splitlines() if line.strip()] for text in texts]


def make_text(number, chars):
    """Document `number`: a title and at least `chars` characters, from as many sources as it takes."""
    chance = random.Random(number)
    taken, length = [], 0
    while length < chars:
        lines = chance.choice(sources())
        first = chance.randrange(len(lines))
        taken += [] if taken else lines[:1]
        for line in [*lines[first:], *lines[:first]]:
            taken.append(line)
            length += len(line)
            if length >= chars:
                break
    return _DIGIT.sub(lambda _: chance.choice("0123456789"), "\n\n".join(taken)) + "\n"


def make_corpus(folder, count, chars=1000):
    """Write the documents that are not there yet, a thousand a folder."""
    for number in range(count):
        path = folder / f"{number // _IN_A_FOLDER:04d}" / f"{number:07d}.txt"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(make_text(number, chars), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--chars", type=int, default=1000, help="the least length of a document")
    told = parser.parse_args()
    make_corpus(told.folder, told.count, told.chars)
