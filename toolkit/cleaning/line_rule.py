"""The form of a rule on single lines."""

from typing import NamedTuple

from toolkit.document import Kind

PROSE_HEAD = 120


class LineRule(NamedTuple):
    """A rule with its id, the kind it gives a line, its pattern (anchored at the start) and its longest line.

    `signs` are words of which at least one stands in every line that the pattern matches, parted by blanks: `␣` is a
    blank and `¶` an edge of the line. A text without them never costs a match, nor a compilation. Only where `prose` is
    true may the rule touch a line with a full stop in it; there a sign stands among the first `PROSE_HEAD` characters.
    """

    id: str
    kind: Kind
    signs: str
    pattern: str
    longest: int = 80
    prose: bool = False
