"""Likely slips of scanning and typing: reported with a suggestion, never changed."""

import re
from collections.abc import Iterator

# 入 is read as 人 after these verbs. What stands before or after must not make it a real word (促进人与自然, 引人注目).
_ENTER = re.compile(
    r"(融|投|纳|列|深|收|嵌|植|并|(?<![促推改前先跟])进|(?<![参增])加|(?<![牵吸])引)人"
    r"(?![民员才工士口为群们数家均心事力大的与和物流形行防参身育]|注目|入胜|深思|瞩目|[,，。、;；])"
)
_CHAIN = re.compile(r"(?:[\u4e00-\u9fff]{1,3}[圃器园台链院所室业]一){2,}[\u4e00-\u9fff]{2,4}")
_WORDS = {"体质机制": "体制机制", "己经": "已经", "自已": "自己", "末来": "未来", "人驻": "入驻", "人选": "入选"}
_WORD = re.compile("|".join(_WORDS).replace("己经", "己经(?![济营])"))
_AFTER_PERSON_WORD = re.compile(r"[候推当工他专选]$")


def slips(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield `(start, end, suggestion)` for each likely slip.

    Examples
    --------
    >>> [(text[a:b], better) for text in ["推动高新区融人长三角"] for a, b, better in slips(text)]
    [('融人', '融入')]
    """
    if "人" in text:
        for match in _ENTER.finditer(text):
            yield match.start(), match.end(), match[1] + "入"
    for match in _WORD.finditer(text):
        if match[0] != "人选" or _is_selection(text, match):
            yield match.start(), match.end(), _WORDS[match[0]]
    if "一" in text:
        for match in _CHAIN.finditer(text):
            yield match.start(), match.end(), match[0].replace("一", "—")


def _is_selection(text: str, match: re.Match[str]) -> bool:
    """Tell the verb 入选 from the noun 人选: the verb has an object after it and no modifier before it."""
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return not _AFTER_PERSON_WORD.search(before) and after in set("国省市全首第《“")
