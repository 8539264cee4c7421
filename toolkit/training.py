"""Labels to a tagger, with the facts about the training that its card states."""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from toolkit.errors import LabelsError, OptionError
from toolkit.labels import Codebook, LabelledText, digest_of, load_codebook
from toolkit.tagging import ThemeTagger


def train(labelled: Sequence[LabelledText], *, codebook: Codebook | None = None, **settings: Any) -> ThemeTagger:
    """Fit a tagger on labelled texts: sentences, paragraphs or both.

    Parameters
    ----------
    labelled
        What `toolkit.load_labels` returns.
    codebook
        The themes; without one, the five that ship.
    **settings
        Parameters of `ThemeTagger`.

    Raises
    ------
    LabelsError
        If there is nothing to learn from, or a theme has no example.
    """
    if not labelled:
        raise LabelsError("no labelled texts; give a file with at least an example and a counter-example of each theme")
    codebook = codebook or load_codebook()
    tagger = ThemeTagger(codebook, **settings)
    try:
        tagger.fit([row.text for row in labelled], [row.themes for row in labelled], [row.group for row in labelled])
    except OptionError as error:
        raise LabelsError(str(error)) from None
    tagger.facts_ = _facts(labelled, codebook)
    return tagger


def _facts(labelled: Sequence[LabelledText], codebook: Codebook) -> dict[str, Any]:
    return {
        "labels": {
            "texts": len(labelled),
            "documents": len({row.group for row in labelled if row.unit == "paragraph"}),
            "digest": digest_of(labelled, codebook),
            "themes": {theme: sum(theme in row.themes for row in labelled) for theme in codebook.ids},
            "none": sum(not row.themes for row in labelled),
        },
        "versions": {name: version(name) for name in ("scikit-learn", "numpy", "rjieba")},
    }
