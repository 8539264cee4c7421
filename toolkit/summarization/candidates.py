"""What a digest may quote: sentences, peeled, and together with those they lean on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.document import Paragraph, Span
from toolkit.summarization.standing import announces, trim

_SHORTEST = 8
_LONGEST_CHAIN = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of one paragraph that can stand alone: sentences `first` to `last` of the document's body.

    `start` and `end` are positions in the paragraph's clean text.
    """

    paragraph: Paragraph
    first: int
    last: int
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.paragraph.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """The raw characters of the line."""
        return self.paragraph.locate(self.start, self.end)

    def __len__(self) -> int:
        return self.end - self.start


def find_candidates(body: Sequence[Paragraph]) -> list[Candidate]:
    """Return the candidates of a document; headings run into a paragraph and openers of lists are none."""
    candidates: list[Candidate] = []
    number = 0
    for paragraph in body:
        candidates.extend(_of_paragraph(paragraph, number))
        number += len(paragraph.bounds)
    return candidates


def _of_paragraph(paragraph: Paragraph, number: int) -> Iterator[Candidate]:
    chain, first = 0, 0
    for place, (start, end) in enumerate(paragraph.bounds):
        if paragraph.run_in and place == 0:
            continue
        text = paragraph.text[start:end]
        trimmed = trim(text)
        if not trimmed.leans:
            chain, first = 1, start + trimmed.start
        elif chain:
            chain += 1
        else:
            continue
        if start + trimmed.end - first >= _SHORTEST and chain <= _LONGEST_CHAIN and not announces(text):
            last = number + place
            yield Candidate(paragraph, last - chain + 1, last, first, start + trimmed.end)
