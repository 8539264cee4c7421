"""Sentences that are no news to anybody: praise, intentions, slogans, procedure, what year it was."""

import re
from functools import cache
from pathlib import Path

_DIGIT = re.compile(r"\d")
_CLOSING = "。！!；;，, "
_COMMA = re.compile(r"[,，]")

_LONGEST_PRAISE = 18
_PRAISE = (
    "提升|提高|增强|优化|改善|推进|完善|丰富|加强|夯实|拓展|巩固|深化|显现|向好|"
    "增进|扩面|壮大|攀升|回升|改观|见效|传播|彰显|平稳|稳定|有力|升级"
)
_DEGREES = "显著|明显|稳步|持续|不断|日益|进一步|全面|有效|大幅|深入|加快|扎实|更加|逐步|广泛|总体|支撑|发力|扩能|保持"
_PRAISES = re.compile(
    rf"[^\d“《\"]*(?:(?:{_DEGREES}){{1,2}}(?:{_PRAISE})|"
    r"取得(?:了)?(?:新|重大|重要|积极|明显|显著|阶段性|历史性)?的?(?:突破|进展|成效|实效|成绩|成果))"
)
_LAST_WORDS = frozenset((*_PRAISE.split("|"), "突破", "进展", "成效", "实效", "成绩", "成果"))

# A list was published; what stands in it is said elsewhere.
_LIST_PUBLISHED = re.compile(
    r"[^。;；《“\"]{0,40}(?:发布|公布|公示|揭晓)了?[《“\"][^》”\"]{0,40}(?:榜|榜单|名单|百强|排行)[》”\"](?:榜单|名单)?"
)
_PROCEDURE = re.compile(r"(?:提请|请予|请)(?:本次|这次|各位)?(?:大会|会议|代表|委员)?[^,，]{0,6}(?:审议|审查)")
_FORMAL_ENDS = ("年", "》", "”", '"', "榜单", "名单", "审议", "审查")  # a quick look: those three kinds end so
_SLOGANS = (
    "篇章", "华章", "新局面", "新辉煌", "新胜利", "新贡献", "更大贡献", "新的贡献", "重要贡献", "答卷",
    "新征程", "美好未来",
)  # fmt: skip
_YEAR = re.compile(r"[^,，]{0,12}(?:年|时期)[,，]?")
# Somebody tells of himself and names no figure.
_PERSONAL = re.compile(
    r"[“\"][^”\"]{0,200}(?:我们|咱们|俺|我(?![市省区县国院校厅局州镇乡]))[^”\"]*[”\"]"
    r"[^“\"。]{0,40}"
)


def is_hollow(text: str) -> bool:
    """Tell a line that holds no fact.

    That is mere praise (`服务能力显著提升。`), an intention that names nothing (`引进更多人才。`), a slogan, a motion
    to vote, somebody's words on himself, that a list was published, or what kind of year it was (`2019年是开局之年。`).

    Examples
    --------
    >>> is_hollow("服务能力显著提升。"), is_hollow("服务企业120家,能力显著提升。")
    (True, False)
    """
    bare = text.rstrip(_CLOSING)
    if bare.endswith(_FORMAL_ENDS) and _is_formal(bare):
        return True
    if _DIGIT.search(bare):
        return False
    praise = len(bare) <= _LONGEST_PRAISE and bare[-2:] in _LAST_WORDS and _PRAISES.fullmatch(bare)
    return bool(
        praise
        or _intention().fullmatch(bare)
        or text.endswith(("！", "!"))
        or bare.endswith(_SLOGANS)
        or _PERSONAL.fullmatch(bare)
    )


@cache
def _intention() -> re.Pattern[str]:
    """What is made of words that any report could say."""
    lines = Path(__file__).with_name("intentions.txt").read_text(encoding="utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    return re.compile(f"(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})++")


def _is_formal(bare: str) -> bool:
    """Whether a line tells what year it was, that a list was published, or moves to vote."""
    published = _LIST_PUBLISHED.fullmatch(bare) is not None
    return _tells_a_year(bare) or published or _PROCEDURE.fullmatch(_COMMA.split(bare)[-1]) is not None


def _tells_a_year(text: str) -> bool:
    """Each clause says which year it was, or what for."""
    year, _, what = text.partition("是")
    return bool(what) and bool(_YEAR.fullmatch(year)) and all(clause.endswith("年") for clause in _COMMA.split(what))
