"""What a digest may quote: statements and sentences, peeled, and together with those they lean on."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from toolkit.document import Paragraph, Span
from toolkit.summarization.characters import Bools
from toolkit.summarization.hollow import is_hollow
from toolkit.summarization.standing import byline_ends, closings, list_openers, peeled
from toolkit.summarization.statements import Sentences, Statements
from toolkit.tagging.features import Ints

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


class Candidates(NamedTuple):
    """The candidates of statements as columns, ascending by `last`."""

    statements: Statements
    first: Ints
    last: Ints
    start: Ints
    end: Ints
    sentences: Ints

    def of(self, statements: slice) -> list[Candidate]:
        """Return the candidates that end with some statements, the first of which is number 0 to them."""
        own = slice(*np.searchsorted(self.last, [statements.start, statements.stop]))
        numbers = (self.first[own] - statements.start, self.last[own] - statements.start)
        columns = (column.tolist() for column in (*numbers, self.start[own], self.end[own], self.sentences[own]))
        body = self.statements.body
        paragraphs = [body[place] for place in self.statements.paragraph.take(self.last[own]).tolist()]
        return list(map(Candidate, paragraphs, *columns))


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
