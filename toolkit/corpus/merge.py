"""From the tables of all shards to the theme digests: a function of the documents alone, however they were cut up.

The candidates of all shards are ranked by value and place, those in copied paragraphs last, and only the best leave
the query engine; counts of words are added up there too. So memory stays bounded for any number of documents.
"""

from collections.abc import Sequence
from sys import intern
from typing import Any

import numpy as np

from toolkit.corpus.engine import files_of, open_merge
from toolkit.corpus.jobs import Job, ShardResult, tagger_of
from toolkit.corpus.places import Place, rows_of
from toolkit.corpus.tables import term_columns
from toolkit.digests import TOP_TERMS, DigestLine, ThemeDigest
from toolkit.digests.choice import choose_lines
from toolkit.digests.terms import WordCounts, typical_terms
from toolkit.digests.themes import CONSIDERED, ThemeCandidate
from toolkit.document import Span

_CLOSE = 64  # words that the engine hands over a theme; the exact order of the eight best is told here
_CANDIDATES = """
    SELECT c.*, s.first_document + c.number AS document_number
    FROM read_parquet($files, filename = true) c JOIN shards s ON parse_filename(c.filename, true) = s.key
    WHERE c.theme = $theme
    ORDER BY (document_number, c.paragraph) IN (FROM copies), c.value DESC, document_number, c.first, c.last
    LIMIT $most
"""
_COPIES = """
    CREATE TABLE copies AS SELECT number, unnest(duplicates).paragraph AS paragraph FROM {read}
"""
_JSON = "{number: 'BIGINT', duplicates: 'STRUCT(paragraph INTEGER)[]'}"
_READ = {"parquet": "read_parquet($files)", "jsonl": f"read_json($files, format = 'nd', columns = {_JSON})"}
_TERMS = """
    SELECT word, {columns} FROM counts WHERE {theme} >= 2
    ORDER BY {theme} * ln({theme} / $inside * $everywhere / "all") DESC, word
    LIMIT $most
"""


def merge_themes(job: Job, shards: Sequence[ShardResult]) -> tuple[ThemeDigest, ...]:
    """Return the digest of each theme over all documents of the shards, which come in their order.

    Their duplicates are marked already.
    """
    if not shards:
        return ()
    place, tagger = Place(job.output), tagger_of(job.model, job.model_digest)
    themes = tagger.classes_.tolist()
    counts = np.sum([shard.themes for shard in shards], axis=0).tolist()
    with open_merge(place, shards) as engine:
        files = files_of(place, "duplicates", shards, suffix=job.form)
        engine.execute(_COPIES.format(read=_READ[job.form]), {"files": files})
        terms = _typical_terms(engine, place, shards, len(themes))
        return tuple(
            ThemeDigest(
                theme,
                tagger.codebook_[theme].name,
                choose_lines(_best(engine, place, shards, number), room=job.lengths.theme_chars, order=job.order),
                paragraphs=counts[number][0],
                characters=counts[number][1],
                terms=terms[number],
            )
            for number, theme in enumerate(themes)
            if job.focus.theme in (None, theme)
        )


def _best(engine: Any, place: Place, shards: Sequence[ShardResult], theme: int) -> list[ThemeCandidate]:
    told = {"files": files_of(place, "candidates", shards), "theme": theme, "most": CONSIDERED}
    return [_candidate(row) for row in rows_of(engine, _CANDIDATES, told)]


def _candidate(row: dict[str, Any]) -> ThemeCandidate:
    name, span = row["document"], Span(row["start"], row["end"])
    about = {"section": tuple(row["section"]), "context": row["context"]}
    line = DigestLine(name, row["paragraph"], span, row["text"], row["score"], (name,), **about)
    words, figures = (frozenset(map(intern, row[name])) for name in ("words", "figures"))  # a word is held once
    order = (row["document_number"], row["first"])
    where = (row["joint"], row["place"], row["date"])
    return ThemeCandidate(line, row["value"], order, row["last"], *where, words=words, figures=figures)


def _typical_terms(engine: Any, place: Place, shards: Sequence[ShardResult], n_themes: int) -> list[tuple[str, ...]]:
    names = term_columns(n_themes)
    columns = ", ".join(f'"{name}"' for name in names)
    sums = ", ".join(f'sum("{name}")::BIGINT AS "{name}"' for name in names)
    files = files_of(place, "terms", shards)
    engine.execute(
        f"CREATE TEMP TABLE counts AS SELECT word, {sums} FROM read_parquet($files) GROUP BY word", {"files": files}
    )
    row = engine.execute(f"SELECT {sums} FROM counts").fetchone()
    totals = np.array([value or 0 for value in row], np.int64)
    found = []
    for number in range(n_themes):
        sql = _TERMS.format(columns=columns, theme=f'"{names[number]}"')
        told = {"inside": max(1, int(totals[number])), "everywhere": max(1, int(totals[-1])), "most": _CLOSE}
        rows = engine.execute(sql, told).fetchall()
        words = WordCounts(
            [row[0] for row in rows], np.array([row[1:] for row in rows], np.int64).reshape(-1, len(names))
        )
        found.append(typical_terms(words, number, sums=totals, number=TOP_TERMS))
    return found
