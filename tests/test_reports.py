"""Reports show text as it is and cite by short names."""

from dataclasses import replace

import pytest

import toolkit
from toolkit.digests import DigestLine, DocumentDigest, Lengths
from toolkit.document import Span
from toolkit.reports.groups import by_document, group_head
from toolkit.reports.markdown import digests_markdown, escape, line_notes, short_names
from toolkit.summarization import Focus


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["002_7cb5.txt", "003_19b2.txt"], ["002", "003"]),
        (["a_1.txt", "a_2.txt"], ["a_1", "a_2"]),
        (["x/a.txt", "y/a.txt"], ["x/a.txt", "y/a.txt"]),
        (["-"], ["-"]),
    ],
)
def test_documents_are_cited_by_the_shortest_handle_of_their_own(names, short):
    assert list(short_names(names).values()) == short


def test_markup_in_a_text_is_shown_and_never_obeyed():
    assert escape("<script>[x](y)*") == r"\<script\>\[x\](y)\*"
    document = toolkit.segment("<b>全市新增高新技术企业120家</b>,科技型中小企业1597家。")
    assert "<b>" not in digests_markdown(toolkit.digest([document])).replace("<sub>", "")


def test_the_markdown_of_the_seeds(seed_documents):
    text = digests_markdown(toolkit.digest(seed_documents))
    assert text.count("\n### ") == 10
    assert "〔002 ¶22〕" in text
    finance = text.split("### 科技金融与资金")[1].split("###")[0]
    assert "**江苏省常州市溧阳市，文件 004" in finance
    assert finance.count("\n**江苏省") >= 2


def line_of(document):
    return DigestLine(document, 1, Span(0, 4), "全市新增", 1.0, (document,))


def test_lines_of_a_theme_stand_below_their_documents_where_that_spares_words():
    about = {name: DocumentDigest(name, name, "2031", "云溪市", None, (), 1, {}) for name in "ab"}
    together = [line_of("a"), line_of("a"), line_of("b"), line_of("b")]
    assert by_document(together, about) == [(about["a"], together[:2]), (about["b"], together[2:])]
    mixed = [line_of("a"), line_of("b"), line_of("a")]
    assert by_document(mixed, about) == [(None, mixed)]
    assert by_document([], about) == []
    assert group_head(about["a"]) == "云溪市《a》（2031年）"
    assert group_head(replace(about["a"], title=None)) == "云溪市，文件 a（2031年）"
    dated = replace(about["a"], title="云溪市政府工作报告（2031年1月8日 某某）", date="2031-01-08")
    assert group_head(dated) == "云溪市《云溪市政府工作报告》（2031年1月8日）"


def test_mixed_lines_of_a_theme_name_their_places():
    texts = (f"{name}2031年工作总结\n全市新增{n}家省级重点实验室。\n" for n, name in ((5, "镇江市"), (7, "常州市")))
    shown = digests_markdown(toolkit.digest([replace(toolkit.segment(text), name=text[:2]) for text in texts]))
    assert "全市新增5家省级重点实验室。 〔镇江 ¶1〕（江苏省镇江市）" in shown


def test_a_long_digest_is_grouped_by_section():
    text = "".join(
        f"{number}、{head}\n"
        + "".join(f"{head}投入{n}亿元,带动就业{n}万人。{head}完成项目{n + 1}个。\n" for n in range(start, start + 6))
        for number, head, start in (("一", "工业", 11), ("二", "农业", 31), ("三", "旅游", 51))
    )
    shown = digests_markdown(
        toolkit.digest([toolkit.segment("某市2031年工作报告\n" + text)], lengths=Lengths(max_chars=400))
    )
    assert shown.count("\n**") == 3
    assert shown.index("**一、工业**") < shown.index("**二、农业**") < shown.index("**三、旅游**")


def test_beside_a_line_stands_the_head_of_its_list():
    text = "一、2031年回顾\n全年建成公园3座,植树400棵。\n二、2032年计划\n主要目标是：全市地区生产总值增长6%，城镇新增就业1.2万人，新建孵化器12家。\n"
    shown = digests_markdown(toolkit.digest([toolkit.segment(text)], focus=Focus(query="孵化器")))
    assert "新建孵化器12家。 〔text ¶3〕（承“主要目标是”）" in shown


@pytest.mark.parametrize(
    ("text", "region", "place"),
    [
        ("我市新增平台3家。", "广西壮族自治区清河市", "广西壮族自治区清河市"),
        ("全区首个中试基地建成。", "广西壮族自治区清河市", "广西壮族自治区"),
        ("居全省第2。", "湖南省清河市", "湖南省"),
        ("全区新增平台3家。", "湖南省清河市", None),
        ("我州新增平台3家。", "云南省清河自治州", "云南省清河自治州"),
        ("该局服务企业120家。", "湖南省清河市", "湖南省清河市"),
        ("全省力推中试。", "湖南省清河市", None),
        ("新增平台3家。", "湖南省清河市", None),
    ],
)
def test_the_place_that_a_line_means_stands_beside_it(text, region, place):
    line = DigestLine("a.txt", 1, Span(0, len(text)), text, 1.0, ("a.txt",))
    assert line_notes(line, region, None) == ([place] if place else [])
