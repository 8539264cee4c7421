"""Statements: the parts of a sentence that can be read alone, found at its commas, never inside quotes or brackets.

An official report strings facts together (`新增高企24户，发放贷款1.2亿元，增长8%`); a digest takes the one and leaves
the other. A clause that shares the subject of the one before (`增长8%`), or needs the one after (`围绕产业链，`), stays
with it.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from toolkit.document import Paragraph
from toolkit.summarization.standing import leans
from toolkit.tagging.features import Ints

_SHORTEST = 9
_LOOKED_AT = 24
_PAIR = (
    r"“[^“”]{0,200}”|《[^《》]{0,120}》|（[^（）]{0,200}）|\([^()]{0,200}\)|「[^「」]{0,200}」|【[^【】]{0,120}】|"
    r"‘[^‘’]{0,200}’|\"[^\"]{0,200}\""
)
_SPECIAL = '“《（(「【‘"，,'
_MARK = r"，|,(?!\d{3}(?!\d))"
_COMMA = re.compile(rf"(?:[^{_SPECIAL}]++|{_PAIR}|(?!{_MARK})[{_SPECIAL}])*+(?P<comma>{_MARK}|\Z)")
# What cannot open a line: words that continue the subject of the clause before.
_CONTINUING = re.compile(
    r"\s*(?:[同环]比|同口径|比[上去前]|较|占|达|居|位[居列]|排名|排[在第全]|高[于出]|低于|约|为|超(?!前|市|级|算|高|声)|增[长速幅加至]|下降|提[高升]|减少|降[至低幅到]|是|连续|"
    r"创(?!新|业|建|办|造|投)|总投资|(?:全年)?完成(?:年度)?投资|拉动|入驻|项目(?:经费|资金|获|总)|经费|估值|范围|(?:目前|现)?已|最终|也是|进入|跻身|步入|成长|加快成长|正式跨入|跨入|迈[进入上向]|跃[居升上入]|晋升|转为|既|相[关应]|[^\W\d_]{1,4}了(?!解)|收益|到位资金|控制在|累计服务|节约|节省|减轻|缩短|填补|打破|推进(?!会)|总?规模(?!以上)|总?面积|总量|金额|总?产值|投资额|其|该|此|这|分别|年均|平均|净增|实现了|带动|惠及|覆盖|涉及|受益|使|让|从而|以|并|且|也|又|还|均|都(?!市)|再|更(?!新|换)|"
    r"则|而|但|却|就(?!业)|才|不断|进一步|促进|确保|推动|助力|成为|获[得]?(?!批|评|奖)|被|[受得]到|用于|主要|特别|尤其|包括|如|即|共(?!建|享|青|同)|合计|总计|累计(?:完成)?投资|解决|服务(?!业|器|贸)|完成率|走在|列(?!车)|"
    r"翻|首次|率先|首位|第|近\d|\d|和|与|及|或|等|有(?:效|力)|切实|全面|着力|努力|大力|奋力|为此|因此|所以|同时|后|后来|随后|之后|他|她|它|表示|认为|指出|强调|说|称)"
)
# What cannot close one: an opening that waits for its main clause.
_OPENING = re.compile(
    r"(?:通过|围绕|坚持以|按照|根据|以(?![上下内外])|在(?!建|校|册|岗|线)|随着|面对|针对|为(?!民)|对(?!外|口)|经(?![济营贸开费])|自(?![主然治贸驾筹由身])|从(?!业)|当(?![地前年])|由|虽然|尽管|如果|只要|无论|于|把|将|聚焦|紧扣|立足|"
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:[至到—~-](?:\d{1,2}月)?\d{1,2}日)?(?:[上下]午|[凌早]晨|晚)?(?=[,，])|"
    r"着眼|依托|抢抓|把握|坚持|牢记|本着|顺应|适应|克服|经过|除|围|作为|携手|联合|集结|运用|利用|发挥|借助|借力|参照|结合|瞄准|早在|不久前|近日|据|截至|截止|与|比如|例如|同时|其中|此外)"
)
_UNCLOSED = (
    "下",
    "时",
    "中",
    "后",
    "以来",
    "方面",
    "期间",
    "同时",
    "之际",
    "的是",
    "为了",
    "如下",
    "显示",
    "了解到",
    "看到",
    "获悉",
    "指出",
    "强调",
    "表示",
    "认为",
    "介绍",
    "合作",
    "等方式",
    "契机",
    "抓手",
    "导向",
    "引领",
)
# A clause whose last words name only what its main verb, still to come, has to do with: `全市围绕机器人产业，`.
_WAITING = re.compile(
    r"(?:围绕|立足|依托|瞄准|针对|根据|按照|随着|面对|借助|凭借|聚焦|紧扣)"
    r"(?:(?!建|设|推|打造|开[展发工]|增|提|举|组|引|培|实施|形成|发展|加快|完成|获|成立|出台|制定|带|吸|布局)[^，,]){1,24}$"
)
_ROW = re.compile(r"分别[为是有]|包括|涵盖")
# What opens a row of parts, or what somebody says.
_LISTING = re.compile(
    r"分别[为是有]|包括|涵盖|其中|(?:表示|指出|强调|认为|提出|坦言|(?<!据)介绍|(?<![以是来])说)[,，:：]"
)


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of a document's body, in order.

    `bounds` are places in the text of the paragraph, shape `(n, 2)`; `paragraph` and `sentence` number what each
    belongs to; `offset` counts the characters of its sentence before it.
    """

    body: Sequence[Paragraph]
    bounds: Ints
    paragraph: Ints
    sentence: Ints
    offset: Ints


def find_statements(body: Sequence[Paragraph], *, split: bool, wanted: Collection[int] | None = None) -> Statements:
    """Return the statements of a body.

    Without `split` each sentence is one statement. With `wanted`, only those of the sentences with these numbers.
    """
    bounds: list[tuple[int, int]] = []
    paragraphs: list[int] = []
    sentences: list[int] = []
    offsets: list[int] = []
    for number, place, (start, end) in _sentences(body, wanted):
        parts = [0, *(statement_starts(body[place].text[start:end]) if split else ())]
        bounds += pairwise([*(start + part for part in parts), end])
        paragraphs += [place] * len(parts)
        sentences += [number] * len(parts)
        offsets += parts
    pairs = np.array(bounds, np.int64).reshape(-1, 2)
    columns = (np.array(column, np.int64) for column in (paragraphs, sentences, offsets))
    return Statements(body, pairs, *columns)


def _sentences(body: Sequence[Paragraph], wanted: Collection[int] | None) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Yield the number of each sentence, that of its paragraph, and its place in there."""
    sizes = [len(paragraph.bounds) for paragraph in body]
    first = [0, *accumulate(sizes)]
    for number in range(first[-1]) if wanted is None else sorted(wanted):
        place = bisect_right(first, number) - 1
        yield number, place, body[place].bounds[number - first[place]]


def statement_starts(text: str) -> Iterator[int]:
    """Yield where the second and later statements of a sentence begin.

    Examples
    --------
    >>> text = "围绕产业链,新增高企24户,增长8%,发放贷款1.2亿元。"
    >>> [text[start:] for start in statement_starts(text)]
    ['发放贷款1.2亿元。']
    """
    start, listed = 0, -1
    for last, comma, after in _clauses(text):
        if comma - start < _SHORTEST or len(text) - after < _SHORTEST:
            continue
        if not _is_closed(text, last, comma) or _continues(text, after):
            continue
        if listed < 0:
            listing = _LISTING.search(text)
            listed = listing.end() if listing else len(text)
        if listed <= comma:
            return
        start = after
        yield after


def opening_ends(text: str) -> Iterator[int]:
    """Yield where a text can break off, at a comma, and still be read: what follows may need it, not the other way.

    Examples
    --------
    >>> text = "围绕产业链,新增高企24户,增长8%,发放贷款1.2亿元。"
    >>> [text[:end] for end in opening_ends(text)]
    ['围绕产业链,新增高企24户', '围绕产业链,新增高企24户,增长8%']
    """
    row = _ROW.search(text)
    for last, comma, _ in _clauses(text):
        if row and row.end() <= comma:
            return
        if _is_closed(text, last, comma):
            yield comma


def _clauses(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield for each comma that parts clauses where its clause begins, its own place, and where the next one begins."""
    clause = 0
    for match in _COMMA.finditer(text):
        comma, after = match.span("comma")
        if comma == after:
            return
        yield clause, comma, after
        clause = after


def _is_closed(text: str, start: int, comma: int) -> bool:
    """Whether a clause does not wait for the next one."""
    return not (
        text.endswith(_UNCLOSED, start, comma) or _OPENING.match(text, start) or _WAITING.search(text, start, comma)
    )


def _continues(text: str, start: int) -> bool:
    return bool(_CONTINUING.match(text, start)) or leans(text[start : start + _LOOKED_AT])
