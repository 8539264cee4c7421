"""Metadata is read from the document, with the characters it stands in."""

import pytest

import toolkit
from toolkit.metadata import find_region, resolve_dates
from toolkit.reading import RawText


@pytest.mark.parametrize(
    ("number", "title", "date", "region", "source"),
    [
        (0, "镇江市2021年度 “科技创新”十大新闻", "2021", "江苏省镇江市", None),
        (1, "服务创新主阵地打造发展主引擎", None, "江苏省镇江市", None),
        (2, "连云港:科技大潮奔涌向前 高质量增长风景独好(连云港科技大学)", None, "江苏省连云港市", "交汇点新闻客户端"),
        (3, "江苏镇江:厚植新质生产力 铸造创新“强引擎”", "2024-08-06", "江苏省镇江市", "金山网"),
        (4, None, "2024", "江苏省常州市溧阳市", None),
    ],
)
def test_metadata_of_the_seeds(seed_documents, number, title, date, region, source):
    document = seed_documents[number]
    assert (document.title, document.date, document.region, document.source) == (title, date, region, source)


def test_the_date_of_the_next_article_is_not_the_document_s(seed_documents):
    assert "2024年6月12日" in seed_documents[2].raw
    assert seed_documents[2].date is None


@pytest.mark.parametrize(
    ("title", "body", "region"),
    [
        ("合作共赢促发展", "加强合作,推进和平与发展。", None),
        ("某校动态", "南京大学、上海交通大学、西安交通大学的专家参加会议。", None),
        ("省政府工作报告 江苏省第十三届人民代表大会", "南京市、苏州市、无锡市增长较快。", "江苏省"),
        ("", "恩施州积极作为。恩施州出台政策,恩施土家族苗族自治州财政投入增长。", "湖北省恩施土家族苗族自治州"),
        ("", "北京、上海、广州、深圳分别发布政策。", None),
        ("海西州科技局召开会议", "全州新增企业3家。", "青海省海西蒙古族藏族自治州"),
        ("海峡西岸经济区建设提速", "海西各市联动,海西发展。福建省推动海西建设,福建省出台方案,福建加快落实。", "福建省"),
        ("鼓楼区发布人才新政", "南京市鼓楼区新增平台3家。", "江苏省南京市鼓楼区"),
        ("鼓楼区发布人才新政", "全区新增平台3家。", None),
        ("朝阳园新增独角兽企业", "北京市朝阳区出台政策,北京市予以支持,北京市朝阳区落实。", "北京市朝阳区"),
    ],
)
def test_regions_are_told_only_where_they_are_clear(title, body, region):
    found = find_region(title, body)
    assert (found.full if found else None) == region


def test_nothing_is_taken_from_the_clock():
    assert toolkit.segment("去年以来,全市新增高新技术企业12家。\n今年6月,又新增3家。").date is None


def test_impossible_dates_are_no_dates():
    assert toolkit.segment("发布时间:2021-13-45\n全市新增高新技术企业12家,成效明显。").date is None


PROSE = "全市新增高新技术企业12家,总数达到300家,同比增长15%,居全省第二位,创历史新高。"
NOTICE = f"""索引号：K0001/2024-0012
主题分类：科技
发文机关：镇江市人民政府
成文日期：2024年3月5日
发文字号：镇政发﹝2024﹞12号
发布日期：2024年3月8日
镇江市人民政府关于加快孵化载体发展的意见
镇政发〔2024〕12号
各辖市、区人民政府：
{PROSE}
镇江市人民政府
2024年3月5日
"""


def values(text, name="text"):
    return {key: field.value for key, field in toolkit.segment(RawText(text, name, "utf-8")).fields.items()}


def test_an_official_document_states_its_number_issuer_and_date():
    assert values(NOTICE) == {
        "title": "镇江市人民政府关于加快孵化载体发展的意见",
        "date": "2024-03-05",
        "region": "江苏省镇江市",
        "issuer": "镇江市人民政府",
        "number": "镇政发〔2024〕12号",
    }


@pytest.mark.parametrize(
    "number", ["云科发〔2024〕5号", "云科发[2024]5号", "云科发（2024）第5号", "云科发【2024】 5 号"]
)
def test_numbers_in_brackets_of_all_shapes(number):
    assert values(f"关于申报项目的通知\n{number}\n{PROSE}\n{PROSE}")["number"] == "云科发〔2024〕5号"


def test_a_number_that_the_text_cites_is_not_its_own():
    assert "number" not in values(f"工作动态\n根据云政发〔2024〕12号文件,{PROSE}\n{PROSE}")


@pytest.mark.parametrize(
    ("text", "name", "date"),
    [
        (f"通知\n{PROSE}\n云溪市科学技术局\n二〇二四年三月二十一日", "x.txt", "2024-03-21"),
        (f"通知\n{PROSE}\n云溪市科学技术局\n二○二四年十月十日", "x.txt", "2024-10-10"),
        (f"某地新闻一则\n发布时间：2024/8/6 11:54\n{PROSE}", "x.txt", "2024-08-06"),
        (f"通知\n发布日期：2018-12-24\n{PROSE}\n云溪市人民政府\n2005年7月14日", "x.txt", "2005-07-14"),
        (f"政府工作报告\n——2003年3月5日在大会第一次会议上\n2006-02-16 来源：云溪网\n{PROSE}", "x.txt", "2003-03-05"),
        (f"通知\n{PROSE}\n请于2024年4月30日前报送材料。\n云溪市科学技术局  2024年3月5日", "x.txt", "2024-03-05"),
        (f"关于申报的通知\n{PROSE}\n请于2024年4月30日前报送材料。", "x.txt", None),
        (f"云溪市“十四五”科技创新规划（2021—2025年）\n{PROSE}", "x.txt", None),
        (f"云溪市2035年远景目标纲要\n{PROSE}", "x.txt", None),
        (f"2021年云溪市政府工作报告\n——在云溪市人民代表大会上\n{PROSE}", "x.txt", "2021"),
        (f"云溪市人民政府关于孵化载体的意见\n云政发〔2023〕12号\n{PROSE}", "x.txt", "2023"),
        (PROSE, "云溪市工作总结_2023-12.txt", "2023-12"),
        (PROSE, "2023/report_20240305.txt", "2024-03-05"),
        (PROSE, "004_4ad7483335a871a8.txt", None),
        (PROSE, "report_20241399.txt", None),
    ],
)
def test_dates(text, name, date):
    assert values(text, name).get("date") == date


def test_a_date_from_the_file_s_name_has_no_place_in_the_text():
    assert toolkit.segment(RawText(PROSE, "report_2024.txt", "utf-8")).fields["date"].span is None


def test_author_and_source_are_read_where_cleaning_put_them_aside():
    document = toolkit.segment(f"新华社云溪1月5日电(记者 赵小禾){PROSE}\n{PROSE}(本报记者 钱一舟)")
    assert (document.source, document.author) == ("新华社", "钱一舟")
    for field in document.fields.values():
        assert document.raw[field.span.start : field.span.end] == field.value
    bylined = toolkit.segment(f"一则新闻的标题\n来源：云溪日报 作者：赵小禾 编辑：孙若谷\n{PROSE}\n{PROSE}")
    assert (bylined.source, bylined.author) == ("云溪日报", "赵小禾")


def test_the_title_stands_above_its_byline_and_loses_the_name_of_the_site():
    assert (
        values(f"云溪发布\n看点\n云溪出台新政十条\n2024-05-16 08:30 来源：云溪观察\n{PROSE}")["title"]
        == "云溪出台新政十条"
    )
    assert values(f"云溪出台新政十条 - 云溪市人民政府门户网站\n{PROSE}\n{PROSE}")["title"] == "云溪出台新政十条"


@pytest.mark.parametrize("byline", ["", "2024-03-05 来源：云溪网\n"])
def test_a_title_on_two_lines_is_one(byline):
    text = f"云溪市人民政府关于加快科技孵化载体\n高质量发展的实施意见\n{byline}{PROSE}\n{PROSE}"
    field = toolkit.segment(text).fields["title"]
    assert field.value == "云溪市人民政府关于加快科技孵化载体高质量发展的实施意见"
    assert text[field.span.start : field.span.end].replace("\n", "") == field.value


@pytest.mark.parametrize(
    ("title", "body", "region"),
    [
        ("镇江高新区工作总结", "高新区新增企业5家。高新区获评先进。", "江苏省镇江市"),
        ("高新区工作总结", "高新区新增企业5家。经开区、新区同步推进。", None),
        ("常州经开区动态", "经开区引进项目。常州经开区产值增长。", "江苏省常州市"),
        ("顺德区领导一行到园区调研", "顺德区领导一行参观园区。", None),
        ("科研动态", "海西研究院发布成果。海西研究院。海西研究院。", None),
        ("东区办事处", "东区新增企业。东区街道。东区。", None),
        ("河北区域协同", "河北区域协同发展。河北区域。河北区域。", None),
        ("滨海新区动态", "滨海新区新增企业。滨海新区获评先进。", None),
        ("天津滨海新区动态", "滨海新区新增企业。滨海新区获评先进。天津加大投入。", "天津市滨海新区"),
    ],
)
def test_zones_belong_to_the_city_that_the_text_names(title, body, region):
    found = find_region(title, body)
    assert (found.full if found else None) == region


@pytest.mark.parametrize(
    ("text", "issued", "wanted"),
    [
        ("去年新增30家", "2024-08-06", [("去年", "2023")]),
        ("今年6月签约,今年上半年增长", "2024", [("今年6月", "2024-06"), ("今年上半年", "2024-01/2024-06")]),
        ("今年2月30日", "2024", []),
        ("本月5日开工,上月完成", "2024-01", [("本月5日", "2024-01-05"), ("上月", "2023-12")]),
        ("昨日召开", "2024-03-01", [("昨日", "2024-02-29")]),
        ("本月5日开工,昨日召开", "2024", []),
        ("去年新增30家", None, []),
        ("以前年度结转,光明年代,今年轻干部,文明年检,日本年会,过去年份", "2024-08-06", []),
    ],
)
def test_relative_dates_are_resolved_by_the_document_s_date_or_stay_open(text, issued, wanted):
    found = list(resolve_dates(text, issued))
    assert [(entry.text, entry.value) for entry in found] == wanted
    assert all(text[entry.start : entry.end] == entry.text for entry in found)


@pytest.mark.parametrize("tail", ["打印本页", "举报", "责任编辑：赵芳", "发布时间：2024-03-05", " 字号：大 中 小"])
def test_the_source_ends_where_the_words_of_the_page_begin(tail):
    assert values(f"全市科技大会召开\n2024-03-05 来源：云溪发布{tail}\n{PROSE}")["source"] == "云溪发布"


def test_an_official_title_wins_over_the_longer_line_below_it():
    text = f"2021年云溪市政府工作报告\n方明同志所作《云溪市政府工作报告》全文\n各位代表：\n{PROSE}"
    assert values(text)["title"] == "2021年云溪市政府工作报告"


def test_the_assembly_in_the_subtitle_tells_the_region():
    text = (
        f"2023年政府工作报告\n政府工作报告\n——2023年1月6日在镇江市第九届人民代表大会第二次会议上\n各位代表：\n{PROSE}"
    )
    assert values(text)["region"] == "江苏省镇江市"


def test_a_page_flattened_into_one_line_still_states_title_and_day():
    text = f"云溪市政府工作报告——2014年3月5日在云溪市第九届人民代表大会第一次会议上市长 方明各位代表：现在报告工作。{PROSE}"
    assert (values(text)["title"], values(text)["date"]) == ("云溪市政府工作报告", "2014-03-05")
