"""What every ranking method looks at: the candidates of documents, their words and their themes.

Documents are prepared many at a time, since most of the arithmetic costs as much for one short document as for fifty.
What is found for one of them depends on no other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np

from toolkit.document import Document, Paragraph
from toolkit.summarization.candidates import Candidate
from toolkit.summarization.kinds import DocumentKind
from toolkit.summarization.statements import Statements
from toolkit.summarization.wordtable import WordTable
from toolkit.tagging.features import Floats, Ints
from toolkit.words.numbering import distinct


@dataclass(frozen=True)
class Ranked:
    """The candidates of one document, with the words and the themes of its statements.

    `themes` has shape `(n_statements, n_themes)`, `sentence_themes` `(n_sentences, n_themes)`.
    """

    document: Document
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


class Bounds:
    """Where the members of each document stand in an array that holds those of all: `edges[i]` to `edges[i + 1]`."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.edges: Ints = np.array([0, *accumulate(sizes)], np.int64)

    @cached_property
    def document(self) -> Ints:
        """The document of each member."""
        return np.repeat(np.arange(len(self.edges) - 1), np.diff(self.edges))

    @property
    def slices(self) -> list[slice]:
        """The members of each document."""
        return [slice(first, last) for first, last in pairwise(self.edges.tolist())]

    def total(self, values: Floats) -> Floats:
        """Sum values over each document."""
        return np.bincount(self.document, values, len(self.edges) - 1).astype(np.float64)


class Batch:
    """Documents that are ranked together; arrays hold the members of one after those of another.

    `table` and `themes` describe the statements of all of them; `first`, `last`, `sentence` and `paragraph` are numbers
    among those of all.
    """

    def __init__(self, parts: Sequence[Ranked], table: WordTable, themes: Floats) -> None:
        self.parts, self.table, self.themes = parts, table, themes
        self.candidates = Bounds([len(part.candidates) for part in parts])
        self.statements = Bounds([len(part.statements.sentence) for part in parts])
        self.sentences = Bounds([len(part.sentence_themes) for part in parts])
        self.paragraphs = Bounds([len(part.body) for part in parts])
        self.first = self._joined([part.first for part in parts]) + self._before(self.candidates, self.statements)
        self.last = self._joined([part.last for part in parts]) + self._before(self.candidates, self.statements)
        statements = [part.statements for part in parts]
        self.sentence = self._joined([each.sentence for each in statements])
        self.sentence += self._before(self.statements, self.sentences)
        self.paragraph = self._joined([each.paragraph for each in statements])
        self.paragraph += self._before(self.statements, self.paragraphs)

    @staticmethod
    def _joined(arrays: Sequence[Ints]) -> Ints:
        return np.concatenate([np.empty(0, np.int64), *arrays])

    @staticmethod
    def _before(members: Bounds, others: Bounds) -> Ints:
        """For each member the number of others that earlier documents have."""
        found: Ints = others.edges.take(members.document)
        return found

    @cached_property
    def lengths(self) -> Floats:
        """The characters of each candidate."""
        return np.concatenate([np.empty(0), *(part.lengths for part in self.parts)])

    @cached_property
    def statement_lengths(self) -> Floats:
        """The characters of each statement."""
        bounds = np.concatenate([np.empty((0, 2), np.int64), *(part.statements.bounds for part in self.parts)])
        lengths: Floats = (bounds[:, 1] - bounds[:, 0]).astype(np.float64)
        return lengths

    @cached_property
    def candidate_themes(self) -> Floats:
        """The best probability of each candidate's statements, shape `(n_candidates, n_themes)`."""
        best: Floats = np.maximum(self.themes[self.first], self.themes[self.last])
        return best

    @cached_property
    def sentence_themes(self) -> Floats:
        """The probabilities of all sentences, shape `(n_sentences, n_themes)`."""
        found: Floats = np.concatenate([self.themes[:0], *(part.sentence_themes for part in self.parts)])
        return found

    @cached_property
    def words_of_documents(self) -> Ints:
        """The number of each token's word, where each document has words of its own."""
        document = self.statements.document.take(self.table.statement)
        numbers: Ints = distinct((document << 32 | self.table.number).view(np.uint64))[1]
        return numbers

    @cached_property
    def said(self) -> Ints:
        """How often its document says the word of each token."""
        found: Ints = np.bincount(self.words_of_documents).take(self.words_of_documents)
        return found

    def over(self, values: Floats) -> Floats:
        """Sum values of statements, or rows of such, over each candidate's statements."""
        total: Floats = values.take(self.last, axis=0)
        several = np.flatnonzero(self.first < self.last)
        if len(several):
            edges = np.stack([self.first.take(several), self.last.take(several) + 1], axis=1).ravel()
            padded = np.concatenate([values, np.zeros((1, *values.shape[1:]))])
            total[several] = np.add.reduceat(padded, edges, axis=0)[::2]
        return total
