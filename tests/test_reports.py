"""Reports show text as it is and cite by short names."""

import pytest

import toolkit
from toolkit.reports.markdown import digests_markdown, escape, short_names


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["002_7cb5.txt", "003_19b2.txt"], ["002", "003"]),
        (["a_1.txt", "a_2.txt"], ["a_1", "a_2"]),
        (["x/a.txt", "y/a.txt"], ["x/a.txt", "y/a.txt"]),
        (["-"], ["-"]),
    ],
)
def test_documents_are_cited_by_the_shortest_handle_of_their_own(names, short):
    assert list(short_names(names).values()) == short


def test_markup_in_a_text_is_shown_and_never_obeyed():
    assert escape("<script>[x](y)*") == r"\<script\>\[x\](y)\*"
    document = toolkit.segment("<b>全市新增高新技术企业120家</b>,科技型中小企业1597家。")
    assert "<b>" not in digests_markdown(toolkit.digest([document])).replace("<sub>", "")


def test_the_markdown_of_the_seeds(seed_documents):
    text = digests_markdown(toolkit.digest(seed_documents))
    assert text.count("\n### ") == 10
    assert "〔002 ¶22〕" in text
    assert "（江苏省常州市溧阳市）" in text
