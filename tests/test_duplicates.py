"""Reposts and near-duplicate paragraphs are told from texts that only share their phrases."""

import json
from itertools import pairwise

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import toolkit
from toolkit.cli.app import app
from toolkit.duplicates import DuplicateFinder, find_duplicates, sign
from toolkit.duplicates.signatures import _IS_MARK, _MARKS, _hash_grams, _hash_pieces
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


PIECES = st.lists(st.text(st.sampled_from("科技创新12,，。 \ud800😀") | st.characters(), max_size=30), max_size=8)


def joined(pieces):
    """Pieces as one array of characters, and where each begins and ends."""
    text = np.frombuffer("".join(pieces).encode("utf-32-le", "surrogatepass"), np.uint32)
    edges = np.cumsum([0, *map(len, pieces)])
    return len(pieces), edges[:-1].copy(), edges[1:].copy(), text


def key_of(piece):
    key = 0
    for letter in piece.replace("，", ","):
        key = (key + 1 + ord(letter)) * 0x9E3779B97F4A7C15 % 2**64
        key ^= key >> 32
    return key >> 1


@given(PIECES)
def test_sentences_have_the_keys_that_python_computes(pieces):
    keys = np.empty(len(pieces), np.int64)
    _hash_pieces(*joined(pieces), keys)
    assert keys.tolist() == list(map(key_of, pieces))


def grams_of(piece):
    letters = [ord(letter) for letter in piece if letter not in _MARKS]
    return [
        sum(letter * 0x100000001B3**power for power, letter in zip(range(4, -1, -1), gram, strict=True)) % 2**64
        for gram in zip(*(letters[place:] for place in range(5)), strict=False)
    ]


@given(PIECES)
def test_paragraphs_have_the_grams_that_python_computes(pieces):
    n_pieces, starts, ends, text = joined(pieces)
    grams, bounds = np.empty(len(text), np.uint64), np.empty(n_pieces + 1, np.uint64)
    _hash_grams(n_pieces, starts, ends, text, len(_IS_MARK), _IS_MARK, grams, bounds)
    assert [grams[a:b].tolist() for a, b in pairwise(bounds.tolist())] == list(map(grams_of, pieces))


def test_a_signature_depends_on_no_other_document():
    lines = [
        "",
        "短。",
        *REPORT,
        "".join(REPORT * 400),
        *(f"第{number}次会议听取了{number}号工作汇报。" for number in range(1600)),
    ]
    documents = [document(lines[place:], f"{place}.txt") for place in range(0, 9, 2)]
    for together, one in zip(sign(documents), documents, strict=True):
        alone = sign([one])[0]
        assert len(alone.sentences.keys) == 1500
        for left, right in zip((*together.sentences, *together[1:]), (*alone.sentences, *alone[1:]), strict=True):
            assert left.tolist() == right.tolist()


def test_no_document_and_an_empty_one_have_signatures():
    assert sign([]) == []
    assert [signed.length for signed in sign([document([], "empty.txt")] * 2)] == [0, 0]
