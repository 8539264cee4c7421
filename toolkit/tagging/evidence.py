"""Why a text has a theme: the sentence that speaks for it and the exact weight of each of its terms."""

from dataclasses import dataclass

import numpy as np

from toolkit.tagging.linear import sigmoid
from toolkit.tagging.scores import ScoredTexts, Term

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Explanation:
    """The case for one theme.

    `decision` is `intercept` plus the weights of all `terms`, and `probability` its logistic; the theme is given when
    the probability reaches the `threshold`. `votes` are the terms of the theme's keyword rule in the sentence.
    """

    theme: str
    sentence: str
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


def explain_sentence(scored: ScoredTexts, sentence: int, *, theme: int, name: str, threshold: float) -> Explanation:
    """Explain the score of one sentence for one theme."""
    terms = tuple(scored.terms(sentence, theme))
    intercept = scored.intercept(theme)
    decision = intercept + sum(term.weight for term in terms)
    probability = float(sigmoid(np.array(decision)))
    votes = scored.votes(sentence, theme)
    return Explanation(name, scored.cut.texts[sentence], terms, intercept, decision, probability, threshold, votes)


def evidence_terms(scored: ScoredTexts, sentence: int, theme: int) -> list[tuple[str, float]]:
    """Return the terms that speak most for a theme, words before parts of words."""
    shown: dict[str, float] = {}
    for term in scored.terms(sentence, theme):
        if term.weight > 0 and term.kind != "characters" and any(char.isalpha() for char in term.term):
            shown[term.term] = shown.get(term.term, 0.0) + term.weight
    ranked = sorted(shown.items(), key=lambda item: -item[1])[:_SHOWN]
    return [(term, round(weight, 4)) for term, weight in ranked]
