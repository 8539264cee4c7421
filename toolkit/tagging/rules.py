"""A tagger without labels: a text has the themes whose terms stand in it."""

import numpy as np

from toolkit.errors import OptionError
from toolkit.labels import Codebook
from toolkit.tagging.features import Vocabulary
from toolkit.tagging.fitting import Trained
from toolkit.tagging.linear import LinearModel

# A vote lifts the decision value from -2 to 2, so the probability is 0.88 with and 0.12 without a term: on the right
# side of the threshold by a margin, and no claim to be sure.
_DOUBT = 2.0


def rules_alone(codebook: Codebook) -> Trained:
    """Return the state of a tagger whose only features are the votes of the codebook's terms.

    Raises
    ------
    OptionError
        If a theme has no terms.
    """
    for theme in codebook.themes:
        if not theme.terms:
            raise OptionError(f"theme {theme.id!r} has neither labelled texts nor terms; give it terms, or label texts")
    size = len(codebook.themes)
    none = np.empty(0, np.int64)
    vocabulary = Vocabulary((), none, none, (), tuple(theme.terms for theme in codebook.themes))
    coef = np.diag(np.full(size, 2 * _DOUBT, np.float32))
    model = LinearModel(np.ones(size, np.float32), coef, np.full(size, -_DOUBT), vocabulary.blocks)
    return Trained(vocabulary, model, np.full(size, 0.5))
