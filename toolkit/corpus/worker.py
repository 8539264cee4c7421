"""What a worker does: a shard of files goes down the road, and its tables are written, the telling file last."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from toolkit import __version__
from toolkit.corpus.inputs import Entry, read_bytes
from toolkit.corpus.jobs import Job, ShardResult, checksum, shard_facts, shard_key, tagger_of
from toolkit.corpus.places import Place
from toolkit.corpus.shard_tables import ShardTables
from toolkit.corpus.shards import Shard
from toolkit.corpus.steps import Steps
from toolkit.digests import Digester, together
from toolkit.document import Document
from toolkit.errors import OptionError, ReadError
from toolkit.pipeline import segment
from toolkit.reading import RawText, Source, read_source


def process_shard(job: Job, shard: Shard) -> ShardResult:
    """Do a shard, unless it is done already; a dry job writes nothing.

    Raises
    ------
    OutputError
        If the results cannot be written.
    OptionError
        If this worker runs another version of the toolkit.
    """
    if job.version != __version__:
        raise OptionError(f"a worker runs version {__version__}, this run {job.version}; install the same everywhere")
    place = Place(job.output)
    key = shard_key(job, shard, [_checksum(entry) for entry in shard.entries])
    facts = shard_facts(place, key)
    if facts is not None or job.dry:
        return _result(shard, key, facts or {}, new=facts is None)
    work = _Work(job, shard, place)
    key = shard_key(job, shard, work.run())
    return _result(shard, key, work.write(key), new=True)


def _result(shard: Shard, key: str, facts: dict[str, Any], *, new: bool) -> ShardResult:
    counts = (facts.get("documents", 0), facts.get("characters", 0), len(facts.get("failures", ())))
    themes = tuple((paragraphs, characters) for paragraphs, characters in facts.get("themes", ()))
    return ShardResult(shard.number, key, len(shard.entries), new, *counts, themes)


def _checksum(entry: Entry) -> str:
    try:
        return checksum(read_bytes(entry))
    except ReadError as error:
        return str(error)


class _Work:
    """A shard under way."""

    def __init__(self, job: Job, shard: Shard, place: Place) -> None:
        self._digester = Digester(tagger=tagger_of(job.model, job.model_digest), lengths=job.lengths, focus=job.focus)
        self._columns, self._place, self._shard = job.columns, place, shard
        self._tables = ShardTables(self._digester.themes, job.form)
        self._failures: list[str] = []
        self._steps = Steps(place, shard, self._failures)

    def run(self) -> list[str]:
        """Take the documents of all files, and return the checksums of the bytes that were read."""
        checksums: list[str] = []
        documents = self._segmented(checksums)
        for some in ([document] for document in documents) if self._shard.careful else together(documents):
            self._road(some)
        return checksums

    def _segmented(self, checksums: list[str]) -> Iterator[Document]:
        for entry in self._shard.entries:
            try:
                data = read_bytes(entry)
            except ReadError as error:
                self._failures.append(str(error))
                checksums.append(str(error))
                continue
            checksums.append(checksum(data))
            for raw in self._documents(entry, data):
                if self._steps.enter(raw.name):
                    try:
                        document = segment(raw)
                    except BaseException as error:  # noqa: BLE001 - what no rule foresaw must not stop a million
                        self._failures.append(_unforeseen(raw.name, error))
                    else:
                        yield document

    def _road(self, documents: Sequence[Document]) -> None:
        """The road for some documents, the one place where a shard meets it; where one fails, one by one."""
        try:
            worked = self._digester.work(documents)
        except BaseException as error:  # noqa: BLE001 - as above
            if len(documents) == 1:
                self._failures.append(_unforeseen(documents[0].name, error))
                return
            for document in documents:
                self._road([document])
        else:
            self._tables.add(worked)

    def _documents(self, entry: Entry, data: bytes) -> Iterator[RawText]:
        failures: list[ReadError] = []
        documents = read_source(Source(data, entry.name, self._columns, failures))
        try:
            while self._steps.enter(entry.name) and (raw := next(documents, None)) is not None:
                yield raw
        except ReadError as error:
            failures.append(error)
        except Exception as error:  # noqa: BLE001 - as above
            self._failures.append(_unforeseen(entry.name, error))
        self._failures += map(str, failures)

    def write(self, key: str) -> dict[str, Any]:
        """Write the tables, then the facts that say the shard is done; return the facts."""
        self._steps.end()
        for name, data in self._tables.finish():
            self._place.write(name.format(key=key), data)
        facts = {**self._tables.facts, "failures": sorted(self._failures)}
        self._place.write(f"shards/{key}.json", json.dumps(facts, ensure_ascii=False).encode("utf-8", "replace"))
        return facts


def _unforeseen(name: str, error: BaseException) -> str:
    """The message of a fault in the toolkit, also of a panic in a library, which is no `Exception`."""
    if isinstance(error, MemoryError | KeyboardInterrupt | SystemExit | GeneratorExit):
        raise error
    return f"{name}: {type(error).__name__} ({error}); this is a fault of the toolkit, please report it"
