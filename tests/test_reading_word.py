"""Word files: what Word shows is what is read, labels and all, and the styles say what a line is."""

import io

import docx
import pytest
from office_files import PROSE, paragraph, run, word_file, zipped

import toolkit
from toolkit.errors import ReadError
from toolkit.reading import Source, read_source

STYLES = """
<w:style w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:styleId="2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="own"><w:name w:val="市局标题"/><w:basedOn w:val="1"/></w:style>
<w:style w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:styleId="c"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="listed"><w:name w:val="List"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="loop"><w:name w:val="a"/><w:basedOn w:val="loop"/></w:style>
"""


def level(depth, form, label, suffix="nothing"):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{label}"/></w:lvl>'
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="7">{level(0, "chineseCounting", "%1、")}{level(1, "japaneseCounting", "(%2)")}'
    f"{level(2, 'decimal', '%3.', 'tab')}{level(3, 'decimal', '%1.%4')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def numbered(text, depth, number=1):
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def styled(text, style):
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


def read_word(body, **parts):
    (document,) = read_source(Source(word_file(body, **parts), "a.docx"))
    return document


def lines(body, **parts):
    return read_word(body, **parts).text.split("\n")


def test_labels_are_those_that_word_shows():
    body = "".join(
        numbered(text, depth)
        for text, depth in [
            ("总体情况", 0),
            ("平台", 1),
            ("实验室", 2),
            ("中试", 2),
            ("人才", 1),
            ("实验室", 2),
            ("打算", 0),
            ("其他", 3),
        ]
    )
    assert lines(body, numbering=NUMBERING) == [
        "一、总体情况", "(一)平台", "1. 实验室", "2. 中试", "(二)人才", "1. 实验室", "二、打算", "二.1其他",
    ]  # fmt: skip


def test_a_list_may_start_again_or_elsewhere():
    body = numbered("甲", 0) + numbered("乙", 0, 2) + numbered("丙", 0)
    assert lines(body, numbering=NUMBERING) == ["一、甲", "五、乙", "二、丙"]


def test_numbering_may_come_from_the_style():
    body = styled("甲", "listed") + styled("乙", "listed")
    assert lines(body, numbering=NUMBERING, styles=STYLES) == ["一、甲", "二、乙"]


def test_styles_make_titles_headings_and_the_section_path(tmp_path):
    path = tmp_path / "a.docx"
    body = (
        styled("科技工作情况", "t") + styled("总体情况 3", "c") + styled("总体情况", "1") + styled(PROSE, "none")
        + styled("平台建设", "2") + PROSE_PARAGRAPH + styled("下一步打算", "own") + PROSE_PARAGRAPH + styled(PROSE, "loop")
    )  # fmt: skip
    path.write_bytes(word_file(body, styles=STYLES))
    document = toolkit.read(path)
    assert document.title == "科技工作情况"
    assert [(p.kind, p.section) for p in document.paragraphs] == [
        ("title", ()), ("boilerplate", ()), ("heading", ()), ("body", ("总体情况",)), ("heading", ("总体情况",)),
        ("body", ("总体情况", "平台建设")), ("heading", ("总体情况", "平台建设")), ("body", ("下一步打算",)),
        ("body", ("下一步打算",)),
    ]  # fmt: skip
    assert [edit.rule for edit in document.ledger] == ["page-frame"]


PROSE_PARAGRAPH = paragraph(PROSE)


def test_tracked_changes_give_the_final_text():
    change = (
        f"<w:ins>{run('新增')}</w:ins><w:del><w:r><w:delText>减少</w:delText></w:r></w:del>{run('企业')}"
        f"<w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>"
    )
    joined = paragraph("前半,", "<w:rPr><w:del/></w:rPr>") + paragraph("后半。")
    assert lines(paragraph(change) + joined) == ["新增企业新处", "前半,后半。"]


def test_hidden_text_fields_and_pronunciations_are_not_shown():
    content = (
        run("隐", "<w:vanish/>") + run("显", '<w:vanish w:val="0"/>') + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        f"<w:r><w:ruby><w:rt>{run('chuang')}</w:rt><w:rubyBase>{run('创')}</w:rubyBase></w:ruby></w:r>"
    )
    assert lines(paragraph(content)) == ["显创"]


def test_breaks_and_tabs():
    content = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type='page'/><w:t>丁</w:t></w:r>"
    tabs = "<w:tabs><w:tab w:val='left'/></w:tabs>"
    assert lines(paragraph(content, tabs)) == ["甲\t乙", "丙丁"]


def test_text_boxes_stand_after_their_paragraph_once():
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    content = (
        f"<w:r><w:t>正文</w:t><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(paragraph(content) + paragraph("其后")) == ["正文", "框内", "其后"]


def test_tables_are_rows_and_laid_out_text_stays_text():
    def cell(*texts):
        return f"<w:tc>{''.join(map(paragraph, texts))}</w:tc>"

    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('删')}{cell('删')}</w:tr>"
    body = (
        f"<w:tbl><w:tr>{cell('指标')}{cell('数值', '(家)')}</w:tr>{deleted}<w:tr>{cell('企业')}{cell('')}</w:tr>"
        f"<w:tr>{cell('其他')}{cell('3')}</w:tr><w:tr>{cell('措施')}{cell(PROSE * 4)}</w:tr></w:tbl>"
    )
    document = read_word(body)
    assert document.text.split("\n") == ["指标 | 数值 (家)", "企业", "其他 | 3", "措施", PROSE * 4]
    assert {number: block.kind for number, block in document.blocks.items()} == {0: "table", 2: "table"}


def test_notes_stand_at_the_end_as_footnotes():
    notes = f'<w:footnote w:type="separator">{paragraph("线")}</w:footnote><w:footnote w:id="1">{paragraph("据统计局。")}</w:footnote>'
    document = read_word(paragraph(PROSE), footnotes=notes)
    assert document.text == f"{PROSE}\n[1] 据统计局。"
    assert document.blocks[1].kind == "footnote"
    assert [p.kind for p in toolkit.segment(document).paragraphs] == ["body", "footnote"]


def test_a_file_of_python_docx(tmp_path):
    path = tmp_path / "a.docx"
    book = docx.Document()
    book.core_properties.author, book.core_properties.title = "某甲", "工作情况"
    book.add_heading("工作情况", 0)
    book.add_heading("平台", 1)
    book.add_paragraph(PROSE)
    book.add_paragraph("引进博士", style="List Bullet")
    book.save(path)
    document = toolkit.read(path)
    assert [(p.kind, p.text) for p in document.paragraphs] == [
        ("title", "工作情况"), ("heading", "平台"), ("body", PROSE), ("list_item", "• 引进博士"),
    ]  # fmt: skip
    (raw,) = read_source(Source(path.read_bytes(), "a.docx"))
    assert raw.given["author"] == ("某甲", "word author", False)
    assert "date" not in raw.given  # the file's dates are no dates of issue


def test_strict_files_are_read():
    data = word_file(paragraph(PROSE))
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    plain = f'<w:document xmlns:w="{strict.decode()}"><w:body>{paragraph(PROSE)}</w:body></w:document>'
    assert data
    (document,) = read_source(Source(zipped({"word/document.xml": plain}), "a.docx"))
    assert document.text == PROSE


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04", "a.docx: the file is damaged or no zip archive; open it and save it again"),
        (word_file(paragraph("")), "a.docx: the Word file holds no text, only pictures or nothing; it needs OCR first"),
        (zipped({"word/document.xml": "<a"}), "a.docx: the XML inside is damaged"),
        (
            zipped({"word/document2.rels": "", "word/document": ""}),
            "a.docx: no Word text inside (word/document.xml is missing); save it again as .docx",
        ),
    ],
)
def test_what_is_no_word_file_is_refused(data, message):
    with pytest.raises(ReadError) as caught:
        list(read_source(Source(data, "a.docx")))
    assert str(caught.value).startswith(message)


def test_a_truncated_file_is_refused():
    data = word_file(paragraph(PROSE * 100))
    for end in range(10, len(data) - 1, 97):
        with pytest.raises(ReadError, match=r"^a\.docx: "):
            list(read_source(Source(data[:end], "a.docx")))


def test_a_word_file_comes_by_standard_input(monkeypatch):
    data = word_file(paragraph(PROSE))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert toolkit.read("-").raw == PROSE
