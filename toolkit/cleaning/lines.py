"""Rules on single lines: what a page puts around its text, told by the line's own words."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from toolkit.cleaning.byline_rules import BYLINE_RULES
from toolkit.cleaning.line_rule import PROSE_HEAD, LineRule
from toolkit.cleaning.navigation_rules import NAVIGATION_RULES
from toolkit.cleaning.page_rules import PAGE_RULES
from toolkit.patterns import lazy

__all__ = ["LINE_RULES", "LineRule", "is_spam", "match_line"]

LINE_RULES: tuple[LineRule, ...] = (*NAVIGATION_RULES, *PAGE_RULES, *BYLINE_RULES)
"""First match wins; a line longer than `longest` is never touched by that rule."""


_LONGEST = max(rule.longest for rule in LINE_RULES)
_WRITTEN = str.maketrans("¶", "\n")


@cache
def _finders() -> tuple[tuple[Any, list[list[int]]], ...]:
    """A finder of the signs of all rules, and one of those that may touch prose, with the rules that a sign calls."""
    return _finder(range(len(LINE_RULES))), _finder(n for n, rule in enumerate(LINE_RULES) if rule.prose)


def _finder(numbers: Iterable[int]) -> tuple[Any, list[list[int]]]:
    from daachorse import CharwiseDoubleArrayAhoCorasick

    called: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        for sign in LINE_RULES[number].signs.translate(_WRITTEN).split(" "):
            called[sign.replace("␣", " ")].append(number)
    return CharwiseDoubleArrayAhoCorasick(list(called)), list(called.values())


@cache
def _pattern(number: int) -> re.Pattern[str]:
    return lazy(LINE_RULES[number].pattern)


_SPAM_OPENING = lazy(r"(?:主站蜘蛛池|蜘蛛池模板|友情链接|友链)")
_SPAM_WORD = lazy(
    "在线观看|在线播放|免费观看|免费视频|视频免费|一级毛片|毛片|国产精品|国产.{0,4}(?:片|视频|丝袜)|无码|无遮挡|丝袜|午夜视频|成人|少妇|"
    "人妻|麻豆|欧美激情|偷情|黄色|AV|av在|美女(?:直播|视频)|时时彩|百家乐|彩票(?:网|平台|开奖)|棋牌游戏|老虎机|赌场|真人娱乐|博彩|"
    "六合彩|开奖结果|代开发票|代办证件|信用卡套现|迷药|伟哥|私服"
)
_SPAM_WORDS = 4
_SPAM_SPACING = 40


def match_line(text: str) -> LineRule | None:
    """Return the rule that sets this line aside, or None; a line with a full stop meets the rules on prose only.

    Examples
    --------
    >>> match_line("责任编辑:费菲").id
    'byline'
    >>> match_line("市科技局组织召开产学研对接会。") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    prose = "。" in text
    finder, called = _finders()[prose]
    found = finder.find_overlapping(f"\n{text[:PROSE_HEAD]}" if prose and len(text) > PROSE_HEAD else f"\n{text}\n")
    if not found:
        return None
    candidates = {number for sign in {sign for _, _, sign in found} for number in called[sign]}
    near = (number for number in sorted(candidates) if len(text) <= LINE_RULES[number].longest)
    return next((LINE_RULES[number] for number in near if _pattern(number).match(text)), None)


def is_spam(text: str) -> bool:
    """Tell a link farm: many words of its trade, close together, outside any sentence."""
    if len(text) < 8 or ("。" in text and "|" not in text):
        return False
    words = _SPAM_WORD.findall(text)
    dense = len(words) >= _SPAM_WORDS and len(set(words)) > 2 and len(words) * _SPAM_SPACING >= len(text)
    return dense or bool(_SPAM_OPENING.match(text) and (len(words) > 1 or text.count("|") > 2))
