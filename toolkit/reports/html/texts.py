"""The texts of documents as data for the page: blocks with sentences, themes and evidence, and what cleaning did."""

import json
from collections.abc import Iterator
from typing import Any

from toolkit.digests import TaggedDocument
from toolkit.document import Paragraph
from toolkit.tagging import Explanation, TaggedParagraph

_SHOWN_TERMS = 8
_SHOWN_EDITS = 30
_EDIT_CHARS = 120
_RULES = {
    "script": "繁简转换",
    "gloss": "拼音注音",
    "width": "全半角",
    "menu": "网站菜单",
    "breadcrumb": "导航路径",
    "counter": "计数",
    "neighbours": "上下篇链接",
    "related": "相关链接",
    "copyright": "版权信息",
    "byline": "署名",
    "inline-byline": "文内署名",
    "dateline": "电头",
    "issuer": "发布者",
    "site-bar": "站点栏",
    "spam": "广告",
    "caption": "图注",
    "caption-apart": "图注",
    "caption-repeats-heading": "图注（同标题）",
    "repeated-title": "重复标题",
}
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def script_json(value: object) -> str:
    """Return JSON that can stand inside a script element, whatever its texts hold."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)


def text_data(entry: TaggedDocument) -> dict[str, Any]:
    """Return the blocks of a document and the edits of its ledger.

    A block has `index`, `kind` and `text`; a heading its `level`; a body block its `sentences`
    `[start, end, raw start, raw end]`, and where it carries themes, by falling probability, `themes`
    `[number, probability, unsure]` and the `evidence` `[theme, start, end]`; places count characters of `text`.
    """
    tagged = {found.paragraph.index: found for found in entry.tagged}
    levels = {section.paragraph: section.level for section in entry.document.sections}
    blocks = [
        _block(paragraph, tagged.get(paragraph.index), levels)
        for paragraph in entry.document.paragraphs
        if paragraph.text
    ]
    return {"blocks": blocks, "cleaning": list(_cleaning(entry))}


def _block(paragraph: Paragraph, tagged: TaggedParagraph | None, levels: dict[int, int]) -> dict[str, Any]:
    block: dict[str, Any] = {"index": paragraph.index, "kind": paragraph.kind, "text": paragraph.text}
    if paragraph.index in levels:
        block["level"] = levels[paragraph.index]
    if tagged is None:
        return block
    block["sentences"] = [
        [sentence.start, sentence.start + len(sentence.text), sentence.span.start, sentence.span.end]
        for sentence in paragraph.sentences
    ]
    if tagged.themes:
        themes = list(tagged.scores)
        ranked = sorted(tagged.themes, key=lambda theme: -tagged.scores[theme])
        ranked.sort(key=lambda theme: theme != tagged.primary)
        block["themes"] = [
            [themes.index(theme), round(tagged.scores[theme], 2), theme in tagged.unsure] for theme in ranked
        ]
        block["evidence"] = [
            [themes.index(theme), start, end]
            for theme, explanation in tagged.explanations.items()
            for start, end in _places(explanation)
        ]
    return block


def _places(explanation: Explanation) -> Iterator[tuple[int, int]]:
    """Where the terms stand that speak most for a theme, overlapping ones joined."""
    speaking = (term for term in explanation.terms if term.weight > 0 and term.kind != "characters")
    shown = [term for term, _ in zip(speaking, range(_SHOWN_TERMS), strict=False)]
    start = end = 0
    for first, last in sorted(span for term in shown for span in term.spans):
        if first > end:
            if end > start:
                yield explanation.start + start, explanation.start + end
            start = first
        end = max(end, last)
    if end > start:
        yield explanation.start + start, explanation.start + end


def _cleaning(entry: TaggedDocument) -> Iterator[dict[str, Any]]:
    """What each rule did, the commonest first: how often, and the first edits."""
    found: dict[str, dict[str, Any]] = {}
    for edit in entry.document.ledger:
        rule = found.setdefault(edit.rule, {"name": _RULES.get(edit.rule, edit.rule), "count": 0, "edits": []})
        rule["count"] += 1
        if len(rule["edits"]) < _SHOWN_EDITS:
            rule["edits"].append([edit.before.strip()[:_EDIT_CHARS], edit.after[:_EDIT_CHARS]])
    yield from sorted(found.values(), key=_count, reverse=True)


def _count(rule: dict[str, Any]) -> int:
    return int(rule["count"])
