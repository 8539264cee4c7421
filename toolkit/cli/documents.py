"""Commands on documents one by one: tag, read, clean."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.inputs import documents_of, refuse_inputs
from toolkit.cli.options import (
    Columns,
    Force,
    Json,
    Keep,
    Model,
    Output,
    Paths,
    RecordFormat,
    Records,
    Themes,
    chosen_format,
)
from toolkit.cli.writing import report_failures, write_pieces, write_records, write_tables

if TYPE_CHECKING:
    from rich.console import RenderableType

    from toolkit.document import Document
    from toolkit.errors import ReadError
    from toolkit.reports.records import Record


def tag(
    paths: Paths,
    form: Records = RecordFormat.text,
    as_json: Json = False,
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
        (chosen_format(form, as_json), output, force),
    )


def read(
    paths: Paths,
    form: Records = RecordFormat.text,
    as_json: Json = False,
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
        (chosen_format(form, as_json), output, force),
    )


def clean(
    paths: Paths,
    ledger: Annotated[bool, typer.Option("--ledger", help="The edits instead of the clean text.")] = False,
    keep: Keep = None,
    form: Records = RecordFormat.text,
    as_json: Json = False,
    output: Output = None,
    columns: Columns = None,
    force: Force = False,
) -> None:
    """Print the clean text, or with --ledger each removal and rewrite that leads to it.

    Example: kechuang clean page.txt --ledger --format jsonl
    """
    from toolkit.cleaning import check_rules
    from toolkit.reports.records import edit_record
    from toolkit.reports.terminal import ledger_table

    off, target = check_rules(keep or ()), (chosen_format(form, as_json), output, force)
    if ledger:
        _each_document(
            (paths, columns),
            lambda document: (edit_record(document, edit) for edit in document.ledger),
            ledger_table,
            target,
            off,
        )
    else:
        _clean_texts((paths, columns), target, off)


Inputs = tuple[list[str], list[str] | None]
"""Paths, and what --column said."""
Target = tuple[RecordFormat, Path | None, bool]
"""Format, output, and whether it may replace a file."""


def _clean_texts(inputs: Inputs, target: Target, keep: frozenset[str]) -> None:
    from toolkit.cleaning import apply

    form, output, force = target
    refuse_inputs(output, inputs[0])
    failures: list[ReadError] = []
    documents = documents_of(*inputs, failures=failures, keep=keep)
    texts = ((document.name, apply(document.raw, document.ledger)) for document in documents)
    if form is RecordFormat.text:
        write_pieces((text.strip("\n") + "\n" for _, text in texts), output, force=force)
    else:
        write_records(({"document": name, "text": text} for name, text in texts), form, output, force=force)
    report_failures(failures)


def _each_document(
    inputs: Inputs,
    records: "Callable[[Document], Iterator[Record]]",
    table: "Callable[[Document], list[RenderableType]]",
    target: Target,
    keep: frozenset[str] = frozenset(),
) -> None:
    """Write the records, or the table, of each document as it is read; name the inputs that failed at the end."""
    form, output, force = target
    refuse_inputs(output, inputs[0])
    failures: list[ReadError] = []
    documents = documents_of(*inputs, failures=failures, keep=keep)
    if form is RecordFormat.text:
        write_tables((part for document in documents for part in table(document)), output, force=force)
    else:
        write_records((record for document in documents for record in records(document)), form, output, force=force)
    report_failures(failures)
