"""Kill runs at random moments and go on: kill_and_resume.py [--kills 20] [--documents 400]

Every run is a process group that gets SIGKILL after a random time, driver and workers or the driver alone; the last one
ends undisturbed, and every byte of its results must be that of a run nobody disturbed. Then a Dask cluster does the same
with a worker that is killed.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from make_corpus import make_corpus


def start(folder, output, *more):
    command = [sys.executable, "-m", "toolkit", "digest", str(folder), "-o", str(output), "--workers", "2", *more]
    return subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)


def content(output):
    """The digest of every file of the results; the lock and what a killed writer left of a temporary file are none."""
    files = (path for path in sorted(output.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(output)): hashlib.blake2b(path.read_bytes()).hexdigest() for path in files}


def shards(output):
    return len(list((output / "shards").glob("*.json")))


def kill_at_random(folder, output, kills, usual):
    chance, states = random.Random(0), []
    for number in range(kills):
        run = start(folder, output)
        time.sleep(chance.uniform(0.3, usual))
        os.killpg(run.pid, signal.SIGKILL) if number % 2 else run.kill()
        run.communicate()
        states.append(shards(output))
        if (output / "manifest.json").exists():  # it came to its end: the next kill meets a fresh run
            shutil.rmtree(output)
    return states


def workers_of(pid):
    """The processes of Dask workers below a run."""
    found = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
                found.append(int(child))
    return found


def dask_with_a_killed_worker(folder, output):
    run = start(folder, output, "--cluster", "local")
    while shards(output) < 3:
        time.sleep(0.1)
    victims = workers_of(run.pid)
    os.kill(victims[0], signal.SIGKILL)
    message = run.communicate()[1].decode()
    return len(victims), run.returncode, message.strip().splitlines()[-1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--documents", type=int, default=400)
    told = parser.parse_args()
    root = Path(tempfile.mkdtemp())
    make_corpus(root / "docs", told.documents)
    began = time.monotonic()
    start(root / "docs", root / "whole").communicate()
    usual = time.monotonic() - began
    expected = content(root / "whole")
    print(f"an undisturbed run: {usual:.1f} s, {shards(root / 'whole')} shards, {len(expected)} files")
    states = kill_at_random(root / "docs", root / "out", told.kills, usual)
    print(f"{told.kills} runs killed; finished shards after each: {' '.join(map(str, states))}")
    start(root / "docs", root / "out").communicate()
    print(f"the last run ends with the bytes of the undisturbed one: {content(root / 'out') == expected}")
    victims, code, message = dask_with_a_killed_worker(root / "docs", root / "dask")
    print(f"Dask, one of {victims} workers killed: exit code {code}; {message}")
    print(f"with the bytes of the undisturbed run: {content(root / 'dask') == expected}")
    shutil.rmtree(root)


if __name__ == "__main__":
    main()
