"""The query engine over the tables of all shards: DuckDB with bounded memory, what exceeds it spilled to a folder."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from toolkit.corpus.extras import require
from toolkit.corpus.places import Place
from toolkit.errors import OutputError

if TYPE_CHECKING:
    from toolkit.corpus.jobs import ShardResult

_MEMORY = "128MB"
_THREADS = 2  # each holds what it reads: memory is not to depend on the machine


@contextmanager
def open_engine(place: Place, *, memory: str) -> Iterator[Any]:
    """Open an engine over a folder of results.

    Raises
    ------
    OutputError
        If a table is damaged or gone, or there is no room for what exceeds the memory.
    """
    with TemporaryDirectory(prefix="kechuang-") as spill, place.query_engine(memory=memory, spill=spill) as engine:
        try:
            yield engine
        except require("duckdb").Error as error:
            reason = str(error).partition("\n")[0]
            raise OutputError(
                f"{place.folder}: its tables cannot be read ({reason}); free some space, or digest anew"
            ) from None


@contextmanager
def open_merge(place: Place, shards: "Sequence[ShardResult]") -> Iterator[Any]:
    """Open an engine whose table `shards` has the `key` of each shard and the number of its `first_document`."""
    firsts = list(accumulate((shard.documents for shard in shards), initial=0))[:-1]
    told = {"keys": [shard.key for shard in shards], "firsts": firsts}
    with open_engine(place, memory=_MEMORY) as engine:
        engine.execute(f"SET threads = {_THREADS}")
        engine.execute("CREATE TABLE shards AS SELECT unnest($keys) AS key, unnest($firsts) AS first_document", told)
        yield engine


def files_of(place: Place, folder: str, shards: "Sequence[ShardResult]", *, suffix: str = "parquet") -> list[str]:
    """The tables of one kind as the engine opens them."""
    return [place.locate(f"{folder}/{shard.key}.{suffix}") for shard in shards]
