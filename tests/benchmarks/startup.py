"""Start-up of the commands as typed, in fresh processes: startup.py

Wall and CPU seconds of a whole process, the least of seven after one that warms the files up.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEED = next(iter(sorted((ROOT / "seeds").glob("*.txt"))))
COMMANDS = {"--help": ["--help"], "tag one_file.txt": ["tag", str(SEED)], "digest (the seeds)": ["digest"]}


def whole_process(arguments):
    start = time.perf_counter()
    run = subprocess.Popen([sys.executable, "-m", "toolkit", *arguments], stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    assert run.returncode == 0
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime


for name, arguments in COMMANDS.items():
    walls, cpus = zip(*[whole_process(arguments) for _ in range(8)][1:], strict=True)
    print(f"kechuang {name:20s} {min(walls):6.2f} s wall {min(cpus):6.2f} s CPU")
