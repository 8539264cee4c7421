"""Labels to a tagger, with the facts about the training that its card states."""

import warnings
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from types import NoneType
from typing import Any

from toolkit.arguments import check_type
from toolkit.errors import LabelsError, OptionError
from toolkit.labels import (
    Codebook,
    LabelledText,
    check_labelled,
    digest_of,
    label_warnings,
    load_codebook,
    refuse_missing_examples,
)
from toolkit.tagging import ThemeTagger


class LabelsWarning(UserWarning):
    """Labels that can be learnt from, but give a weaker tagger than their number suggests."""


def train(labelled: Sequence[LabelledText], *, codebook: Codebook | None = None, **settings: Any) -> ThemeTagger:
    """Fit a tagger on labelled texts: sentences, paragraphs or both.

    With a codebook and no texts the tagger goes by the terms of the codebook alone, and a warning says so.

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

    Warns
    -----
    LabelsWarning
        If a theme stands in one document only, texts stand more than once, or there are no texts at all.

    Examples
    --------
    >>> import warnings
    >>> from toolkit.labels import Theme
    >>> rain = Theme("rain", "雨", "Rain", "", "", "", terms=("下雨", "阵雨"))
    >>> with warnings.catch_warnings(action="ignore"):
    ...     tagger = train([], codebook=Codebook((rain,)))
    >>> tagger.predict(["明天有阵雨。", "明天晴。"]).ravel().tolist()
    [True, False]
    """
    check_labelled(labelled)
    check_type(codebook, (Codebook, NoneType), name="codebook", remedy="give what toolkit.load_codebook returns")
    if not labelled and codebook is None:
        raise LabelsError("no labelled texts; give a file with at least an example and a counter-example of each theme")
    codebook = codebook or load_codebook()
    for warning in _warnings(labelled, codebook):
        warnings.warn(warning, LabelsWarning, stacklevel=2)
    tagger = ThemeTagger(codebook, **settings)
    try:
        tagger.fit([row.text for row in labelled], [row.themes for row in labelled], [row.group for row in labelled])
    except OptionError as error:
        raise LabelsError(str(error)) from None
    tagger.facts_ = _facts(labelled, codebook)
    return tagger


def _warnings(labelled: Sequence[LabelledText], codebook: Codebook) -> list[str]:
    if not labelled:
        return ["no labelled texts: this tagger goes by the terms of the codebook alone"]
    refuse_missing_examples(labelled, codebook)
    return label_warnings(labelled, codebook)


def _facts(labelled: Sequence[LabelledText], codebook: Codebook) -> dict[str, Any]:
    return {
        "labels": {
            "texts": len(labelled),
            "units": dict(sorted(Counter(row.unit for row in labelled).items())),
            "documents": len({row.group for row in labelled if row.unit == "paragraph"}),
            "digest": digest_of(labelled, codebook),
            "themes": {theme: sum(theme in row.themes for row in labelled) for theme in codebook.ids},
            "none": sum(not row.themes for row in labelled),
        },
        "versions": {name: version(name) for name in ("numpy", "scipy", "scikit-learn", "rjieba")},
    }
