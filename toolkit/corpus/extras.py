"""Libraries of the extras `corpus` and `cluster`: imported when they are used, or named with what installs them."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from toolkit.errors import ToolkitError


def require(module: str, extra: str = "corpus") -> Any:
    """Import a library that an extra brings.

    Raises
    ------
    ToolkitError
        If it is not installed; the message has the pip command.
    """
    try:
        return import_module(module)
    except ImportError:
        raise _missing(module, extra) from None


def check_installed(*modules: str) -> None:
    """Refuse to begin without the libraries that the workers need, without importing them here.

    Raises
    ------
    ToolkitError
        If one is not installed.
    """
    for module in modules:
        if find_spec(module) is None:
            raise _missing(module, "corpus")


def _missing(module: str, extra: str) -> ToolkitError:
    library = module.partition(".")[0]
    return ToolkitError(f"{library} is not installed; install it with: pip install 'kechuang-toolkit[{extra}]'")
