"""Native libraries in processes of their own: a hostile file may end such a process, never the run over a folder."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import Any

from toolkit.errors import ReadError
from toolkit.reading.limits import MAX_SECONDS, MAX_WORKER_BYTES
from toolkit.reading.raw import Source

PYTHON = (sys.executable, "-m")
_TROUBLE = "error"


def run_worker(worker: str, source: Source, *, library: str, extra: str) -> Iterator[Any]:
    """Yield what the module `worker` of this package reads from the file, in a process of its own.

    Raises
    ------
    ReadError
        If the library is not installed, refuses the file, breaks off, or takes too long.
    """
    if find_spec(library) is None:
        kind = PurePath(source.name).suffix or "such"
        raise ReadError(
            f"{source.name}: {kind} files need {library}; install it with: pip install 'kechuang-toolkit[{extra}]'"
        )
    for line in _output(f"toolkit.reading.{worker}", source).splitlines():
        item = json.loads(line)
        if isinstance(item, dict) and _TROUBLE in item:
            raise ReadError(f"{source.name}: {item[_TROUBLE]}")
        yield item


def _output(module: str, source: Source) -> bytes:
    home = str(Path(__file__).parents[2])
    paths = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONSAFEPATH": "1"}
    limits = (str(MAX_SECONDS), str(MAX_WORKER_BYTES))
    try:
        done = subprocess.run(
            [*PYTHON, module, *limits],
            input=source.data,
            capture_output=True,
            timeout=MAX_SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReadError(f"{source.name}: reading took over {MAX_SECONDS} s; split the file") from None
    if done.returncode:
        raise ReadError(f"{source.name}: the library broke off on this file; open it and save it again")
    return done.stdout


def serve(read: Callable[[bytes], Iterator[Any]]) -> None:
    """Be the process: read standard input within limits, write an item a line; a `ValueError` says what is wrong."""
    _limit(*map(int, sys.argv[1:]))
    try:
        for item in read(sys.stdin.buffer.read()):
            sys.stdout.write(json.dumps(item) + "\n")
    except ValueError as error:
        sys.stdout.write(json.dumps({_TROUBLE: str(error)}) + "\n")


def _limit(seconds: int, size: int) -> None:
    """Lower what this process may use, where the system has such limits; the one already set stays if it is lower."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_AS, size), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        set_before = resource.getrlimit(kind)[1]
        lowest = most if set_before == resource.RLIM_INFINITY else min(most, set_before)
        resource.setrlimit(kind, (lowest, lowest))
