"""CPU of digests by length, beside sumy's TextRank: summary_speed.py [--peers FOLDER]

Times are process CPU in milliseconds after a warm-up, the least of three runs; the peer runs in the environment that summaries.py
made in FOLDER, and its own clock counts. Texts are the first characters of reports one after another, or of the seeds.
"""

import argparse
import json
import subprocess
import time
from pathlib import Path

from fit_ranker import SHARED

import toolkit
from toolkit.digests import Digester

SIZES = (2_500, 10_000, 50_000, 100_000, 200_000)
PEER_SIZES = (2_500, 10_000, 50_000)


def cpu(function):
    times = []
    for _ in range(3):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def digest(text):
    digester = Digester()
    digester.add(toolkit.segment(text))
    return digester.finish()


def peer(texts, folder):
    """Milliseconds of sumy's TextRank for each text."""
    python, script = folder / "sumy/bin/python", Path(__file__).with_name("peer_summaries.py")
    rows = "".join(json.dumps({"text": text, "chars": 300}, ensure_ascii=False) + "\n" for text in texts)
    done = subprocess.run([python, script, "sumy-textrank"], input=rows, check=True, capture_output=True, text=True)
    return [1000 * json.loads(line)["seconds"] for line in done.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", type=lambda name: Path(name).absolute())
    folder = parser.parse_args().peers
    reports = sorted((SHARED / "corpus/docs").glob("b_*.txt")) or sorted(Path("seeds").glob("*.txt"))
    text = "".join(path.read_text(encoding="utf-8") for path in reports[:20])
    digest(text[:3000])
    theirs = dict(zip(PEER_SIZES, peer([text[:size] for size in PEER_SIZES], folder), strict=True)) if folder else {}
    print("characters  digest, ms  summary, ms  sumy TextRank, ms")
    for size in SIZES:
        part = text[:size]
        ours = cpu(lambda part=part: digest(part)), cpu(lambda part=part: toolkit.summarize(part, max_chars=300))
        other = f"{theirs[size]:14.0f}   {theirs[size] / ours[1]:.0f} x" if size in theirs else ""
        print(f"{size:10d} {ours[0]:11.1f} {ours[1]:12.1f} {other}")


if __name__ == "__main__":
    main()
