"""What goes to a worker and comes back: a job, and the result of a shard; and the digests that tell them apart."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from toolkit import __version__
from toolkit.corpus.manifest import FORMAT
from toolkit.corpus.places import Place
from toolkit.corpus.shards import Shard
from toolkit.digests import Lengths, ThemeOrder
from toolkit.errors import ModelError
from toolkit.folders import bundled
from toolkit.summarization import Focus
from toolkit.tagging import ThemeTagger, load_tagger


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker must know: the output, the model, and the options.

    `form` is `parquet` or `jsonl`; a `dry` job only tells what is to be done.
    """

    output: str
    model: str | None
    model_digest: str
    lengths: Lengths = field(default_factory=Lengths)
    focus: Focus = field(default_factory=Focus)
    order: ThemeOrder = "place"
    columns: Mapping[str, str] = field(default_factory=dict)
    form: str = "parquet"
    dry: bool = False
    version: str = __version__

    @property
    def settings(self) -> dict[str, Any]:
        """All that shapes the tables of a shard, beside its input."""
        return {
            "format": FORMAT,
            "version": self.version,
            "model": self.model_digest,
            "max_chars": self.lengths.max_chars,
            "query": self.focus.query,
            "theme": self.focus.theme,
            "columns": dict(self.columns),
            "form": self.form,
        }


@dataclass(frozen=True, slots=True)
class ShardResult:
    """What became of a shard.

    `key` names its files, `new` says that they were not there before. `failures` counts the inputs that failed;
    `themes` has for each theme the paragraphs that carry it, and their characters.
    """

    number: int
    key: str
    files: int
    new: bool
    documents: int = 0
    characters: int = 0
    failures: int = 0
    themes: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Crash:
    """A shard that brought its worker down, and did so again before its first document or after its last."""

    shard: Shard
    reason: str


def shard_key(job: Job, shard: Shard, checksums: list[str]) -> str:
    """Return the digest of a shard's input and of all that shapes its results.

    What was fatal is a part of it: the next run finds no such shard under its own key, and tries all of it anew.
    """
    inputs = [(entry.argument, entry.name, told) for entry, told in zip(shard.entries, checksums, strict=True)]
    return checksum(json.dumps([job.settings, inputs, *shard.fatal], sort_keys=True).encode())


def checksum(data: bytes) -> str:
    """Return the BLAKE2b digest of some bytes, 16 bytes in hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def shard_facts(place: Place, key: str) -> dict[str, Any] | None:
    """The facts that a finished shard keeps about itself, or None where it is not finished."""
    data = place.read(f"shards/{key}.json")
    return None if data is None else json.loads(data)


def model_digest(model: str | None) -> str:
    """Return the digest of the model file and of what ships beside it and shapes results.

    Raises
    ------
    ModelError
        If the model cannot be read.
    """
    shipped = sorted(path for path in bundled("models").iterdir() if path.suffix in {".model", ".json"})
    files = [*shipped, Path(model)] if model else shipped
    try:
        return checksum(b"".join(path.read_bytes() for path in files))
    except OSError as error:
        raise ModelError(f"{model}: the model cannot be read ({error.strerror}); check the path") from None


@cache
def tagger_of(model: str | None, wanted: str) -> ThemeTagger:
    """Return the tagger, loaded once a process.

    Raises
    ------
    ModelError
        If it is not the one with which the run began.
    """
    if model_digest(model) != wanted:
        raise ModelError(f"{model or 'the shipped model'}: this worker finds another model than the run began with")
    return load_tagger(model)
