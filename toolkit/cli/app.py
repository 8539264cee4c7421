"""The commands, each named for the public function it calls."""

import typer

from toolkit.cli import config, corpus, documents, models, writing

app = typer.Typer(
    name="kechuang",
    help="Chinese policy documents in, themed paragraphs and citable digests out. Offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)
app.command()(documents.digest)
app.command()(documents.tag)
app.command()(documents.summarize)
app.command()(documents.read)
app.command()(documents.clean)
app.command()(corpus.query)
app.command()(models.train)
app.command()(models.evaluate)
app.command()(models.explain)
app.command()(models.themes)


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
    if context.default_map:
        writing.say(f"note: options from {config.FILE}")
