"""Likely slips of scanning and typing: reported with a suggestion, never changed."""

from collections.abc import Iterator

from toolkit.patterns import lazy

# 入 is read as 人 after these verbs. What stands before or after must not make it a real word (促进人与自然, 引人注目).
# Each pattern begins with the character it hangs on, so that a long text is searched for that character alone.
_ENTER = lazy(
    r"人(?<=[融投纳列深收嵌植并进加引]人)(?<![促推改前先跟]进人)(?<![参增]加人)(?<![牵吸]引人)"
    r"(?![民员才工士口为群们数家均心事力大的与和物流形行防参身育]|注目|入胜|深思|瞩目|[,，。、;；])"
)
_NOUN_END = "圃器园台链院所室业"
_CHAIN = lazy(rf"一(?<=[{_NOUN_END}]一)(?:[\u4e00-\u9fff]{{1,3}}[{_NOUN_END}]一)+[\u4e00-\u9fff]{{2,4}}")
_HEAD = lazy(r"[\u4e00-\u9fff]{2,4}$")
_WORDS = {
    word: (lazy(pattern), right)
    for word, pattern, right in (
        ("体质机制", "质(?<=体质)机制", "体制机制"),
        ("己经", "己(?=经)经", "已经"),
        ("自已", "已(?<=自已)", "自己"),
        ("末来", "末(?=来)来", "未来"),
        ("人驻", "驻(?<=人驻)", "入驻"),
        ("人选", "选(?<=人选)", "入选"),
    )
}
_CURRENCY = lazy("[济营]")
_AFTER_PERSON_WORD = lazy(r"[候推当工他专选]$")


def slips(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield `(start, end, suggestion)` for each likely slip.

    Examples
    --------
    >>> [(text[a:b], better) for text in ["推动高新区融人长三角"] for a, b, better in slips(text)]
    [('融人', '融入')]
    """
    for match in _ENTER.finditer(text):
        yield match.start() - 1, match.end(), text[match.start() - 1] + "入"
    for word, (pattern, right) in _WORDS.items():
        for match in pattern.finditer(text):
            end = match.end()
            start = end - len(word)
            if _is_slip(word, text[max(0, start - 1) : start], text[end : end + 1]):
                yield start, end, right
    for match in _CHAIN.finditer(text):
        head = _HEAD.search(text, max(0, match.start() - 2), match.start())
        if head:
            chain = text[head.start() : match.end()]
            yield head.start(), match.end(), chain.replace("一", "—")


def _is_slip(word: str, before: str, after: str) -> bool:
    """Tell the slip from a real word: 入选 has an object after it and no modifier before it; 悦己经济 is one."""
    if word == "人选":
        return not _AFTER_PERSON_WORD.search(before) and after in set("国省市全首第《“")
    return word != "己经" or not _CURRENCY.match(after)
