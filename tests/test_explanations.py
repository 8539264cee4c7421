"""Explanations name exact places, and their HTML shows every text as it is."""

import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit
from toolkit.labels import Codebook, Theme
from toolkit.reports.explanations import explanation_tables, explanations_html, term_records
from toolkit.reports.terminal import print_to
from toolkit.tagging.highlighting import plain_color, strengths

TEXT = "持续改善空气质量。将市级科技风险补偿资金池从3200万元增至5200万元。"


class Words(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.text = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text.append(data)


def parsed(html):
    page = Words()
    page.feed(html)
    return set(page.tags), "".join(page.text)


def test_places_count_characters_of_the_text_that_was_explained(tagger):
    for entry in tagger.explain(TEXT).values():
        assert TEXT[entry.start : entry.start + len(entry.sentence)] == entry.sentence
        for term in entry.terms:
            pieces = [entry.sentence[start:end] for start, end in term.spans]
            if term.kind == "words" and term.term.startswith("#"):
                assert all(re.fullmatch(r"[\d.%]+", piece) for piece in pieces)
            if term.kind in {"words", "pairs"} and "#" not in term.term:
                assert set(pieces) == {term.term.replace(" ", "")}


def test_the_weights_of_characters_are_those_of_the_terms(tagger):
    for entry in tagger.explain(TEXT).values():
        assert sum(entry.character_weights) + entry.intercept == pytest.approx(entry.decision)


def test_rows_of_a_theme_add_up_to_its_decision(tagger):
    found = tagger.explain(TEXT)
    rows = list(term_records(found))
    for theme, entry in found.items():
        own = [row for row in rows if row["theme"] == theme]
        assert sum(row["weight"] for row in own) == pytest.approx(entry.decision)
        assert {row["margin"] for row in own} == {round(entry.margin, 4)}
    assert {row["term"] for row in rows if row["vote"] and row["theme"] == "finance"} == {"风险补偿"}


@pytest.fixture(scope="module")
def rules():
    hostile = Theme("x", "<script>alert(1)</script>", "", '#000"onload=', "", "", ("雨", "<b>"))
    return toolkit.ThemeTagger(Codebook((hostile,))).fit([], [])


@settings(deadline=None, max_examples=100)
@given(text=st.text(alphabet="雨<>&\"'b/;a。\n", max_size=40))
def test_html_shows_every_text_and_obeys_none(rules, text):
    for entry in rules.explain(text).values():
        tags, shown = parsed(entry._repr_html_())
        assert tags <= {"div", "p", "b", "span", "table", "thead", "tbody", "tr", "th", "td"}
        assert entry.sentence in shown
        assert "<script>alert(1)</script>" in shown
        assert "onload" not in entry._repr_html_()
    assert parsed(explanations_html(rules.explain(text)))[0] >= {"html", "meta", "body"}


def test_a_tagged_paragraph_shows_its_themes_and_marks_in_a_notebook(tagger):
    document = toolkit.segment("新增高新技术企业120家,引进<b>博士</b>12名,发放科技贷款3亿元。")
    (entry,) = toolkit.tag(document)
    html = entry._repr_html_()
    tags, shown = parsed(html)
    assert entry.paragraph.text in shown
    assert tags == {"div", "p", "b", "span"}
    for theme in entry.themes:
        assert tagger.codebook_[theme].name in shown
        assert tagger.codebook_[theme].color in html
    assert entry.explanations.keys() == set(entry.themes)
    alone = tagger.explain(entry.paragraph.text)
    for theme, found in entry.explanations.items():
        assert found.decision == pytest.approx(alone[theme].decision, abs=1e-6)
        assert (found.start, found.sentence) == (alone[theme].start, alone[theme].sentence)
    (nothing,) = toolkit.tag(toolkit.segment("持续改善空气质量,新增公交线路12条。"))
    assert "无主题" in nothing._repr_html_()


def test_a_terminal_marks_the_telling_characters(tagger):
    marked = next(part for part in explanation_tables(tagger.explain(TEXT)) if "句子" in getattr(part, "plain", ""))
    strong = [marked.plain[span.start : span.end] for span in marked.spans if "reverse" in str(span.style)]
    assert "风险补偿" in "".join(strong)
    stream = io.StringIO()
    print_to(stream, explanation_tables(tagger.explain(TEXT)))
    assert "\x1b[" not in stream.getvalue()
    assert "风险补偿" in stream.getvalue()


def test_colours_and_strengths_keep_to_their_range():
    assert plain_color("#2f6fb0") == "#2f6fb0"
    assert plain_color("red;background:url(x)") == plain_color("") == "#808080"
    assert strengths([]) == []
    assert strengths([-1.0, 0.0]) == [0, 0]
    assert strengths([-1.0, 1.0, 2.0]) == [0, 2, 4]
