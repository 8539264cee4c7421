"""Clauses: what the commas of a sentence part, and which of them wait for the next or continue the one before."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.native import SIZE, array, kernel
from toolkit.patterns import lazy
from toolkit.summarization.characters import STRANGE, Bools, CharacterSet, Codes, JoinedTexts, Openers
from toolkit.summarization.standing import peeled
from toolkit.tagging.features import Ints

_LOOKED_AT = 24
_COMMA = 1
_SINGLE = ("，", ",", "0123456789０１２３４５６７８９", "\n")
# Marks that belong together, and how many characters may stand between them.
_PAIRS = (
    ("“", "”", 200), ("《", "》", 120), ("（", "）", 200), ("(", ")", 200), ("「", "」", 200), ("【", "】", 120),
    ("‘", "’", 200), ('"', '"', 200),
)  # fmt: skip
_clear_commas = kernel("clear_commas", SIZE, array(np.int8, written=True), array(np.int8), array(np.int64))
# An amount whose owner the clause before has named: `实现产值`, `力争全年突破`, `亿元以上项目`.
_OWNED = (
    r"(?:全年|年内)?(?:完成(?:年度)?投资|(?:规上|年|总)?产值(?!占)|营收|(?:主营业务|营业|销售)收入|税收|GDP|规模|总量|"
    r"达到?\d|突破\d|超过?\d)"
)
# What cannot open a line: words that continue the subject of the clause before.
_CONTINUING = Openers(rf"""
    力争{_OWNED} 争取{_OWNED} 预计{_OWNED} 有望{_OWNED} 营收(?=[\d达突超]) 营业收入(?=[\d达突超])
    实现(?:总?产值|税收|利税|利润|营收|(?:主营业务|营业|销售)收入|销售额?|投资)[约近超]?\d
    计划(?:总|完成)?投资 年度(?:计划)?(?:完成)?投资 亿元以[上下] [十百千]亿元以[上下] 万元以[上下]
    比\d{{4}}年 全长 成功率 签约[金总]额 投资总额 资金总额 协议投资 实施项目\d 恢复到 进而
    [同环]比 同口径 比[上去前] 较 占 达 居 位[居列] 排名 排[在第全] 高[于出] 低于 约 为 超(?!前|市|级|算|高|声)
    增[长速幅加至] 下降 提[高升] 减少 降[至低幅到] 是 连续 创(?!新|业|建|办|造|投) 总投资 全年完成(?:年度)?投资
    完成(?:年度)?投资 拉动 入驻 项目(?:经费|资金|获|总) 经费 估值 范围 目前已 现已 已 最终 也是 进入 跻身 步入 成长
    加快成长 正式跨入 跨入 迈[进入上向] 跃[居升上入] 晋升 转为 既 相[关应] 收益 到位资金 控制在 累计服务 节约 节省
    减轻 缩短 填补 打破 推进(?!会) 总规模(?!以上) 规模(?!以上) 总面积 面积 总量 金额 总产值 产值 投资额 其 该 此 这
    分别 年均 平均 净增 实现了 带动 惠及 覆盖 涉及 受益 使 让 从而 以 并 且 也 又 还 均 都(?!市) 再 更(?!新|换) 则 而
    但 却 就(?!业) 才 不断 进一步 促进 确保 推动 助力 成为 获[得]?(?!批|评|奖) 被 [受得]到 用于 主要 特别 尤其 包括 如
    即 共(?!建|享|青|同) 合计 总计 累计(?:完成)?投资 解决 服务(?!业|器|贸) 完成率 走在 列(?!车) 翻 首次 率先 首位 第
    近\d [0123456789] 和 与 及 或 等 有(?:效|力) 切实 全面 着力 努力 大力 奋力 为此 因此 所以 同时 后 后来 随后 之后
    他 她 它 表示 认为 指出 强调 说 称
""")
_CONTINUES = lazy(rf"\s*+(?:{_CONTINUING.pattern}|[^\W\d_]{{1,4}}了(?!解))")
_DONE = CharacterSet("了")
_DONE_WITHIN = 5
# A sum of which the next clause says what it is for: `累计投入资金3亿元，`.
_FUNDS = "[各级类专项财政性资金]*"
_SUM = r"[约近超逾]?\d[\d.]*余?[千百万]*亿?元(?=[,，])"
# What cannot close one: an opening that waits for its main clause.
_OPENING = Openers(
    rf"投入{_FUNDS}{_SUM} 累计投入{_FUNDS}{_SUM} 投资{_SUM} 累计投资{_SUM} 计划投资{_SUM}",
    r"""
    通过 围绕 坚持以 按照 根据 以(?![上下内外]) 在(?!建|校|册|岗|线) 随着 面对 针对 为(?!民) 对(?!外|口)
    经(?![济营贸开费]) 自(?![主然治贸驾筹由身]) 从(?!业) 当(?![地前年]) 由 虽然 尽管 如果 只要 无论 于 把 将 聚焦 紧扣
    立足
    [0123456789](?:\d{3}年\d{1,2}|\d?)月(?:\d{1,2}日)?(?:[至到—~-](?:\d{1,2}月)?\d{1,2}日)?(?:[上下]午|[凌早]晨|晚)?(?=[,，])
    着眼 依托 抢抓 把握 坚持 牢记 本着 顺应 适应 克服 经过 除 围 作为 携手 联合 集结 运用 利用 发挥 借助 借力 参照
    结合 瞄准 早在 不久前 近日 据 截至 截止 与 比如 例如 同时 其中 此外
    """,
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
_UNCLOSED_LASTS = CharacterSet(words[-1] for words in _UNCLOSED)
# A clause whose last words name only what its main verb, still to come, has to do with: `全市围绕机器人产业，`.
_WAITING = lazy(
    r"(?:围绕|立足|依托|瞄准|针对|根据|按照|随着|面对|借助|凭借|聚焦|紧扣)"
    r"(?:(?!建|设|推|打造|开[展发工]|增|提|举|组|引|培|实施|形成|发展|加快|完成|获|成立|出台|制定|带|吸|布局)[^，,]){1,24}$"
)
_WAITING_FIRSTS = CharacterSet("围立依瞄针根按随面借凭聚紧")
_ROW = lazy(r"分别[为是有]|包括|涵盖")
# What opens a row of parts, or what somebody says.
_LISTING = lazy(
    r"分别[为是有]|包括|涵盖|其中|表示[,，:：]|指出[,，:：]|强调[,，:：]|认为[,，:：]|提出[,，:：]|坦言[,，:：]|"
    r"介绍(?<!据介绍)[,，:：]|说(?<![以是来]说)[,，:：]"
)


def _tables() -> tuple[NDArray[np.int8], NDArray[np.int8], Ints]:
    """The kinds of characters; for each kind of opening mark the kind that closes it, and what may stand between."""
    n_kinds = 1 + len(_SINGLE) + 2 * len(_PAIRS)
    kinds, closers, most = np.zeros(0x10000, np.int8), np.zeros(n_kinds, np.int8), np.zeros(n_kinds, np.int64)
    for kind, characters in enumerate(_SINGLE, _COMMA):
        kinds[[ord(character) for character in characters]] = kind
    for kind, (opening, closing, longest) in zip(range(1 + len(_SINGLE), n_kinds, 2), _PAIRS, strict=True):
        closers[kind], most[kind] = kind + (closing != opening), longest
        kinds[[ord(opening), ord(closing)]] = kind, closers[kind]
    return kinds, closers, most


_KINDS, _CLOSERS, _MOST = _tables()


def marks(codes: Codes) -> Ints:
    """Return the places of the commas that part clauses: none inside quotes or brackets, or inside a number."""
    kinds = _KINDS.take(codes, mode="clip")
    _clear_commas(len(kinds), kinds, _CLOSERS, _MOST)
    return np.flatnonzero(kinds == _COMMA)


def opening_ends(text: str) -> Iterator[int]:
    """Yield where a text can break off, at a comma, and still be read: what follows may need it, not the other way.

    Examples
    --------
    >>> text = "围绕产业链,新增高企24户,增长8%,发放贷款1.2亿元。"
    >>> [text[:end] for end in opening_ends(text)]
    ['围绕产业链,新增高企24户', '围绕产业链,新增高企24户,增长8%']
    """
    row, clause = _ROW.search(text), 0
    for comma in marks(JoinedTexts([text]).codes).tolist():
        if row and row.end() <= comma:
            return
        if not _waits(text, clause, comma):
            yield comma
        clause = comma + 1


class Clauses(NamedTuple):
    """The clauses of texts that end with a comma: the number of the text, and three places in all texts joined."""

    text: Ints
    start: Ints
    comma: Ints
    text_end: Ints

    def where(self, kept: Bools) -> "Clauses":
        """Return some of the clauses."""
        return Clauses(*(column[kept] for column in self))


def find_clauses(texts: JoinedTexts) -> Clauses:
    """Return the clauses of texts that end with a comma."""
    commas = marks(texts.codes)
    text = np.searchsorted(texts.starts, commas, side="right") - 1
    starts = texts.starts.take(text)
    goes_on = np.flatnonzero(text[1:] == text[:-1])
    starts[goes_on + 1] = commas[goes_on] + 1
    return Clauses(text, starts, commas, texts.ends.take(text))


def waiting(texts: JoinedTexts, clauses: Clauses) -> Bools:
    """Tell which clauses wait for the next one."""
    starts, ends = clauses.start, clauses.comma
    firsts, lasts = texts.codes.take(starts), texts.codes.take(ends - 1)
    may = _OPENING.firsts.holds(firsts) | _UNCLOSED_LASTS.holds(lasts) | texts.have(_WAITING_FIRSTS, starts, ends)
    found = np.zeros(len(starts), np.bool_)
    for row, start, end in texts.stretches(may, starts, ends):
        found[row] = _waits(texts.text, start, end)
    return found


def _waits(text: str, start: int, end: int) -> bool:
    return (
        text.endswith(_UNCLOSED, start, end)
        or _OPENING.open(text, start)
        or _WAITING.search(text, start, end) is not None
    )


def continued(texts: JoinedTexts, clauses: Clauses) -> Bools:
    """Tell which clauses, of texts that go on behind them, the next one continues."""
    starts, ends = clauses.comma + 1, clauses.text_end
    firsts = texts.codes.take(starts)
    may = _CONTINUING.firsts.holds(firsts) | STRANGE.holds(firsts) | texts.have(_DONE, starts, starts + _DONE_WITHIN)
    found = np.zeros(len(starts), np.bool_)
    for row, start, end in texts.stretches(may, starts, ends):
        found[row] = _CONTINUES.match(texts.text, start, end) is not None
    others = np.flatnonzero(~found)
    starts = starts.take(others)
    found[others] = peeled(texts, starts, np.minimum(starts + _LOOKED_AT, ends.take(others))).leans
    return found


def listing_end(text: str, start: int, end: int) -> int:
    """Where a row of parts, or what somebody says, opens in a sentence; its end where nothing does."""
    listing = _LISTING.search(text, start, end)
    return listing.end() if listing else end
