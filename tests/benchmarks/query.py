"""Time questions to a million paragraphs: query.py [--paragraphs 1000000] [--folder FOLDER]

The table is made up of the paragraphs of a made corpus, each repeated with other digits, in the layout and the writer of a
real run; with --folder it is kept there and used again. Times are those of one call in this process after a first one, the least of five, and of the command as typed.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from make_corpus import make_text

import toolkit
from toolkit.corpus import Query, query_results
from toolkit.corpus.grams import Grams
from toolkit.corpus.jobs import FORMAT
from toolkit.corpus.shard_tables import _paragraphs
from toolkit.corpus.tables import ParquetTable, paragraph_schema
from toolkit.digests import Digester

_SHARDS = 800
_REGIONS = ("江苏省镇江市", "江苏省常州市", "浙江省杭州市", "安徽省合肥市", "广东省深圳市", None)
QUESTIONS = {
    "theme": Query(theme="finance"),
    "theme, region, year": Query(theme="finance", region="镇江", year=2021),
    "all four": Query(theme="finance", region="镇江", year=2021, text="贷款"),
    "text that is nowhere": Query(text="苏科贷苏科贷"),
    "a rare word": Query(text="麒麟"),
    "theme and text that is nowhere": Query(theme="finance", text="苏科贷苏科贷"),
}


def nowhere_but_its_parts(folder):
    """Four characters that stand nowhere together, though their runs of three are common: where bitmaps help least."""
    frame = toolkit.load_results(folder, frames="arrow").paragraphs.slice(0, 8000)
    texts = "\n".join(frame["text"].to_pylist())
    runs = Counter(re.findall(r"(?=([\u4e00-\u9fff]{3}))", texts))
    common = [run for run, _ in runs.most_common(600)]
    joined = (left + right[2] for left in common for right in common if left[1:] == right[:2])
    return next(text for text in joined if text not in texts and not query_results(folder, Query(text=text)))


def rows_of_documents(count):
    digester = Digester()
    found = digester.work([toolkit.segment(make_text(number, 4000)) for number in range(count)]).documents
    return digester.themes, [row for entry in found for row in _paragraphs(entry)]


def make_results(folder, paragraphs):
    themes, rows = rows_of_documents(300)
    chance = random.Random(0)
    for name in ("paragraphs", "grams"):
        folder.joinpath(name).mkdir(parents=True)
    a_shard = paragraphs // _SHARDS
    for shard in range(_SHARDS):
        table = ParquetTable(paragraph_schema(themes))
        taken = [
            {
                **row,
                "document": f"{shard:04d}/{number:07d}.txt",
                "region": chance.choice(_REGIONS),
                "date": str(chance.randrange(2015, 2025)),
                "text": row["text"].translate(str.maketrans("0123456789", "".join(chance.sample("0123456789", 10)))),
            }
            for number, row in enumerate(chance.choices(rows, k=a_shard))
        ]
        table.add(taken)
        (folder / "paragraphs" / f"{shard:04d}.parquet").write_bytes(table.finish())
        grams = Grams()
        grams.add(row["text"] for row in taken)
        (folder / "grams" / f"{shard:04d}.bits").write_bytes(grams.finish())
    manifest = {"settings": {"format": FORMAT, "form": "parquet"}, "shards": [f"{n:04d}" for n in range(_SHARDS)]}
    (folder / "manifest.json").write_text(json.dumps(manifest))


def seconds(function):
    """The least wall and CPU time, also of child processes, of some calls after a first one, and the last result."""
    walls, cpus = [], []
    for _ in range(6):
        start, spent = time.perf_counter(), sum(os.times()[:4])
        found = function()
        walls.append(time.perf_counter() - start)
        cpus.append(sum(os.times()[:4]) - spent)
    return min(walls[1:]), min(cpus[1:]), found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--paragraphs", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    told = parser.parse_args()
    root = told.folder or Path(tempfile.mkdtemp())
    if not (root / "out/manifest.json").exists():
        make_results(root / "out", told.paragraphs)
    size, bits = (
        sum(path.stat().st_size for path in (root / f"out/{name}").iterdir()) for name in ("paragraphs", "grams")
    )
    print(
        f"{told.paragraphs // _SHARDS * _SHARDS:,} paragraphs in {_SHARDS} files, {size / 2**20:,.0f} MB, grams {bits / 2**20:,.0f} MB"
    )
    questions = {**QUESTIONS, "nowhere, its parts everywhere": Query(text=nowhere_but_its_parts(root / "out"))}
    questions["all of a common word"] = Query(text="创新", region="镇江", year=2021, limit=10_000)
    for name, query in questions.items():
        wall, cpu, rows = seconds(lambda query=query: query_results(root / "out", query))
        print(f"{name:34s} {wall:6.2f} s wall {cpu:6.2f} s CPU  {len(rows):3d} rows", flush=True)
    command = [sys.executable, "-m", "toolkit", "query", str(root / "out"), "--theme", "finance", "--region", "镇江"]
    wall, cpu, _ = seconds(
        lambda: subprocess.run([*command, "--year", "2021", "--text", "贷款"], capture_output=True, check=True)
    )
    print(f"{'all four, as typed, with start-up':34s} {wall:6.2f} s wall {cpu:6.2f} s CPU")
    if not told.folder:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
