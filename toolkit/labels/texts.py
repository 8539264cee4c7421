"""Labelled texts: read from JSON Lines, tied to the labels of two annotators, and refused by file and line."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any

from toolkit.arguments import check_type
from toolkit.errors import LabelsError
from toolkit.folders import bundled
from toolkit.labels.codebook import Codebook, load_codebook

ANNOTATORS = ("annotator_a", "annotator_b")
Themes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text with the themes it carries; `group` names the document, so that no split divides one.

    `annotators` holds what two people said before the themes were settled, `where` the file and line.
    """

    id: str
    text: str
    themes: Themes
    primary: str | None
    group: str
    unit: str
    annotators: tuple[Themes, Themes] | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class _Annotation:
    """What two annotators said of the labelled text with that id."""

    id: str
    annotators: tuple[Themes, Themes]
    where: str


def check_labelled(labelled: Sequence[LabelledText]) -> None:
    """Refuse what is no sequence of labelled texts.

    Raises
    ------
    OptionError
        If it is none; the message says how to get them.
    """
    remedy = "give what toolkit.load_labels returns"
    check_type(labelled, Sequence, name="labelled", remedy=remedy)
    for row in labelled:
        check_type(row, LabelledText, name="a labelled text", remedy=remedy)


def load_labels(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None, *, codebook: Codebook | None = None
) -> list[LabelledText]:
    """Read labelled texts from JSON Lines files; without a path, all that ship in `labels/`.

    A line has `text` and `themes`, and may have `id`, `primary`, `document` (its group), `unit`, and `annotator_a` and
    `annotator_b`, the themes that two people gave before they settled. A line with `id` and the annotators alone is no
    text of its own: it tells what they said of the labelled text with that id.

    Raises
    ------
    LabelsError
        If a line is no JSON, has no text, names an unknown theme, repeats an id, or repeats a text with other themes.
    """
    codebook = codebook or load_codebook()
    if paths is None:
        paths = sorted(bundled("labels").glob("*.jsonl"))
    elif isinstance(paths, str | PathLike):
        paths = [paths]
    check_type(paths, Iterable, name="paths", remedy="give the paths of files of labels")
    lines = [entry for path in paths for entry in _read_lines(Path(path), codebook)]
    rows = [entry for entry in lines if isinstance(entry, LabelledText)]
    _refuse_contradictions(rows)
    return _annotated(rows, [entry for entry in lines if isinstance(entry, _Annotation)])


def _read_lines(path: Path, codebook: Codebook) -> Iterator[LabelledText | _Annotation]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        reason = "no such file of labels" if isinstance(error, FileNotFoundError) else error.strerror
        raise LabelsError(f"{path}: {reason}; check the path") from None
    except UnicodeDecodeError:
        raise LabelsError(f"{path}: not UTF-8; save the labels as UTF-8") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{path}:{number}"
            entry = _object(where, line)
            if "themes" not in entry and all(name in entry for name in ANNOTATORS):
                yield _Annotation(str(entry.get("id")), _annotators(where, entry, codebook), where)
            else:
                yield _row(where, f"{path.stem}-{number}", entry, codebook)


def _object(where: str, line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", str(error))
        raise LabelsError(f"{where}: not a line of JSON ({reason}); write one object a line") from None
    if not isinstance(entry, dict):
        raise LabelsError(f'{where}: no text; give each line a "text" that is not empty')
    return entry


def _row(where: str, name: str, entry: dict[str, Any], codebook: Codebook) -> LabelledText:
    if not isinstance(entry.get("text"), str) or not entry["text"].strip():
        raise LabelsError(f'{where}: no text; give each line a "text" that is not empty')
    themes = _themes(where, entry.get("themes"), codebook)
    primary = entry.get("primary")
    if primary is not None and primary not in themes:
        _themes(where, [primary], codebook)
        raise LabelsError(
            f"{where}: primary theme {primary!r} is not among the themes of the text; add it, or leave it"
        )
    name = str(entry.get("id", name))
    group, unit = str(entry.get("document", name)), str(entry.get("unit", "sentence"))
    annotators = _annotators(where, entry, codebook) if all(key in entry for key in ANNOTATORS) else None
    return LabelledText(name, entry["text"], themes, primary, group, unit, annotators, where)


def _themes(where: str, themes: Any, codebook: Codebook) -> Themes:
    """The themes in the order of the codebook."""
    if not isinstance(themes, list):
        raise LabelsError(f'{where}: no list of themes; give "themes": [] where the text has none')
    unknown = [theme for theme in themes if theme not in codebook.ids]
    if unknown:
        raise LabelsError(f"{where}: unknown theme {unknown[0]!r}; the codebook has {', '.join(codebook.ids)}")
    return tuple(theme for theme in codebook.ids if theme in themes)


def _annotators(where: str, entry: dict[str, Any], codebook: Codebook) -> tuple[Themes, Themes]:
    first, second = (_themes(where, entry[name], codebook) for name in ANNOTATORS)
    return first, second


def _annotated(rows: list[LabelledText], annotations: Sequence[_Annotation]) -> list[LabelledText]:
    """Tie annotations to the texts they speak of."""
    numbers = {row.id: number for number, row in enumerate(rows)}
    for entry in annotations:
        number = numbers.get(entry.id)
        if number is None:
            raise LabelsError(f"{entry.where}: no labelled text has the id {entry.id!r}; give the file that holds it")
        if rows[number].annotators is not None:
            raise LabelsError(f"{entry.where}: the annotators of {entry.id!r} are given already; give them once")
        rows[number] = replace(rows[number], annotators=entry.annotators)
    return rows


def _refuse_contradictions(rows: Sequence[LabelledText]) -> None:
    ids: dict[str, str] = {}
    texts: dict[str, LabelledText] = {}
    for row in rows:
        if row.id in ids:
            raise LabelsError(f"{row.where}: id {row.id!r} stands already at {ids[row.id]}; give each line its own")
        ids[row.id] = row.where
        before = texts.setdefault(row.text, row)
        if before.themes != row.themes:
            raise LabelsError(
                f"{row.where}: the same text has other themes at {before.where}; settle it by the codebook"
            )


def digest_of(rows: Iterable[LabelledText], codebook: Codebook) -> str:
    """Return the SHA-256 of labels and codebook, in their order: what a model was trained on."""
    state = hashlib.sha256(repr(codebook).encode())
    for row in rows:
        entry = json.dumps([row.text, row.themes, row.group, row.unit], ensure_ascii=False)
        state.update(entry.encode("utf-8", "surrogatepass"))
    return state.hexdigest()
