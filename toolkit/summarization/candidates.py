"""What a digest may quote: statements and sentences, peeled, and together with those they lean on."""

from dataclasses import dataclass

from toolkit.document import Paragraph, Span
from toolkit.summarization.hollow import is_hollow
from toolkit.summarization.standing import announces, byline_end, defines, trim
from toolkit.summarization.statements import Statements

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


def find_candidates(statements: Statements) -> list[Candidate]:
    """Return the candidates of a document.

    Headings run into a paragraph, openers of lists and entries of glossaries are none. Whether a candidate tells
    anything is asked only of those that come into question.
    """
    finder = _Finder(statements)
    found = (finder.ending_at(number) for number in range(len(statements.sentence)))
    return [candidate for candidate in found if candidate is not None]


class _Finder:
    """Finds the candidate that ends with a statement."""

    def __init__(self, statements: Statements) -> None:
        self._body = statements.body
        self._bounds: list[list[int]] = statements.bounds.tolist()
        self._paragraph: list[int] = statements.paragraph.tolist()
        self._sentence: list[int] = statements.sentence.tolist()

    def ending_at(self, last: int) -> Candidate | None:
        """It begins at the nearest sentence before that leans on nothing, or is the statement alone."""
        paragraph = self._body[self._paragraph[last]]
        text = self._text(last)
        if announces(text) or defines(text) or self._is_heading(last):
            return None
        trimmed = end = trim(text)
        first, sentences = last, 1
        while trimmed.leans:
            first = self._sentence_before(first)
            sentences += 1
            if first < 0 or self._is_heading(first) or sentences > _LONGEST_CHAIN + 1:
                return None
            trimmed = trim(self._text(first))
        opening = max(trimmed.start, byline_end(self._text(first)))
        begin, stop = self._bounds[first][0] + opening, self._bounds[last][0] + end.end
        if stop - begin < SHORTEST:
            return None
        return Candidate(paragraph, first, last, begin, stop, sentences)

    def _text(self, number: int) -> str:
        start, end = self._bounds[number]
        return self._body[self._paragraph[number]].text[start:end]

    def _is_heading(self, number: int) -> bool:
        paragraph = self._body[self._paragraph[number]]
        return paragraph.run_in and self._bounds[number][0] < paragraph.bounds[0][1]

    def _sentence_before(self, number: int) -> int:
        """The first statement of the sentence before that which `number` opens, in the same paragraph, or -1."""
        before = number - 1
        if before < 0 or self._paragraph[before] != self._paragraph[number]:
            return -1
        if self._sentence[before] != self._sentence[number] - 1:  # the one between is not looked at
            return -1
        while before > 0 and self._sentence[before - 1] == self._sentence[before]:
            before -= 1
        return before
