"""Web pages: the content with its title, the frame set aside with an entry in the ledger, the bytes believed first."""

import quopri

import pytest
from office_files import PROSE

import toolkit
from toolkit.cleaning import apply, undo
from toolkit.errors import ReadError
from toolkit.reading import Source, read_source

MENU = "".join(f'<li><a href="#">栏目{number}</a></li>' for number in range(8))
PAGE = f"""<html><head><meta charset="utf-8"><title>产学研对接会在某市召开_某市科技局</title>
<meta name="PubDate" content="2024-05-06 10:00"><meta name="ContentSource" content="来源：某市科技局">
<style>p {{ color: red }}</style></head><body>
<div class="nav"><ul>{MENU}</ul></div>
<div class="main"><h1>产学研对接会在某市召开</h1><div>2024-05-06　来源：某市科技局</div>
<div id="zoom"><p>{PROSE}</p><h2>签约情况</h2><p>{PROSE}<br>{PROSE}</p>
<ul><li>签约项目12个</li><li>金额3亿元</li></ul>
<table><tr><th>指标</th><th>数值</th></tr><tr><td>企业</td><td>120</td></tr></table>
<p style="display: none">看不见的字</p><script>var a = "脚本";</script></div></div>
<div class="footer"><p>版权所有：某市科技局。未经许可，不得转载本站内容。</p></div></body></html>"""


def read_page(markup, name="a.html"):
    (document,) = read_source(Source(markup.encode() if isinstance(markup, str) else markup, name))
    return document


def content(document):
    """The lines that are no frame."""
    return [
        line
        for number, line in enumerate(document.text.split("\n"))
        if document.blocks.get(number, (0,))[0] != "boilerplate"
    ]


def test_the_content_is_kept_with_its_structure():
    document = read_page(PAGE)
    assert content(document) == [
        "产学研对接会在某市召开", "2024-05-06　来源：某市科技局", PROSE, "签约情况", PROSE, PROSE, "签约项目12个", "金额3亿元",
        "指标 | 数值", "企业 | 120",
    ]  # fmt: skip
    kinds = [paragraph.kind for paragraph in toolkit.segment(document).paragraphs if paragraph.kind != "boilerplate"]
    assert kinds == ["title", "byline", "body", "heading", "body", "body", "list_item", "list_item", "table", "table"]


def test_the_frame_is_in_the_raw_text_and_the_ledger():
    document = toolkit.segment(read_page(PAGE))
    assert "栏目7" in document.raw and "版权所有" in document.raw
    assert {edit.before for edit in document.ledger if edit.rule == "page-frame"} >= {"栏目0", "栏目7"}
    clean = apply(document.raw, document.ledger)
    assert "栏目" not in clean
    assert undo(clean, document.ledger) == document.raw


def test_the_head_of_the_page_gives_metadata():
    document = toolkit.segment(read_page(PAGE))
    assert (document.title, document.date, document.source) == ("产学研对接会在某市召开", "2024-05-06", "某市科技局")
    assert document.raw[slice(document.fields["date"].span.start, document.fields["date"].span.end)] == "2024-05-06"


def test_a_title_that_only_the_head_has():
    page = f"<html><head><title>科技金融政策解读 - 某市</title></head><body><p>{PROSE}</p></body></html>"
    assert toolkit.segment(read_page(page)).title == "科技金融政策解读"


def test_the_only_heading_of_the_first_level_is_the_title():
    document = toolkit.segment(read_page(f"<body><h1>科技工作情况</h1><h2>平台</h2><p>{PROSE}</p></body>"))
    assert document.title == "科技工作情况"
    assert [p.kind for p in document.paragraphs] == ["title", "heading", "body"]


def test_old_pages_laid_out_by_tables():
    page = f"""<body><table><tr><td><a href=1>首页</a> <a href=2>新闻</a></td><td><table><tr><td>{PROSE}<br>{PROSE}</td></tr>
    </table></td></tr></table></body>"""
    assert content(read_page(page))[-2:] == [PROSE, PROSE]


def test_a_row_without_cells_keeps_its_text():
    assert content(read_page(f"<table><tr>{PROSE}</tr><tr><td>甲</td><td>乙</td></tr></table>")) == [PROSE, "甲 | 乙"]


def test_a_list_that_one_sentence_introduces_is_kept():
    names = "".join(f"<p>某市第{number}科技有限公司</p>" for number in range(20))
    assert (
        len(content(read_page(f"<body><div class='top'>某市科技局</div><div><p>{PROSE * 3}</p>{names}</div></body>")))
        == 21
    )


def test_prose_outside_the_largest_element_is_kept():
    page = f"<body><div><p>{PROSE * 5}</p></div><div><p>{PROSE}</p></div></body>"
    assert content(read_page(page)) == [PROSE * 5, PROSE]


def test_text_in_a_container_named_as_frame_is_kept_when_it_is_the_text():
    page = f"<body><div class='side-content'><p>{PROSE}</p></div></body>"
    assert content(read_page(page)) == [PROSE]


def test_a_page_of_links_is_kept_whole():
    page = (
        "<body><ul>"
        + "".join(f"<li><a href=x>关于申报第{number}批项目的通知</a></li>" for number in range(5))
        + "</ul></body>"
    )
    assert len(content(read_page(page))) == 5


def test_lists_of_other_articles_go_with_their_heading():
    page = f"<body><div><p>{PROSE * 3}</p><h3>相关新闻</h3><ul>{MENU}</ul></div></body>"
    assert content(read_page(page)) == [PROSE * 3]


def test_lines_broken_in_the_source_are_joined_without_blanks():
    assert content(read_page("<p>新增高新\n   技术企业 of\n the city，增长两成。\n</p>")) == [
        "新增高新技术企业 of the city，增长两成。"
    ]


@pytest.mark.parametrize(
    ("encoding", "declared", "found"),
    [
        ("utf-8", "gb2312", "utf-8"),
        ("gb18030", "gb2312", "gb18030"),
        ("gb18030", "utf-8", "gb18030"),
        ("big5", "big5", "big5hkscs"),
        ("utf-16", "utf-8", "utf-16"),
    ],
)
def test_the_bytes_are_believed_before_the_declaration(encoding, declared, found):
    text = "產學合作計畫協助企業技術移轉。" if encoding == "big5" else "镕基同志视察，新增企业120家。"
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><p>{text}</p></html>'
    document = read_page(page.encode(encoding))
    assert (document.encoding, content(document)) == (found, [text])


@pytest.mark.parametrize(
    "page", ["<html><script>document.write('字')</script></html>", "<!-- 空 --><html></html>", "<frameset>"]
)
def test_pages_without_text_say_so(page):
    with pytest.raises(
        ReadError, match=r"^a\.html: the page shows no text \(a frame, pictures, or a script writes it\)"
    ):
        read_page(page)


def test_saved_pages_with_an_envelope():
    body = quopri.encodestring(f"<html><body><p>{PROSE}</p></body></html>".encode("gb18030")).decode()
    head = 'From: <Saved by WebKit>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    part = f'--b\nContent-Type: text/html; charset="gb2312"\nContent-Transfer-Encoding: quoted-printable\n\n{body}\n--b--\n'
    assert content(read_page(head + part, "a.mht")) == [PROSE]
    with pytest.raises(ReadError, match=r"a\.mht: no web page in this envelope"):
        read_page(head, "a.mht")


ATTACKS = [
    ("<div>" * 100_000 + PROSE, "a.html: the page's elements are nested too deeply; save what the browser shows"),
    (
        "<p " + " ".join(f"a{number}=1" for number in range(5000)) + ">",
        "a.html: over 1,000 attributes in one element; this is an attack, not a page",
    ),
    ("<p>" * 1_000_001, "a.html: over 500,000 elements in the page; split the file"),
]


@pytest.mark.parametrize(("page", "message"), ATTACKS, ids=range(len(ATTACKS)))
def test_attacks_are_refused(page, message):
    with pytest.raises(ReadError) as caught:
        read_page(page)
    assert str(caught.value) == message


def test_entities_of_a_page_are_not_expanded():
    page = f'<!DOCTYPE html [<!ENTITY a "{"啊" * 1000}"><!ENTITY b "&a;&a;&a;">]><p>{PROSE}&b;</p>'
    assert len(read_page(page).text) < 5000


def test_markdown_loses_its_marks_and_keeps_its_structure(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        f"# 工作总结\n\n## 平台\n\n{PROSE}\n第二行**重点**[链接](http://a.cn)。\n\n- 甲\n- 乙\n\n1. 引进博士12名,留学3名。\n\n> 引文\n\n"
        f"| 指标 | 数值 |\n|---|---|\n| 企业 | 3 |\n\n<p><strong>消息</strong>：{PROSE}</p>\n\n![图](a.png)\n",
        encoding="utf-8",
    )
    document = toolkit.read(path)
    assert [(p.kind, p.text) for p in document.paragraphs] == [
        ("title", "工作总结"), ("heading", "平台"), ("body", PROSE), ("body", "第二行重点链接。"), ("list_item", "- 甲"),
        ("list_item", "- 乙"), ("list_item", "1. 引进博士12名,留学3名。"), ("quote", "引文"), ("table", "指标 | 数值"), ("table", "企业 | 3"),
        ("body", f"消息：{PROSE}"),
    ]  # fmt: skip


def test_a_paragraph_that_ocr_cut_at_the_end_of_a_page_is_one_again():
    first = "云溪市坚持以企业为主体推动科技成果转化，全年登记技术合同一千二百余项，新建中试基地五家、概念验证中心三家，并与多家高校院所共同探"
    rest = "索成果作价入股的办法。"
    parts = [first, "![](images/3.jpg)", rest, "一、平台建设。", first + "。", rest]
    document = next(read_source(Source("\n\n".join(parts).encode(), "a.md")))
    assert document.text.split("\n") == [first + rest, "一、平台建设。", first + "。", rest]
