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
from toolkit.summarization.candidates import Candidates
from toolkit.summarization.kinds import DocumentKind
from toolkit.summarization.mentions import Mentions, MentionSums, find_mentions, sum_mentions
from toolkit.summarization.statements import Statements
from toolkit.summarization.wordkinds import Counts
from toolkit.summarization.wordtable import WordTable
from toolkit.tagging.features import Floats, Ints


@dataclass(frozen=True)
class Ranked:
    """The candidates of one document, with the words and the themes of its statements.

    `themes` has shape `(n_statements, n_themes)`, `sentence_themes` `(n_sentences, n_themes)`.
    """

    document: Document
    candidates: Candidates
    table: WordTable
    themes: Floats
    sentence_themes: Floats
    kind: DocumentKind

    @property
    def statements(self) -> Statements:
        """The statements of the document, or of those sentences of it that are looked at."""
        return self.candidates.statements

    @property
    def body(self) -> Sequence[Paragraph]:
        """The paragraphs that candidates come from."""
        return self.statements.body

    @property
    def first(self) -> Ints:
        """The first statement of each candidate."""
        return self.candidates.first

    @property
    def last(self) -> Ints:
        """The last statement of each candidate."""
        return self.candidates.last

    @cached_property
    def lengths(self) -> Floats:
        """The characters of each candidate."""
        return self.candidates.lengths


class Bounds:
    """Where the members of each document stand in an array that holds those of all: `edges[i]` to `edges[i + 1]`."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.edges: Ints = np.array([0, *accumulate(sizes)], np.int64)

    def of(self, members: Ints) -> "Bounds":
        """Return the bounds of others, each of which belongs to the member whose number, ascending, is given for it."""
        return Bounds(np.diff(np.searchsorted(members, self.edges)).tolist())

    @cached_property
    def document(self) -> Ints:
        """The document of each member."""
        return np.repeat(np.arange(len(self.edges) - 1), np.diff(self.edges))

    @cached_property
    def slices(self) -> list[slice]:
        """The members of each document."""
        return [slice(first, last) for first, last in pairwise(self.edges.tolist())]

    def total(self, values: Floats) -> Floats:
        """Sum values over each document."""
        return np.bincount(self.document, values, len(self.edges) - 1).astype(np.float64)


class Runs:
    """Neighbours with the same number in an ascending array."""

    def __init__(self, numbers: Ints) -> None:
        opens = np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]
        self._starts, self._run = np.flatnonzero(opens), np.cumsum(opens) - 1

    def start_of(self, members: Ints) -> Ints:
        """Return the first member of the run that each of some members is in."""
        found: Ints = self._starts.take(self._run.take(members))
        return found

    def end_of(self, members: Ints) -> Ints:
        """Return the member after that run."""
        found: Ints = np.append(self._starts, len(self._run)).take(self._run.take(members) + 1)
        return found

    def total(self, values: Floats, members: Ints) -> Floats:
        """Sum values over the run that each of some members is in."""
        found: Floats = np.add.reduceat(values, self._starts).take(self._run.take(members))
        return found


class Batch:
    """Documents that are ranked together; arrays hold the members of one after those of another.

    `table`, `themes`, `sentence`, `paragraph` and `statement_lengths` describe the statements of all of them, `first`,
    `last` and `lengths` the candidates, whose numbers are those among all.
    """

    def __init__(
        self,
        parts: Sequence[Ranked],
        candidates: Candidates,
        *,
        table: WordTable,
        themes: Floats,
        sentence_themes: Floats,
    ) -> None:
        statements = candidates.statements
        self.parts, self.table, self.themes, self.sentence_themes = parts, table, themes, sentence_themes
        self.first, self.last, self.lengths = candidates.first, candidates.last, candidates.lengths
        self.sentence, self.paragraph = statements.sentence, statements.paragraph
        self.statement_lengths = statements.lengths
        self.candidates = Bounds([len(part.candidates) for part in parts])
        self.statements = Bounds([part.table.n_statements for part in parts])
        self.sentences = Bounds([len(part.sentence_themes) for part in parts])

    @cached_property
    def candidate_themes(self) -> Floats:
        """The best probability of each candidate's statements, shape `(n_candidates, n_themes)`."""
        best: Floats = np.maximum(self.themes[self.first], self.themes[self.last])
        return best

    @cached_property
    def counts(self) -> Counts:
        """How many words of each kind candidates have."""
        return self.table.count_kinds(self.first, self.last)

    @cached_property
    def statement_counts(self) -> Counts:
        """How many figures, and words of some kinds, statements have."""
        every = np.arange(self.table.n_statements)
        return self.table.count_kinds(every, every, "figure", "gdp", "aim", "speech")

    @cached_property
    def in_sentences(self) -> "Runs":
        """The statements of each sentence."""
        return Runs(self.sentence)

    @cached_property
    def in_paragraphs(self) -> "Runs":
        """The statements of each paragraph."""
        return Runs(self.paragraph)

    @cached_property
    def mentions(self) -> Mentions:
        """How often documents say the words of their statements."""
        return find_mentions(self.table, self.table.bounds.take(self.statements.edges))

    @cached_property
    def mention_sums(self) -> MentionSums:
        """What that says of each candidate; the opening of a document is its first sentence."""
        ends = self.in_sentences.end_of(self.statements.edges.take(self.candidates.document))
        openings = self.table.bounds.take(ends)
        return sum_mentions(self.table, self.mentions, self.first, self.last, openings=openings)

    def over(self, values: Floats) -> Floats:
        """Sum values of statements over each candidate's statements."""
        total: Floats = values.take(self.last)
        several = np.flatnonzero(self.first < self.last)
        if len(several):
            edges = np.stack([self.first.take(several), self.last.take(several) + 1], axis=1).ravel()
            total[several] = np.add.reduceat(np.append(values, 0.0), edges)[::2]
        return total
