"""What a digest may quote: sentences, peeled, and together with those they lean on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.document import Document, Paragraph, Sentence, Span
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

    def span(self, document: Document) -> Span:
        """The raw characters of the line."""
        return document.locate(self.paragraph, self.start, self.end)

    def __len__(self) -> int:
        return self.end - self.start


def find_candidates(body: Sequence[Paragraph]) -> list[Candidate]:
    """Return the candidates of a document; headings run into a paragraph and openers of lists are none."""
    candidates: list[Candidate] = []
    number = 0
    for paragraph in body:
        candidates.extend(_of_paragraph(paragraph, number))
        number += len(paragraph.sentences)
    return candidates


def _of_paragraph(paragraph: Paragraph, number: int) -> Iterator[Candidate]:
    chain = 0
    start = 0
    for place, sentence in enumerate(paragraph.sentences):
        trimmed = trim(sentence.text)
        leans_on = place > 0 and not paragraph.sentences[place - 1].heading
        if trimmed.leans and leans_on and chain:
            chain += 1
        elif trimmed.leans:
            chain = 0
            continue
        else:
            chain, start = 1, sentence.start + trimmed.start
        end = sentence.start + trimmed.end
        if _can_be_quoted(sentence, end - start) and chain <= _LONGEST_CHAIN:
            last = number + place
            yield Candidate(paragraph, last - chain + 1, last, start, end)


def _can_be_quoted(sentence: Sentence, length: int) -> bool:
    return not sentence.heading and length >= _SHORTEST and not announces(sentence.text)
