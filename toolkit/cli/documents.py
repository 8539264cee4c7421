"""Commands on documents: digest, tag, summarize, read, clean."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.corpus import Cluster, CorpusOptions, DryRun, Workers, run_corpus
from toolkit.cli.options import (
    Columns,
    DigestFormat,
    Force,
    Format,
    Method,
    Model,
    OneTheme,
    Output,
    Paths,
    Query,
    RecordFormat,
    Records,
    ThemeOrder,
    Themes,
    parse_columns,
)
from toolkit.cli.writing import is_quiet, noticed, report_failures, say, write_pieces, write_records, write_tables
from toolkit.errors import ReadError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from toolkit.document import Document
    from toolkit.reports.records import Record
    from toolkit.summarization import Summary

MaxChars = Annotated[
    int | None, typer.Option("--max-chars", min=1, help="The most characters of each document's digest.")
]


def digest(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, globs, or -; without any, the seeds.")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="A folder for digest.md, digest.json and paragraphs.jsonl; or a file."),
    ] = None,
    form: Annotated[
        list[DigestFormat] | None,
        typer.Option("--format", "-f", help="As often as wanted; a folder holds markdown, json and jsonl in any case."),
    ] = None,
    max_chars: MaxChars = None,
    theme_chars: Annotated[
        int, typer.Option("--theme-chars", min=1, help="The most characters of each theme's digest.")
    ] = 800,
    query: Query = None,
    theme: OneTheme = None,
    order: Annotated[
        ThemeOrder, typer.Option("--order", help="A theme's lines by place and date, or by importance.")
    ] = (ThemeOrder.place),
    columns: Columns = None,
    model: Model = None,
    themes: Themes = None,
    workers: Workers = None,
    cluster: Cluster = None,
    dry_run: DryRun = False,
    force: Force = False,
) -> None:
    """Digest documents: the main lines of each, and of each theme over all, every line cited.

    Example: kechuang digest reports/ --output out --format html --format docx --max-chars 300

    With --workers or --cluster the input is a corpus: results are tables, and a second run does only what is new.
    """
    from toolkit.cli.digesting import find_target, run_digest, write_digests
    from toolkit.cli.tagging import chosen_tagger
    from toolkit.digests import Digester, Lengths
    from toolkit.folders import bundled
    from toolkit.summarization import Focus

    lengths, focus = Lengths(max_chars, theme_chars), Focus(query, theme)
    if workers or cluster or dry_run:
        told = CorpusOptions(model, themes, lengths, focus, order.value, parse_columns(columns), form or [], force)
        run_corpus((paths, output), told, workers=workers, cluster=cluster, dry_run=dry_run)
        return
    target = find_target(form or [], None if output is None else Path(output), force=force)
    tagger = chosen_tagger(model, themes)
    digester = Digester(tagger=tagger, lengths=lengths, focus=focus, order=order.value)
    failures: list[ReadError] = []
    documents = _documents(paths or [str(bundled("seeds"))], columns, failures)
    digests = run_digest(documents, target, digester=digester, codebook=tagger.codebook_, failures=failures)
    if not (target.files and is_quiet()):
        write_digests(digests, target, codebook=tagger.codebook_)
    if target.files:
        say(f"results in {output}: {', '.join(path.name for path in target.files)}")
    report_failures(digests.failures)


def tag(
    paths: Paths,
    form: Records = RecordFormat.text,
    output: Output = None,
    columns: Columns = None,
    model: Model = None,
    themes: Themes = None,
    force: Force = False,
) -> None:
    """Tag each body paragraph with its themes, scores and evidence.

    Example: kechuang tag report.txt --format jsonl --output tagged.jsonl
    """
    from toolkit import tagging
    from toolkit.cli.tagging import chosen_tagger
    from toolkit.reports.records import tagged_record
    from toolkit.reports.terminal import tagged_table

    tagger = chosen_tagger(model, themes)
    _each_document(
        (paths, columns),
        lambda document: (tagged_record(document, entry) for entry in tagging.tag(document, tagger)),
        lambda document: tagged_table(document, tagging.tag(document, tagger), tagger.codebook_),
        (form, output, force),
    )


def read(
    paths: Paths,
    form: Records = RecordFormat.text,
    output: Output = None,
    columns: Columns = None,
    force: Force = False,
) -> None:
    """Read documents into typed blocks with their sections and raw spans.

    Example: kechuang read report.txt --format jsonl
    """
    from toolkit.reports.records import block_record
    from toolkit.reports.terminal import block_table

    _each_document(
        (paths, columns),
        lambda document: (block_record(document, paragraph) for paragraph in document.paragraphs),
        block_table,
        (form, output, force),
    )


def clean(
    paths: Paths,
    ledger: Annotated[bool, typer.Option("--ledger", help="The edits instead of the clean text.")] = False,
    keep: Annotated[
        list[str] | None, typer.Option("--keep", metavar="RULE", help="Switch a rule off (repeatable); see the README.")
    ] = None,
    form: Records = RecordFormat.text,
    output: Output = None,
    columns: Columns = None,
    force: Force = False,
) -> None:
    """Print the clean text, or with --ledger each removal and rewrite that leads to it.

    Example: kechuang clean page.txt --ledger --format jsonl
    """
    from toolkit.cleaning import apply, check_rules
    from toolkit.reports.records import edit_record
    from toolkit.reports.terminal import ledger_table

    off = check_rules(keep or ())
    if ledger:
        _each_document(
            (paths, columns),
            lambda document: (edit_record(document, edit) for edit in document.ledger),
            ledger_table,
            (form, output, force),
            off,
        )
        return
    failures: list[ReadError] = []
    texts = ((document, apply(document.raw, document.ledger)) for document in _documents(paths, columns, failures, off))
    if form is RecordFormat.text:
        write_pieces((text.strip("\n") + "\n" for _, text in texts), output, force=force)
    else:
        write_records(
            ({"document": document.name, "text": text} for document, text in texts), form, output, force=force
        )
    report_failures(failures)


def summarize(
    paths: Paths,
    max_chars: Annotated[
        int | None, typer.Option("--max-chars", min=1, help="The most characters; 200 where no limit is given.")
    ] = None,
    max_sentences: Annotated[int | None, typer.Option("--max-sentences", min=1, help="The most sentences.")] = None,
    ratio: Annotated[float | None, typer.Option("--ratio", help="The largest share of the text, in (0, 1].")] = None,
    query: Query = None,
    theme: OneTheme = None,
    method: Annotated[Method, typer.Option("--method", help="How sentences are ranked.")] = Method.auto,
    form: Annotated[Format, typer.Option("--format", "-f", help="text, markdown, json, jsonl or csv.")] = Format.text,
    output: Output = None,
    columns: Columns = None,
    force: Force = False,
) -> None:
    """Summarize each document by lines of its own, within a hard limit.

    Example: kechuang summarize report.txt --max-chars 200
    """
    from toolkit import pipeline
    from toolkit.reports import records, tables
    from toolkit.reports.markdown import summary_markdown

    limits = {"max_chars": max_chars, "max_sentences": max_sentences, "ratio": ratio}
    failures: list[ReadError] = []
    summaries = _told(
        pipeline.summarize(document, method=method.value, query=query, theme=theme, **limits)
        for document in _documents(paths, columns, failures)
    )
    writers: dict[Format, Callable[[], Iterator[str]]] = {
        Format.text: lambda: (summary.text + "\n" for summary in summaries),
        Format.markdown: lambda: (summary_markdown(summary) for summary in summaries),
        Format.json: lambda: _json_of(list(map(records.summary_record, summaries)), paths),
        Format.jsonl: lambda: tables.to_json_lines(map(records.summary_record, summaries)),
        Format.csv: lambda: tables.to_csv(
            {"document": summary.document, **line}
            for summary in summaries
            for line in records.summary_record(summary)["lines"]
        ),
    }
    write_pieces(writers[form](), output, force=force)
    report_failures(failures)


def _told(summaries: "Iterator[Summary]") -> "Iterator[Summary]":
    """Say on standard error which summaries are empty."""
    for summary in summaries:
        if not summary.lines:
            say(f"{summary.document}: no line fits the limit and the focus, so the summary is empty")
        yield summary


def _json_of(found: "list[Record]", paths: list[str]) -> Iterator[str]:
    """An object where one file was asked for and holds one document, else an array."""
    from toolkit.reports.tables import to_json, to_json_array

    one_file = len(paths) == 1 and (paths[0] == "-" or Path(paths[0]).is_file())
    return iter([to_json(found[0])]) if one_file and len(found) == 1 else to_json_array(found)


def _documents(
    paths: list[str], columns: list[str] | None, failures: list[ReadError], keep: frozenset[str] = frozenset()
) -> "Iterator[Document]":
    from toolkit.pipeline import read_each
    from toolkit.reading import distinct_paths

    if repeated := len(paths) - len(list(distinct_paths(paths))):
        say(f"note: {repeated} of the paths name what another one names; each is read once")
    return noticed(read_each(paths, failures=failures, columns=parse_columns(columns), keep=keep))


def _each_document(
    inputs: tuple[list[str], list[str] | None],
    records: "Callable[[Document], Iterator[Record]]",
    table: "Callable[[Document], list[RenderableType]]",
    target: tuple[RecordFormat, Path | None, bool],
    keep: frozenset[str] = frozenset(),
) -> None:
    """Write the records, or the table, of each document; name the inputs that failed at the end."""
    form, output, force = target
    failures: list[ReadError] = []
    documents = _documents(*inputs, failures, keep)
    if form is RecordFormat.text:
        write_tables([part for document in documents for part in table(document)], output, force=force)
    else:
        write_records((record for document in documents for record in records(document)), form, output, force=force)
    report_failures(failures)
