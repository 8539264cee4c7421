"""A run over a corpus: shards out to workers, results back, one merge; what was done before is not done again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit import __version__
from toolkit.corpus import manifest
from toolkit.corpus.cluster import run_cluster
from toolkit.corpus.extras import check_installed, require
from toolkit.corpus.inputs import walk_inputs
from toolkit.corpus.jobs import Crash, Job, ShardResult, model_digest, shard_facts, tagger_of
from toolkit.corpus.local import run_local
from toolkit.corpus.merge import merge_themes
from toolkit.corpus.places import Place
from toolkit.corpus.processes import Alone
from toolkit.corpus.reposts import mark_duplicates
from toolkit.corpus.shards import Shard, cut_shards, largest_first, shard_size
from toolkit.corpus.theme_files import NAMES, theme_files
from toolkit.digests import Digests, Lengths, ThemeDigest, ThemeOrder
from toolkit.errors import OptionError, ReadError
from toolkit.summarization import Focus


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a corpus is digested.

    `workers` processes on this machine do it, or the Dask cluster at the address `cluster` (`local` starts one here).
    `form` is `parquet` or `jsonl`; `focus`, `order` and `columns` are those of `toolkit.digest` and `toolkit.read`.
    `shard_size` is the average number of files of a shard; without it, it follows from their number. `force` lets
    results of another kind in the folder be replaced.
    """

    workers: int = 1
    cluster: str | None = None
    model: str | None = None
    lengths: Lengths = field(default_factory=Lengths)
    focus: Focus = field(default_factory=Focus)
    order: ThemeOrder = "place"
    columns: Mapping[str, str] = field(default_factory=dict)
    form: str = "parquet"
    shard_size: int | None = None
    force: bool = False

    def __post_init__(self) -> None:
        if self.workers < 1 or (self.shard_size is not None and self.shard_size < 1):
            raise OptionError("workers and shard_size must be at least 1")


@dataclass(slots=True)
class RunReport:
    """What a run did; it grows while the run is under way.

    `files` are those of the input, `seen` those that are through, `new_files` those that were done now (in a dry run:
    that would be done). `new` and `kept` count the documents done now and before, `characters` those of the new ones as
    read, `failed` the inputs that failed, each with its message in `failures`, and `reposts` the documents of the whole
    corpus that repeat earlier ones.
    """

    files: int = 0
    seen: int = 0
    new_files: int = 0
    new: int = 0
    kept: int = 0
    characters: int = 0
    failed: int = 0
    failures: list[str] = field(default_factory=list)
    reposts: int = 0
    themes: tuple[ThemeDigest, ...] = ()

    def add(self, result: ShardResult | Crash) -> None:
        """Add what became of a shard."""
        if isinstance(result, Crash):
            files = len(result.shard.entries)
            self.seen += files
            self.failed += files
            self.failures.append(f"{result.shard.label}: {files} files left out: {result.reason}")
            return
        self.seen += result.files
        self.failed += result.failures
        if result.new:
            self.new_files += result.files
            self.new += result.documents
            self.characters += result.characters
        else:
            self.kept += result.documents


Watch = Callable[[RunReport], None]


def digest_corpus(
    paths: Sequence[str],
    output: str,
    *,
    options: RunOptions | None = None,
    dry_run: bool = False,
    watch: Watch = lambda report: None,
) -> RunReport:
    """Digest many files into a folder of tables, by several workers, going on where an earlier run ended.

    Parameters
    ----------
    paths
        Files, folders and globs; or storage that fsspec knows (`s3://bucket/folder`).
    output
        The folder, or such storage.
    options
        Who does the work, and how; see `RunOptions`.
    dry_run
        Only tell what would be done.
    watch
        Called with the growing report whenever a shard is through.

    Raises
    ------
    OutputError
        If another run writes there, the disk is full, or results of another kind lie there.
    ToolkitError
        If the Dask cluster has no workers any more.
    """
    options = options or RunOptions()
    check_installed("pyarrow", "duckdb", "filelock", "loky")
    shared = {name: getattr(options, name) for name in ("lengths", "focus", "order", "columns", "form")}
    job = Job(output, options.model, model_digest(options.model), **shared, dry=dry_run)
    place = Place(output)
    if dry_run:
        return _Run(paths, place, job, options).through(watch)
    with manifest.locked(place), Alone() as merger:
        manifest.refuse_foreign(place, NAMES, force=options.force)
        run = _Run(paths, place, job, options)
        run.through(watch, at_the_last=lambda: merger.start(_prepare_merge, job))
        run.merge(merger)
        return run.report


class _Run:
    """One run: its shards go out, and their results come back in any order."""

    def __init__(self, paths: Sequence[str], place: Place, job: Job, options: RunOptions) -> None:
        self._paths, self._place, self._job, self._options = paths, place, job, options
        self._done: dict[int, ShardResult] = {}
        self._missing: list[ReadError] = []
        self.report = RunReport()

    def through(self, watch: Watch, *, at_the_last: Callable[[], None] = lambda: None) -> RunReport:
        """Send all shards through the workers; call `at_the_last` when the last one has gone out."""
        for result in self._results(self._shards(at_the_last)):
            self.report.add(result)
            if isinstance(result, ShardResult):
                self._done[result.number] = result
            watch(self.report)
        self.report.failed += len(self._missing)
        self.report.failures[:0] = map(str, self._missing)
        return self.report

    def _shards(self, at_the_last: Callable[[], None]) -> Iterator[Shard]:
        """Count the files, while the workers are starting, and cut them into shards."""
        self.report.files = sum(1 for _ in walk_inputs(self._paths, failures=[]))
        size = self._options.shard_size or shard_size(self.report.files, manifest.earlier_size(self._place))
        if not self._job.dry:
            manifest.begin(self._place, self._job.settings, size)
        yield from largest_first(cut_shards(walk_inputs(self._paths, failures=self._missing), size))
        at_the_last()

    def _results(self, shards: Iterator[Shard]) -> Iterable[ShardResult | Crash]:
        address, workers = self._options.cluster, self._options.workers
        if address is None:
            return run_local(self._job, shards, workers=workers)
        return run_cluster(self._job, shards, address=address, workers=workers)

    def merge(self, process: Alone) -> None:
        """Write the theme digests, then make the run the folder's last whole one."""
        shards = [self._done[number] for number in sorted(self._done)]
        for shard in shards:
            if shard.failures:
                self.report.failures += (shard_facts(self._place, shard.key) or {})["failures"]
        # this process stays small, whatever a merge takes
        themes, self.report.reposts = process.call(_merged, self._job, shards)
        digests = Digests((), themes, tuple(self.report.failures), __version__, self._job.model_digest[:12])
        documents = sum(shard.documents for shard in shards)
        for name, text in theme_files(digests, documents=documents, reposts=self.report.reposts).items():
            self._place.write(name, text.encode("utf-8", "replace"))
        manifest.finish(self._place, manifest.Manifest(self._job.settings, tuple(shard.key for shard in shards)))
        self.report.themes = themes


def _prepare_merge(job: Job) -> None:
    tagger_of(job.model, job.model_digest)
    require("duckdb")
    require("pyarrow.parquet")


def _merged(job: Job, shards: Sequence[ShardResult]) -> tuple[tuple[ThemeDigest, ...], int]:
    reposts = mark_duplicates(job, shards)
    return merge_themes(job, shards), reposts
