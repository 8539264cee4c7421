"""The command summarize: verbatim lines of each document within a hard limit."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.inputs import documents_of, refuse_inputs
from toolkit.cli.options import Columns, Force, Format, Json, Method, OneTheme, Output, Paths, Query, chosen_format
from toolkit.cli.writing import report_failures, say, write_pieces

if TYPE_CHECKING:
    from toolkit.errors import ReadError
    from toolkit.reports.records import Record
    from toolkit.summarization import Summary


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
    as_json: Json = False,
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

    form = chosen_format(form, as_json)
    refuse_inputs(output, paths)
    limits = {"max_chars": max_chars, "max_sentences": max_sentences, "ratio": ratio}
    failures: list[ReadError] = []
    summaries = _told(
        pipeline.summarize(document, method=method.value, query=query, theme=theme, **limits)
        for document in documents_of(paths, columns, failures=failures)
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
