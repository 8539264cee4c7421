"""Documents and paragraphs of a corpus that repeat earlier ones, found from the signatures of all shards.

The result is that of `toolkit.find_duplicates` over the documents in their order, whatever the shards. The query engine
joins the signatures, so that memory stays bounded for any number of documents.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from toolkit.corpus.engine import files_of, open_merge
from toolkit.corpus.jobs import Job, ShardResult
from toolkit.corpus.places import Place, rows_of
from toolkit.corpus.tables import JsonLinesTable, ParquetTable, TableWriter, duplicate_schema
from toolkit.duplicates import BANDS, HASHES, LEAST_SIMILARITY, repost_share
from toolkit.reports.records import Record

_SIGNED = """
    CREATE VIEW signed AS SELECT s.first_document + f.number AS owner, s.key AS shard, f.*
    FROM read_parquet(getvariable('files'), filename = true) f JOIN shards s ON parse_filename(f.filename, true) = s.key
"""
# A paragraph is known by its owner, the number of its document, and its place among the signed ones of it. Of all that
# share a band only the first is a candidate; of the candidates the most similar, then the first, is the original.
_REPEATS = f"""
    CREATE TABLE bands AS
        SELECT owner, (slot // {BANDS})::INTEGER AS place, band
        FROM (SELECT owner, unnest(bands) AS band, unnest(range(len(bands))) AS slot FROM signed);
    CREATE TABLE pairs AS
        SELECT DISTINCT b.owner, b.place, first.owner AS original, first.place AS original_place
        FROM bands b JOIN (
            SELECT band, min({{'owner': owner, 'place': place}}) AS first FROM bands GROUP BY band HAVING count(*) > 1
        ) USING (band) WHERE first.owner < b.owner;
    DROP TABLE bands;
    CREATE TABLE paragraphs AS
        SELECT owner, place, block, hashes[{HASHES} * place + 1 : {HASHES} * place + {HASHES}] AS hashes
        FROM (SELECT owner, hashes, unnest(blocks) AS block, unnest(range(len(blocks)))::INTEGER AS place FROM signed)
        WHERE (owner, place) IN (SELECT owner, place FROM pairs UNION SELECT original, original_place FROM pairs);
    CREATE TABLE repeats AS
        SELECT owner, block, original, original_block, similarity FROM (
            SELECT p.*, a.block, b.block AS original_block,
                len([pair FOR pair IN list_zip(a.hashes, b.hashes) IF pair[1] = pair[2]]) / {HASHES} AS similarity
            FROM pairs p JOIN paragraphs a ON (a.owner, a.place) = (p.owner, p.place)
            JOIN paragraphs b ON (b.owner, b.place) = (p.original, p.original_place)
        ) WHERE similarity >= {LEAST_SIMILARITY}
        QUALIFY row_number() OVER (PARTITION BY owner, place ORDER BY similarity DESC, original, original_place) = 1;
    DROP TABLE pairs;
    DROP TABLE paragraphs;
"""
# A sentence belongs to the first document that has it; one that is new belongs to the original of its paragraph.
_SHARED = """
    CREATE TABLE sentences AS
        SELECT owner, unnest(sentence_blocks) AS block, unnest(sentence_keys) AS key, unnest(sentence_lengths) AS length
        FROM signed;
    CREATE TABLE shared AS
        SELECT owner, origin, sum(length)::BIGINT AS characters FROM (
            SELECT s.owner, CASE WHEN first < s.owner THEN first ELSE r.original END AS origin, s.length
            FROM sentences s
            LEFT JOIN (SELECT key, min(owner) AS first FROM sentences GROUP BY key HAVING count(*) > 1) USING (key)
            LEFT JOIN repeats r ON (r.owner, r.block) = (s.owner, s.block)
        ) WHERE origin IS NOT NULL GROUP BY owner, origin
        QUALIFY row_number() OVER (PARTITION BY owner ORDER BY characters DESC, origin) = 1;
    DROP TABLE sentences;
"""
_FOUND = """
    SELECT d.shard, d.owner, d.document, s.characters, d.length, o.document AS origin, o.length AS origin_length,
        r.block AS paragraph, e.document AS earlier, r.original_block AS original, r.similarity
    FROM signed d LEFT JOIN shared s ON s.owner = d.owner LEFT JOIN signed o ON o.owner = s.origin
    LEFT JOIN repeats r ON r.owner = d.owner LEFT JOIN signed e ON e.owner = r.original
    WHERE s.owner IS NOT NULL OR r.owner IS NOT NULL
    ORDER BY d.owner, r.block
"""


def mark_duplicates(job: Job, shards: Sequence[ShardResult]) -> int:
    """Write for each shard the table of its documents that repeat earlier ones; return the number of reposts."""
    place, reposts, rest = Place(job.output), 0, {shard.key for shard in shards}
    with open_merge(place, shards) as engine:
        for key, found in groupby(_duplicates(engine, place, shards), key=itemgetter("shard")):
            rows = list(found)
            reposts += sum(row["repost_of"] is not None for row in rows)
            _write(place, job.form, key, rows)
            rest.remove(key)
    for key in rest:
        _write(place, job.form, key, [])
    return reposts


def _duplicates(engine: Any, place: Place, shards: Sequence[ShardResult]) -> Iterator[Record]:
    if not shards:
        return
    engine.execute("SET VARIABLE files = ?", [files_of(place, "signatures", shards)])
    for statement in (_SIGNED, _REPEATS, _SHARED):
        engine.execute(statement)
    for _, rows in groupby(rows_of(engine, _FOUND, []), key=itemgetter("owner")):
        if (record := _record(list(rows))) is not None:
            yield record


def _record(rows: Sequence[Record]) -> Record | None:
    """A document with what of it was there before, or None where that is nothing."""
    about = rows[0]
    share = 0.0
    if about["origin"] is not None:
        share = repost_share(about["characters"], about["length"], about["origin_length"])
    repeats = [
        {
            "paragraph": row["paragraph"],
            "document": row["earlier"],
            "original": row["original"],
            "similarity": round(row["similarity"], 4),
        }
        for row in rows
        if row["paragraph"] is not None
    ]
    if not share and not repeats:
        return None
    origin = about["origin"] if share else None
    names = {"shard": about["shard"], "number": about["owner"], "document": about["document"]}
    return {**names, "repost_of": origin, "share": share, "duplicates": repeats}


def _write(place: Place, form: str, key: str, rows: Iterable[Record]) -> None:
    table: TableWriter = JsonLinesTable() if form == "jsonl" else ParquetTable(duplicate_schema())
    table.add([{name: value for name, value in row.items() if name != "shard"} for row in rows])
    place.write(f"duplicates/{key}.{table.suffix}", table.finish())
