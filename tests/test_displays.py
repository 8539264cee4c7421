"""What notebooks show is HTML with every text escaped."""

import pytest

import toolkit

HOSTILE = (
    "2023年总结<script>alert(1)</script>\n全市新增省级重点实验室5家<img src=x onerror=alert(1)>，发放科技贷款3亿元。\n"
)


@pytest.mark.parametrize(
    "make",
    [
        toolkit.segment,
        lambda text: toolkit.digest([toolkit.segment(text)]),
        lambda text: toolkit.tag(toolkit.segment(text))[0],
    ],
    ids=["document", "digests", "paragraph"],
)
def test_markup_in_a_text_is_shown_as_text(make):
    shown = make(HOSTILE)._repr_html_()
    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;" in shown


def test_a_tagger_shows_its_themes(tagger):
    shown = tagger._repr_html_()
    assert all(theme.name in shown for theme in tagger.codebook_.themes)
    assert toolkit.ThemeTagger()._repr_html_() == "<p>ThemeTagger（未训练）</p>"
