"""Shards on a Dask cluster: the same work, on as many machines as the scheduler has workers."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from typing import Any

from toolkit.corpus.extras import require
from toolkit.corpus.jobs import Crash, Job, ShardResult
from toolkit.corpus.local import rescue_here
from toolkit.corpus.shards import Shard
from toolkit.corpus.worker import process_shard
from toolkit.errors import OptionError

LOCAL = "local"
_AHEAD = 3  # shards submitted for each thread of the cluster


def run_cluster(job: Job, shards: Iterator[Shard], *, address: str, workers: int) -> Iterator[ShardResult | Crash]:
    """Yield the result of each shard as it is done, on the cluster at `address`, or on one of `workers` processes here.

    Dask gives the shards of a worker that died to another; one with which several died is done here, with care.

    Raises
    ------
    OptionError
        If no scheduler answers at the address.
    """
    distributed = require("distributed", "cluster")
    with ExitStack() as stack:
        client = _client(stack, address, workers)
        room = _AHEAD * max(1, sum(client.nthreads().values()))
        held: dict[Any, Shard] = {}
        done = distributed.as_completed()
        while True:
            for shard in islice(shards, room - len(held)):
                future = client.submit(process_shard, job, shard, pure=False)
                held[future] = shard
                done.add(future)
            if not held:
                return
            future = next(done)
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


def _result(future: Any) -> ShardResult | None:
    """The result of a shard, or None where several workers died with it."""
    killed = require("distributed", "cluster").scheduler.KilledWorker
    if isinstance(future.exception(), killed | MemoryError):
        return None
    result: ShardResult = future.result()
    future.release()
    return result
