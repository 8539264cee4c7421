"""A corpus on this machine: growth with its size, memory of driver and workers, two workers against one.

corpus.py [--sizes 1000 10000] [--folder FOLDER] prints a row a run. Memory is the peak resident size of a process as
the kernel keeps it. The share of the driver is its CPU over that of all processes: what more workers cannot speed up.
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

from make_corpus import make_corpus


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


def run_size(folder, output, workers):
    command = [sys.executable, "-m", "toolkit", "digest", str(folder), "-o", str(output), "--workers", str(workers)]
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


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--folder", type=Path, help="where the made documents and results go; they are kept")
    parser.add_argument("--chars", type=int, default=1000)
    parser.add_argument("--ratio", type=int, default=0, help="compare two workers and one on so many documents")
    told = parser.parse_args()
    folder = told.folder or Path(tempfile.mkdtemp())
    print("documents workers shards  seconds    CPU s  chars/CPU s driver MB worker MB   driver")
    for size in told.sizes:
        make_corpus(folder / f"docs{size}", size, told.chars)
        shutil.rmtree(folder / f"out{size}", ignore_errors=True)
        run_size(folder / f"docs{size}", folder / f"out{size}", 2)
    if told.ratio:
        make_corpus(folder / f"docs{told.ratio}", told.ratio, told.chars)
        spent = {1: [], 2: []}
        for workers in (1, 2, 1, 2, 1, 2):
            shutil.rmtree(folder / "ratio", ignore_errors=True)
            spent[workers].append(run_size(folder / f"docs{told.ratio}", folder / "ratio", workers))
        print(f"two workers are {min(spent[1]) / min(spent[2]):.2f} times one (least seconds of three runs each)")
    if not told.folder:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
