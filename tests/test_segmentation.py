"""Blocks have their kind, sections their depth, and sentences their bounds."""

import hashlib
import json
from itertools import pairwise

import pytest
from conftest import ROOT, SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit
from toolkit.segmentation import sentence_bounds


def test_at_least_97_percent_of_the_seed_lines_have_the_right_kind():
    wanted = [json.loads(line) for line in (ROOT / "tests/seed_kinds.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {}
    for path in SEEDS:
        document = toolkit.read(path)
        lines = document.raw.split("\n")
        for paragraph in document.paragraphs:
            number = document.raw.count("\n", 0, paragraph.span.start)
            digest = hashlib.sha1(lines[number].strip().encode()).hexdigest()
            found[path.name, number + 1] = (paragraph.kind, digest)
    right = sum(found.get((row["document"], row["line"])) == (row["kind"], row["sha1"]) for row in wanted)
    assert len(wanted) == 156
    assert right >= 0.97 * len(wanted)


SENTENCES = [
    ("增长3.5%。达到2.1亿元。", ["增长3.5%。", "达到2.1亿元。"]),
    ("获评国家级平台;引进博士12名；建成基地。", ["获评国家级平台;", "引进博士12名；", "建成基地。"]),
    ("他说：“我们成功了。”大家鼓掌。", ["他说：“我们成功了。”", "大家鼓掌。"]),
    ("“我们成功了。”负责人说。", ["“我们成功了。”负责人说。"]),
    ("出台《关于加快发展的意见。（试行）》等文件。", ["出台《关于加快发展的意见。（试行）》等文件。"]),
    ("共有三家(其中省级一家;市级两家。)入选。", ["共有三家(其中省级一家;市级两家。)入选。"]),
    ("典型经验交流发言……2021年快速发展。", ["典型经验交流发言……", "2021年快速发展。"]),
    ("人才、平台……等要素集聚。", ["人才、平台……等要素集聚。"]),
    ("没有结尾的一段话", ["没有结尾的一段话"]),
    ("第一句。没有结尾的一段话", ["第一句。", "没有结尾的一段话"]),
    ("真的吗？！真的！", ["真的吗？！", "真的！"]),
    ("“没有右引号的话。下一句。", ["“没有右引号的话。", "下一句。"]),
    ('坚持突出"高。"和"新"的理念。', ['坚持突出"高。"和"新"的理念。']),
    ("。。。", ["。。。"]),
    ("", []),
    ("   ", []),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_sentences(text, wanted):
    assert [text[start:end] for start, end in sentence_bounds(text)] == wanted


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="科技创新12.。；;！？…“”《》（）()\"'‘’【】: :\n A", max_size=80))
def test_sentences_cover_the_text_in_order(text):
    bounds = list(sentence_bounds(text))
    joined = "".join(text[start:end] for start, end in bounds)
    assert "".join(joined.split()) == "".join(text.split())
    assert all(left[1] <= right[0] for left, right in pairwise(bounds))


@pytest.mark.parametrize("char", ["“", "《", "(", "(（", "科", "。", ".", ":“", '"', "…", " "])
def test_sentences_of_a_hostile_line_take_linear_time(char):
    text = char * (400_000 // len(char))
    assert sum(end - start for start, end in sentence_bounds(text)) <= len(text)


def test_section_tree_and_run_in_headings():
    text = "某市工作报告\n一、工作总结\n(一)平台建设\n1.普惠性金融扶持。发放贷款2亿元。\n二、工作思路\n普惠性扶持。今年出台新政策。\n"
    document = toolkit.segment(text)
    assert [(section.heading, section.level) for section in document.sections] == [
        ("一、工作总结", 1),
        ("(一)平台建设", 2),
        ("二、工作思路", 1),
    ]
    paths = [paragraph.section for paragraph in document.body]
    assert paths == [("一、工作总结", "(一)平台建设", "1.普惠性金融扶持。"), ("二、工作思路", "普惠性扶持。")]
    assert [sentence.heading for sentence in document.body[0].sentences] == [True, False]


def test_spans_cut_the_raw_characters(seed_documents):
    for document in seed_documents:
        for paragraph in document.paragraphs:
            raw = document.raw[paragraph.span.start : paragraph.span.end]
            assert raw.strip() == raw
            for sentence in paragraph.sentences:
                at = sentence.start
                assert paragraph.text[at : at + len(sentence.text)] == sentence.text
                cut = document.raw[sentence.span.start : sentence.span.end]
                assert toolkit.clean(cut).text.strip() == sentence.text or len(cut) >= len(sentence.text)


def test_spans_in_an_unedited_document_are_the_text_itself(seed_documents):
    for document in seed_documents[:2]:
        for paragraph in document.body:
            for sentence in paragraph.sentences:
                assert document.raw[sentence.span.start : sentence.span.end] == sentence.text


def test_a_single_line_is_body_whatever_its_form():
    assert [paragraph.kind for paragraph in toolkit.segment("全市高新技术企业达377家").paragraphs] == ["body"]


def test_tables_quotes_and_lists_have_their_kinds():
    text = (
        "报告正文如下,共有三个部分,分别是平台、人才与资金。\n| 年 | 数 |\n| 1 | 2 |\n> 引文一段。\n· 建设孵化器三家。\n"
    )
    assert [p.kind for p in toolkit.segment(text).paragraphs] == ["body", "table", "table", "quote", "list_item"]


LONG = "云溪市新增高新技术企业12家,总数达到300家,同比增长15%,居全省第二位,创历史新高,孵化载体建设取得明显成效。"


def titles(text):
    return [block.text for block in toolkit.segment(text).paragraphs if block.kind == "title"]


def test_on_a_page_the_title_stands_on_its_source():
    page = f"首页\n云溪科技\n园区风采一览\n云溪市孵化载体建设大会召开\n来源：云溪日报 2024-03-05\n{LONG}"
    assert "云溪市孵化载体建设大会召开" in titles(page)
    assert "云溪科技" not in titles(page)


def test_the_word_annex_is_no_title():
    assert titles(f"附件1\n云溪市孵化载体名单\n{LONG}") == ["云溪市孵化载体名单"]


def test_a_long_line_without_a_clause_may_be_the_title():
    title = "【开好局 起好步】" + "云溪市推动科技成果转化 高新区加快孵化载体建设 " * 3 + "各地抓紧落实"
    assert titles(f"{title}\n{LONG}\n{LONG}") == [title]
    assert titles(f"{LONG[:-1]}\n{LONG}") == []


def kinds(text):
    return [paragraph.kind for paragraph in toolkit.segment(text).paragraphs]


PROSE = "会议由市科技局召开,部署全年重点任务,各区负责同志参加会议并作交流发言,形成一批合作成果。"


def test_rows_cut_by_tabs_are_tables_and_never_headings():
    text = f"云溪市各区指标\n地区\t企业数\t研发投入\n甲区\t112\t3.2亿元\n{PROSE}\n姓名\t赵小禾\n一、\t平台建设\n{PROSE}"
    assert kinds(text) == ["title", "table", "table", "body", "table", "heading", "body"]


def test_a_report_on_one_line_is_cut_where_its_own_marks_begin_a_part():
    parts = [
        "云溪市政府工作报告",
        "各位代表：现在报告工作。",
        "一、工作回顾" + PROSE * 40,
        "（一）平台建设。" + PROSE * 40,
    ]
    document = toolkit.segment("".join(parts))
    assert [paragraph.text for paragraph in document.paragraphs] == parts
    assert [document.raw[p.span.start : p.span.end] for p in document.paragraphs] == parts
    assert kinds("".join(parts[:2]) + PROSE) == ["body"]


def test_works_cited_are_footnotes():
    text = f"园区研究\n{PROSE}\n参考文献\n1赵小禾.园区建设研究.云溪研究,2016,(3):21-\n[2] 孙若谷.孵化器[J].科技,2019.\n作者简介\n{PROSE}"
    assert kinds(text) == ["title", "body", "heading", "footnote", "footnote", "heading", "body"]


def test_sentences_of_a_numbered_list_are_no_headings():
    text = f"云溪市若干措施\n(一)总体要求。\n{PROSE}\n(二)支持建设概念验证中心。\n(三)支持引进青年人才。\n{PROSE}"
    assert kinds(text) == ["title", "heading", "body", "body", "body", "body"]
    assert kinds(f"工作报告\n{PROSE}\n1.两海：里海、黑海。\n2.三保：保民生、保工资、保运转。")[2:] == [
        "heading",
        "heading",
    ]


def test_the_title_of_an_official_document_may_be_broken_over_lines():
    text = f"首页\n政务公开\n云溪市人民政府办公室\n关于印发云溪市科技成果转化\n三年行动方案的通知\n云政办发〔2024〕12号\n{PROSE}"
    document = toolkit.segment(text)
    assert document.title == "云溪市人民政府办公室关于印发云溪市科技成果转化三年行动方案的通知"
    assert document.fields["title"].span.start == text.index("云溪市人民政府办公室")


def test_forms_to_fill_in_have_no_headings():
    assert kinds(f"申请表\n一、由      等人共同研发的\n年  月  日\n第一章   总则\n{PROSE}") == [
        "title",
        "table",
        "table",
        "heading",
        "body",
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "\0\0", " \t", "首页\n登录"])
def test_a_text_without_a_line_of_its_own_has_no_body(text):
    assert toolkit.segment(text).body == ()
