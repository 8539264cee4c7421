"""Real messy files, where they lie beside the project: each reads to the right text or the right error.

Written by reading each file. Keys are short so that no text of these files stands here.
"""

from typing import NamedTuple

import pytest

import toolkit
from toolkit.errors import ReadError
from toolkit.pipeline import read_each


class Expected(NamedTuple):
    """Keys in the body and keys that must not be there; the start of the title; the date; the kinds that must occur."""

    file: str
    body: tuple[str, ...]
    never: tuple[str, ...] = ()
    title: str | None = None
    date: str | None = None
    kinds: tuple[str, ...] = ("body",)


EXPECTED = [
    Expected("csv_2026_江苏省.csv#2", ("十四五", "各位代表", "走在前"), ("publish_date",), "2026年江苏省政府工作报告", "2026-02-09"),
    Expected("csv_2026_河北省.csv#2", ("雄安新区", "各位代表"), ("publish_date",), "2026年河北省政府工作报告", "2026-02-02"),
    Expected("docx_2025_上海市.docx", ("五个中心", "创新药", "各位代表"), ("w:t",), "2025年上海市政府工作报告", "2025-01-15"),
    Expected("docx_2025_四川省.docx", ("六大优势产业", "川渝"), ("w:t",), "2025年四川省政府工作报告", "2025-01-20"),
    Expected("docx_2025_西藏.docx", ("日喀则", "地区生产总值"), ("w:t",), "2025年西藏政府工作报告", "2025-01-19"),
    Expected("gbk_2003_国务院.txt", ("西部大开发", "各位代表"), ("锟斤拷", "\ufffd"), "2003年国务院政府工作报告", "2003-03-05"),
    Expected("gbk_2014_国务院.txt", ("全面深化改革",), ("锟斤拷", "\ufffd", "记者", "日电"), "政府工作报告", "2014-03-05"),
    Expected("gbk_2018_国务院.txt", ("三去一降一补", "各位代表"), ("锟斤拷", "\ufffd"), "政府工作报告", "2018-03-05"),
    Expected("html_gne_tests_163_3.html", ("王小云", "711万元", "哈希函数"), ("网友评论", "单亲妈妈", "目前没有跟贴"), "奖金711万元", "2019-09-08"),
    Expected("html_gne_tests_gzggw_1.html", ("246.79亿元",), ("网站地图", "设为首页"), "1-10月德清县固定资产", "2016-11-22"),
    Expected("html_gne_tests_hexun_1.html", ("1.5小时交通圈",), ("登录超时", "热门新闻排行榜", "免责声明", "，今日"), "交通运输部：着力打造京津冀", "2019-09-26"),
    Expected("html_gne_tests_people_1.html", ("父爱如山", "陆游"), ("相关新闻", "精彩图集"), "女儿出嫁，郑板桥", "2019-06-15"),
    Expected("html_gne_tests_shanxi_1.html", ("圣保罗", "丝路行"), ("无障碍", "网站地图"), "山西品牌丝路行", "2019-09-18"),
    Expected("html_gne_tests_thepaper_2.html", ("22.5万总吨", "邮轮母港"), ("客户端下载", "原标题"), "定了！广州南沙邮轮母港", "2019-08-13"),
    Expected("html_gne_tests_zsnews_1.html", ("众创金融街", "大湾区"), ("首页",), "顺德区大良街道党工委", "2019-03-06"),
    Expected("trad_epaper_20160706163719.htm", ("诱因配套",), (), "科技部产学媒合服务团", "2016-07-07", kinds=("table",)),
    Expected("pdf_chengdu_scitech_finance_list.pdf", (), (), "2018 年成都高新区", kinds=("title", "table")),
    Expected("sql_ge_policy_raw.sql#1", ("海南省",), ("INSERT INTO", "<td", "javascript"), "国务院关于在海南博鳌", kinds=("body", "boilerplate")),
    Expected("sql_ge_policy_raw.sql#6", ("曲轴",), ("<td",), "国务院办公厅关于辽宁省在", "2004-08-12"),
    Expected("sql_ge_policy_raw.sql#2", ("政务新媒体",), ("INSERT INTO", "<td"), "国务院办公厅关于推进政务"),
    Expected("md_html_cctv_20230108.md", ("智改数转", "乙类乙管"), ("<p>", "##", "</strong>"), "《新闻联播》", kinds=("body", "heading")),
    Expected("ocr_chinaxiv_201809.00035V1.md", ("铁三角", "硅谷", "43%"), ("![]", "images/", "$", "45-4"), "加快建设高水平科技园区", kinds=("body", "heading")),
]  # fmt: skip


@pytest.fixture(scope="module")
def messy(shared):
    folder = shared / "corpus" / "messy"
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent: the measuring data does not ship with the project")
    return folder


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: expected.file)
def test_a_messy_file_reads_to_its_text(messy, expected):
    document = toolkit.read(messy / expected.file, name=expected.file)
    body = "\n".join(paragraph.text for paragraph in document.body)
    assert [key for key in expected.body if key not in body] == []
    assert [key for key in expected.never if key in body] == []
    assert set(expected.kinds) <= {paragraph.kind for paragraph in document.paragraphs}
    if expected.title:
        assert (document.title or "").startswith(expected.title)
    if expected.date:
        assert document.date == expected.date


def test_a_report_on_one_line_is_cut_at_its_parts(messy):
    document = toolkit.read(messy / "gbk_2014_国务院.txt")
    assert len(document.body) > 20
    assert document.body[0].text.startswith("各位代表：")


def test_regions_are_those_of_the_title_and_none_for_the_whole_country(messy):
    found = {name: toolkit.read(messy / name).region for name in ("gbk_2018_国务院.txt", "sql_ge_policy_raw.sql#6")}
    assert found == {"gbk_2018_国务院.txt": None, "sql_ge_policy_raw.sql#6": "辽宁省"}


def test_a_page_that_a_script_writes_is_refused(messy):
    with pytest.raises(
        ReadError, match=r"tupianlist\.htm: the page shows no text \(a frame, pictures, or a script writes it\)"
    ):
        toolkit.read(messy / "html_gbk_xainfo_tupianlist.htm")


def test_the_list_of_the_files_is_no_document(messy):
    with pytest.raises(
        ReadError, match=r"index\.tsv: the table lists files \(column 'file'\) and holds no text; leave it out"
    ):
        toolkit.read(messy / "index.tsv")


def test_an_old_word_file_is_read_or_says_what_it_needs(messy):
    failures = []
    found = list(read_each(messy / "doc_孵化企业申请材料.doc", failures=failures))
    if found:
        assert "营业执照复印件" in found[0].raw and "联 系 人" in found[0].raw
    else:
        assert "need LibreOffice; install it" in str(failures[0])


def test_the_dump_gives_every_row(messy):
    failures = []
    found = list(read_each(messy / "sql_ge_policy_raw.sql", failures=failures))
    assert (len(found), failures) == (15, [])
    assert all(document.title and document.body for document in found)


def test_the_pdf_names_its_scanned_pages(messy):
    document = toolkit.read(messy / "pdf_chengdu_scitech_finance_list.pdf")
    assert document.notices == ("pages without a text layer (scans need OCR first): 1, 2",)
