"""The kind of a document, by its own form: a report, a piece of news, or a talk that was written down."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from toolkit.document import Paragraph
from toolkit.summarization.wordtable import cue_words
from toolkit.words import CutTexts

DocumentKind = Literal["report", "news", "talk"]

_SPOKEN_SHARE = 0.03
"""Written reports and news have below 0.02 of such words, 95 % of transcripts above 0.025."""
_LOOKED_AT = 20_000
"""Tokens; the beginning of a book tells its kind."""
_NEWS_LENGTH = 1500
"""Characters; news items seldom have more, papers and reports of a government never less."""


def kind_of(body: Sequence[Paragraph], cut: CutTexts) -> DocumentKind:
    """Tell the kind: a talk by its share of spoken words, news by being short and without sections."""
    spoken = cue_words("spoken")
    looked_at = cut.number[:_LOOKED_AT]
    counts = np.bincount(looked_at, minlength=len(cut.words))
    said = int(counts[[place for place, word in enumerate(cut.words) if word in spoken]].sum())
    if said >= _SPOKEN_SHARE * max(1, len(looked_at)):
        return "talk"
    length = sum(len(paragraph.text) for paragraph in body)
    sections = {paragraph.section for paragraph in body}
    return "news" if length < _NEWS_LENGTH and len(sections) <= 1 else "report"
