"""Libraries that only some formats need: imported when such a file comes, or named with what installs them."""

from importlib import import_module
from pathlib import PurePath
from typing import Any

from toolkit.errors import ReadError


def require(module: str, extra: str, name: str) -> Any:
    """Import the library that reads the file `name`.

    Raises
    ------
    ReadError
        If it is not installed; the message has the pip command.
    """
    try:
        return import_module(module)
    except ImportError:
        kind, library = PurePath(name).suffix or "such", module.partition(".")[0]
        raise ReadError(
            f"{name}: {kind} files need {library}; install it with: pip install 'kechuang-toolkit[{extra}]'"
        ) from None
