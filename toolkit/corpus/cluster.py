"""Shards on a Dask cluster: the same work, on as many machines as the scheduler has workers."""

from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack
from itertools import islice
from time import monotonic
from typing import Any

from toolkit.corpus.extras import require
from toolkit.corpus.jobs import Crash, Job, ShardResult
from toolkit.corpus.local import rescue_here
from toolkit.corpus.shards import Shard
from toolkit.corpus.worker import process_shard
from toolkit.errors import OptionError, ToolkitError

LOCAL = "local"
_AHEAD = 3  # shards submitted for each thread of the cluster
_LOOK = 5.0  # seconds of waiting for a shard before the workers are counted
_PATIENCE = 300.0  # seconds without any worker: a machine may start anew in that time


def run_cluster(job: Job, shards: Iterator[Shard], *, address: str, workers: int) -> Iterator[ShardResult | Crash]:
    """Yield the result of each shard as it is done, on the cluster at `address`, or on one of `workers` processes here.

    Dask gives the shards of a worker that died to another; one with which several died is done here, with care.

    Raises
    ------
    OptionError
        If no scheduler answers at the address.
    ToolkitError
        If the scheduler has gone, or its last worker and none came back.
    """
    with ExitStack() as stack:
        client = _client(stack, address, workers)
        held: dict[Any, Shard] = {}
        while True:
            room = _AHEAD * max(1, _threads(client, address)) - len(held)  # workers come and go
            for shard in islice(shards, max(0, room)):
                held[client.submit(process_shard, job, shard, pure=False)] = shard
            if not held:
                return
            for future in _done(client, held, address):
                shard = held.pop(future)
                yield _result(future) or rescue_here(job, shard)


def _client(stack: ExitStack, address: str, workers: int) -> Any:
    distributed = require("distributed", "cluster")
    if address == LOCAL:
        settings = {"threads_per_worker": 1, "processes": True, "dashboard_address": None}
        cluster = stack.enter_context(distributed.LocalCluster(n_workers=workers, **settings))
        return stack.enter_context(distributed.Client(cluster))
    try:
        return stack.enter_context(distributed.Client(address, timeout="10s"))
    except (OSError, ValueError) as error:
        raise OptionError(
            f"--cluster {address}: no Dask scheduler answers there ({error}); check the address"
        ) from None


def _done(client: Any, held: Iterable[Any], address: str) -> set[Any]:
    """Wait for shards to be done, as long as there are workers; while there are none, some may come back."""
    distributed, alone_since = require("distributed", "cluster"), None
    while True:
        try:
            return set(distributed.wait(list(held), timeout=_LOOK, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            alone_since = None if _threads(client, address) else alone_since or monotonic()
        except CancelledError:
            raise _gone(address, "the scheduler has gone") from None
        if alone_since is not None and monotonic() - alone_since > _PATIENCE:
            raise _gone(address, f"there was no worker for {_PATIENCE:.0f} seconds")


def _threads(client: Any, address: str) -> int:
    """How many shards the cluster can do at a time."""
    try:
        return sum(client.nthreads().values())
    except OSError:
        raise _gone(address, "the scheduler has gone") from None


def _gone(address: str, what: str) -> ToolkitError:
    return ToolkitError(
        f"--cluster {address}: {what}; what is done is kept: start workers, and run the same command again to go on"
    )


def _result(future: Any) -> ShardResult | None:
    """The result of a shard, or None where several workers died with it."""
    killed = require("distributed", "cluster").scheduler.KilledWorker
    if isinstance(future.exception(), killed | MemoryError):
        return None
    result: ShardResult = future.result()
    future.release()
    return result
