"""The codebook and the labelled texts: read, checked, and refused by file and line."""

import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Codebook:
    """The themes in the order of a tagger's columns."""

    themes: tuple[Theme, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the themes."""
        return tuple(theme.id for theme in self.themes)

    def __getitem__(self, theme: str) -> Theme:
        return next(entry for entry in self.themes if entry.id == theme)


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text with the themes it carries; `group` names the document, so that no split divides one."""

    id: str
    text: str
    themes: tuple[str, ...]
    primary: str | None
    group: str
    unit: str


def load_codebook(path: str | PathLike[str] | None = None) -> Codebook:
    """Read a codebook (TOML with `[[theme]]` tables); without a path, the five themes that ship.

    Raises
    ------
    LabelsError
        If the file is missing or no valid codebook.
    """
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


def load_labels(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None, *, codebook: Codebook | None = None
) -> list[LabelledText]:
    """Read labelled texts from JSON Lines files; without a path, all that ship in `labels/`.

    A line has `text` and `themes`, and may have `id`, `primary`, `document` (its group) and `unit`.

    Raises
    ------
    LabelsError
        If a line is no JSON, has no text, names an unknown theme, or repeats an id or a text with other themes.
    """
    codebook = codebook or load_codebook()
    if paths is None:
        paths = sorted(bundled("labels").glob("*.jsonl"))
    elif isinstance(paths, str | PathLike):
        paths = [paths]
    rows = [row for path in paths for row in _read_rows(Path(path), codebook)]
    _refuse_contradictions(rows)
    return [row for _, row in rows]


def _read_rows(path: Path, codebook: Codebook) -> Iterator[tuple[str, LabelledText]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        raise LabelsError(f"{path}: no such file of labels; check the path") from None
    except UnicodeDecodeError:
        raise LabelsError(f"{path}: not UTF-8; save the labels as UTF-8") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{path}:{number}"
            yield where, _row(where, f"{path.stem}-{number}", line, codebook)


def _row(where: str, name: str, line: str, codebook: Codebook) -> LabelledText:
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        raise LabelsError(f"{where}: not a line of JSON ({error.msg}); write one object a line") from None
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or not entry["text"].strip():
        raise LabelsError(f'{where}: no text; give each line a "text" that is not empty')
    themes = entry.get("themes")
    if not isinstance(themes, list):
        raise LabelsError(f'{where}: no list of themes; give "themes": [] where the text has none')
    unknown = [theme for theme in [*themes, *filter(None, [entry.get("primary")])] if theme not in codebook.ids]
    if unknown:
        raise LabelsError(f"{where}: unknown theme {unknown[0]!r}; the codebook has {', '.join(codebook.ids)}")
    name = str(entry.get("id", name))
    ordered = tuple(theme for theme in codebook.ids if theme in themes)
    group = str(entry.get("document", name))
    return LabelledText(name, entry["text"], ordered, entry.get("primary"), group, str(entry.get("unit", "sentence")))


def _refuse_contradictions(rows: Sequence[tuple[str, LabelledText]]) -> None:
    ids: dict[str, str] = {}
    texts: dict[str, tuple[str, LabelledText]] = {}
    for where, row in rows:
        if row.id in ids:
            raise LabelsError(f"{where}: id {row.id!r} stands already at {ids[row.id]}; give each line its own")
        ids[row.id] = where
        before = texts.setdefault(row.text, (where, row))
        if before[1].themes != row.themes:
            raise LabelsError(f"{where}: the same text has other themes at {before[0]}; settle it by the codebook")


def digest_of(rows: Iterable[LabelledText], codebook: Codebook) -> str:
    """Return the SHA-256 of labels and codebook, in their order: what a model was trained on."""
    state = hashlib.sha256(repr(codebook).encode())
    for row in rows:
        state.update(json.dumps([row.text, row.themes, row.unit], ensure_ascii=False).encode())
    return state.hexdigest()
