"""What cleaning sets aside on the invented pages of tests/pages, line by line: pages.py [--lines]

Each page is a table of `kind<TAB>text` lines with the kind a reader gives it. Pages `a` to `zk` were looked at while rules
were written or broadened; the others were written after that and judge them.
"""

import argparse
from pathlib import Path

import toolkit
from toolkit.document import BODY_KINDS

PAGES = Path(__file__).parents[1] / "pages"
KEPT = BODY_KINDS | {"title", "heading", "table"}
LAST_SEEN = "zk"


def gold(path):
    """The lines of a page with their kinds."""
    return [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines()]


def judged(path):
    """For each line of a page: its text, whether a reader sets it aside, and whether cleaning does."""
    rows = gold(path)
    document = toolkit.segment("\n".join(text for _, text in rows))
    found = {document.raw.count("\n", 0, block.span.start): block.kind for block in document.paragraphs}
    return [
        (text, kind not in KEPT, found.get(number, "boilerplate") not in KEPT)
        for number, (kind, text) in enumerate(rows)
    ]


def is_seen(path):
    """Whether rules were changed after this page was looked at; pages are lettered in the order of their writing."""
    letters = path.name.partition("_")[0]
    return (len(letters), letters) <= (len(LAST_SEEN), LAST_SEEN)


def scores(rows):
    """Precision, recall of setting aside, and the share of the kept characters that are lost."""
    right = sum(wanted and got for _, wanted, got in rows)
    taken, wanted = sum(got for *_, got in rows), sum(wanted for _, wanted, _ in rows)
    kept = sum(len(text) for text, wanted, _ in rows if not wanted)
    lost = sum(len(text) for text, wanted, got in rows if got and not wanted)
    return right / max(1, taken), right / max(1, wanted), lost / max(1, kept)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", action="store_true", help="print the lines that are judged wrongly")
    show = parser.parse_args().lines
    groups = {"seen": [], "unseen": []}
    print(f"{'page':34s} lines  precision  recall  body lost")
    for path in sorted(PAGES.glob("*.tsv")):
        rows = judged(path)
        groups["seen" if is_seen(path) else "unseen"] += rows
        print(f"{path.stem:34s} {len(rows):5d}  " + "{:9.3f}  {:6.3f}  {:9.4f}".format(*scores(rows)))
        for text, wanted, got in rows if show else ():
            if wanted != got:
                print(f"    {'missed' if wanted else 'LOST'}: {text}")
    for name, rows in groups.items():
        print(f"{name:34s} {len(rows):5d}  " + "{:9.3f}  {:6.3f}  {:9.4f}".format(*scores(rows)))


if __name__ == "__main__":
    main()
