"""Sentences fall into statements that can be read alone, and joining the statements gives the sentence back."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit
from toolkit.summarization import prepare
from toolkit.summarization.characters import JoinedTexts
from toolkit.summarization.clauses import opening_ends
from toolkit.summarization.statements import Sentences, find_statements, statement_starts
from toolkit.tagging import cut_documents

PIECES = st.lists(
    st.sampled_from(
        ["全年新增高企24户", "增长8%", "围绕产业链", "发放贷款1.2亿元", "其中省级3家", "“一企,一策”", "《方案(试行),二》", "1,234家", "，", ",", "。", "；", "\n", "😀"]
    ),
    max_size=20,
).map("".join)  # fmt: skip


def statements(text):
    edges = [0, *parts_of(JoinedTexts([text])), len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("地区生产总值达到890亿元，增长3%，城镇新增就业1.2万人，获评国家卫生城市。",
         ["地区生产总值达到890亿元，增长3%，", "城镇新增就业1.2万人，", "获评国家卫生城市。"]),
        ("围绕主导产业，新建重点实验室3家，为企业节约成本2000万元。", ["围绕主导产业，新建重点实验室3家，为企业节约成本2000万元。"]),
        ("出台《办法,试行版》等文件6个,引进“双一流,高水平”团队12个。", ["出台《办法,试行版》等文件6个,", "引进“双一流,高水平”团队12个。"]),
        ("现有国家级平台1,234家", ["现有国家级平台1,234家"]),
        ("全市共有三个高新区,分别为甲高新区,乙高新区,丙高新区。", ["全市共有三个高新区,分别为甲高新区,乙高新区,丙高新区。"]),
        ("11月21日至12月3日,办公用房改造完工,开放服务窗口30个。", ["11月21日至12月3日,办公用房改造完工,", "开放服务窗口30个。"]),
        ("建成公共检测平台6个,范围覆盖全部六个产业园区。", ["建成公共检测平台6个,范围覆盖全部六个产业园区。"]),
        ("调研组在三个园区了解到,中试设备开放共享120台。", ["调研组在三个园区了解到,中试设备开放共享120台。"]),
        ("开工重点项目65个,完成投资88亿元。", ["开工重点项目65个,完成投资88亿元。"]),
        ("校长林一表示,学院将引进博士12名,新建中试车间3个。", ["校长林一表示,学院将引进博士12名,新建中试车间3个。"]),
        ("支持三家企业申报高新技术企业,进入上市后备库名单。", ["支持三家企业申报高新技术企业,进入上市后备库名单。"]),
        ("林一给母校写信,汇报了回国以来的科研情况。", ["林一给母校写信,汇报了回国以来的科研情况。"]),
        ("全市围绕机器人产业,新建中试车间3个。", ["全市围绕机器人产业,新建中试车间3个。"]),
        ("运用风险补偿等多种方式,引导金融机构投放贷款3亿元。", ["运用风险补偿等多种方式,引导金融机构投放贷款3亿元。"]),
        ("清河园区新增注册企业80家,实现税收2.5亿元,新建标准厂房3万平方米。",
         ["清河园区新增注册企业80家,实现税收2.5亿元,", "新建标准厂房3万平方米。"]),
        ("推动甲公司二期加快建设,力争产值超过30亿元。", ["推动甲公司二期加快建设,力争产值超过30亿元。"]),
        ("新增发明专利授权1200件,力争海洋生产总值突破90亿元。", ["新增发明专利授权1200件,", "力争海洋生产总值突破90亿元。"]),
        ("新签约工业项目120个,亿元以上项目12个,协议投资90亿元。", ["新签约工业项目120个,亿元以上项目12个,协议投资90亿元。"]),
        ("建成区域性养老服务中心9个,累计投入财政资金3.2亿元,实施民生工程30项。",
         ["建成区域性养老服务中心9个,", "累计投入财政资金3.2亿元,实施民生工程30项。"]),
        ("滚动实施重点工程120项,年度计划投资60亿元,比2019年增长8%。", ["滚动实施重点工程120项,年度计划投资60亿元,比2019年增长8%。"]),
    ],
)  # fmt: skip
def test_a_clause_that_leans_stays_with_its_neighbour(text, parts):
    assert statements(text) == parts


@given(PIECES)
def test_the_statements_of_a_sentence_are_the_sentence(text):
    assert "".join(statements(text)) == text


def words_of(table):
    """The words of each statement."""
    words = [table.words[number] for number in table.number.tolist()]
    return [words[first:last] for first, last in pairwise(table.bounds.tolist())]


def texts_of(found):
    places = zip(found.paragraph.tolist(), found.bounds.tolist(), strict=True)
    return [found.body[paragraph].text[start:end] for paragraph, (start, end) in places]


@settings(deadline=None)  # the first example reads the words
@given(PIECES)
def test_the_words_of_the_statements_are_those_of_the_document(text):
    document = toolkit.segment(text)
    cut = cut_documents([document])
    (ranked,) = prepare([document], toolkit.load_tagger().score_sentences(cut)).parts
    assert [word for words in words_of(ranked.table) for word in words] == cut.tokens
    assert ["".join(words) for words in words_of(ranked.table)] == texts_of(ranked.statements)


@pytest.mark.parametrize(
    ("text", "openings"),
    [
        ("调查组认为,事情属实,已作处理。", ["调查组认为,事情属实"]),
        ("三家获奖,分别为甲公司,乙公司,丙公司。", ["三家获奖"]),
        ("清河新图书馆开馆,藏书20万册,儿童室设在二楼。", ["清河新图书馆开馆", "清河新图书馆开馆,藏书20万册"]),
    ],
)
def test_where_a_text_can_break_off(text, openings):
    assert [text[:end] for end in opening_ends(text)] == openings


def found_in(body, wanted, *, split=True):
    texts = [paragraph.text[start:end] for paragraph in body for start, end in paragraph.bounds]
    sentences = Sentences(body, texts, np.array(wanted, np.int64))
    return find_statements(sentences, np.full(len(sentences.number), split))


def test_some_sentences_can_be_taken_alone(seed_documents):
    document = seed_documents[2]
    wanted = range(3, len(cut_documents([document])), 4)
    found = found_in(document.body, wanted)
    assert np.unique(found.sentence).tolist() == list(wanted)
    sentences = [p.text[start:end] for p in document.body for start, end in p.bounds]
    assert "".join(texts_of(found)) == "".join(sentences[number] for number in wanted)


def test_a_sentence_that_is_not_split_is_one_statement(seed_documents):
    body = seed_documents[2].body
    sentences = [p.text[start:end] for p in body for start, end in p.bounds]
    assert texts_of(found_in(body, range(len(sentences)), split=False)) == sentences


@given(st.lists(PIECES.filter(bool), max_size=6))
def test_the_statements_of_a_sentence_depend_on_no_other(texts):
    joined = JoinedTexts(texts)
    alone = [start + n for n, text in zip(joined.starts, texts, strict=True) for start in parts_of(JoinedTexts([text]))]
    assert parts_of(joined) == alone


def parts_of(joined):
    return list(statement_starts(joined, np.full(len(joined.starts), True)))


def test_a_sentence_of_many_clauses_is_linear():
    text = "增长8%，" * 40_000 + "新增高新技术企业120家，" * 20_000
    assert len(parts_of(JoinedTexts([text]))) > 10_000
