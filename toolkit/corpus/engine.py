"""The query engine over the tables of all shards: DuckDB with bounded memory, what exceeds it spilled to a folder."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from tempfile import TemporaryDirectory
from typing import Any

from toolkit.corpus.jobs import ShardResult
from toolkit.corpus.places import Place

_MEMORY = "128MB"
_THREADS = 2  # each holds what it reads: memory is not to depend on the machine


@contextmanager
def open_engine(place: Place, shards: Sequence[ShardResult]) -> Iterator[Any]:
    """Open an engine whose table `shards` has the `key` of each shard and the number of its `first_document`."""
    firsts = list(accumulate((shard.documents for shard in shards), initial=0))[:-1]
    told = {"keys": [shard.key for shard in shards], "firsts": firsts}
    with TemporaryDirectory(prefix="kechuang-") as spill, place.query_engine(memory=_MEMORY, spill=spill) as engine:
        engine.execute(f"SET threads = {_THREADS}")
        engine.execute("CREATE TABLE shards AS SELECT unnest($keys) AS key, unnest($firsts) AS first_document", told)
        yield engine


def files_of(place: Place, folder: str, shards: Sequence[ShardResult]) -> list[str]:
    """The tables of one kind as the engine opens them."""
    return [place.locate(f"{folder}/{shard.key}.parquet") for shard in shards]
