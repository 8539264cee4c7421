"""The kind of a document, by its own form: a report, a piece of news, or a talk that was written down."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from toolkit.document import Paragraph
from toolkit.summarization.standing import byline_end
from toolkit.summarization.wordkinds import WordKinds
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
_OFFICIAL = ("hollow", "macro", "growth", "target", "policy", "social")
_OFFICIAL_SHARE = 0.08
"""So many more official words than words of saying have 78 % of passages of 300 characters of reports, and one news
item in a hundred; 10 % of the openings of television news, which speak of policies."""


def kinds_of(bodies: Sequence[Sequence[Paragraph]], cut: CutTexts, kinds: WordKinds) -> list[DocumentKind]:
    """Tell the kinds of documents whose sentences, one document after another, are the texts of `cut`.

    A talk is told by its spoken words, news by its byline or a reporter's words, or by being short, without sections
    and not in official words. Of short texts with a reporter's word, those are no talk which have less than twice the
    spoken words.
    """
    sizes = [sum(len(paragraph.bounds) for paragraph in body) for body in bodies]
    edges = cut.bounds.take(np.cumsum([0, *sizes]))
    starts, ends = edges[:-1], np.minimum(edges[1:], edges[:-1] + _LOOKED_AT)
    counts = kinds.count(cut.number, starts, ends, "spoken", "reporting", "speech", *_OFFICIAL)
    official = sum((counts[name] for name in _OFFICIAL), -counts["speech"])
    columns = (column.tolist() for column in (ends - starts, counts["spoken"], counts["reporting"], official))
    return [_kind(body, said) for body, said in zip(bodies, map(_Said, *columns), strict=True)]


class _Said(NamedTuple):
    """How many tokens the beginning of a document has, and how many of each kind that tells something.

    `official` are the official words beyond the words of saying.
    """

    tokens: int
    spoken: float
    reporting: float
    official: float


def _kind(body: Sequence[Paragraph], said: _Said) -> DocumentKind:
    spoken = said.spoken / max(_LEAST_TOKENS, said.tokens)
    length = sum(len(paragraph.text) for paragraph in body)
    short = length < _NEWS_LENGTH and len({paragraph.section for paragraph in body}) <= 1
    if short and spoken < 2 * _SPOKEN_SHARE and said.reporting:
        return "news"
    if spoken >= _SPOKEN_SHARE:
        return "talk"
    if length < _LONG_NEWS and body and byline_end(body[0].text):
        return "news"
    if not short:
        return "report"
    return "report" if said.official >= _OFFICIAL_SHARE * max(1, said.tokens) else "news"
