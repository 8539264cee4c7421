"""The digest as an information brief in Word, in the manner of GB/T 9704-2012, the standard of official documents."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, BinaryIO

from toolkit.digests import DigestLine, Digests, DocumentDigest, ThemeDigest
from toolkit.labels import Codebook
from toolkit.reports.entries import Report
from toolkit.reports.extras import require
from toolkit.reports.groups import by_document, chinese_date, group_head
from toolkit.reports.markdown import line_notes, short_names
from toolkit.reports.word.chart import theme_chart
from toolkit.reports.word.notes import Footnotes
from toolkit.reports.word.page import add_table, set_page, set_styles

_PERCENT = "{:.0%}".format
_DIGITS = "零一二三四五六七八九"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class WordReport(Report):
    """Writes the brief to a stream; it needs the digests alone."""

    def __init__(self, stream: BinaryIO, codebook: Codebook) -> None:
        self._docx = require("docx", purpose="digest.docx")
        require("vl_convert", purpose="the chart of digest.docx")
        self._stream, self._codebook = stream, codebook

    def finish(self, digests: Digests) -> None:
        """Write the brief."""
        brief = _Brief(self._docx.Document(), digests, self._codebook)
        brief.compose()
        brief.document.save(self._stream)


class _Brief:
    """The brief while it is composed: an empty document, and what goes into it."""

    def __init__(self, document: Any, digests: Digests, codebook: Codebook) -> None:
        self.document, self._digests, self._codebook = document, digests, codebook
        self._names = short_names([digest.document for digest in digests.documents])
        self._about = {digest.document: digest for digest in digests.documents}
        set_page(document)
        set_styles(document)
        self._styles = {style.name: style.style_id for style in document.styles}
        self._notes = Footnotes(document)

    def compose(self) -> None:
        """Write the title and the three parts."""
        digests = self._digests
        self.document.core_properties.title = "政策文本摘编"
        self.document.core_properties.author = f"kechuang {digests.version}"
        self._paragraph("政策文本摘编", "Title")
        self._paragraph(f"（{_period(digests)}{len(digests.documents)} 篇文档）", "Subtitle")
        self._paragraph("一、总体情况", "Heading 1")
        self._overview()
        self._paragraph("二、分主题摘编", "Heading 1")
        for number, theme in enumerate(digests.themes, 1):
            self._paragraph(f"（{chinese_number(number)}）{theme.name}", "Heading 2")
            self._theme(theme)
        self._paragraph("三、分文档摘要", "Heading 1")
        for number, (year, members) in enumerate(_by_year(digests), 1):
            self._paragraph(f"（{chinese_number(number)}）{f'{year} 年' if year else '未注明日期'}", "Heading 2")
            for place, digest in enumerate(members, 1):
                self._paragraph(f"{place}. {digest.title or digest.document}", "Heading 3")
                self._lines(digest.lines, "（无可摘录的正文）")
        if digests.failures:
            self._paragraph("四、未能读取", "Heading 1")
            for failure in digests.failures:
                self._paragraph(failure, "Normal")
        self._notes.finish()

    def _overview(self) -> None:
        digests = self._digests
        total = sum(digest.paragraphs for digest in digests.documents)
        themes = "；".join(f"{theme.name} {theme.paragraphs} 段" for theme in digests.themes)
        self._paragraph(
            f"本期汇集文档 {len(digests.documents)} 篇、正文 {total} 段。按主题计：{themes}（一段可涉及多个主题）。"
            "以下各行均为原文，出处见脚注。各文档涉及各主题的段落占比见下表。",
            "Normal",
        )
        self._paragraph("各主题段数", "Caption")
        picture = (
            self.document.add_paragraph(style="Picture")
            .add_run()
            .add_picture(theme_chart(digests, self._codebook), width=self.document.sections[0].page_width * 3 // 4)
        )
        picture._inline.docPr.set("descr", f"各主题段数：{themes}")
        self._paragraph("文档与主题", "Caption")
        heads = ["文档", "地区", *(theme.name for theme in digests.themes)]
        rows = [
            [_legal(digest.title or digest.document), digest.region or "—", *map(_PERCENT, digest.shares.values())]
            for digest in digests.documents
        ]
        shades = [[0.0, 0.0, *digest.shares.values()] for digest in digests.documents]
        add_table(self.document, [heads, *rows], shades, ["", "", *(theme.color for theme in self._codebook.themes)])

    def _theme(self, theme: ThemeDigest) -> None:
        for number, (digest, lines) in enumerate(by_document(theme.lines, self._about), 1):
            if digest:
                self._paragraph(f"{number}. {group_head(digest)}", "Heading 3")
            self._lines(lines, "")
        if not theme.lines:
            self._paragraph(f"没有段落涉及“{theme.name}”。", "Normal")

    def _lines(self, lines: Sequence[DigestLine], none: str) -> None:
        for line in lines:
            text = line.text.rstrip("。；;")
            paragraph = self._paragraph(text, "Normal")
            self._notes.add(paragraph, _legal(self._citation(line)))
            paragraph.add_run(line.text[len(text) :])  # after the mark, which thus never begins a line of its own
        if not lines:
            self._paragraph(none, "Normal")

    def _citation(self, line: DigestLine) -> str:
        digest = self._about[line.document]
        title = f"《{digest.title}》" if digest.title and "《" not in digest.title else digest.title
        title = title or digest.document
        notes = line_notes(line, digest.region, digest.date)
        parts = [
            title,
            digest.source,
            digest.date and chinese_date(digest.date),
            *notes,
            f"第 {line.paragraph} 段（文档 {self._names[line.document]}）",
        ]
        more = f"；另见 {len(line.sources) - 1} 处" if len(line.sources) > 1 else ""
        return "，".join(part for part in parts if part) + more + "。"

    def _paragraph(self, text: str, style: str) -> Any:
        paragraph = self.document.add_paragraph(_legal(text))
        paragraph._p.style = self._styles[style]  # by its id: python-docx looks a name up in all styles each time
        return paragraph


def chinese_number(number: int) -> str:
    """Return a number as headings count: 一, 十二, 二十; from a hundred on, figures.

    Examples
    --------
    >>> [chinese_number(number) for number in (3, 10, 12, 20, 45, 100)]
    ['三', '十', '十二', '二十', '四十五', '100']
    """
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def _period(digests: Digests) -> str:
    years = sorted({digest.date[:4] for digest in digests.documents if digest.date})
    if not years:
        return ""
    return f"{years[0]} 年，" if len(years) == 1 else f"{years[0]} 至 {years[-1]} 年，"


def _by_year(digests: Digests) -> Iterator[tuple[str, list[DocumentDigest]]]:
    """The documents of each year, the latest year first and those without a date last."""
    ranked = sorted(digests.documents, key=_year, reverse=True)
    return ((year, list(members)) for year, members in groupby(ranked, key=_year))


def _year(digest: DocumentDigest) -> str:
    return (digest.date or "")[:4]


def _legal(text: str) -> str:
    """Return text without the characters that XML forbids."""
    return _ILLEGAL.sub("\ufffd", text)
