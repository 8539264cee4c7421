"""The command digest: the main job, on files or on a corpus."""

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.corpus import Cluster, CorpusOptions, DryRun, Workers, run_corpus
from toolkit.cli.inputs import refuse_inputs
from toolkit.cli.options import (
    Columns,
    DigestFormat,
    Force,
    Model,
    OneTheme,
    Query,
    ThemeOrder,
    Themes,
    parse_columns,
)
from toolkit.errors import OptionError

SomePaths = Annotated[list[str] | None, typer.Argument(help="Files, folders, globs, or -; without any, the seeds.")]
Place = Annotated[
    str | None,
    typer.Option("--output", "-o", help="A folder for digest.md, digest.json and paragraphs.jsonl; or a file."),
]
Forms = Annotated[
    list[DigestFormat] | None,
    typer.Option("--format", "-f", help="As often as wanted; a folder holds markdown, json and jsonl in any case."),
]
Json = Annotated[
    bool, typer.Option("--json", help="The digest as JSON; with --output, what was done as JSON on standard output.")
]
MaxChars = Annotated[
    int | None, typer.Option("--max-chars", min=1, help="The most characters of each document's digest.")
]
ThemeChars = Annotated[int, typer.Option("--theme-chars", min=1, help="The most characters of each theme's digest.")]
Order = Annotated[ThemeOrder, typer.Option("--order", help="A theme's lines by place and date, or by importance.")]


def digest(
    paths: SomePaths = None,
    output: Place = None,
    form: Forms = None,
    as_json: Json = False,
    max_chars: MaxChars = None,
    theme_chars: ThemeChars = 800,
    query: Query = None,
    theme: OneTheme = None,
    order: Order = ThemeOrder.place,
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
    from toolkit.cli.digesting import DigestOptions, digest_files
    from toolkit.cli.targets import find_target
    from toolkit.digests import Lengths
    from toolkit.summarization import Focus

    lengths, focus = Lengths(max_chars, theme_chars), Focus(query, theme)
    if workers or cluster or dry_run:
        if as_json:
            raise OptionError("--json: the results of a corpus are tables; read themes.json in the folder instead")
        told = CorpusOptions(model, themes, lengths, focus, order.value, parse_columns(columns), form or [], force)
        run_corpus((paths, output), told, workers=workers, cluster=cluster, dry_run=dry_run)
        return
    place = Path(output) if output else None
    refuse_inputs(place, paths or ())
    target = find_target(form or [], as_json, place, force=force)
    digest_files(paths or [], DigestOptions(model, themes, lengths, focus, order.value, columns), target)
