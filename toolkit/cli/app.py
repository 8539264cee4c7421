"""The commands, each named for the public function it calls."""

import typer

from toolkit.cli import config, corpus, digests, documents, models, summaries, writing
from toolkit.cli.command import Command

app = typer.Typer(
    name="kechuang",
    help="Chinese policy documents in, themed paragraphs and citable digests out. Offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)
app.command(cls=Command)(digests.digest)
app.command(cls=Command)(documents.tag)
app.command(cls=Command)(summaries.summarize)
app.command(cls=Command)(documents.read)
app.command(cls=Command)(documents.clean)
app.command(cls=Command)(corpus.query)
app.command(cls=Command)(models.train)
app.command(cls=Command)(models.evaluate)
app.command(cls=Command)(models.explain)
app.command(cls=Command)(models.themes)


@app.callback(invoke_without_command=True)
def options(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Print the version and exit."),
    quiet: bool = typer.Option(False, "--quiet", "-q", help="Say nothing but results and errors."),
) -> None:
    """Chinese policy documents in, themed paragraphs and citable digests out. Offline.

    Options that are always the same can stand in kechuang.toml in the working folder, a table a command.

    Example: kechuang --quiet digest reports/ --output out
    """
    if version:
        from toolkit import __version__

        typer.echo(f"kechuang {__version__}")
        raise typer.Exit
    if quiet:
        writing.be_quiet()
    context.default_map = config.load_options(context)
