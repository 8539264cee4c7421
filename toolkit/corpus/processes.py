"""Fresh processes on this machine, by loky: lean, started early, and ended with the process that started them."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.abc import MetaPathFinder
from threading import Thread
from time import sleep
from typing import Any, Self, TypeVar

_SETTINGS = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # what Arrow has freed is free for all
}
Result = TypeVar("Result")


class Alone:
    """A fresh process for one call, ended with the block that it serves."""

    def __init__(self) -> None:
        self._pool: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(kill_workers=True)

    def start(self, prepare: Callable[..., object], *arguments: object) -> None:
        """Start the process with a call that prepares it; both take time that can pass beside other work."""
        self._pool = start_processes(1)
        self._pool.submit(prepare, *arguments)

    def call(self, function: Callable[..., Result], *arguments: object) -> Result:
        """Call a function there, and return what it returns."""
        self._pool = self._pool or start_processes(1)
        result: Result = self._pool.submit(function, *arguments).result()
        return result


def start_processes(number: int) -> Any:
    """Start a pool of processes: they load what the road needs while the work for them is still being found."""
    from loky import ProcessPoolExecutor  # not from joblib, which each process would import whole

    pool = ProcessPoolExecutor(number, env=_SETTINGS, initializer=_begin, initargs=(os.getpid(),))
    pool.submit(os.getpid)  # loky starts them with the first call
    return pool


def _begin(parent: int) -> None:
    """Let a process end soon after the one that started it, also when that one was killed; and load what is needed."""

    def watch() -> None:
        while os.getppid() == parent:
            sleep(1)
        os._exit(1)

    Thread(target=watch, daemon=True).start()
    sys.meta_path.insert(0, _NoPandas())
    import_module("toolkit.corpus.worker")


class _NoPandas(MetaPathFinder):
    """Hides pandas, which pyarrow loads with its first array wherever it is installed: 0.2 s and memory for nothing."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        """Say of pandas that it is not installed, and of nothing else."""
        if name == "pandas":
            raise ModuleNotFoundError(name)
