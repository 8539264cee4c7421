"""Whether a sentence can stand alone: what is peeled off its ends, and what it leans on.

Labels of a list (`二是`, `(2)`) and connectives that only join (`此外,`) are left outside the line, which stays a
verbatim piece of the text. A sentence that refers back (`其中`, `该企业`, `活动上`) leans on the one before it.
"""

import re
from typing import NamedTuple

_LABEL = (
    r"第?[一二三四五六七八九十]{1,2}是(?:要)?[,，:：]?|第[一二三四五六七八九十][,，、]|其[一二三四五][,，]|[一二三四五六七八九十]{1,3}[、.．]|"
    r"[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|[①-⑳]|[·•●■◆▪※★\-*—]+"
)
_JOINT = (
    r"(?:此外|另外|同时|与此同时|再次|其次|首先|最后|并且|而且|还有|总的来看|具体来说|一方面|另一方面|再者)[,，]|"
    r"同时(?![期间段点也还,，])|另(?=[有设悉])"
)
_OPENING = re.compile(rf"\s*(?:(?:{_LABEL}|{_JOINT})\s*)+")
_OPENERS = frozenset("第其一二三四五六七八九十此另同与再首最并而还总具0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_LEANERS = frozenset(
    "其该此这那他她它双两上前后对为由因所从但然不而并随之届会大活现当据目主包分尤特也又还更均都以或即一二三四五六七八九十0123456789者与如同相"
)
_JOINING_MARKS = ";；,，、:： "
_LEANING = re.compile(
    r"其(?!他|它|次|余|实)|该(?!院)|此[前后举次项类外时间]|这|那[么些]|[他她它](?:们|的|说|认为|表示|介绍|强调|指出|还)|双方|两者|上述|前者|后者|对此|为此|由此|因此|"
    r"所以|从而|但|然而|不过|而[是且已]|并(?!购|网|轨|联|行)|随后|之后|届时|会上|会议(?!室|中心)|大会(?!堂)|活动(?:上|中|现场|期间|当天)|现场|当[天日]|"
    r"据(?:介绍|悉|了解|统计显示)|目的是|主要是|包括|分别|尤其是|特别是|也(?!门)|又|还(?!款)|更(?!新|换|名|改)|均|都(?!市)|以及|或|即(?!将|墨)|"
    r"[一二三四五六七八九十两\d]+者|与会|与之|如此|同样|相关[^,，]{0,6}(?:已|均|将)"
)


_DEFINING = re.compile(r"[^:：]{2,40}[:：]\s*(?:是?指|即)")


_LONGEST_HOLLOW = 18
_PRAISE = "提升|提高|增强|优化|改善|推进|完善|丰富|加强|夯实|拓展|巩固|深化|显现|向好"
_HOLLOW = re.compile(
    r"[^\d“《\"]*(?:显著|明显|稳步|持续|不断|日益|进一步|全面|有效|大幅|深入|加快|扎实|更加|逐步)"
    rf"(?:{_PRAISE})[,，。;；]?"
)
_PRAISES = frozenset(_PRAISE.split("|"))


# What stands before the first words of a piece of news: `本报讯（记者 某某）`, `原标题：`.
_BYLINE = re.compile(
    r"\s*(?:原标题[:：]|【[^【】]{0,20}】|"
    r"[^。，,！？“”]{0,24}?(?:讯|电|报道|消息)\s*[（(](?=[^（）()]*(?:记者|通讯员|实习|作者))[^（）()]{1,30}[）)]\s*[，,:：]?|"
    r"[（(](?:(?:全媒体|见习|实习|本报)?记者|通讯员)[^（）()]{1,30}[）)]|"
    r"[^。，,！？“”\d]{2,12}(?:\d{1,2}月)?\d{1,2}日(?:讯|电(?![力子视动话影商信脑网价站池])))"
)
_BYLINE_ENDS = 60

# A list was published; what stands in it is said elsewhere.
_LIST_PUBLISHED = re.compile(
    r"[^。;；《“\"]{0,40}(?:发布|公布|公示|揭晓)了?[《“\"][^》”\"]{0,40}(?:榜|榜单|名单|百强|排行)[》”\"](?:榜单|名单)?[。;；]?"
)


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
    >>> trim("其中省级3家。").leans
    True
    """
    start = _opened(text)
    return Trimmed(start, max(start, len(text.rstrip(_JOINING_MARKS))), _leans(text, start))


def leans(text: str) -> bool:
    """Tell whether a sentence leans, as `trim` does."""
    return _leans(text, _opened(text))


def _opened(text: str) -> int:
    """Where a sentence begins behind its labels and joints."""
    opening = _OPENING.match(text) if _first_matters(text) else None
    return opening.end() if opening else 0


def _leans(text: str, start: int) -> bool:
    return text[start : start + 1] in _LEANERS and bool(_LEANING.match(text, start))


def byline_end(text: str) -> int:
    """Where the byline ends that a sentence begins with; 0 where there is none.

    Examples
    --------
    >>> text = "临江晚报讯（记者 林一）昨日，新图书馆开馆。"
    >>> text[byline_end(text):]
    '昨日，新图书馆开馆。'
    """
    byline = _BYLINE.match(text[:_BYLINE_ENDS])
    return byline.end() if byline else 0


def _first_matters(text: str) -> bool:
    """A quick look: only these characters, or no letter at all, can begin a label or a joint."""
    return text[:1] in _OPENERS or not text[:1].isalnum()


def is_hollow(text: str) -> bool:
    """Tell mere praise that names nothing (`服务能力显著提升。`), and that some list was published."""
    praise = len(text) <= _LONGEST_HOLLOW and (text[-2:] in _PRAISES or text[-3:-1] in _PRAISES)  # a quick look
    return bool((praise and _HOLLOW.fullmatch(text)) or _LIST_PUBLISHED.fullmatch(text))


def defines(text: str) -> bool:
    """Tell an entry of a glossary (`三首：指首台套装备、……`)."""
    return (":" in text or "：" in text) and bool(_DEFINING.match(text))


def announces(text: str) -> bool:
    """Tell a sentence that only opens a list (`主要做法如下：`)."""
    return text.rstrip().endswith((":", "："))
