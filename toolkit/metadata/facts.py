"""What labels say about a document: the table above it and the lines of its byline, as label, value and place."""

from collections.abc import Sequence
from typing import NamedTuple

from toolkit.cleaning.info_table import facts
from toolkit.document import Field, Paragraph

_HEAD = 80


class Labelled(NamedTuple):
    """A value with the block it stands in and its place there."""

    value: str
    block: Paragraph
    start: int

    @property
    def field(self) -> Field:
        """The value with its raw characters."""
        return Field(self.value, self.block.locate(self.start, self.start + len(self.value)))


Facts = dict[str, Labelled]


def collect(paragraphs: Sequence[Paragraph]) -> Facts:
    """Return the first value of each label among the blocks that cleaning set aside at the head."""
    found: Facts = {}
    aside = [block for block in paragraphs[:_HEAD] if block.kind in {"boilerplate", "byline"}]
    for number, block in enumerate(aside):
        for fact in facts(block.text):
            if fact.value:
                found.setdefault(fact.label, Labelled(fact.value, block, fact.start))
            elif (
                number + 1 < len(aside)
                and aside[number + 1].index == block.index + 1
                and not facts(aside[number + 1].text)
            ):
                found.setdefault(fact.label, Labelled(aside[number + 1].text, aside[number + 1], 0))
    return found
