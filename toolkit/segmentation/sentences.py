"""Sentences: where a block of Chinese text may be cut, and where never."""

import re
from collections.abc import Iterator

# Quotes and brackets are stepped over as one piece, so that nothing inside them ends a sentence. The bounds keep an
# opening mark without its partner from swallowing the rest, and a hostile text from costing more than linear time.
_PAIR = (
    r"“[^“”]{0,400}(?:“[^“”]{0,200}”[^“”]{0,200})*”|《[^《》]{0,120}(?:《[^《》]{0,80}》[^《》]{0,80})*》|（[^（）]{0,200}(?:（[^（）]{0,80}）[^（）]{0,80})*）"
    r"|\([^()]{0,200}(?:\([^()]{0,80}\)[^()]{0,80})*\)|「[^「」]{0,300}」|『[^『』]{0,300}』|【[^【】]{0,120}】|〔[^〔〕]{0,60}〕|\[[^\[\]]{0,120}\]|‘[^‘’]{0,200}’"
    r'|"[^"\n]{0,200}"'
)
_SPOKEN = r"[:：]\s?“[^“”]{0,400}[。！？!?…]”"
_END = r"[。！？!?]+[”’」』）)】》\"]*|(?:…+|\.{6})(?![,，、。等])|[；;](?=.)|(?<=[A-Za-z\u4e00-\u9fff”）)])\.(?=\s|$)"
_EVENT = re.compile(f"(?P<spoken>{_SPOKEN})|{_PAIR}|(?P<end>{_END})", re.DOTALL)


def sentence_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the sentences of a block, blanks between them left out; an unterminated tail counts.

    A sentence ends at `。！？…` or, in a list of clauses, at `；`; never inside quotes or brackets, and never at a
    decimal point. A quotation that a colon opens and a full stop closes (`他说：“……。”`) ends its sentence.

    Examples
    --------
    >>> text = "他说：“行。”增长3.5%；获奖（一等。）2项……完"
    >>> [text[start:end] for start, end in sentence_bounds(text)]
    ['他说：“行。”', '增长3.5%；', '获奖（一等。）2项……', '完']
    """
    start = _skip_blank(text, 0)
    for event in _EVENT.finditer(text):
        if event.lastgroup is None or event.end() <= start:
            continue
        yield start, event.end()
        start = _skip_blank(text, event.end())
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _skip_blank(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
