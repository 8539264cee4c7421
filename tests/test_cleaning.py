"""Cleaning removes what is not text, keeps what is, and can be undone to the letter."""

import re

import pytest
from conftest import SEEDS
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from toolkit.cleaning import RULES, apply, clean_text, undo
from toolkit.cleaning.lines import LINE_RULES, is_spam, match_line

BODY = "镇江市科技局组织召开产学研对接会,围绕高端装备制造、新材料等产业发布技术需求一百余项,并与多家高校院所签约。"

SET_ASIDE = [
    ("首页", "menu"),
    ("返回顶部", "menu"),
    ("登录 | 注册 | 网站地图", "menu"),
    ("当前位置：首页 > 新闻中心 > 正文", "breadcrumb"),
    ("首页 > 政务公开 > 工作报告", "breadcrumb"),
    ("【字体：大 中 小】", "page-tools"),
    ("阅读次数：1024次", "counter"),
    ("(0)", "counter"),
    ("第 3 页 共 12 页", "page-number"),
    ("- 12 -", "page-number"),
    ("上一篇：关于组织申报科技计划的通知", "neighbours"),
    ("相关推荐", "related"),
    ("延伸阅读：", "related"),
    ("版权声明：本文内容由互联网用户自发贡献。", "copyright"),
    ("未经授权，不得转载。", "copyright"),
    ("Copyright © 2021 All Rights Reserved", "copyright"),
    ("苏ICP备05000000号-1", "registration"),
    ("主办单位：某市人民政府办公室 地址：解放路1号", "site-owner"),
    ("来源：金山网", "byline"),
    ("发布时间：2024-08-06 11:54", "byline"),
    ("2024-08-06 11:54 来源:金山网", "byline"),
    ("新华日报·交汇点记者 赵芳", "byline"),
    ("通讯员 毛莎莎 周莹", "byline"),
    ("责任编辑:费菲", "byline"),
    ("图为对接会现场。", "caption"),
    ("(镇江市科技局供图)", "caption"),
]
KEPT = [
    "首页改版带动访问量增长两成,成为市民了解政策的主要窗口。",
    "一、2024年工作总结",
    "记者从市科技局获悉,全市高新技术企业达377家。",
    "来源于高校的技术成果占三成。",
    "时间紧、任务重,必须倒排工期。",
    "2021年,江苏海洋大学国家大学科技园成功获批。",
    "图书馆新馆建成开放。",
    "下一步,将加快建设概念验证中心。",
    "分享经济规模不断扩大,新业态加快成长。",
    "版权交易中心落户高新区,年交易额达到2亿元。",
    "关注我们身边的创新故事,讲好科技自立自强。",
    "打印产业链不断完善,3D打印研究院落户。",
]


@pytest.mark.parametrize(("line", "rule"), SET_ASIDE)
def test_lines_of_web_pages_are_set_aside(line, rule):
    found = match_line(line)
    assert found is not None
    assert found.id == rule


@pytest.mark.parametrize("line", KEPT)
def test_lines_of_text_are_kept(line):
    assert match_line(line) is None
    assert not is_spam(line)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(rule=st.sampled_from(LINE_RULES), data=st.data())
def test_a_line_that_a_rule_matches_has_one_of_its_signs(rule, data):
    found = data.draw(st.from_regex(rule.pattern, alphabet=st.characters(codec="utf-8")))
    line = re.sub(r"\s", " ", found).strip()  # as cleaning leaves it
    assume(line and len(line) <= rule.longest and (rule.prose or "。" not in line) and re.match(rule.pattern, line))
    assert match_line(line) in LINE_RULES[: LINE_RULES.index(rule) + 1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("創(chuàng)新驅(qū)動(dòng)", "创新驱动"),
        ("項（xiàng）目實（shí）驗", "项目实验"),
        ("科創(chuàng)企業(yè)(項(xiàng)目)", "科创企业(项目)"),
        ("(试行)、(镇江)和(占全市高新技术企业总数的40.02%)", "(试行)、(镇江)和(占全市高新技术企业总数的40.02%)"),
        ("重量(kg)和时间(an)", "重量(kg)和时间(an)"),
        ("２０２１年增长４２％（ＡＢ）", "2021年增长42%（AB）"),
        ("镇江\u200b市\ufeff科\u00ad技局", "镇江市科技局"),
        ("全市\u3000共有\u00a0三个", "全市 共有 三个"),
        ("萧乾故居与濛溪河遗址", "萧乾故居与濛溪河遗址"),
    ],
)
def test_characters(before, after):
    assert clean_text(before).text == after


def test_reporters_and_datelines_inside_body_lines():
    text = f"本报讯（记者 张三 通讯员 李四）{BODY}\n{BODY}(全媒体记者 陈志奎 通讯员 孙焱)"
    assert clean_text(text).text == f"{BODY}\n{BODY}"


def test_spam_is_told_by_its_words_and_never_by_length():
    assert is_spam("主站蜘蛛池模板: 国产精品视频| 一级毛片免费| 在线观看")
    assert is_spam("国产精品在线观看|午夜视频|无码专区|丝袜老师")
    assert not is_spam("成人教育学院与免费视频课程平台签约," + BODY)


def test_menu_above_and_links_below():
    text = "\n".join(["移动端应用", "政务微信", "便民地图", BODY, BODY, "相关推荐", "某地召开大会", "某市发布政策"])
    aside = [line.text for line in clean_text(text).lines if line.kind]
    assert aside == ["移动端应用", "政务微信", "便民地图", "相关推荐", "某地召开大会", "某市发布政策"]


def test_related_in_the_middle_of_a_text_ends_nothing():
    text = "\n".join([BODY, "相关链接", "重点实验室", BODY])
    assert [line.text for line in clean_text(text).lines if line.kind] == ["相关链接"]


def test_every_setting_aside_stands_in_the_ledger():
    for path in SEEDS:
        cleaned = clean_text(path.read_text(encoding="utf-8"))
        removed = {(edit.rule, edit.before) for edit in cleaned.ledger}
        for line in cleaned.lines:
            span = cleaned.alignment.span(line.start, line.end)
            assert (line.rule is None) or (line.rule, cleaned.raw[span.start : span.end]) in removed


def test_seed_003_loses_its_529_glosses():
    raw = SEEDS[3].read_text(encoding="utf-8")
    cleaned = clean_text(raw)
    assert sum(edit.before.count("(") for edit in cleaned.ledger) >= 529
    assert not any(mark in cleaned.text for mark in "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ")
    assert "企业(项目)" in cleaned.text


def test_slips_are_reported_and_left():
    cleaned = clean_text(SEEDS[1].read_text(encoding="utf-8"))
    found = {(entry.text, entry.suggestion) for entry in cleaned.suspicions}
    assert ("融人", "融入") in found
    assert ("苗圃一孵化器一加速器一产业园", "苗圃—孵化器—加速器—产业园") in found
    assert "融人长三角" in cleaned.text
    for entry in cleaned.suspicions:
        assert cleaned.raw[entry.span.start : entry.span.end] == entry.text


@pytest.mark.parametrize(
    "text", ["促进人与自然和谐", "引人注目", "悦己经济", "一区一城一地一园", "人选名单", "推进人才工作"]
)
def test_real_words_are_no_slips(text):
    assert clean_text(text).suspicions == ()


PIECES = st.sampled_from(
    ["創(chuàng)新", "時(shí)代", "科技", "２０２１", "\u3000", "\u200b", "\r\n", "\n", "\n\n\n", "首页\n", "来源:金山网\n",
     "(记者 张三)", "索引号：", "目录\n", "&nbsp;", "新华社南京1月5日电", "(完)", "1 ", "- 1 -\n", "主站蜘蛛池模板: 国产精品| 一级毛片| 无码\n", BODY, "。", "(", ")", "（", "\0", "𠮷", "\ud800"]
)  # fmt: skip


RULE_IDS = st.sets(st.sampled_from([rule.id for rule in RULES]), max_size=6)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=25).map("".join), RULE_IDS)
@example("".join(["創(chuàng)新"] * 3), set())
@example("新华社南京1月5日电&nbsp;創(chuàng)新", set())
def test_undoing_the_edits_gives_the_raw_text_back(raw, keep):
    cleaned = clean_text(raw, keep)
    assert keep.isdisjoint(edit.rule for edit in cleaned.ledger if not "\ud800" <= edit.before <= "\udfff")
    assert apply(raw, cleaned.ledger) == cleaned.text
    assert undo(cleaned.text, cleaned.ledger) == raw
    for edit in cleaned.ledger:
        assert raw[edit.span.start : edit.span.end] == edit.before
    for line in cleaned.lines:
        span = cleaned.alignment.span(line.start, line.end)
        assert 0 <= span.start < span.end <= len(raw)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_undoing_the_edits_of_a_seed_gives_it_back(path):
    raw = path.read_text(encoding="utf-8")
    cleaned = clean_text(raw)
    assert undo(cleaned.text, cleaned.ledger) == raw


def test_undo_refuses_a_ledger_of_another_text():
    cleaned = clean_text("創(chuàng)新２")
    with pytest.raises(ValueError, match="the ledger does not belong to this text"):
        undo("别的文本", cleaned.ledger)


def test_clean_documents_lose_almost_nothing(shared):
    """On clean documents at most 0.2 % of the characters may go."""
    kept, lost = 0, 0
    for path in sorted((shared / "corpus/docs").glob("*.txt"))[:50]:
        cleaned = clean_text(path.read_text(encoding="utf-8"))
        kept += len(cleaned.raw)
        lost += sum(len(edit.before) - len(edit.after) for edit in cleaned.ledger)
    assert lost <= 0.002 * kept


def test_the_list_of_traditional_characters_is_what_the_converter_changes():
    from opencc import OpenCC

    from toolkit.cleaning.script import traditional

    chars = [chr(code) for code in range(0x80, 0x10000) if not 0xD800 <= code < 0xE000]
    converted = OpenCC("t2s").convert("\n".join(chars)).split("\n")
    listed = {chr(code) for code in traditional().nonzero()[0]}
    assert {char for char, other in zip(chars, converted, strict=True) if char != other} == listed


def test_only_lines_with_traditional_characters_are_rewritten():
    plain = "普通文本人才引进。\n" * 200
    cleaned = clean_text(plain + "這是一個傳統的創新平臺\n" + plain)
    assert cleaned.text == plain + "这是一个传统的创新平台\n" + plain
    assert {edit.rule for edit in cleaned.ledger} == {"script"}


def test_a_ledger_is_a_sequence_of_edits():
    ledger = clean_text("創(chuàng)新驅(qū)動(dòng)發(fā)展").ledger
    assert ledger == list(ledger) == ledger[:]
    assert ledger != ledger[1:]
    assert ledger[-1] == list(ledger)[-1]
    assert clean_text("创新").ledger == ()


PROSE = "云溪市科技局组织召开产学研对接会,围绕高端装备制造、新材料等产业发布技术需求一百余项,并与多家高校院所签约。"
MENU = "频道精选\n科创先锋\n园区巡礼\n数说云溪\n"
TITLE = "云溪市新增中试基地五家\n"


def gone(text):
    return [line.text for line in clean_text(text).lines if line.rule]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (MENU + TITLE + PROSE, MENU.split()),
        (MENU + "科创 > 平台 > 动态\n" + TITLE + "上线日期：2024-05-06\n热度 320\n" + PROSE, [*MENU.split(), "科创 > 平台 > 动态", "上线日期：2024-05-06", "热度 320"]),
        (MENU + TITLE + PROSE + "\n联络我们吧\n留言簿入口\n旧版通道", [*MENU.split(), "联络我们吧", "留言簿入口", "旧版通道"]),
        ("首页\n登录\n" + TITLE + PROSE + "\n版权所有 云溪\n站长信箱簿\n值守专线:0500-8810023", ["首页", "登录", "版权所有 云溪", "站长信箱簿", "值守专线:0500-8810023"]),
        ("云溪科创数据库\n首页\n登录\n打印\n" + TITLE + "成果编号：YX-2024\n" + PROSE + "\n责任编辑：孙若谷\n答题有奖\n换一批看看", ["云溪科创数据库", "首页", "登录", "打印", "成果编号：YX-2024", "责任编辑：孙若谷", "答题有奖", "换一批看看"]),
        (MENU + "溪科贷产品操作说明\n" + TITLE + PROSE, MENU.split()),
        (TITLE + "【发布机构】云溪市科技局\n【主题分类】科技\n" + PROSE, ["【发布机构】云溪市科技局", "【主题分类】科技"]),
    ],
)  # fmt: skip
def test_the_zones_of_a_page_are_told_by_their_form(text, wanted):
    assert gone(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "云溪市科技局\n工作总结\n内部资料\n注意保存\n" + TITLE + PROSE,
        TITLE + PROSE + "\n人才驿站\n云溪书屋\n创客学堂\n溪畔工坊",
        "甲区\n120家\n乙区\n98家\n" + TITLE + PROSE,
        TITLE + "【产业一线】实验室里的种子\n" + PROSE,
        TITLE + "开工日期：2024-05-06\n热度 320\n" + PROSE,
        "各区要抓好落实。\n平台\n人才\n金融\n孵化\n" + TITLE + PROSE,
    ],
)
def test_what_is_no_page_keeps_its_short_lines(text):
    assert gone(text) == []


@pytest.mark.parametrize(
    "tail",
    [
        "入选名单如下：\n溪畔创客工坊\n人才驿站平台\n云溪众创学堂",
        "赵小禾\n孙若谷\n欧阳知远\n李青",
        "云溪智造公司\n江东研究院\n溪山大学",
    ],
    ids=["a list that a colon opens", "people", "bodies"],
)
def test_lists_under_the_text_of_a_page_stay(tail):
    assert gone(MENU + TITLE + PROSE + "\n" + tail) == MENU.split()
