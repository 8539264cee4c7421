"""What a digest may quote: sentences, peeled, and together with those they lean on."""

from collections.abc import Container, Sequence
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


def find_candidates(body: Sequence[Paragraph], *, wanted: Container[int] | None = None) -> list[Candidate]:
    """Return the candidates of a document; headings run into a paragraph and openers of lists are none.

    With `wanted`, only those whose last sentence is one of these.
    """
    candidates: list[Candidate] = []
    number = 0
    for paragraph in body:
        for place in range(paragraph.run_in, len(paragraph.bounds)):
            if wanted is None or number + place in wanted:
                candidate = _ending_at(paragraph, place, number)
                if candidate is not None:
                    candidates.append(candidate)
        number += len(paragraph.bounds)
    return candidates


def _ending_at(paragraph: Paragraph, place: int, number: int) -> Candidate | None:
    """The candidate that ends with a sentence: it begins at the nearest one before that leans on nothing."""
    start, end = paragraph.bounds[place]
    text = paragraph.text[start:end]
    trimmed = last = trim(text)
    first = place
    while trimmed.leans:
        first -= 1
        if first < paragraph.run_in or place - first >= _LONGEST_CHAIN:
            return None
        start, _ = paragraph.bounds[first]
        trimmed = trim(paragraph.text[slice(*paragraph.bounds[first])])
    begin, stop = start + trimmed.start, end - len(text) + last.end
    if stop - begin < _SHORTEST or announces(text):
        return None
    return Candidate(paragraph, number + first, number + place, begin, stop)
