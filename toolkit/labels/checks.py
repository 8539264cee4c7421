"""Whether labels are enough to learn from: what training refuses, and what the user should know."""

from collections.abc import Sequence

from toolkit.errors import LabelsError
from toolkit.labels.codebook import Codebook
from toolkit.labels.texts import LabelledText


def refuse_missing_examples(rows: Sequence[LabelledText], codebook: Codebook) -> None:
    """Refuse labels in which a theme has no example, or no counter-example.

    Raises
    ------
    LabelsError
        It names the files, the theme and the number of texts.
    """
    for theme in codebook.ids:
        count = sum(theme in row.themes for row in rows)
        if count in {0, len(rows)}:
            kind = "no counter-example" if count else "no example"
            raise LabelsError(
                f"{_files(rows)}theme {theme!r} has {kind} among {len(rows)} texts; label some, or leave the theme out"
            )


def label_warnings(rows: Sequence[LabelledText], codebook: Codebook) -> list[str]:
    """Return what is no fault but weakens a tagger, with counts: themes in one document, texts that stand twice."""
    found = []
    for theme in codebook.ids:
        examples = [row for row in rows if theme in row.themes]
        documents = {row.group for row in examples}
        if len(documents) == 1:
            found.append(
                f"{_files(examples)}theme {theme!r} stands in one document only ({len(examples)} texts of "
                f"{documents.pop()!r}); it cannot be tested on another, and no threshold is chosen"
            )
    first: dict[str, LabelledText] = {}
    copies = [row for row in rows if first.setdefault(row.text, row) is not row]
    if copies:
        place = f"{copies[0].where} repeats {first[copies[0].text].where}" if copies[0].where else repr(copies[0].id)
        found.append(f"{len(copies)} texts stand more than once with the same themes ({place}); each copy counts")
    return found


def _files(rows: Sequence[LabelledText]) -> str:
    """The files that the rows come from, as the start of a message."""
    names = dict.fromkeys(row.where.rpartition(":")[0] for row in rows if row.where)
    return f"{', '.join(names)}: " if names else ""
