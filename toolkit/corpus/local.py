"""Shards on the processors of this machine, by loky: one that kills its worker is done once more, alone, with care."""

import re
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from itertools import islice

from toolkit.corpus.jobs import Crash, Job, ShardResult
from toolkit.corpus.processes import Alone, start_processes
from toolkit.corpus.shards import Shard
from toolkit.corpus.steps import rescue
from toolkit.corpus.worker import process_shard

_AHEAD = 2  # shards submitted for each worker: one under way, one waiting
_EXIT_CODES = re.compile(r"\{([^}]*)\}")
_DEAD = (BrokenExecutor, MemoryError)


def run_local(job: Job, shards: Iterator[Shard], *, workers: int) -> Iterator[ShardResult | Crash]:
    """Yield the result of each shard as it is done; a document that kills its worker twice fails, and the rest goes on.

    Raises
    ------
    OutputError
        If a worker cannot write its results.
    """
    crew = _Crew(job, workers)
    try:
        while crew.take(shards):
            yield from crew.next_results()
    finally:
        crew.dismiss()


def rescue_here(job: Job, shard: Shard) -> ShardResult | Crash:
    """Do a shard whose worker died once more, with care, in fresh processes of this machine."""

    def attempt(shard: Shard) -> ShardResult | str:
        try:
            with Alone() as process:
                return process.call(process_shard, job, shard)
        except _DEAD as error:
            return _reason(error)

    return rescue(job, shard, attempt)


class _Crew:
    """Some workers and the shards that they have in hand."""

    def __init__(self, job: Job, workers: int) -> None:
        self._job, self._workers = job, workers
        self._pool = start_processes(workers)
        self._held: dict[Future[ShardResult], Shard] = {}

    def take(self, shards: Iterator[Shard]) -> bool:
        """Take as many shards as keep all workers busy; tell whether there is any work."""
        for shard in islice(shards, _AHEAD * self._workers - len(self._held)):
            self._held[self._submit(shard)] = shard
        return bool(self._held)

    def _submit(self, shard: Shard) -> Future[ShardResult]:
        try:
            future: Future[ShardResult] = self._pool.submit(process_shard, self._job, shard)
        except BrokenExecutor as error:  # a worker has died since the last results: this shard waits with the others
            future = Future()
            future.set_exception(error)
        return future

    def next_results(self) -> Iterator[ShardResult | Crash]:
        """Wait for a shard to be done. When a worker has died, every shard in hand is a suspect: each is done alone."""
        done, _ = wait(self._held, return_when=FIRST_COMPLETED)
        dead = [future for future in done if isinstance(future.exception(), _DEAD)]
        for future in done.difference(dead):
            del self._held[future]
            yield future.result()
        if any(isinstance(future.exception(), BrokenExecutor) for future in dead):
            dead = list(self._held)
            self.dismiss()
            self._pool = start_processes(self._workers)
        for future in dead:
            yield rescue_here(self._job, self._held.pop(future))

    def dismiss(self) -> None:
        """End the workers, whatever they do."""
        self._pool.shutdown(kill_workers=True)


def _reason(error: BaseException) -> str:
    codes = _EXIT_CODES.search(str(error))
    how = f"died with {codes[1]}" if codes else "ran out of memory"
    return f"its worker {how}, and again when it ran alone"
