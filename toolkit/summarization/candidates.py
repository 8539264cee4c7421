"""What a digest may quote: statements and sentences, peeled, and together with those they lean on."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from toolkit.document import Paragraph, Span
from toolkit.summarization.characters import Bools
from toolkit.summarization.hollow import is_hollow
from toolkit.summarization.standing import byline_ends, closings, list_openers, peeled
from toolkit.summarization.statements import Sentences, Statements
from toolkit.tagging.features import Floats, Ints

SHORTEST = 8
_LONGEST_CHAIN = 3


@dataclass(slots=True)  # a frozen one takes four times as long to make, and a long document has ten thousands
class Candidate:
    """A piece of one paragraph that can stand alone: the statements `first` to `last` of the document's body.

    `start` and `end` are positions in the paragraph's clean text. `sentences` counts those it is taken from.
    """

    paragraph: Paragraph
    first: int
    last: int
    start: int
    end: int
    sentences: int = 1

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.paragraph.text[self.start : self.end]

    @property
    def is_hollow(self) -> bool:
        """Whether the line tells nothing."""
        return is_hollow(self.text)

    @property
    def span(self) -> Span:
        """The raw characters of the line."""
        return self.paragraph.locate(self.start, self.end)

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The candidates of statements as columns, ascending by `last`; each is made when it is asked for."""

    statements: Statements
    first: Ints
    last: Ints
    start: Ints
    end: Ints
    sentences: Ints

    def __len__(self) -> int:
        return len(self.last)

    def __getitem__(self, number: int) -> Candidate:
        last = self.last.item(number)
        paragraph = self.statements.body[self.statements.paragraph.item(last)]
        bounds = (self.start.item(number), self.end.item(number))
        return Candidate(paragraph, self.first.item(number), last, *bounds, self.sentences.item(number))

    def __iter__(self) -> Iterator[Candidate]:
        columns = (self.first, self.last, self.start, self.end, self.sentences)
        paragraphs = map(self.statements.body.__getitem__, self.statements.paragraph.take(self.last).tolist())
        return map(Candidate, paragraphs, *(column.tolist() for column in columns))

    @property
    def lengths(self) -> Floats:
        """The characters of each candidate."""
        lengths: Floats = (self.end - self.start).astype(np.float64)
        return lengths

    def of(self, own: slice, statements: Statements, *, before: int) -> "Candidates":
        """Return some candidates as those of some statements, before which there are so many others."""
        numbers = (self.first[own] - before, self.last[own] - before)
        return Candidates(statements, *numbers, self.start[own], self.end[own], self.sentences[own])


def find_candidates(sentences: Sentences, statements: Statements) -> Candidates:
    """Return the candidates among the statements of sentences.

    Each ends with another statement and begins at the nearest sentence before that leans on nothing, or is the
    statement alone. Headings run into a paragraph, openers of lists and entries of glossaries are none. Whether a
    candidate tells anything is asked only of those that come into question.
    """
    texts, (starts, ends) = sentences.texts, statements.places(sentences.texts)
    opened, leans = peeled(texts, starts, ends)
    heads = _in_headings(statements)
    first, taken = _chains(leans, _sentences_before(statements, heads))
    first[heads | list_openers(texts, starts, ends)] = -1
    begin = statements.bounds[:, 0]
    opening = begin + np.maximum(opened, byline_ends(texts, starts, ends))
    closing = begin + np.maximum(opened, closings(texts, starts, ends) - starts)
    last = np.flatnonzero((first >= 0) & (closing - opening.take(first) >= SHORTEST))
    first = first.take(last)
    return Candidates(statements, first, last, opening.take(first), closing.take(last), taken.take(last))


def _in_headings(statements: Statements) -> Bools:
    """Tell the statements that are headings run into their paragraphs."""
    ends = [paragraph.bounds[0][1] if paragraph.run_in else 0 for paragraph in statements.body]
    found: Bools = statements.bounds[:, 0] < np.array(ends, np.int64).take(statements.paragraph)
    return found


def _chains(leans: Bools, before: Ints) -> tuple[Ints, Ints]:
    """Return for each statement the one to begin with, so that it leans on nothing outside, and the sentences taken.

    The former is -1 where there is none.
    """
    first, taken = np.arange(len(leans)), np.ones(len(leans), np.int64)
    rows = np.flatnonzero(leans)
    for _ in range(_LONGEST_CHAIN):
        first[rows] = before.take(first.take(rows))
        taken[rows] += 1
        rows = rows[(first.take(rows) >= 0) & leans.take(first.take(rows))]
    first[rows] = -1
    return first, taken


def _sentences_before(statements: Statements, heads: Bools) -> Ints:
    """The first statement of the sentence before that which a statement opens, in the same paragraph, or -1.

    A heading is no such sentence, and neither is one behind which others are left out.
    """
    firsts = np.flatnonzero(statements.offset == 0)
    old, new = firsts[:-1], firsts[1:]
    linked = ~heads[old] & (statements.paragraph[old] == statements.paragraph[new])
    linked &= statements.sentence[old] + 1 == statements.sentence[new]
    before = np.full(len(statements.offset), -1)
    before[new[linked]] = old[linked]
    return before
