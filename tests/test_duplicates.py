"""Reposts and near-duplicate paragraphs are told from texts that only share their phrases."""

import json

import pytest
from conftest import ROOT
from typer.testing import CliRunner

import toolkit
from toolkit.cli.app import app
from toolkit.duplicates import DuplicateFinder, find_duplicates
from toolkit.reading import RawText

REPORT = [
    "云溪市坚持把科技创新摆在发展全局的核心位置,全年新增高新技术企业112家,总数达到1286家,科技型中小企业入库2460家,同比增长18%。",
    "创新平台加快集聚,云溪实验室揭牌运行,新增省级以上研发机构46家,建成概念验证中心3家、中试基地5家,服务企业400余家。",
    "人才引育成效明显,实施“溪才”计划,引进高层次人才团队42个,集聚博士1200名,为企业选派科技副总86名,兑现人才补贴1.3亿元。",
    "科技金融持续发力,设立规模20亿元的产业基金和3亿元的天使基金,科技贷款余额达到860亿元,风险补偿资金池扩大到2亿元。",
    "产学研合作不断深化,与江东大学等28所高校共建新型研发机构12家,全年技术合同成交额达到186.4亿元,同比增长23.5%。",
]
LATER = [
    "云溪市坚持把科技创新摆在发展全局的核心位置,全年新增高新技术企业98家,总数达到1384家,科技型中小企业入库2713家,同比增长10%。",
    "创新平台加快集聚,云溪实验室获批建设,新增省级以上研发机构31家,建成概念验证中心6家、中试基地9家,服务企业700余家。",
    "人才引育成效明显,实施“溪才”计划,引进高层次人才团队51个,集聚博士1500名,为企业选派科技副总120名,兑现人才补贴1.6亿元。",
    "科技金融持续发力,设立规模30亿元的产业基金和5亿元的天使基金,科技贷款余额达到990亿元,风险补偿资金池扩大到3亿元。",
]
TRADITIONAL = str.maketrans(
    "坚务发总评业术达数创医质动实验运构点兴个团队级强开规余额扩",
    "堅務發總評業術達數創醫質動實驗運構點興個團隊級強開規餘額擴",
)


def document(lines, name):
    return toolkit.segment(RawText("\n".join(lines), name, "utf-8"))


def second(lines):
    """What the finder says of a text that comes after the report."""
    return find_duplicates([document(REPORT, "first.txt"), document(lines, "second.txt")])[1]


@pytest.mark.parametrize(
    "lines",
    [
        REPORT,
        ["".join(REPORT)],
        ["云溪科技创新跑出加速度", "来源：云溪日报 作者：赵小禾", *REPORT, "责任编辑：孙若谷"],
        [line.replace("同比增长", "比上年增长").replace("不断深化", "持续深化") for line in REPORT],
        [line.replace(",", "，") for line in REPORT],
        [line.translate(TRADITIONAL) for line in REPORT],
        REPORT[:3],
        REPORT[2:],
        [*REPORT, "此外,全市科普工作取得新进展,举办活动120场。"],
    ],
    ids=["same", "one line", "byline", "small changes", "marks", "traditional", "head", "tail", "longer"],
)
def test_reposts_are_linked_to_the_first(lines):
    found = second(lines)
    assert found.repost_of == "first.txt"
    assert 0.7 <= found.share <= 1.0


@pytest.mark.parametrize(
    "lines",
    [
        LATER,
        ["各位代表：", "现在,我代表市人民政府向大会报告工作,请予审议,并请市政协委员和列席人员提出意见。", *LATER],
        [REPORT[0], *LATER[1:], *LATER[1:]],
        ["云溪市召开科技大会。"],
        [""],
    ],
    ids=["next year", "same opening", "one paragraph", "short", "empty"],
)
def test_texts_that_share_only_phrases_are_no_reposts(lines):
    assert second(lines).repost_of is None


def test_a_paragraph_that_comes_again_is_marked_with_its_place():
    found = second([LATER[0], REPORT[1].replace("加快集聚", "加速集聚"), LATER[2], LATER[3]])
    assert [(repeat.paragraph, repeat.document, repeat.original) for repeat in found.paragraphs] == [
        (1, "first.txt", 1)
    ]
    assert 0.65 <= found.paragraphs[0].similarity < 1


def test_a_paragraph_with_another_figure_is_another_fact():
    assert second([REPORT[1].replace("46家", "47家"), *LATER]).paragraphs == ()


def test_the_first_of_several_copies_is_named_and_nothing_depends_on_the_process():
    finder = DuplicateFinder()
    found = [finder.add(document(REPORT, f"{number}.txt")) for number in range(4)]
    assert [entry.repost_of for entry in found] == [None, "0.txt", "0.txt", "0.txt"]


def test_paragraphs_of_the_same_document_are_not_compared():
    assert find_duplicates([document([*REPORT, *REPORT], "one.txt")])[0].paragraphs == ()


def test_digests_name_the_reposts_and_keep_them(tmp_path):
    for name, lines in (("a.txt", REPORT), ("b.txt", REPORT), ("c.txt", LATER)):
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    done = CliRunner().invoke(app, ["digest", str(tmp_path), "--output", str(tmp_path / "out")])
    assert done.exit_code == 0
    assert "b（同 a）" in done.stdout
    assert "b 与 a 内容重复（重合 100%）" in done.stdout
    assert "- b 与 a 内容重复（重合 100%）" in (tmp_path / "out/digest.md").read_text(encoding="utf-8")
    whole = json.loads((tmp_path / "out/digest.json").read_text(encoding="utf-8"))
    assert [entry["repost_of"] for entry in whole["documents"]] == [None, "a.txt", None]
    assert all(entry["lines"] for entry in whole["documents"])
    assert whole["documents"][1]["duplicates"][0]["document"] == "a.txt"
    merged = [line for theme in whole["themes"] for line in theme["lines"] if line["sources"] == ["a.txt", "b.txt"]]
    assert merged


def test_seeds_repeat_nothing():
    paths = sorted((ROOT / "seeds").glob("*.txt"))
    assert [entry.repost_of for entry in find_duplicates(map(toolkit.read, paths))] == [None] * 5


def test_yearly_reports_of_one_city_are_no_reposts(shared):
    paths = sorted((shared / "corpus/docs").glob("b_*.txt"))[:60]
    assert [entry.repost_of for entry in find_duplicates(map(toolkit.read, paths))] == [None] * len(paths)
