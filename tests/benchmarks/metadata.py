"""Title, year and region of the clean documents against their index: metadata.py [--wrong]

The name of the file is not shown to the reader of metadata, because it holds the answer.
"""

import argparse
import csv
import os
from pathlib import Path

import toolkit
from toolkit.reading import RawText

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KECHUANG_SHARED", ROOT.parent / "shared"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wrong", action="store_true", help="print the values that differ")
    show = parser.parse_args().wrong
    index = SHARED / "corpus/index.tsv"
    if not index.is_file():
        raise SystemExit(f"{index} is absent: the measuring data does not ship with the project")
    counts = {field: [0, 0, 0] for field in ("title", "year", "region")}
    with index.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            text = (SHARED / "corpus/docs" / row["file"]).read_text(encoding="utf-8")
            document = toolkit.segment(RawText(text, "document", "utf-8"))
            found = {"title": document.title, "year": document.date and document.date[:4], "region": document.region}
            for field, value in found.items():
                wanted = row[field]
                whole = field == "region" and wanted == "全国"
                right = value is not None and (wanted in value or value in wanted) and not whole
                counts[field][0 if right else 2 if value is None else 1] += 1
                if show and not right and not (whole and value is None):
                    print(f"{row['file']} {field}: {value} instead of {wanted}")
    print("field    right  other  open")
    for field, (right, other, open_) in counts.items():
        print(f"{field:8s} {right:5d}  {other:5d}  {open_:4d}")


if __name__ == "__main__":
    main()
