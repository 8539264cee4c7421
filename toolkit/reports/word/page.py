"""Page and styles after GB/T 9704-2012: A4, its margins, size 3 body with 28 pt lines, heading fonts, page numbers."""

from typing import Any

from toolkit.tagging.highlighting import plain_color

_TITLE, _BLACK, _KAI, _SONG, _BODY = "方正小标宋简体", "黑体", "楷体_GB2312", "宋体", "仿宋_GB2312"
_FALLBACKS = {_TITLE: "华文中宋", _KAI: "楷体", _BODY: "仿宋"}
_LATIN = "Times New Roman"
_SIZE_2, _SIZE_3, _SIZE_4, _SIZE_5 = 22, 16, 14, 10.5  # the names of Chinese type sizes, in points
_LINE = 28


def set_page(document: Any) -> None:
    """Set paper, margins, and the page number `— 1 —`: outside, right on odd and left on even pages."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, (37, 35, 28, 26))
    section.footer_distance = Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles["Footer"]
        paragraph.alignment = side
        paragraph.add_run("— ")
        _add_field(paragraph, "PAGE")
        paragraph.add_run(" —")


def set_styles(document: Any) -> None:
    """Set the fonts, sizes and indents of the styles that the brief uses, and the fonts that stand in."""
    _set_style(document, "Normal", _BODY, _SIZE_3, indent=2)
    _set_style(document, "Title", _TITLE, _SIZE_2, center=True, after=_LINE / 2)
    _set_style(document, "Subtitle", _KAI, _SIZE_3, center=True, after=_LINE)
    _set_style(document, "Heading 1", _BLACK, _SIZE_3, indent=2)
    _set_style(document, "Heading 2", _KAI, _SIZE_3, indent=2)
    _set_style(document, "Heading 3", _BODY, _SIZE_3, indent=2, bold=True)
    _set_style(document, "Caption", _BLACK, _SIZE_4, center=True, before=_LINE / 2, keep=True)
    _set_style(document, "Footer", _SONG, _SIZE_4, exact=False)
    for name, font, size in (("Picture", _BODY, _SIZE_3), ("Cell", _SONG, _SIZE_5), ("footnote text", _SONG, 9)):
        document.styles.add_style(name, 1)
        _set_style(document, name, font, size, exact=False, center=name == "Picture")
    mark = document.styles.add_style("footnote reference", 2)
    mark.font.superscript = True
    _set_fallbacks(document)
    _set_language(document)


def _set_style(document: Any, name: str, font: str, size: float, **layout: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style = document.styles[name]
    style.font.name, style.font.size = _LATIN, Pt(size)
    style.font.bold, style.font.italic = layout.get("bold", False), False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    fonts.set(qn("w:eastAsia"), font)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(layout.get("before", 0)), Pt(layout.get("after", 0))
    shape.first_line_indent = Pt(size * layout.get("indent", 0))
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER if layout.get("center") else WD_ALIGN_PARAGRAPH.JUSTIFY
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if layout.get("exact", True):
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_LINE)
    shape.keep_with_next = layout.get("keep", name.startswith("Heading"))


def _set_fallbacks(document: Any) -> None:
    """Name, in the table of fonts, what Word takes where a font is not installed."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _FALLBACKS.items()
    )
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = part.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")


def _set_language(document: Any) -> None:
    """Mainland Chinese: it decides the shape of characters and where full stops stand."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _add_field(paragraph: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()
        if kind == "separate":
            text = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = code
            run._r.append(text)
            run = paragraph.add_run()
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)


def add_table(document: Any, rows: list[list[str]], shades: list[list[float]], colors: list[str]) -> None:
    """Add a table whose first row repeats on each page; a share in [0, 1] tints its cell in its column's colour."""
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    table.autofit = False
    widths = [52, 26, *[78 / max(1, len(rows[0]) - 2)] * (len(rows[0]) - 2)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    style = document.styles["Cell"].style_id
    for number, (row, values) in enumerate(zip(table.rows, rows, strict=True)):
        for column, (cell, text) in enumerate(zip(row.cells, values, strict=True)):
            cell.width, cell.vertical_alignment = Mm(widths[column]), WD_ALIGN_VERTICAL.CENTER
            cell.paragraphs[0]._p.style, cell.paragraphs[0].text = style, text
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER if column > 1 else WD_ALIGN_PARAGRAPH.LEFT
            share = shades[number - 1][column] if number else 0.0
            if share > 0:
                _shade(cell, _tint(colors[column], share))
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)


def _shade(cell: Any, color: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    fill = OxmlElement("w:shd")
    fill.set(qn("w:val"), "clear")
    fill.set(qn("w:fill"), color)
    cell._tc.get_or_add_tcPr().append(fill)


def _tint(color: str, share: float) -> str:
    """A colour mixed with white, at most by half, so that black text stays readable."""
    parts = (int(plain_color(color)[at : at + 2], 16) for at in (1, 3, 5))
    return "".join(f"{round(255 - (255 - part) * (0.1 + 0.4 * share)):02X}" for part in parts)
