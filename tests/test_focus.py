"""A focus leaves out what lies outside it; lines carry what they are taken from."""

import pytest

import toolkit
from toolkit.errors import OptionError
from toolkit.summarization import Focus

REPORT = (
    "一、2031年工作回顾\n" + "".join(f"建成公园{n}座,植树{n}00棵。绿化养护持续推进,环境更加优美。\n" for n in range(11, 50))
    + "引进高层次人才250名,建成人才公寓800套。设立科技信贷风险补偿资金5000万元,发放贷款3.5亿元。\n"
    + "二、2032年主要目标\n经济社会发展主要预期目标是：地区生产总值增长6%，城镇新增就业1.2万人，建成人才驿站12家。\n"
)  # fmt: skip


def test_a_query_brings_only_what_says_its_words():
    lines = toolkit.summarize(REPORT, query="人才", max_chars=200).sentences
    assert lines
    assert all("人才" in line for line in lines)
    assert toolkit.summarize(REPORT, query="量子计算", max_chars=200).lines == ()


def test_a_theme_brings_only_lines_of_that_theme():
    lines = toolkit.summarize(REPORT, theme="finance", max_chars=60).sentences
    assert any("风险补偿" in line for line in lines)
    assert not any("公园" in line for line in lines)


def test_wrong_focuses_are_refused():
    with pytest.raises(OptionError, match="no theme 'weather'; choose one of platforms, talent"):
        toolkit.summarize(REPORT, theme="weather")
    with pytest.raises(OptionError, match="the query '的，了' holds no word to look for; give it some"):
        toolkit.summarize(REPORT, query="的，了")


def test_digests_follow_the_focus(seed_documents):
    digests = toolkit.digest(seed_documents, focus=Focus(theme="finance", query="贷款"))
    assert [digest.theme for digest in digests.themes] == ["finance"]
    assert all("贷" in line.text for line in digests.themes[0].lines)
    assert digests.themes[0].lines


def test_a_line_from_a_list_names_its_head():
    summary = toolkit.summarize(REPORT, query="就业", max_chars=100)
    assert [(line.text, line.context, line.section) for line in summary.lines] == [
        ("城镇新增就业1.2万人", "经济社会发展主要预期目标是", ("二、2032年主要目标",))
    ]
    text = "主要做法如下：一是引进博士12名，建成公寓30套；二是发放贷款1.6亿元，惠及企业110家。"
    lines = toolkit.summarize(text, query="贷款", max_chars=30).lines
    assert [(line.text, line.context) for line in lines] == [("发放贷款1.6亿元，惠及企业110家。", "主要做法如下")]


def test_a_byline_is_no_head_of_a_list():
    (line,) = toolkit.summarize("清河广播消息（早间新闻）：清河市新图书馆正式开馆迎客。", max_chars=100).lines
    assert (line.text, line.context) == ("清河市新图书馆正式开馆迎客。", "")
