"""Metadata is read from the document, with the characters it stands in."""

import pytest

import toolkit
from toolkit.metadata import find_region


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
    ],
)
def test_regions_are_told_only_where_they_are_clear(title, body, region):
    found = find_region(title, body)
    assert (found.full if found else None) == region


def test_nothing_is_taken_from_the_clock():
    assert toolkit.segment("去年以来,全市新增高新技术企业12家。\n今年6月,又新增3家。").date is None


def test_impossible_dates_are_no_dates():
    assert toolkit.segment("发布时间:2021-13-45\n全市新增高新技术企业12家,成效明显。").date is None
