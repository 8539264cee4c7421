"""A summary is verbatim, in order, within its limit, and made of lines that stand alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit
from toolkit.errors import ModelError, OptionError
from toolkit.summarization import METHODS, prepare
from toolkit.summarization.centrality import CENTRALITIES, centralities
from toolkit.summarization.features import FEATURES
from toolkit.summarization.hollow import is_hollow
from toolkit.summarization.standing import byline_end, trim
from toolkit.summarization.trees import trees_from
from toolkit.tagging import cut_documents

LINES = st.sampled_from(
    ["一、工作总结\n", "(一)平台建设\n", "新增省级重点实验室3家。", "其中省级2家。", "一是引进博士12名;", "二是建成人才公寓800套。", "\n",
     "此外,发放贷款1.6亿元。", "该企业获评独角兽。", "图为现场。\n", "来源:某报\n", "创新驱动发展", "“我们很高兴。”他说。", "《意见(试行)》出台。", "😀", "  "]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(LINES, max_size=30).map("".join), st.integers(1, 120))
def test_lines_are_verbatim_in_order_and_within_the_limit(text, limit):
    document = toolkit.segment(text)
    summary = toolkit.summarize(document, max_chars=limit)
    assert summary.chars <= limit
    starts = [line.span.start for line in summary.lines]
    assert starts == sorted(starts)
    for line in summary.lines:
        assert document.raw[line.span.start : line.span.end] == line.text
        assert document.paragraphs[line.paragraph].is_body
        assert not line.text.startswith(("其中", "该企业", "二是", "此外"))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("limit", [{"max_chars": 150}, {"max_sentences": 3}, {"ratio": 0.1}])
def test_every_method_keeps_every_limit(seed_documents, method, limit):
    document = seed_documents[2]
    summary = toolkit.summarize(document, method=method, **limit)
    length = sum(len(paragraph.text) for paragraph in document.body)
    assert 0 < summary.chars <= limit.get("max_chars", length) <= length
    assert len(summary.lines) <= limit.get("max_sentences", 1000)
    assert summary.chars <= limit.get("ratio", 1) * length


def test_the_same_input_gives_the_same_output(seed_documents):
    for method in METHODS:
        first, second = (toolkit.summarize(seed_documents[1], method=method, max_chars=200) for _ in range(2))
        assert first == second


def test_a_leaning_sentence_comes_with_what_it_leans_on():
    text = "市科技局组织召开对接会,发布技术需求117项。活动上签约项目30项,总投资25.13亿元,创历史新高,居全省第一。"
    assert toolkit.summarize(text, max_chars=50).text in {"", "市科技局组织召开对接会,发布技术需求117项。"}
    assert toolkit.summarize(text, max_sentences=2, method="lead").text == text


def test_headings_run_in_and_openers_of_lists_are_never_lines():
    text = "普惠性金融扶持。主要做法如下:\n一是发放贷款1.6亿元,惠及企业110家。\n"
    assert toolkit.summarize(text, max_chars=200).sentences == ("发放贷款1.6亿元,惠及企业110家。",)


def test_equal_sentences_stay_two_but_are_said_once():
    sentence = "全市新增高新技术企业120家。"
    document = toolkit.segment(f"{sentence}城市绿化持续推进,新建公园3个。{sentence}")
    assert len(document.body[0].sentences) == 3
    assert toolkit.summarize(document, max_chars=200).sentences.count(sentence) == 1


@pytest.mark.parametrize("text", ["", "\n\n", "。。。", "一、工作总结\n二、工作思路\n", "😀😀😀", "\0\0"])
def test_where_nothing_can_be_quoted_the_summary_is_empty(text):
    for method in METHODS:
        assert toolkit.summarize(text, method=method, max_chars=100).lines == ()


def test_one_sentence_and_a_limit_below_it():
    text = "全市新增高新技术企业120家。"
    assert toolkit.summarize(text, max_chars=100).text == text
    assert toolkit.summarize(text, max_chars=5).lines == ()


def test_a_megabyte_without_punctuation():
    assert toolkit.summarize("科技创新" * 90_000, max_chars=200).lines == ()


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({"max_chars": 0}, "max_chars must be a whole number of at least 1, not 0"),
        ({"max_sentences": -1}, "max_sentences must be a whole number of at least 1, not -1"),
        ({"ratio": 1.5}, "ratio must be above 0 and at most 1, not 1.5"),
        ({"words": 5}, "no limit 'words'; give max_chars, max_sentences or ratio"),
        ({"method": "bert"}, "no ranking method 'bert'; choose one of auto, lead"),
    ],
)
def test_wrong_options_are_refused(limits, message):
    with pytest.raises(OptionError, match=message):
        toolkit.summarize("全市新增高新技术企业120家。", **limits)


@pytest.mark.parametrize(
    ("text", "line", "leans"),
    [
        ("二是引进博士12名;", "引进博士12名", False),
        ("同时,聚焦特色产业,开展对接260场。", "聚焦特色产业,开展对接260场。", False),
        ("(2)建设孵化器3家；", "建设孵化器3家", False),
        ("[12]建设孵化器3家；", "建设孵化器3家", False),
        ("各位代表！全市新增高企120家。", "全市新增高企120家。", False),
        ("其中省级3家。", "其中省级3家。", True),
        ("此前,两家企业曾获评独角兽。", "此前,两家企业曾获评独角兽。", True),
        ("1180个,总投资90亿元。", "1180个,总投资90亿元。", True),
        ("118个项目开工,总投资90亿元。", "118个项目开工,总投资90亿元。", False),
        ("该企业负责人介绍,订单增长两成。", "该企业负责人介绍,订单增长两成。", True),
        ("2021年,全市新增高企120家。", "2021年,全市新增高企120家。", False),
        ("一季度增长5%。", "一季度增长5%。", False),
        ("其余工作正常推进,成效良好。", "其余工作正常推进,成效良好。", False),
    ],
)
def test_trimming_and_leaning(text, line, leans):
    trimmed = trim(text)
    assert text[trimmed.start : trimmed.end] == line
    assert trimmed.leans is leans


def test_trees_that_lead_nowhere_are_refused():
    data = {"columns": ["a"], "base": 0, "depth": 1, "roots": [0], "feature": [0], "threshold": [0.5], "left": [9], "right": [0], "value": [1]}  # fmt: skip
    with pytest.raises(ValueError, match="left points outside the trees"):
        trees_from(data, ("a",))
    with pytest.raises(ValueError, match="fitted on other features"):
        trees_from(data, ("b",))


def test_a_missing_ranker_is_named(tmp_path, monkeypatch):
    from toolkit.summarization.trees import load_trees

    monkeypatch.setenv("KECHUANG_MODELS", str(tmp_path))
    with pytest.raises(ModelError, match="the ranker cannot be read"):
        load_trees.__wrapped__("document", ("a",))


def test_neighbours_in_one_sentence_are_one_line_and_the_limit_counts_what_joins_them():
    text = (
        "一、工作回顾\n全年引进高层次人才250名，建成科技孵化器30家，发放科技贷款3.5亿元，新增高新技术企业120家。\n" * 8
    )
    document = toolkit.segment(text)
    for most in range(10, 120):
        summary = toolkit.summarize(document, max_chars=most)
        assert summary.chars <= most
        assert all(document.raw[line.span.start : line.span.end] == line.text for line in summary.lines)


def test_where_all_fits_nothing_is_left_out():
    text = "今天本市的天气十分晴好，阳光明媚。市民们纷纷出门散步。公园里游人如织。"
    assert "".join(toolkit.summarize(text, max_chars=len(text) + 2).sentences) == text


def test_a_limit_of_sentences_is_met_where_there_are_enough(seed_documents):
    for document in seed_documents:
        assert len(toolkit.summarize(document, max_sentences=4).lines) <= 4
        assert len(toolkit.summarize(document, max_sentences=4).lines) >= 3


@pytest.mark.parametrize(
    "text",
    [
        "The city added 120 firms. It spent 3.5 million. The park is open.\n",
        "项目 | 数量 | 金额\n平台 | 12 | 300\n人才 | 50 | 800\n",
        "一、总体要求\n二、重点任务\n（一）平台\n",
    ],
)
def test_other_languages_tables_and_headings_break_nothing(text):
    document = toolkit.segment(text)
    summary = toolkit.summarize(document, max_chars=60)
    assert summary.chars <= 60
    assert all(document.paragraphs[line.paragraph].is_body for line in summary.lines)


def test_a_document_of_many_sentences():
    text = "".join(f"第{n}家企业新增研发投入{n}万元，引进博士{n % 50}名。\n" for n in range(100_000))
    summary = toolkit.summarize(text, max_chars=300)
    assert 200 < summary.chars <= 300


def test_an_entry_of_a_glossary_is_never_a_line():
    text = "全市新增高新技术企业120家，发放贷款1.6亿元。\n“三首”：指首台套装备、首批次材料、首版次软件，共计120项。\n"
    assert all("指首台套" not in line for line in toolkit.summarize(text, max_chars=200).sentences)


def test_mere_praise_is_never_a_line():
    text = "全市新增高新技术企业120家。服务能力显著提升。营商环境持续优化。发放贷款1.6亿元，惠及企业110家。\n"
    assert toolkit.summarize(text, max_chars=200).text.replace("\n", "") == (
        "全市新增高新技术企业120家。发放贷款1.6亿元，惠及企业110家。"
    )


def test_the_kind_of_a_document(seed_documents):
    news, talk = (
        "昨日上午，全市新建公园3座。市民代表出席活动。",
        "然后我觉得这个其实就是说，大家对吧，我们那个东西，然后就是这个。" * 20,
    )
    documents = [toolkit.segment(text) for text in (news, talk)]
    documents.append(seed_documents[2])
    parts = prepare(documents, toolkit.load_tagger().score_sentences(cut_documents(documents))).parts
    assert [part.kind for part in parts] == ["news", "talk", "report"]


def test_line_breaks_count_against_the_limit(seed_documents):
    for limit in (60, 200, 500):
        for document in seed_documents:
            assert len(toolkit.summarize(document, max_chars=limit).text) <= limit


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("临江晚报讯（记者 林一 周二）昨日，新图书馆开馆。", "昨日，新图书馆开馆。"),
        ("清河广播消息（早间新闻）：新图书馆开馆。", "新图书馆开馆。"),
        ("原标题：新图书馆今日正式开馆迎客。", "新图书馆今日正式开馆迎客。"),
        ("清河9月3日电 首条过江电缆今天接通。", "首条过江电缆今天接通。"),
        ("9月3日电力公司接通了首条过江电缆。", "9月3日电力公司接通了首条过江电缆。"),
        ("通讯（含电报）业务全面停办。", "通讯（含电报）业务全面停办。"),
    ],
)
def test_a_byline_is_left_outside_the_line(text, line):
    assert text[byline_end(text) :].strip() == line


def test_news_that_does_not_fit_is_opened_as_far_as_it_can_be_read_alone():
    text = "昨日，清河市新图书馆在城东文化广场正式开馆迎客，读者可以凭身份证免费借书，儿童阅览室设在二楼东侧，藏书达到二十万册。"
    (line,) = toolkit.summarize(text, max_chars=45).sentences
    assert line == "昨日，清河市新图书馆在城东文化广场正式开馆迎客，读者可以凭身份证免费借书"
    assert toolkit.summarize(text, max_chars=20).lines == ()


def test_the_columns_tell_what_they_are_named_for():
    document = toolkit.segment(
        "一、工作回顾\n新增高新技术企业54家,增长8%。\n发放贷款1.2亿元,惠及3万人。目标是增长9%。\n"
    )
    judged = prepare([document], toolkit.load_tagger().score_sentences(cut_documents([document])))
    first, second, third = (dict(zip(FEATURES, row, strict=True)) for row in judged.features.tolist())
    assert [first[name] for name in ("length", "figures", "percents", "cue_unit", "money")] == [17, 2, 1, 1, 0]
    assert [second[name] for name in ("figures", "hundred_millions", "people")] == [
        2,
        1,
        pytest.approx(np.log10(30001)),
    ]
    assert second["money"] == pytest.approx(np.log10(120_000_001))
    assert [third[name] for name in ("place_in_paragraph", "paragraph_sentences", "paragraph_in_section")] == [1, 2, 1]
    assert [row["section_review"] for row in (first, second, third)] == [1, 1, 1]
    assert [row["position"] for row in (first, second, third)] == [0, 0.5, 1]
    assert [row["figures_rank"] for row in (first, second, third)] == pytest.approx([1 / 3, 1 / 3, 0])
    assert (second["next_figures"], third["next_figures"], third["sentence_aim"]) == (1, 0, 1)


def test_what_many_lines_share_supports_a_line():
    document = toolkit.segment("园区建设中试平台。园区招引中试企业。中试平台服务园区企业。昨天下雨。")
    (ranked,) = prepare([document], toolkit.load_tagger().score_sentences(cut_documents([document]))).parts
    numbers = np.arange(len(ranked.statements.sentence))
    found = centralities(ranked.table, numbers, numbers)
    assert found.shape == (4, len(CENTRALITIES))
    assert found[:, 0].mean() == pytest.approx(1)
    assert found[:, 0].argmin() == found[:, 1].argmin() == 3


def test_that_a_list_was_published_is_no_line():
    text = "5月8日,某研究院发布《2023潜力企业榜》。清河市4家企业上榜,数量居全省第二。某研究院发布《2023潜力企业榜》,4家上榜。"
    lines = toolkit.summarize(text, max_chars=200).sentences
    assert "某研究院发布《2023潜力企业榜》,4家上榜。" in lines
    assert not any(line.endswith("发布《2023潜力企业榜》。") for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "2031年是“十七五”规划的开局之年，也是建市四十周年。",
        "过去五年，是转型起势的五年。",
        "市政府编制了《规划纲要（草案）》，提请大会审议。",
        "奋力谱写清河现代化建设新篇章。",
        "让我们携手前行！",
        "“我们终于等到了这笔贷款。”园区一家企业的负责人说。",
        "就业形势总体保持稳定。",
        "重大创新平台建设取得突破。",
        "服务能力显著提升。",
        "帮助企业加快成长。",
        "狠抓关键技术攻关和成果转化",
    ],
)
def test_what_holds_no_fact_is_hollow(text):
    assert is_hollow(text)


@pytest.mark.parametrize(
    "text",
    [
        "2031年是丰收之年，粮食总产量12亿斤。",
        "清河高铁新城建成通车。",
        "新增高新技术企业120家，创新能力显著提升。",
        "“我市首家中试基地”揭牌。",
        "三家企业通过上市审议。",
        "引进高层次人才30人。",
        "实行技术攻关“揭榜挂帅”。",
        "组建创新联合体。",
    ],
)
def test_what_holds_a_fact_is_not_hollow(text):
    assert not is_hollow(text)


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("基于这项技术，12家车企完成了实车测试。", True),
        ("围绕上述目标，全年新建平台6个。", True),
        ("凭借过硬的工艺，这家企业的订单排到年底。", True),
        ("水泵铸造水平不断提高，该公司出口额居全省首位。", True),
        ("清河泵业公司扩建二期，该公司出口额居全省首位。", False),
        ("在此基础上，全年新建平台6个。", False),
        ("全市新建平台6个，这是近十年最多的一年。", False),
    ],
)
def test_what_points_back_to_the_unnamed_leans(text, leans):
    assert trim(text).leans is leans


def test_an_opening_does_not_break_off_in_a_sentence_that_leans():
    text = "清河市一家企业正把水下机器人用于水库检测。这项由企业自主研发的全新技术，可以替代潜水员完成坝体检查，明年将在全省推广应用。"
    for most in range(20, len(text) + 2):
        assert "全新技术" not in (summary := toolkit.summarize(text, max_chars=most).text) or "坝体检查" in summary
