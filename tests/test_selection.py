"""Lines are charged for exactly what they add, whatever the order in which they are chosen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit
from toolkit.summarization import prepare
from toolkit.summarization.selection import Limit, _Choice, select
from toolkit.tagging import cut_documents

REPORT = (
    "一、工作回顾\n全年引进高层次人才250名，建成科技孵化器30家，发放科技贷款3.5亿元，新增高新技术企业120家。"
    "其中省级孵化器12家，国家级孵化器3家。认定新型研发机构9家，转化科技成果410项。\n"
    "二、存在问题\n一是高端人才仍然紧缺,全市博士仅有300名。二是研发投入强度偏低,比全省低0.4个百分点,企业缺少中试平台。\n"
)
NEWS = (
    "昨日，清河市新图书馆在城东文化广场正式开馆迎客，读者可以凭身份证免费借书，儿童阅览室设在二楼东侧。"
    "馆内藏书达到二十万册，周末延长开放两小时，志愿者将为老人讲解。\n"
    "市民林女士带着孩子第一个走进阅览室，她说这里离家很近。馆方表示，年底前还将在清河区新建两处分馆，方便居民就近借阅图书。\n"
)


def rank(text):
    documents = [toolkit.segment(text)]
    return prepare(documents, toolkit.load_tagger().score_sentences(cut_documents(documents))).parts[0]


@pytest.fixture(scope="module", params=[REPORT, NEWS], ids=["report", "news"])
def ranked(request):
    return rank(request.param)


@given(data=st.data())
def test_what_is_left_is_the_room_without_the_lines(ranked, data):
    room = data.draw(st.integers(1, 200))
    choice = _Choice(ranked, characters=room, sentences=None)
    for number in data.draw(st.permutations(range(len(ranked.candidates)))):
        choice.take(number)
        lines = [chosen.candidate.text for chosen in choice.lines(np.ones(len(ranked.candidates)))]
        assert choice._left == room + 1 - sum(len(line) + 1 for line in lines) >= 0


@given(data=st.data())
def test_limits_are_hard_whatever_the_scores(ranked, data):
    scores = np.array(data.draw(st.permutations(range(1, len(ranked.candidates) + 1))), np.float64)
    room = data.draw(st.integers(1, 200))
    chosen = select(ranked, scores, limit=Limit(max_chars=room), power=0.0)
    assert len("\n".join(entry.candidate.text for entry in chosen)) <= room


def test_a_statement_between_two_that_are_chosen_fits_where_the_three_fit():
    ranked = rank(REPORT)
    first, middle, last = (ranked.candidates[number] for number in range(3))
    assert [first.text, middle.text, last.text] == [
        "全年引进高层次人才250名",
        "建成科技孵化器30家",
        "发放科技贷款3.5亿元",
    ]
    choice = _Choice(ranked, characters=last.end - first.start, sentences=None)
    assert all(map(choice.take, (0, 2, 1)))
    (line,) = choice.lines(np.ones(len(ranked.candidates)))
    assert line.candidate.text == "全年引进高层次人才250名，建成科技孵化器30家，发放科技贷款3.5亿元"
