"""The corpus side of `kechuang digest`, and `kechuang query`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from toolkit.cli.completion import complete_theme
from toolkit.cli.options import DigestFormat, Force, Json, Output, RecordFormat, Records, chosen_format
from toolkit.cli.writing import say, write_records, write_tables
from toolkit.errors import OptionError

if TYPE_CHECKING:
    from toolkit.corpus import RunReport
    from toolkit.corpus.runs import Watch
    from toolkit.digests import Lengths, ThemeOrder
    from toolkit.summarization import Focus

_EVERY = 10.0  # seconds between two lines in a pipe
_SHOWN = 20

Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Digest a corpus by so many processes, into a folder of tables.")
]
Cluster = Annotated[
    str | None, typer.Option("--cluster", help="A Dask scheduler (tcp://host:8786), or local; needs the extra cluster.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only tell which files of the corpus would be done.")]


class CorpusOptions(NamedTuple):
    """What the options of `kechuang digest` mean for a corpus."""

    model: Path | None
    themes: Path | None
    lengths: "Lengths"
    focus: "Focus"
    order: "ThemeOrder"
    columns: dict[str, str]
    forms: list[DigestFormat]
    force: bool


def run_corpus(
    places: tuple[list[str] | None, str | None],
    told: CorpusOptions,
    *,
    workers: int | None,
    cluster: str | None,
    dry_run: bool,
) -> None:
    """Digest a corpus, show how far it is, and report at the end; exit code 1 if an input failed."""
    from toolkit.corpus import RunOptions, digest_corpus
    from toolkit.folders import bundled

    paths, output = places
    if output is None:
        raise OptionError("a corpus needs a folder for its results; give --output FOLDER")
    if told.themes is not None:
        raise OptionError("a corpus needs a model; train one by `kechuang train --themes`, and give it by --model")
    shared = {name: getattr(told, name) for name in ("lengths", "focus", "order", "columns", "force")}
    model = None if told.model is None else str(told.model)
    options = RunOptions(workers or 1, cluster, model, form=_table_form(told.forms), **shared)
    start = monotonic()
    with _progress() as watch:
        inputs = paths or [str(bundled("seeds"))]
        report = digest_corpus(inputs, output, options=options, dry_run=dry_run, watch=watch)
    if dry_run:
        say(f"would do {report.new_files} of {report.files} files; {report.kept} documents are done")
    else:
        _say_done(report, output, monotonic() - start)
    _name_failures(report)


def _table_form(forms: list[DigestFormat]) -> str:
    if len(forms) > 1 or not set(forms) <= {DigestFormat.parquet, DigestFormat.jsonl}:
        given = " ".join(form.value for form in forms)
        raise OptionError(f"--format {given}: the tables of a corpus are parquet or jsonl")
    return forms[0].value if forms else "parquet"


def _say_done(report: "RunReport", output: str, seconds: float) -> None:
    say(f"results in {output}: themes.md, themes.json, tables of documents and paragraphs")
    rate = report.characters / max(seconds, 1e-3)
    say(
        f"done {report.new} documents ({report.characters:,} characters, {rate:,.0f} a second), "
        f"skipped {report.kept} done before, failed {report.failed}"
    )
    if report.reposts:
        say(f"{report.reposts} documents repeat earlier ones; the tables of duplicates tell which")


def _name_failures(report: "RunReport") -> None:
    for failure in report.failures[:_SHOWN]:
        say(f"error: {failure}")
    if len(report.failures) > _SHOWN:
        say(f"error: and {len(report.failures) - _SHOWN} more; themes.json names all")
    if report.failures:
        raise typer.Exit(1)


@contextmanager
def _progress() -> "Iterator[Watch]":
    """A bar with characters a second and time left on a terminal, a plain line now and then in a pipe."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("文件"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as shown:
        task, start = shown.add_task("", total=None, rate=""), monotonic()

        def watch(report: "RunReport") -> None:
            rate = f"{report.characters / max(monotonic() - start, 1e-3):,.0f} 字/秒"
            shown.update(task, total=report.files, completed=report.seen, rate=rate)

        yield watch


class _Lines:
    """Says how far a run is, at most every ten seconds."""

    def __init__(self) -> None:
        self._start = self._said = monotonic()

    def __call__(self, report: "RunReport") -> None:
        now = monotonic()
        if now - self._said < _EVERY:
            return
        self._said = now
        spent = now - self._start
        left = spent / max(report.seen, 1) * (report.files - report.seen)
        say(f"{report.seen} of {report.files} files, {report.characters / spent:,.0f} characters/s, {left:.0f} s left")


def query(
    folder: Annotated[str, typer.Argument(help="A folder that `kechuang digest --workers` wrote.")],
    theme: Annotated[
        str | None, typer.Option("--theme", help="A theme's id; see `kechuang themes`.", autocompletion=complete_theme)
    ] = None,
    region: Annotated[str | None, typer.Option("--region", help="A part of the region's name.")] = None,
    year: Annotated[int | None, typer.Option("--year", min=0, max=9999, help="The year of the document.")] = None,
    text: Annotated[str | None, typer.Option("--text", help="Words that stand in the paragraph, as written.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="The most paragraphs.")] = 50,
    form: Records = RecordFormat.text,
    as_json: Json = False,
    output: Output = None,
    force: Force = False,
) -> None:
    """Find paragraphs in the results of a corpus, in the order of its documents.

    Example: kechuang query out --theme finance --region 镇江 --year 2021 --text 苏科贷
    """
    from toolkit.corpus import Query, query_results

    form = chosen_format(form, as_json)
    found = query_results(folder, Query(theme, region, year, text, limit + 1))
    rows, more = found[:limit], len(found) > limit
    if form is RecordFormat.text:
        from toolkit.reports.found import found_table

        write_tables([found_table(rows)], output, force=force)
    else:
        write_records(rows, form, output, force=force)
    say(f"the first {limit} paragraphs; --limit shows more" if more else f"{len(rows)} paragraphs")
