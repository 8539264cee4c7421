"""The file kechuang.toml: options that a project always gives, a table a command, named as on the command line."""

import tomllib
from pathlib import Path
from typing import Any

import typer

from toolkit.arguments import suggestion
from toolkit.errors import OptionError

FILE = "kechuang.toml"


def load_options(context: typer.Context) -> dict[str, dict[str, Any]]:
    """Return the options of `kechuang.toml` in the working folder, by command and parameter; without it, none.

    Raises
    ------
    OptionError
        If the file is no TOML, or names a command or an option that does not exist.
    """
    path = Path(FILE)
    if not path.is_file():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OptionError(f"{path}: not a file in TOML: {error}") from None
    commands = getattr(context.command, "commands", {})
    found = {}
    for command, table in tables.items():
        if command not in commands or not isinstance(table, dict):
            meant = suggestion(command, commands)
            raise OptionError(f"{path}: [{command}] is no command{meant} use one of {', '.join(sorted(commands))}")
        found[command] = _by_parameter(command, table, commands[command].params)
    return found


def _by_parameter(command: str, table: dict[str, Any], parameters: list[Any]) -> dict[str, Any]:
    names = {option.lstrip("-"): entry.name for entry in parameters for option in entry.opts if option[:2] == "--"}
    for name in table:
        if name.replace("_", "-") not in names:
            meant = suggestion(name, names)
            raise OptionError(
                f"{FILE}: [{command}] has no option {name!r}{meant} use one of {', '.join(sorted(names))}"
            )
    return {names[name.replace("_", "-")]: value for name, value in table.items()}
