"""The kind of a document, by its own form: a report, a piece of news, or a talk that was written down."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from toolkit.document import Paragraph
from toolkit.summarization.standing import byline_end
from toolkit.summarization.wordtable import cue_words
from toolkit.words import CutTexts

DocumentKind = Literal["report", "news", "talk"]

_SPOKEN_SHARE = 0.02
"""Reports have below 0.017 of such words, 97 % of transcripts above 0.02."""
_LEAST_TOKENS = 300
"""In a shorter text some words of a speech (`我`, `大家`) do not make a talk."""
_LOOKED_AT = 20_000
"""Tokens; the beginning of a book tells its kind."""
_NEWS_LENGTH = 1500
"""Characters; news items seldom have more, papers and reports of a government never less, but parts of them do."""
_LONG_NEWS = 3000
"""Characters of what opens with the byline of a news agency, station or paper."""
_REPORTING = ("据悉", "获悉", "近日", "日前", "记者")
"""Words of a reporter: of short texts that have one, those are no talk which have less than twice the spoken words."""
_OFFICIAL = ("hollow", "macro", "growth", "target", "policy", "social")
_OFFICIAL_SHARE = 0.08
"""So many more official words than words of saying have 78 % of passages of 300 characters of reports, and one news
item in a hundred; 10 % of the openings of television news, which speak of policies."""


def kind_of(body: Sequence[Paragraph], cut: CutTexts) -> DocumentKind:
    """Tell the kind.

    A talk is told by its spoken words, news by its byline or a reporter's words, or by being short, without sections
    and not in official words.
    """
    looked_at = cut.number[:_LOOKED_AT]
    counts = np.bincount(looked_at, minlength=len(cut.words))
    said = {cut.words[number]: int(counts[number]) for number in np.flatnonzero(counts).tolist()}
    tokens = len(looked_at)
    spoken = _count(said, "spoken") / max(_LEAST_TOKENS, tokens)
    length = sum(len(paragraph.text) for paragraph in body)
    short = length < _NEWS_LENGTH and len({paragraph.section for paragraph in body}) <= 1
    if short and spoken < 2 * _SPOKEN_SHARE and any(word in said for word in _REPORTING):
        return "news"
    if spoken >= _SPOKEN_SHARE:
        return "talk"
    if length < _LONG_NEWS and body and byline_end(body[0].text):
        return "news"
    if not short:
        return "report"
    official = sum(_count(said, name) for name in _OFFICIAL) - _count(said, "speech")
    return "report" if official >= _OFFICIAL_SHARE * max(1, tokens) else "news"


def _count(said: dict[str, int], name: str) -> int:
    """How many of the words that were said are of a class."""
    return sum(said.get(word, 0) for word in cue_words(name))
