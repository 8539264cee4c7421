"""The tables of a shard under construction: they grow document by document, as columns and not as objects."""

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Any

import numpy as np

from toolkit.corpus import tables
from toolkit.corpus.grams import Grams
from toolkit.digests import Digests, TaggedDocument, Worked
from toolkit.digests.terms import TermCounts
from toolkit.duplicates import Signature, sign
from toolkit.reports import records
from toolkit.reports.records import Record


class ShardTables:
    """Takes the documents of a shard and ends with its files."""

    def __init__(self, themes: Sequence[str], form: str) -> None:
        self._themes = themes
        self._lines = form == "jsonl"
        self._terms, self._grams = TermCounts(len(themes)), Grams()
        self._counts = np.zeros((len(themes), 2), np.int64)
        self._documents = self._characters = 0
        self._written: dict[str, tables.TableWriter] = {
            "documents": self._table(tables.document_schema(themes)),
            "paragraphs": self._table(tables.paragraph_schema(themes)),
            "candidates": tables.ParquetTable(tables.candidate_schema()),
            "signatures": tables.ParquetTable(tables.signature_schema()),
        }

    def _table(self, schema: Any) -> tables.TableWriter:
        return tables.JsonLinesTable() if self._lines else tables.ParquetTable(schema)

    def add(self, worked: Worked) -> None:
        """Take documents that went down the road."""
        signatures = sign([found.document for found in worked.documents])
        for found, signed in zip(worked.documents, signatures, strict=True):
            self._add(found, signed)
        self._grams.add(block.text for found in worked.documents for block in found.document.body)
        self._terms.add(worked.words)

    def _add(self, found: TaggedDocument, signed: Signature) -> None:
        given, lengths = found.scores.given, found.scores.lengths
        self._counts += np.stack([given.sum(axis=0), lengths @ given], axis=1)
        self._written["documents"].add([_document_record(found)])
        self._written["paragraphs"].add(
            [records.tagged_record(found.document, entry) for entry in found.tagged]
            if self._lines
            else _paragraphs(found)
        )
        self._written["candidates"].add(_candidates(found, self._documents))
        self._written["signatures"].add([_signature(found.document.name, signed, self._documents)])
        self._documents += 1
        self._characters += len(found.document.raw)

    @property
    def facts(self) -> Record:
        """How much there is: documents, characters as read, and for each theme its paragraphs and their characters."""
        return {"documents": self._documents, "characters": self._characters, "themes": self._counts.tolist()}

    def finish(self) -> Iterator[tuple[str, bytes]]:
        """Yield the name of each file, with `{key}` for the shard's key, and its bytes."""
        terms = tables.ParquetTable(tables.term_schema(len(self._themes)))
        words, counts = self._terms.total
        terms.add_columns([words, *np.ascontiguousarray(counts.T)])
        for folder, table in {**self._written, "terms": terms}.items():
            yield f"{folder}/{{key}}.{table.suffix}", table.finish()
        if not self._lines:
            yield "grams/{key}.bits", self._grams.finish()


def _document_record(found: TaggedDocument) -> Record:
    whole = records.digests_record(Digests((found.digest,), (), (), "", ""))["documents"][0]
    characters = sum(len(entry.paragraph.text) for entry in found.tagged)
    known_by_all = {"repost_of", "share", "duplicates"}  # the merge tells
    return {**{name: value for name, value in whole.items() if name not in known_by_all}, "characters": characters}


def _signature(name: str, signed: Signature, number: int) -> Record:
    return {
        "number": number,
        "document": name,
        "length": signed.length,
        "blocks": signed.blocks,
        "hashes": signed.hashes.ravel(),
        "bands": signed.bands.ravel(),
        "sentence_blocks": signed.sentences.blocks,
        "sentence_keys": signed.sentences.keys,
        "sentence_lengths": signed.sentences.lengths,
    }


def _paragraphs(found: TaggedDocument) -> list[Record]:
    """The rows of the paragraphs, without the evidence and the sentences that JSON Lines have."""
    document, names = found.document, found.scores.themes
    about = {"date": document.date, "region": document.region}
    rows = zip(found.tagged, found.scores.paragraphs.tolist(), found.scores.given.tolist(), strict=True)
    return [
        {
            **records.block_record(document, entry.paragraph),
            **about,
            "characters": len(entry.paragraph.text),
            "themes": list(compress(names, given)),
            "primary": entry.primary if any(given) else None,
            "scores": dict(zip(names, scores, strict=True)),
            "unsure": entry.unsure,
        }
        for entry, scores, given in rows
    ]


def _candidates(found: TaggedDocument, number: int) -> list[Record]:
    return [
        {
            "theme": theme,
            "number": number,
            "first": entry.order[1],
            "last": entry.last,
            "joint": entry.joint,
            "place": entry.place,
            "date": entry.date,
            **records.line_record(entry.line),
            "value": entry.value,
            "words": sorted(entry.words),
            "figures": sorted(entry.figures),
        }
        for theme, offered in enumerate(found.candidates)
        for entry in offered
    ]
