"""Libraries that only some formats need: found when they are used, or an error with the command to install them."""

from importlib import import_module
from types import ModuleType

from toolkit.errors import OptionError


def require(module: str, *, purpose: str) -> ModuleType:
    """Return an optional module.

    Raises
    ------
    OptionError
        If it is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError:
        package = module.split(".", 1)[0]
        raise OptionError(
            f"{purpose} needs the module {package!r}, which is not installed; "
            "run: pip install 'kechuang-toolkit[reports]'"
        ) from None
