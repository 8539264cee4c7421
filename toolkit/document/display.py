"""A document as HTML for a notebook: what it says about itself, and the beginning of each block, all escaped."""

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.document import Document, Paragraph

KIND_NAMES = {
    "title": "标题",
    "byline": "署名",
    "heading": "小标题",
    "body": "正文",
    "list_item": "列表项",
    "caption": "图注",
    "quote": "引文",
    "table": "表格行",
    "footnote": "脚注",
    "boilerplate": "页面杂项",
    "spam": "广告",
}
"""The kinds of blocks for Chinese readers."""
_SHOWN_BLOCKS, _SHOWN_CHARS = 30, 80


def document_html(document: "Document") -> str:
    """Return metadata and blocks as a table."""
    about = (document.name, document.date, document.region, document.source)
    rows = "".join(map(_row, document.paragraphs[:_SHOWN_BLOCKS]))
    more = f"<p>…… 共 {len(document.paragraphs)} 块</p>" if len(document.paragraphs) > _SHOWN_BLOCKS else ""
    return (
        f"<div><b>{escape(document.title or '（无标题）')}</b><p>{escape(' · '.join(filter(None, about)))} · "
        f"清洗 {len(document.ledger)} 处</p><table><thead><tr><th>¶</th><th>类型</th>"
        f'<th style="text-align:left">文字</th></tr></thead><tbody>{rows}</tbody></table>{more}</div>'
    )


def _row(paragraph: "Paragraph") -> str:
    text = paragraph.text
    shown = escape(text[:_SHOWN_CHARS]) + ("…" if len(text) > _SHOWN_CHARS else "")
    return (
        f"<tr><td>{paragraph.index}</td><td>{KIND_NAMES[paragraph.kind]}</td>"
        f'<td style="text-align:left">{shown}</td></tr>'
    )
