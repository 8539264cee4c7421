"""Rules on single lines: what a page puts around its text, told by the line's own words."""

import re

from toolkit.cleaning.byline_rules import BYLINE_RULES
from toolkit.cleaning.line_rule import LineRule
from toolkit.cleaning.page_rules import PAGE_RULES

__all__ = ["LINE_RULES", "LineRule", "is_spam", "match_line"]

LINE_RULES: tuple[LineRule, ...] = (*PAGE_RULES, *BYLINE_RULES)
"""First match wins; a line longer than `longest` is never touched by that rule."""


def _combined(least: int = 0, *, prose: bool) -> re.Pattern[str]:
    """One expression for all rules, or for those that may touch prose of more than `least` characters."""
    wanted = ((n, rule) for n, rule in enumerate(LINE_RULES) if not prose or (rule.prose and rule.longest > least))
    return re.compile("|".join(f"(?P<r{number}>{rule.pattern})" for number, rule in wanted))


# Prose is most of any text, so it meets only the few rules that may touch it.
_MIDDLE = 120
_LABEL_LINE = _combined(prose=False)
_SHORT_PROSE = _combined(prose=True)
_LONG_PROSE = _combined(_MIDDLE, prose=True)
_LONGEST = max(rule.longest for rule in LINE_RULES)

_SPAM_OPENING = re.compile(r"(?:主站蜘蛛池|蜘蛛池模板|友情链接|友链)")
_SPAM_WORD = re.compile(
    "在线观看|在线播放|免费观看|免费视频|视频免费|一级毛片|毛片|国产精品|国产.{0,4}(?:片|视频|丝袜)|无码|无遮挡|丝袜|午夜视频|成人|少妇|"
    "人妻|麻豆|欧美激情|偷情|黄色|AV|av在|美女(?:直播|视频)|时时彩|百家乐|彩票(?:网|平台|开奖)|棋牌游戏|老虎机|赌场|真人娱乐|博彩|"
    "六合彩|开奖结果|代开发票|代办证件|信用卡套现|迷药|伟哥|私服"
)
_SPAM_WORDS = 4
_SPAM_SPACING = 40


def match_line(text: str) -> LineRule | None:
    """Return the rule that sets this line aside, or None.

    Examples
    --------
    >>> match_line("责任编辑:费菲").id
    'byline'
    >>> match_line("市科技局组织召开产学研对接会。") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    expression = _LABEL_LINE if "。" not in text else _SHORT_PROSE if len(text) <= _MIDDLE else _LONG_PROSE
    match = expression.match(text)
    if match is None or match.lastgroup is None:
        return None
    rule = LINE_RULES[int(match.lastgroup[1:])]
    return rule if len(text) <= rule.longest else None


def is_spam(text: str) -> bool:
    """Tell a link farm: many words of its trade, close together, outside any sentence."""
    if len(text) < 8 or ("。" in text and "|" not in text):
        return False
    words = _SPAM_WORD.findall(text)
    dense = len(words) >= _SPAM_WORDS and len(set(words)) > 2 and len(words) * _SPAM_SPACING >= len(text)
    return dense or bool(_SPAM_OPENING.match(text) and (len(words) > 1 or text.count("|") > 2))
