"""What is peeled off many texts at once is what is peeled off each; the quick looks at characters miss nothing."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from toolkit.summarization import clauses, standing
from toolkit.summarization.characters import JoinedTexts, Openers
from toolkit.summarization.standing import announces, byline_end, defines, trim

TEXTS = st.lists(
    st.lists(
        st.sampled_from(
            ["二是", "(2)", "此外,", "据悉,", "同时", "②", "其中", "该企业", "这", "上述", "在此基础上", "三者", "，这家企业", "公司", "新增高企24户",
             "江城日报讯", "（记者 林一）", "【要闻】", "3月5日电", "如下：", "术语:", "指首台套", "，", "；", ",", " ", "\u3000", "。", "8", "😀", "é"]
        ),
        min_size=1,
        max_size=6,
    ).map("".join),
    min_size=1,
    max_size=8,
)  # fmt: skip


@given(TEXTS)
def test_many_texts_at_once_are_peeled_as_one_is(texts):
    joined = JoinedTexts(texts)
    places = joined, joined.starts, joined.ends
    opened, leans = standing.peeled(*places)
    ends = np.maximum(joined.starts + opened, standing.closings(*places)) - joined.starts
    assert list(zip(opened.tolist(), ends.tolist(), leans.tolist(), strict=True)) == [tuple(trim(t)) for t in texts]
    assert standing.byline_ends(*places).tolist() == [byline_end(text) for text in texts]
    assert standing.list_openers(*places).tolist() == [announces(text) or defines(text) for text in texts]


@given(TEXTS)
def test_the_quick_looks_at_clauses_miss_nothing(texts):
    joined = JoinedTexts(texts)
    found = clauses.find_clauses(joined)
    found = found.where(found.comma + 1 < found.text_end)
    waits = [
        clauses._waits(joined.text, *place) for place in zip(found.start.tolist(), found.comma.tolist(), strict=True)
    ]
    assert clauses.waiting(joined, found).tolist() == waits
    behind = zip((found.comma + 1).tolist(), found.text_end.tolist(), strict=True)
    continued = [
        clauses._CONTINUES.match(joined.text, *place) is not None or trim(joined.text[slice(*place)][:24]).leans
        for place in behind
    ]
    assert clauses.continued(joined, found).tolist() == continued


PAIR_OR_COMMA = re.compile(
    r"“[^“”\n]{0,200}+”|《[^《》\n]{0,120}+》|（[^（）\n]{0,200}+）|\([^()\n]{0,200}+\)|「[^「」\n]{0,200}+」|"
    r"【[^【】\n]{0,120}+】|‘[^‘’\n]{0,200}+’|\"[^\"\n]{0,200}+\"|，|,(?!\d{3}(?!\d))"
)
PIECES = [*'，,“”《》（）()「」【】‘’"\n甲1２😀', ",123", ",1234", *("甲" * n for n in (119, 120, 121, 199, 200, 201))]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_commas_part_no_pair_of_marks_and_no_number(text):
    found = [match.start() for match in PAIR_OR_COMMA.finditer(text) if match.end() == match.start() + 1]
    assert clauses.marks(JoinedTexts([text]).codes).tolist() == found


def test_what_opens_a_label_or_a_joint_begins_with_a_character_that_the_quick_look_knows():
    joints = ("是", "外,", "时,", "先,", "次,", "且,", "一方面,", "年,", "的来看,", "体来说,", "此基础上,", "位代表,")
    for char in map(chr, [*range(0x20, 0x7F), *range(0x2460, 0x2474), *range(0x4E00, 0xA000)]):
        if any(standing._OPENING.match(char + rest) for rest in joints):
            assert char in standing._OPENERS or not char.isalnum(), char


def test_words_open_a_text_only_with_characters_that_are_told():
    openers = Openers("[同环]比 增长 也(?!门)")
    for text in ("同比", "环比", "增长", "也有"):
        assert openers.open(text) and openers.firsts.holds(JoinedTexts([text]).codes)[0]
    for text in ("也门", "利润增长", ""):
        assert not openers.open(text)
    assert openers.firsts.holds(JoinedTexts(["同环增也比长门利😀"]).codes).tolist() == [True] * 4 + [False] * 5
