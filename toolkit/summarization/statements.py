"""Statements: the parts of a sentence that can be read alone, found at its commas, never inside quotes or brackets.

An official report strings facts together (`新增高企24户，发放贷款1.2亿元，增长8%`); a digest takes the one and leaves
the other. A clause that shares the subject of the one before (`增长8%`), or needs the one after (`围绕产业链，`), stays
with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.document import Paragraph
from toolkit.summarization.characters import Bools, JoinedTexts
from toolkit.summarization.clauses import continued, find_clauses, listing_end, waiting
from toolkit.tagging.features import Floats, Ints

_SHORTEST = 9


class Sentences:
    """The sentences of a body that are looked at: of its `texts` those with the numbers `wanted`, ascending.

    Each has its `number` among all of the body, its `paragraph` and the character there with which it begins.
    """

    def __init__(self, body: Sequence[Paragraph], texts: Sequence[str], wanted: Ints) -> None:
        sizes = [len(paragraph.bounds) for paragraph in body]
        begins = [start for paragraph in body for start, _ in paragraph.bounds]
        self.body, self.number = body, wanted
        self.paragraph: Ints = np.arange(len(body)).repeat(sizes).take(wanted)
        self.begin: Ints = np.array(begins, np.int64).take(wanted)
        self.texts = JoinedTexts([texts[n] for n in wanted.tolist()])


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of a body, in order.

    `bounds` are places in the text of the paragraph, shape `(n, 2)`; `paragraph` and `sentence` number what each
    belongs to; `offset` counts the characters of its sentence before it.
    """

    body: Sequence[Paragraph]
    bounds: Ints
    paragraph: Ints
    sentence: Ints
    offset: Ints

    @property
    def lengths(self) -> Floats:
        """The characters of each statement."""
        lengths: Floats = (self.bounds[:, 1] - self.bounds[:, 0]).astype(np.float64)
        return lengths

    def places(self, texts: JoinedTexts) -> tuple[Ints, Ints]:
        """Where statements begin and end in the texts of their sentences, joined."""
        starts: Ints = texts.starts.take(np.cumsum(self.offset == 0) - 1) + self.offset
        return starts, starts + self.bounds[:, 1] - self.bounds[:, 0]

    def of(self, statements: slice, *, paragraphs: slice, sentences: int) -> "Statements":
        """Return some statements as those of a body of its own, before which there are so many sentences."""
        columns = (self.paragraph[statements] - paragraphs.start, self.sentence[statements] - sentences)
        return Statements(self.body[paragraphs], self.bounds[statements], *columns, self.offset[statements])


def find_statements(sentences: Sentences, split: Bools) -> Statements:
    """Return the statements of sentences; one that is not `split` is one statement."""
    texts = sentences.texts
    later = np.array(list(statement_starts(texts, split)), np.int64)
    starts = np.sort(np.concatenate([texts.starts, later]), kind="stable")
    text = np.searchsorted(texts.starts, starts, side="right") - 1
    ends = texts.ends.take(text)
    goes_on = np.flatnonzero(text[1:] == text[:-1])
    ends[goes_on] = starts[goes_on + 1]
    offset = starts - texts.starts.take(text)
    begin = sentences.begin.take(text) + offset
    bounds = np.stack([begin, begin + ends - starts], axis=1)
    return Statements(sentences.body, bounds, sentences.paragraph.take(text), sentences.number.take(text), offset)


def statement_starts(texts: JoinedTexts, split: Bools) -> Iterator[int]:
    """Yield where the second and later statements of sentences begin, in all of them joined.

    Examples
    --------
    >>> text = "围绕产业链,新增高企24户,增长8%,发放贷款1.2亿元。"
    >>> [text[start:] for start in statement_starts(JoinedTexts([text]), np.array([True]))]
    ['发放贷款1.2亿元。']
    """
    current = start = listed = -1
    for number, comma, end in _partings(texts, split):
        if number != current:
            current, start, listed = number, int(texts.starts[number]), -1
        if comma - start < _SHORTEST:
            continue
        if listed < 0:
            listed = listing_end(texts.text, start, end)
        if comma < listed:
            start = comma + 1
            yield start


def _partings(texts: JoinedTexts, split: Bools) -> Iterator[tuple[int, int, int]]:
    """Yield the commas between clauses that need not be read together: the number of the text, the place, its end."""
    clauses = find_clauses(texts)
    clauses = clauses.where((clauses.comma + 1 + _SHORTEST <= clauses.text_end) & split.take(clauses.text))
    clauses = clauses.where(~waiting(texts, clauses))
    clauses = clauses.where(~continued(texts, clauses))
    return zip(clauses.text.tolist(), clauses.comma.tolist(), clauses.text_end.tolist(), strict=True)
