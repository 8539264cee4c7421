"""Libraries of the extras `corpus` and `cluster`: imported when they are used, or named with what installs them."""

from importlib import import_module
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
        library = module.partition(".")[0]
        raise ToolkitError(
            f"{library} is not installed; install it with: pip install 'kechuang-toolkit[{extra}]'"
        ) from None
