"""Time and memory of marking the repeats of a large corpus: corpus_duplicates.py [--documents 102400]

The signatures are made up, seven paragraphs and fifteen sentences a document, one paragraph in twenty from a pool that
others draw from too; they are written as shards of 128 and joined as the merge of a real run joins them,
in a process of its own.
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path

import numpy as np

from toolkit.corpus.jobs import Job, ShardResult
from toolkit.corpus.processes import Alone
from toolkit.corpus.reposts import mark_duplicates
from toolkit.corpus.tables import ParquetTable, signature_schema
from toolkit.duplicates import BANDS, HASHES

_SHARD, _POOL = 128, 20_000
_PARAGRAPHS, _SENTENCES, _LENGTH = 7, 15, 40


def signature(chance, pool, number):
    drawn = chance.integers(0, 20 * _POOL, _PARAGRAPHS)
    fresh = chance.integers(0, 2**32, (_PARAGRAPHS, HASHES), np.uint32)
    hashes = np.where((drawn < _POOL)[:, None], pool[drawn % _POOL], fresh)
    bands = hashes.reshape(_PARAGRAPHS, BANDS, -1).astype(np.uint64).sum(axis=2) * np.uint64(0x9E3779B97F4A7C15)
    return {
        "number": number,
        "document": f"{number}.txt",
        "length": _SENTENCES * _LENGTH,
        "blocks": range(_PARAGRAPHS),
        "hashes": hashes.ravel(),
        "bands": (bands >> np.uint64(1)).astype(np.int64).ravel(),
        "sentence_blocks": [place % _PARAGRAPHS for place in range(_SENTENCES)],
        "sentence_keys": chance.integers(0, 2**62, _SENTENCES),
        "sentence_lengths": [_LENGTH] * _SENTENCES,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=102_400)
    shards = [ShardResult(n, f"{n:06d}", _SHARD, True, _SHARD) for n in range(parser.parse_args().documents // _SHARD)]
    chance = np.random.default_rng(0)
    pool = chance.integers(0, 2**32, (_POOL, HASHES), np.uint32)
    with tempfile.TemporaryDirectory() as folder:
        signed = Path(folder) / "signatures"
        signed.mkdir()
        for shard in shards:
            table = ParquetTable(signature_schema())
            table.add([signature(chance, pool, number) for number in range(_SHARD)])
            (signed / f"{shard.key}.parquet").write_bytes(table.finish())
        size = sum(path.stat().st_size for path in signed.iterdir())
        start = time.perf_counter()
        with Alone() as process:
            process.call(mark_duplicates, Job(folder, None, ""), shards)
        wall, usage = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    print(f"{len(shards) * _SHARD:,} documents, {size / 2**20:,.0f} MB of signatures")
    print(f"{wall:.1f} s wall, {cpu:.1f} s CPU, peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
