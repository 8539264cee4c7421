"""The form of a rule on single lines."""

from typing import NamedTuple

from toolkit.document import Kind


class LineRule(NamedTuple):
    """A rule with its id, the kind it gives a line, its pattern (anchored at the start) and its longest line.

    Only where `prose` is true may the rule touch a line with a full stop in it.
    """

    id: str
    kind: Kind
    pattern: str
    longest: int = 80
    prose: bool = False
