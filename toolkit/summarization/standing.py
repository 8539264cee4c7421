"""Whether a sentence can stand alone: what is peeled off its ends, and what it leans on.

Labels of a list (`二是`, `(2)`) and connectives that only join (`此外,`) are left outside the line, which stays a
verbatim piece of the text. A sentence that refers back (`其中`, `该企业`, `活动上`) leans on the one before it.
"""

from typing import NamedTuple

import numpy as np

from toolkit.patterns import lazy
from toolkit.summarization.characters import Bools, CharacterSet, JoinedTexts, Openers
from toolkit.tagging.features import Ints

_LABEL = (
    r"第?[一二三四五六七八九十]{1,2}是(?:要)?[,，:：]?|第[一二三四五六七八九十][,，、]|其[一二三四五][,，]|[一二三四五六七八九十]{1,3}[、.．]|"
    r"[(（][一二三四五六七八九十\d]{1,3}[)）]|[\[［]\d{1,3}[\]］]|\d{1,2}[.、．](?!\d)|[①-⑳]|[·•●■◆▪※★\-*—]+"
)
_JOINT = (
    r"(?:此外|另外|同时|与此同时|再次|其次|首先|最后|并且|而且|还有|总的来看|具体来说|在此基础上|一方面|另一方面|再者|据悉)[,，]|"
    r"同时(?![期间段点也还,，])|另(?=[有设悉])|各位(?:代表|委员|同志|领导|来宾)[,，:：!！]"
)
_OPENING = lazy(rf"\s*(?:(?:{_LABEL}|{_JOINT})\s*)+")
# Only these, or what is neither a Chinese character nor a letter, can begin a label or a joint.
_OPENERS = frozenset("据第其在一二三四五六七八九十此另同与再首最并而还总具各0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_OPENING_FIRSTS = CharacterSet(_OPENERS, strange=True)
_JOINING_MARKS = ";；,，、:： "
_JOINING = CharacterSet(_JOINING_MARKS)
_LEANING = Openers(r"""
    [0123456789][\d.]*[万亿]?[个家项名户人](?=[,，])
    其(?!他|它|次|余|实) 该(?!院) 此[前后举次项类外时间] 这 那[么些] [他她它](?:们|的|说|认为|表示|介绍|强调|指出|还)
    双方 两者 上述 前者 后者 对此 为此 由此 因此 所以 从而 但 然而 不过 而[是且已] 并(?!购|网|轨|联|行) 随后 之后 届时
    会上 会议(?!室|中心) 大会(?!堂) 活动(?:上|中|现场|期间|当天) 现场 当[天日] 据(?:介绍|悉|了解|统计显示) 目的是
    主要是 包括 分别 尤其是 特别是 也(?!门) 又 还(?!款) 更(?!新|换|名|改) 均 都(?!市) 以及 或 即(?!将|墨)
    [一二三四五六七八九十两0123456789][一二三四五六七八九十两\d]*者 与会 与之 如此 同样 相关[^,，]{0,6}(?:已|均|将)
""")
# What points back some characters after the opening: `在此基础上`, `提出上述目标`.
_POINTING = lazy(
    r"[^,，。;；:：“《（(]{1,3}(?:这|上述|此(?:基础|背景|次|举|类|项)|该(?:公司|企业|项目|市|县|区|校|院|局))"
)
_POINTERS = CharacterSet("这此该述")
# An organization that the line itself has not named before: `凭借过硬的技术，这家企业…`.
_UNNAMED = lazy(r"[,，]\s*(?:这家|该(?:公司|企业|集团|[厂院校局厅市县区镇村]))")
_NAMED = lazy(r"公司|企业|集团|[厂店院所校局厅市县区镇村行馆团业]")


_COLONS = CharacterSet(":：")
_DEFINING = lazy(r"[^:：]{2,40}[:：]\s*(?:是?指|即)")

# What stands before the first words of a piece of news: `本报讯（记者 某某）`, `原标题：`.
_BYLINE = lazy(
    r"\s*(?:原标题[:：]|【[^【】]{0,20}】|"
    r"[^。，,！？“”]{0,24}?(?:讯|电|报道|消息)\s*[（(](?=[^（）()]*(?:记者|通讯员|实习|作者))[^（）()]{1,30}[）)]\s*[，,:：]?|"
    r"[^。，,！？“”：:]{0,20}(?:消息|讯|报道)\s*(?:[（(][^（）()]{1,30}[）)])?\s*[:：]|"
    r"[（(](?:(?:全媒体|见习|实习|本报)?记者|通讯员)[^（）()]{1,30}[）)]|"
    r"[^。，,！？“”\d]{2,12}(?:\d{1,2}月)?\d{1,2}日(?:讯|电(?![力子视动话影商信脑网价站池])))"
)
_BYLINE_ENDS = 60
# Quick looks: each byline has one.
_BYLINE_WORD = lazy(r"原标题|【|记者|通讯员|(?:[讯电]|报道|消息)\s*[（(:：]|日[讯电]")
_BYLINE_CHARACTERS = CharacterSet("讯电题【者道息")


class Trimmed(NamedTuple):
    """The bounds of a sentence without labels and joints, and whether it leans on the sentence before it."""

    start: int
    end: int
    leans: bool


def trim(text: str) -> Trimmed:
    """Peel a sentence and tell whether it leans.

    Examples
    --------
    >>> text = "二是引进博士12名;"
    >>> text[slice(*trim(text)[:2])]
    '引进博士12名'
    >>> trim("其中省级3家。").leans, trim("据悉,省级有3家。")
    (True, Trimmed(start=3, end=9, leans=False))
    """
    start = opening_end(text)
    return Trimmed(start, max(start, len(text.rstrip(_JOINING_MARKS))), _leans(text, start))


def opening_end(text: str) -> int:
    """Where a sentence begins behind its labels and joints."""
    if text[:1].isalnum() and text[:1] not in _OPENERS:  # a quick look
        return 0
    opening = _OPENING.match(text)
    return opening.end() if opening else 0


def _leans(text: str, start: int) -> bool:
    if _LEANING.open(text, start):
        return True
    points = "这" in text or "此" in text or "该" in text or "上述" in text  # looks that spare most texts the others
    return points and _points_back(text, start)


def _points_back(text: str, start: int) -> bool:
    """Whether a sentence that opens with words of its own speaks of what another has named."""
    if _POINTING.match(text, start):
        return True
    unnamed = _UNNAMED.search(text, start)
    return unnamed is not None and not _NAMED.search(text, start, unnamed.start())


def byline_end(text: str) -> int:
    """Where the byline ends that a sentence begins with; 0 where there is none.

    Examples
    --------
    >>> text = "临江晚报讯（记者 林一）昨日，新图书馆开馆。"
    >>> text[byline_end(text):]
    '昨日，新图书馆开馆。'
    """
    head = text[:_BYLINE_ENDS]
    byline = _BYLINE.match(head) if _BYLINE_WORD.search(head) else None
    return byline.end() if byline else 0


def defines(text: str) -> bool:
    """Tell an entry of a glossary (`三首：指首台套装备、……`)."""
    return (":" in text or "：" in text) and bool(_DEFINING.match(text))


def announces(text: str) -> bool:
    """Tell a sentence that only opens a list (`主要做法如下：`)."""
    return text.rstrip().endswith((":", "："))


class Peeled(NamedTuple):
    """For each of many stretches of text how many characters are peeled off its beginning, and whether it leans."""

    opened: Ints
    leans: Bools


def peeled(texts: JoinedTexts, starts: Ints, ends: Ints) -> Peeled:
    """Peel stretches of text and tell which lean, as `trim` does for one."""
    firsts = texts.codes.take(starts)
    may = _OPENING_FIRSTS.holds(firsts) | _LEANING.firsts.holds(firsts) | texts.have(_POINTERS, starts, ends)
    opened, leans = np.zeros(len(starts), np.int64), np.zeros(len(starts), np.bool_)
    for row, begin, end in texts.stretches(may, starts, ends):
        text = texts.text[begin:end]
        opened[row] = start = opening_end(text)
        leans[row] = _leans(text, start)
    return Peeled(opened, leans)


def closings(texts: JoinedTexts, starts: Ints, ends: Ints) -> Ints:
    """Return where stretches of text end without the marks that join them to what follows, as `trim` does for one."""
    ends = ends - _JOINING.holds(texts.codes.take(ends - 1))
    more = _JOINING.holds(texts.codes.take(ends - 1))
    for row, begin, end in texts.stretches(more, starts, ends):
        ends[row] = begin + len(texts.text[begin:end].rstrip(_JOINING_MARKS))
    return ends


def byline_ends(texts: JoinedTexts, starts: Ints, ends: Ints) -> Ints:
    """Return how many characters the byline has that each stretch of text begins with."""
    found = np.zeros(len(starts), np.int64)
    may = texts.have(_BYLINE_CHARACTERS, starts, np.minimum(starts + _BYLINE_ENDS, ends))
    for row, begin, end in texts.stretches(may, starts, ends):
        found[row] = byline_end(texts.text[begin:end])
    return found


def list_openers(texts: JoinedTexts, starts: Ints, ends: Ints) -> Bools:
    """Tell the stretches of text that announce a list or define a term."""
    found = np.zeros(len(starts), np.bool_)
    for row, begin, end in texts.stretches(texts.have(_COLONS, starts, ends), starts, ends):
        text = texts.text[begin:end]
        found[row] = announces(text) or defines(text)
    return found
