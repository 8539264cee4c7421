"""What all commands share: --quiet behind the command too, and a suggestion for a mistyped choice."""

import re
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from toolkit.arguments import suggestion
from toolkit.cli.config import FILE
from toolkit.cli.writing import be_quiet, say

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but results and errors.")]
_NOT_ONE_OF = re.compile(r"(?:Value error, )?'([^']*)' is not one of (.*?)\.?")


class Command(TyperCommand):
    """A command with the shared options, which its function never sees."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.params += _shared_options()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the command line; a choice that does not exist is answered by the one like it."""
        try:
            rest = super().parse_args(ctx, args)
        except typer.BadParameter as error:
            error.message = _with_suggestion(error.message)
            raise
        if ctx.params.pop("quiet", False):
            be_quiet()
        if ctx.default_map:
            say(f"note: options from {FILE}")
        return rest


def _shared_options() -> list[Any]:
    shared = typer.Typer(add_completion=False)

    @shared.command()
    def options(quiet: Quiet = False) -> None: ...

    return typer.main.get_command(shared).params


def _with_suggestion(message: str) -> str:
    found = _NOT_ONE_OF.fullmatch(message)
    if found is None:
        return message
    name, listed = found.groups()
    choices = listed.replace("'", "").split(", ")
    return f"no {name!r}{suggestion(name, choices)} choose one of {', '.join(choices)}"
