"""Options that several commands share, and the formats each may write."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from toolkit.cli.completion import complete_rule, complete_theme


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
    html = "html"
    docx = "docx"
    xlsx = "xlsx"
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


class ExplainFormat(StrEnum):
    """How explanations are written."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    html = "html"


class Method(StrEnum):
    """How sentences are ranked."""

    auto = "auto"
    lead = "lead"
    textrank = "textrank"
    lexrank = "lexrank"
    centroid = "centroid"
    pacsum = "pacsum"
    snownlp = "snownlp"


class ThemeOrder(StrEnum):
    """How the lines of a theme are ordered."""

    place = "place"
    importance = "importance"


Query = Annotated[str | None, typer.Option("--query", help="Words that lines must be about.")]
OneTheme = Annotated[
    str | None,
    typer.Option("--theme", help="The id of a theme that lines must belong to.", autocompletion=complete_theme),
]
Paths = Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.", show_default=False)]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output.")]
Force = Annotated[bool, typer.Option("--force", help="Replace an existing output.")]
Model = Annotated[Path | None, typer.Option("--model", help="A model file; the shipped one without it.")]
Themes = Annotated[Path | None, typer.Option("--themes", help="A codebook (TOML); the five shipped themes without it.")]
Labels = Annotated[
    list[Path] | None, typer.Option("--labels", help="Labelled texts (JSON Lines); the shipped ones without it.")
]
Records = Annotated[RecordFormat, typer.Option("--format", "-f", help="text, json, jsonl or csv.")]
Tables = Annotated[Report, typer.Option("--format", "-f", help="text or json.")]
Json = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
Keep = Annotated[
    list[str] | None,
    typer.Option(
        "--keep",
        metavar="RULE",
        help="Switch a rule off (repeatable); see the README.",
        autocompletion=complete_rule,
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column", help="Of tables: MEANING=NAME, such as text=正文; also title, date, region, source, author, id."
    ),
]
F = TypeVar("F", bound=StrEnum)


def chosen_format(form: F, as_json: bool) -> F:
    """Return the format that --format and --json mean together.

    Raises
    ------
    OptionError
        If they contradict each other.
    """
    from toolkit.errors import OptionError

    if as_json and form.value not in ("text", "json"):
        raise OptionError(f"--json and --format {form.value} exclude each other; give one of them")
    return type(form)("json") if as_json else form


def parse_columns(told: list[str] | None) -> dict[str, str]:
    """Return the columns by their meaning.

    Raises
    ------
    OptionError
        If an entry is not of the form MEANING=NAME.
    """
    from toolkit.errors import OptionError

    pairs = [entry.partition("=") for entry in told or []]
    for meaning, mark, name in pairs:
        if not (meaning and mark and name):
            raise OptionError(f"--column {meaning}{mark}{name}: give MEANING=NAME, such as text=正文")
    return {meaning: name for meaning, _, name in pairs}
