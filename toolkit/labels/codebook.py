"""The codebook: the themes as data, read from TOML and refused where it is wrong."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from pathlib import Path
from types import NoneType
from typing import Any

from toolkit.arguments import check_type
from toolkit.errors import LabelsError
from toolkit.folders import bundled

CODEBOOK_FILE = "themes.toml"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of a codebook: what it is called, what carries it, and the terms of its keyword rule."""

    id: str
    name: str
    english: str
    color: str
    definition: str
    excludes: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Codebook:
    """The themes in the order of a tagger's columns."""

    themes: tuple[Theme, ...]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the themes."""
        return tuple(theme.id for theme in self.themes)

    def __getitem__(self, theme: str) -> Theme:
        return next(entry for entry in self.themes if entry.id == theme)


def load_codebook(path: str | PathLike[str] | None = None) -> Codebook:
    """Read a codebook (TOML with `[[theme]]` tables); without a path, the five themes that ship.

    Raises
    ------
    LabelsError
        If the file is missing or no valid codebook.
    """
    check_type(path, (str, PathLike, NoneType), name="path", remedy="give the path of a codebook as a str or a Path")
    path = Path(path or bundled("labels") / CODEBOOK_FILE)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("theme", [])
    except FileNotFoundError:
        raise LabelsError(f"{path}: no such codebook; check the path") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LabelsError(f"{path}: not a codebook in TOML: {error}") from None
    themes = tuple(_theme(path, number, table) for number, table in enumerate(tables, 1))
    if not themes:
        raise LabelsError(f"{path}: no [[theme]] table; give each theme its id, name and terms")
    twice = [name for name, count in Counter(theme.id for theme in themes).items() if count > 1]
    if twice:
        raise LabelsError(f"{path}: theme {twice[0]!r} stands twice; give each theme an id of its own")
    return Codebook(themes)


def _theme(path: Path, number: int, table: dict[str, Any]) -> Theme:
    if not isinstance(table.get("id"), str) or not table["id"].isidentifier():
        raise LabelsError(f"{path}: theme {number} has no id that is a word of letters, digits and underscores")
    terms = table.get("terms", [])
    if not isinstance(terms, list) or not all(isinstance(term, str) and term for term in terms):
        raise LabelsError(f"{path}: the terms of theme {table['id']!r} are not a list of words")
    texts = {field: str(table.get(field, "")) for field in ("english", "color", "definition", "excludes")}
    return Theme(id=table["id"], name=str(table.get("name", table["id"])), terms=tuple(terms), **texts)
