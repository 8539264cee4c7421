"""Options that several commands share, and the formats each may write."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How results are written."""

    text = "text"
    markdown = "markdown"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class DigestFormat(StrEnum):
    """How digests are written; the tables of a corpus are parquet or jsonl."""

    text = "text"
    markdown = "markdown"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


class RecordFormat(StrEnum):
    """How lists of records are written."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class Report(StrEnum):
    """How a table of scores is written."""

    text = "text"
    json = "json"


class Method(StrEnum):
    """How sentences are ranked."""

    auto = "auto"
    lead = "lead"
    textrank = "textrank"
    lexrank = "lexrank"
    centroid = "centroid"
    pacsum = "pacsum"
    snownlp = "snownlp"


Paths = Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.", show_default=False)]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output.")]
Force = Annotated[bool, typer.Option("--force", help="Replace an existing output.")]
Model = Annotated[Path | None, typer.Option("--model", help="A model file; the shipped one without it.")]
Themes = Annotated[Path | None, typer.Option("--themes", help="A codebook (TOML); the five shipped themes without it.")]
Labels = Annotated[
    list[Path] | None, typer.Option("--labels", help="Labelled texts (JSON Lines); the shipped ones without it.")
]
Records = Annotated[RecordFormat, typer.Option("--format", "-f", help="text, json, jsonl or csv.")]
