"""Sentences: where a block of Chinese text may be cut, and where never."""

import re

from toolkit.patterns import lazy

# Quotes and brackets are stepped over as one piece, so that nothing inside them ends a sentence. The bounds keep an
# opening mark without its partner from swallowing the rest, and a hostile text from costing more than linear time.
_PAIR = (
    r"“(?:[^“”]{0,400}(?:“[^“”]{0,200}”[^“”]{0,200})*”)?+|《(?:[^《》]{0,120}(?:《[^《》]{0,80}》[^《》]{0,80})*》)?+"
    r"|（(?:[^（）]{0,200}(?:（[^（）]{0,80}）[^（）]{0,80})*）)?+|\((?:[^()]{0,200}(?:\([^()]{0,80}\)[^()]{0,80})*\))?+"
    r"|「(?:[^「」]{0,300}」)?+|『(?:[^『』]{0,300}』)?+|【(?:[^【】]{0,120}】)?+|〔(?:[^〔〕]{0,60}〕)?+"
    r"|\[(?:[^\[\]]{0,120}\])?+|‘(?:[^‘’]{0,200}’)?+"
    r'|"(?:[^"\n]{0,200}")?+'
)
_SPOKEN = r"[:：]\s?“[^“”]{0,400}[。！？!?…]”"
_MAY_END = r"(?:…++|\.{6})(?![,，、。等])|[；;](?=.)|(?<=[A-Za-z\u4e00-\u9fff”）)])\.(?=\s|$)"
_SPECIAL = r"“《（(「『【〔\[‘\"。！？!?…;；.:："
_SENTENCE = lazy(
    rf"(?=\S)(?:[^{_SPECIAL}]++|{_PAIR}|(?!{_SPOKEN})[:：]|(?!{_MAY_END})[…;；.])*+"
    rf"(?:[。！？!?]+[”’」』）)】》\"]*|{_SPOKEN}|{_MAY_END}|\Z)",
    re.DOTALL,
)


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Return the bounds of the sentences of a block, blanks between them left out; an unterminated tail counts.

    A sentence ends at `。！？…` or, in a list of clauses, at `；`; never inside quotes or brackets, and never at a
    decimal point. A quotation that a colon opens and a full stop closes (`他说：“……。”`) ends its sentence.

    Examples
    --------
    >>> text = "他说：“行。”增长3.5%；获奖（一等。）2项……完"
    >>> [text[start:end] for start, end in sentence_bounds(text)]
    ['他说：“行。”', '增长3.5%；', '获奖（一等。）2项……', '完']
    """
    return [*map(re.Match.span, _SENTENCE.finditer(text, 0, len(text.rstrip())))]
