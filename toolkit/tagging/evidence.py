"""Why a text has a theme: the sentence that speaks for it and the exact weight of each of its terms."""

from dataclasses import dataclass

import numpy as np

from toolkit.labels import Theme
from toolkit.tagging.linear import sigmoid
from toolkit.tagging.scores import ScoredTexts, Term

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Explanation:
    """The case for one theme.

    `decision` is `intercept` plus the weights of all `terms`, and `probability` its logistic; the theme is given when
    the probability reaches the `threshold`. `votes` are the terms of the theme's keyword rule in the sentence, which
    begins at character `start` of the text that was explained. In a notebook it shows itself with its terms marked.
    """

    theme: str
    name: str
    color: str
    sentence: str
    start: int
    terms: tuple[Term, ...]
    intercept: float
    decision: float
    probability: float
    threshold: float
    votes: tuple[str, ...]

    @property
    def given(self) -> bool:
        """Whether the text has the theme."""
        return self.probability >= self.threshold

    @property
    def margin(self) -> float:
        """How far the probability lies above the threshold."""
        return self.probability - self.threshold

    @property
    def character_weights(self) -> list[float]:
        """What each character of the sentence adds: the weight of every term, spread evenly over its places."""
        weights = [0.0] * len(self.sentence)
        for term in self.terms:
            places = [place for start, end in term.spans for place in range(start, end)]
            for place in places:
                weights[place] += term.weight / len(places)
        return weights

    def _repr_html_(self) -> str:
        from toolkit.tagging.highlighting import explanation_html

        return explanation_html(self)


def explain_sentence(
    scored: ScoredTexts, place: tuple[int, int], theme: Theme, *, column: int, threshold: float
) -> Explanation:
    """Explain the score of a sentence for the theme in that column; `place` is its number and its first character."""
    sentence, start = place
    terms = tuple(scored.terms(sentence, column))
    intercept = scored.intercept(column)
    decision = intercept + sum(term.weight for term in terms)
    return Explanation(
        theme=theme.id,
        name=theme.name,
        color=theme.color,
        sentence=scored.cut.texts[sentence],
        start=start,
        terms=terms,
        intercept=intercept,
        decision=decision,
        probability=float(sigmoid(np.array(decision))),
        threshold=threshold,
        votes=scored.votes(sentence, column),
    )


def evidence_terms(scored: ScoredTexts, sentence: int, theme: int) -> list[tuple[str, float]]:
    """Return the terms that speak most for a theme, words before parts of words."""
    shown: dict[str, float] = {}
    for term in scored.terms(sentence, theme):
        if term.weight > 0 and term.kind != "characters" and any(char.isalpha() for char in term.term):
            shown[term.term] = shown.get(term.term, 0.0) + term.weight
    ranked = sorted(shown.items(), key=lambda item: -item[1])[:_SHOWN]
    return [(term, round(weight, 4)) for term, weight in ranked]
