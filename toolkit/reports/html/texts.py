"""The texts of documents as data for the page: blocks with sentences, themes and evidence, and what cleaning did."""

import json
from operator import itemgetter
from typing import Any

from toolkit.document import Document, Paragraph
from toolkit.reports.entries import Places, ReportedDocument
from toolkit.reports.records import Record

_SHOWN_EDITS = 30
_EDIT_CHARS = 120
_RULES = {
    "invisible": "控制字符与零宽字符",
    "line-break": "换行符",
    "space": "空格",
    "width": "全半角",
    "escape": "空格代码",
    "gloss": "拼音注音",
    "script": "繁简转换",
    "line-number": "行号",
    "inline-byline": "文内署名",
    "dateline": "电头",
    "end-mark": "结束标记",
    "spam": "垃圾链接",
    "page-frame": "网页正文以外",
    "menu": "导航菜单",
    "menu-above": "导航菜单",
    "breadcrumb": "导航路径",
    "site-bar": "栏目条",
    "page-tools": "网页工具",
    "scan": "二维码提示",
    "wechat": "公众号文末",
    "app": "客户端提示",
    "player": "播放器文字",
    "counter": "浏览计数",
    "page-number": "页码",
    "running-header": "页眉页脚",
    "pagination": "翻页条",
    "toc": "目录",
    "neighbours": "上下篇链接",
    "related": "相关推荐",
    "links-below": "相关链接",
    "attachment": "附件链接",
    "original-title": "原标题",
    "copyright": "版权声明",
    "cookie": "Cookie提示",
    "registration": "备案号",
    "site-owner": "主办单位",
    "site-foot": "页脚链接",
    "info-table": "公文信息表",
    "document-number": "发文字号",
    "release-note": "公开发布说明",
    "byline": "署名",
    "issuer": "落款",
    "caption": "图注",
    "caption-apart": "图注",
    "caption-repeats-heading": "图注（同标题）",
    "repeated-title": "重复标题",
    "repeated-text": "重复文字",
    "markup": "残留标记",
}
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def script_json(value: object) -> str:
    """Return JSON that can stand inside a script element, whatever its texts hold."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)


def text_data(entry: ReportedDocument) -> dict[str, Any]:
    """Return the blocks of a document and the edits of its ledger.

    A block has `index`, `kind` and `text`; a heading its `level`; a body block its `sentences`
    `[start, end, raw start, raw end]`, and where it carries themes, the primary one first, `themes`
    `[number, probability, unsure]` and the `evidence` `[theme, start, end]`; places count characters of `text`.
    """
    tagged = {record["index"]: (record, places) for record, places in zip(entry.records, entry.places, strict=True)}
    levels = {section.paragraph: section.level for section in entry.document.sections}
    blocks = []
    for paragraph in entry.document.paragraphs:
        if paragraph.text:
            block: dict[str, Any] = {"index": paragraph.index, "kind": paragraph.kind, "text": paragraph.text}
            if paragraph.index in levels:
                block["level"] = levels[paragraph.index]
            if paragraph.index in tagged:
                block.update(_marks(paragraph, *tagged[paragraph.index]))
            blocks.append(block)
    return {"blocks": blocks, "cleaning": _cleaning(entry.document)}


def _marks(paragraph: Paragraph, record: Record, places: Places) -> dict[str, Any]:
    """Where sentences stand, and which themes the block carries by which evidence."""
    sentences = [
        [start, end, found["start"], found["end"]]
        for (start, end), found in zip(paragraph.bounds, record["sentences"], strict=True)
    ]
    if not record["themes"]:
        return {"sentences": sentences}
    numbers = {theme: number for number, theme in enumerate(record["scores"])}
    ranked = sorted(record["themes"], key=lambda theme: (theme != record["primary"], -record["scores"][theme]))
    return {
        "sentences": sentences,
        "themes": [[numbers[theme], round(record["scores"][theme], 2), theme in record["unsure"]] for theme in ranked],
        "evidence": [[numbers[theme], start, end] for theme in ranked for start, end in places[theme]],
    }


def _cleaning(document: Document) -> list[dict[str, Any]]:
    """What each rule did, the commonest first: how often, and the first edits."""
    found: dict[str, dict[str, Any]] = {}
    for edit in document.ledger:
        rule = found.setdefault(edit.rule, {"name": _RULES.get(edit.rule, edit.rule), "count": 0, "edits": []})
        rule["count"] += 1
        if len(rule["edits"]) < _SHOWN_EDITS:
            rule["edits"].append([edit.before.strip()[:_EDIT_CHARS], edit.after[:_EDIT_CHARS]])
    return sorted(found.values(), key=itemgetter("count"), reverse=True)
