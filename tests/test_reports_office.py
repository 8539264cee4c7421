"""Word and Excel: read back by other libraries, opened by LibreOffice, and safe with hostile texts."""

import io
import shutil
import subprocess
from contextlib import closing
from importlib import import_module

import pytest

import toolkit
from toolkit.digests import Digester
from toolkit.errors import OptionError, OutputError
from toolkit.reports import extras, sheets
from toolkit.reports.entries import reported
from toolkit.reports.excel import ExcelReport

HOSTILE = (
    "2023年工作总结\n今年进展如下。\n=cmd|' /C calc'!A0新增高新技术企业120家\x01,引进博士15名\ufffe。\n"
    "+1+1，发放科技贷款3.2亿元。\n@SUM(A1)新增省级重点实验室3家。\nhttp://example.org/新增孵化器8家。\n"
)


def written(make, documents):
    """The bytes of a report of documents."""
    digester, stream = Digester(), io.BytesIO()
    report = make(stream, toolkit.load_codebook())
    with closing(report):
        for document in documents:
            report.add(reported(digester.add(document)))
        digests = digester.finish(("坏文件.txt: empty",))
        report.finish(digests)
    return stream.getvalue(), digests


def word(documents):
    pytest.importorskip("docx", reason="python-docx is not installed")
    pytest.importorskip("vl_convert", reason="vl-convert-python is not installed")
    from toolkit.reports.word import WordReport

    return written(WordReport, documents)


def book(documents, **options):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    data, digests = written(lambda *where: ExcelReport(*where, **options), documents)
    return openpyxl.load_workbook(io.BytesIO(data)), digests


def test_the_brief_has_styles_fonts_margins_and_a_footnote_a_line(seed_documents):
    data, digests = word(seed_documents)
    docx = import_module("docx")
    brief = docx.Document(io.BytesIO(data))
    headings = [(entry.style.name, entry.text) for entry in brief.paragraphs if entry.style.name.startswith("Heading")]
    assert headings[:3] == [
        ("Heading 1", "一、总体情况"),
        ("Heading 1", "二、分主题摘编"),
        ("Heading 2", "（一）创新平台"),
    ]
    assert ("Heading 3", "1. 江苏镇江:厚植新质生产力 铸造创新“强引擎”") in headings
    normal = brief.styles["Normal"]
    assert normal.font.size.pt == 16
    assert normal.paragraph_format.line_spacing.pt == 28
    assert normal.element.rPr.rFonts.get(docx.oxml.ns.qn("w:eastAsia")) == "仿宋_GB2312"
    section = brief.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.top_margin, section.left_margin)] == [210, 37, 28]
    lines = [line for digest in (*digests.documents, *digests.themes) for line in digest.lines]
    notes = next(
        part.blob.decode() for part in brief.part.package.iter_parts() if part.partname.endswith("footnotes.xml")
    )
    assert notes.count("<w:footnoteRef/>") == brief.element.xml.count("<w:footnoteReference ") == len(lines)
    texts = {paragraph.text for paragraph in brief.paragraphs}
    assert all(line.text in texts for line in lines)
    assert len(brief.tables[0].rows) == 1 + len(seed_documents)
    assert len(brief.inline_shapes) == 1


def test_the_workbook_holds_every_paragraph_and_links_to_it(seed_documents):
    workbook, digests = book(seed_documents)
    assert workbook.sheetnames == ["说明", "文档", "摘编", "主题×文档", "段落"]
    paragraphs, lines = workbook["段落"], workbook["摘编"]
    assert paragraphs.max_row == 1 + sum(digest.paragraphs for digest in digests.documents)
    assert [paragraphs.freeze_panes, lines.freeze_panes] == ["B2", "B2"]
    assert paragraphs.auto_filter.ref.startswith("A1:")
    links = {cell.row: cell.hyperlink.location for cell in lines["G"][1:]}
    assert len(links) == sum(len(digest.lines) for digest in (*digests.documents, *digests.themes))
    for row, place in links.items():
        target = paragraphs[place.split("!")[1]].row
        assert paragraphs.cell(target, 1).value == lines.cell(row, 6).value
        assert f"¶{paragraphs.cell(target, 2).value}" == lines.cell(row, 7).value


def test_no_text_is_taken_for_a_formula_or_a_link():
    workbook, _ = book([toolkit.segment(HOSTILE)])
    for sheet in workbook:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f", cell.value
            assert cell.hyperlink is None or cell.hyperlink.target is None
    texts = [row[4].value for row in workbook["段落"].iter_rows(min_row=2)]
    assert any(text.startswith("=cmd|") for text in texts)
    assert any(text.startswith("+1+1") for text in texts)


def test_the_brief_takes_any_character():
    data, _ = word([toolkit.segment(HOSTILE)])
    text = "\n".join(paragraph.text for paragraph in import_module("docx").Document(io.BytesIO(data)).paragraphs)
    assert "发放科技贷款3.2亿元" in text


def test_paragraphs_beyond_a_sheet_go_to_the_next_and_it_says_so(seed_documents):
    workbook, digests = book(seed_documents, last_row=40)
    names = [name for name in workbook.sheetnames if name.startswith("段落")]
    assert names == ["段落", "段落（2）", "段落（3）"]
    rows = sum(workbook[name].max_row - 1 for name in names)
    assert rows == sum(digest.paragraphs for digest in digests.documents)
    assert any(row[0].value == "分表" for row in workbook["说明"].iter_rows())
    for cell in workbook["摘编"]["G"][1:]:
        sheet, place = cell.hyperlink.location.rsplit("!", 1)
        row = workbook[sheet.strip("'")][place].row
        assert f"¶{workbook[sheet.strip(chr(39))].cell(row, 2).value}" == cell.value


def test_a_full_sheet_is_an_error_and_a_long_text_is_cut_with_a_word(monkeypatch, seed_documents):
    assert len(sheets.cell_text("长" * 40_000)) == 32_767
    assert sheets.cell_text("长" * 40_000).endswith("（超过单元格上限，全文见 paragraphs.jsonl）")
    monkeypatch.setattr(sheets, "LAST_ROW", 4)
    with pytest.raises(OutputError, match=r"sheet 文档: more than 3 rows do not fit; use --format csv or parquet"):
        written(lambda *where: ExcelReport(*where, last_row=4), seed_documents)


def test_a_missing_extra_names_the_command(monkeypatch):
    def missing(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(extras, "import_module", missing)
    with pytest.raises(OptionError) as caught:
        extras.require("docx", purpose="digest.docx")
    assert str(caught.value) == (
        "digest.docx needs the module 'docx', which is not installed; run: pip install 'kechuang-toolkit[reports]'"
    )


@pytest.mark.parametrize("name", ["digest.docx", "digest.xlsx"])
def test_libreoffice_opens_it(name, tmp_path, seed_documents):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice on this machine: the office files are not opened")
    data = word(seed_documents)[0] if name.endswith("docx") else written(ExcelReport, seed_documents)[0]
    (tmp_path / name).write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / name]
    subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=180)
    pdf = (tmp_path / "digest.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert len(pdf) > 20_000
