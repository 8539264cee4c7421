"""What every ranking method looks at: the candidates of one document, their words and their themes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from toolkit.document import Paragraph
from toolkit.summarization.candidates import Candidate
from toolkit.summarization.features import candidate_features
from toolkit.summarization.kinds import DocumentKind
from toolkit.summarization.statements import Statements
from toolkit.summarization.wordtable import WordTable
from toolkit.tagging.features import Floats, Ints


@dataclass(frozen=True)
class Ranked:
    """The candidates of one document, with the words and the themes of its statements.

    `themes` has shape `(n_statements, n_themes)`, `sentence_themes` `(n_sentences, n_themes)`.
    """

    candidates: Sequence[Candidate]
    statements: Statements
    table: WordTable
    themes: Floats
    sentence_themes: Floats
    kind: DocumentKind

    @property
    def body(self) -> Sequence[Paragraph]:
        """The paragraphs that candidates come from."""
        return self.statements.body

    @cached_property
    def first(self) -> Ints:
        """The first statement of each candidate."""
        return np.array([candidate.first for candidate in self.candidates], np.int64)

    @cached_property
    def last(self) -> Ints:
        """The last statement of each candidate."""
        return np.array([candidate.last for candidate in self.candidates], np.int64)

    @cached_property
    def lengths(self) -> Floats:
        """The characters of each candidate."""
        return np.array([candidate.end - candidate.start for candidate in self.candidates], np.float64)

    @cached_property
    def features(self) -> Floats:
        """The features of the learnt ranker, shape `(n_candidates, n_features)`."""
        return candidate_features(self.candidates, self.statements, table=self.table, themes=self.themes)

    @cached_property
    def candidate_themes(self) -> Floats:
        """The best probability of each candidate's statements, shape `(n_candidates, n_themes)`."""
        best: Floats = np.maximum(self.themes[self.first], self.themes[self.last])
        return best

    @cached_property
    def themes_in_sentence(self) -> Floats:
        """The probability of the sentence that each candidate ends in, shape `(n_candidates, n_themes)`."""
        found: Floats = self.sentence_themes[self.statements.sentence[self.last]]
        return found
