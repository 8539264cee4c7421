"""A corpus on this machine: growth with its size, memory of driver and workers, two workers against one.

corpus.py [--sizes 1000 10000 100000] [--ratio 1000] [--identical 100000] [--folder FOLDER] prints a row a run. Memory is
the peak resident size of a process as the kernel keeps it. The share of the driver is its CPU over that of all processes:
what more workers cannot speed up. `--identical` runs so many documents once undisturbed, once killed several times and
resumed, and once on a Dask LocalCluster, and compares every byte. Without room on the disk nothing is begun.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kill_and_resume import content, kill_at_random, start
from make_corpus import make_corpus

_ROOM = 5 * 2**30  # bytes of the disk that stay free for others
_KILLS = 3
_CUTTER = """
import sys, time, pathlib, rjieba
texts = [path.read_text("utf-8") for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.txt"))[:1000]]
rjieba.cut(texts[0])
print(flush=True)
input()
for _ in range(8):
    for text in texts:
        rjieba.cut(text)
"""


def peak(pid):
    """The peak resident memory of a process in MB and its own CPU seconds, or None when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    high = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)
    return high / 1024, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children(pid):
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def measured(command):
    """Run a command; return seconds, CPU seconds of all its processes, and peak MB and CPU of driver and workers."""
    start = time.monotonic()
    run = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    driver, workers = (0.0, 0.0), {}
    while os.waitid(os.P_PID, run.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        driver = max(driver, peak(run.pid) or driver)
        for child in children(run.pid):
            workers[child] = max(workers.get(child, (0.0, 0.0)), peak(child) or (0.0, 0.0))
        time.sleep(0.1)
    _, _, usage = os.wait4(run.pid, 0)
    seconds = time.monotonic() - start
    return seconds, usage.ru_utime + usage.ru_stime, driver, max((found[0] for found in workers.values()), default=0.0)


def run_size(folder, output, workers, *more):
    command = [
        sys.executable,
        "-m",
        "toolkit",
        "digest",
        str(folder),
        "-o",
        str(output),
        "--workers",
        str(workers),
        *more,
    ]
    seconds, cpu, (driver, own), worker = measured(command)
    manifest = json.loads((output / "manifest.json").read_text())
    facts = [json.loads((output / "shards" / f"{key}.json").read_text()) for key in manifest["shards"]]
    characters = sum(fact["characters"] for fact in facts)
    documents = sum(fact["documents"] for fact in facts)
    print(
        f"{documents:9,d} {workers:7d} {len(facts):6d} {seconds:8.1f} {cpu:8.1f} {characters / cpu:12,.0f} "
        f"{driver:9.0f} {worker:9.0f} {own / cpu:8.1%}",
        flush=True,
    )
    return seconds


def refuse_full_disk(folder, documents, chars):
    """End before anything is written if the documents and two folders of results may not fit."""
    needed = documents * (4 * 4096 + 12 * chars)
    free = shutil.disk_usage(folder).free
    print(f"at most {needed / 2**30:.1f} GB are needed, {free / 2**30:.1f} GB are free", flush=True)
    if needed + _ROOM > free:
        sys.exit("too little room on the disk; give a smaller size or another --folder")


def grow(folder, sizes, chars):
    for size in sizes:
        make_corpus(folder / f"docs{size}", size, chars)
        run_size(folder / f"docs{size}", folder / "grown", 2)
        shutil.rmtree(folder / "grown")


def seconds_of_cutting(docs, number):
    """How long so many processes take that have nothing in common and only cut words."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    cutters = [subprocess.Popen([sys.executable, "-c", _CUTTER, str(docs)], **pipes) for _ in range(number)]
    for cutter in cutters:
        cutter.stdout.readline()
    began = time.monotonic()
    for cutter in cutters:
        cutter.stdin.write(b"\n")
        cutter.stdin.flush()
    for cutter in cutters:
        cutter.communicate()
    return time.monotonic() - began


def compare_workers(docs, output):
    """Two workers against one, beside what the machine itself gives to two processes."""
    spent, cutting = {1: [], 2: []}, {1: [], 2: []}
    for workers in (1, 2, 1, 2, 1, 2):
        spent[workers].append(run_size(docs, output, workers))
        cutting[workers].append(seconds_of_cutting(docs, workers))
        shutil.rmtree(output)
    print(f"two workers are {min(spent[1]) / min(spent[2]):.2f} times one (least seconds of three runs each)")
    print(f"two processes that only cut words are {2 * min(cutting[1]) / min(cutting[2]):.2f} times one")


def compare_bytes(docs, output):
    """Killed and resumed, and on Dask: only digests of the files are kept of each run."""
    usual = run_size(docs, output, 2)
    expected = content(output)
    shutil.rmtree(output)
    states = kill_at_random(docs, output, _KILLS, usual / 2)
    print(f"killed {_KILLS} times; finished shards after each: {' '.join(map(str, states))}", flush=True)
    start(docs, output).communicate()
    print(
        f"resumed: the bytes of the undisturbed run: {content(output) == expected} ({len(expected)} files)", flush=True
    )
    shutil.rmtree(output)
    run_size(docs, output, 2, "--cluster", "local")
    print(f"on a Dask LocalCluster: the same bytes: {content(output) == expected}", flush=True)
    shutil.rmtree(output)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--folder", type=Path, help="where the made documents go; they are kept")
    parser.add_argument("--chars", type=int, default=1000)
    parser.add_argument("--ratio", type=int, default=0, help="compare two workers and one on so many documents")
    parser.add_argument("--identical", type=int, default=0, help="compare the bytes of three ways on so many documents")
    told = parser.parse_args()
    folder = told.folder or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    refuse_full_disk(folder, max([*told.sizes, told.ratio, told.identical]), told.chars)
    print("documents workers shards  seconds    CPU s  chars/CPU s driver MB worker MB   driver")
    grow(folder, told.sizes, told.chars)
    for size, compare in ((told.ratio, compare_workers), (told.identical, compare_bytes)):
        if size:
            make_corpus(folder / f"docs{size}", size, told.chars)
            compare(folder / f"docs{size}", folder / "compared")
    if not told.folder:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
