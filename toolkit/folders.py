"""Where seeds, labels and models lie: an argument, an environment variable, or what ships with the package."""

import os
from pathlib import Path

from toolkit.errors import OptionError

_PACKAGE = Path(__file__).parent


def measuring() -> Path | None:
    """Return the folder of measuring data beside a checkout (or `KECHUANG_SHARED`), or None where there is none."""
    folder = Path(os.environ.get("KECHUANG_SHARED", _PACKAGE.parent.parent / "shared"))
    return folder if (folder / "eval").is_dir() else None


def bundled(name: str) -> Path:
    """Return the folder `name` (`seeds`, `labels` or `models`).

    The environment variable `KECHUANG_SEEDS` (`_LABELS`, `_MODELS`) comes first; then the copy inside an
    installed package; then the folder beside the package in a checkout.

    Raises
    ------
    OptionError
        If the variable names a folder that does not exist.
    """
    variable = f"KECHUANG_{name.upper()}"
    if chosen := os.environ.get(variable):
        if not Path(chosen).is_dir():
            raise OptionError(f"{variable}={chosen}: no such folder; unset the variable or correct it")
        return Path(chosen)
    inside = _PACKAGE / "bundled" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
