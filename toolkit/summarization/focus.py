"""Focus: what a reader asks for, as words or as a theme, and what it does to the scores of candidates."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import NoneType
from typing import NamedTuple

import numpy as np

from toolkit.arguments import check_name, check_type
from toolkit.errors import OptionError
from toolkit.summarization.ranked import Ranked
from toolkit.summarization.ranking import Judged
from toolkit.tagging.features import Floats
from toolkit.words import load_cutter, stop_words


@dataclass(frozen=True, slots=True)
class Focus:
    """What lines must be about: words of a question, a theme by its id, or both; neither is no focus.

    Raises
    ------
    OptionError
        If the query is no str, or holds no word that says anything.
    """

    query: str | None = None
    theme: str | None = None

    def __post_init__(self) -> None:
        check_type(self.query, (str, NoneType), name="query", remedy="give words as one str")
        if self.query is not None and not self.words:
            raise OptionError(f"the query {self.query!r} holds no word to look for; give it some")

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the query that say something, in order."""
        cut = load_cutter()(self.query or "")
        return tuple(dict.fromkeys(word for word in cut if word.isalnum() and word not in stop_words()))

    def on(self, themes: Sequence[str]) -> "FocusedOn":
        """Return the focus for a tagger's themes.

        Raises
        ------
        OptionError
            If the theme is none of these.
        """
        if self.theme is not None:
            check_name(self.theme, themes, what="theme")
        return FocusedOn(self.words, None if self.theme is None else list(themes).index(self.theme))


class FocusedOn(NamedTuple):
    """A focus in the terms of a tagger: words to look for and the column of a theme."""

    words: tuple[str, ...]
    theme: int | None


def focused(judged: Judged, number: int, scores: Floats, *, focus: FocusedOn) -> Floats:
    """Return scores of a document's candidates for a focus.

    They are 0 for what lies outside it, and higher for what says more of the query's words.
    """
    if focus.theme is not None:
        own = judged.batch.candidates.slices[number]
        scores = np.where(judged.likely[own, focus.theme], judged.theme_worth[own, focus.theme], 0.0)
    return scores * query_match(judged.parts[number], focus.words) if focus.words else scores


def query_match(ranked: Ranked, words: Sequence[str]) -> Floats:
    """The share of a query's words that each candidate says, rare ones weighing more (Sparck Jones, 1972).

    A word of the text counts if a word of the query is part of it (`人才` in `人才公寓`).
    """
    table = ranked.table
    own = np.unique(table.number).tolist()
    found, total = np.zeros(len(ranked.candidates)), 0.0
    for wanted in words:
        says = np.zeros(len(table.words))
        says[[number for number in own if wanted in table.words[number]]] = 1.0
        summed = np.concatenate([[0.0], np.cumsum(table.count(says))])
        has = summed[ranked.last + 1] > summed[ranked.first]
        weight = float(np.log1p(len(has) / max(1, has.sum())))
        found += weight * has
        total += weight
    return found / total
