"""Digests are cited, capped, free of repetition, and the same however the documents come."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit
from toolkit.digests import Digester, Lengths
from toolkit.digests import themes as theme_lines
from toolkit.digests.choice import choose_lines
from toolkit.digests.themes import LONGEST_LINE, best_candidates
from toolkit.errors import OptionError


@pytest.fixture(scope="module")
def digests(seed_documents):
    return toolkit.digest(seed_documents)


def all_lines(digests):
    return [line for digest in (*digests.documents, *digests.themes) for line in digest.lines]


def test_every_line_is_found_at_its_span(digests, seed_documents):
    raw = {document.name: document for document in seed_documents}
    for line in all_lines(digests):
        document = raw[line.document]
        cut = document.raw[line.span.start : line.span.end]
        assert toolkit.clean(f"創建創新企業:{cut}").text.endswith(line.text) or cut == line.text
        assert document.paragraphs[line.paragraph].is_body
        assert line.sources[0] == line.document


def test_lines_are_free_of_all_that_is_not_text(digests):
    for line in all_lines(digests):
        assert not any(
            mark in line.text for mark in ("供图", "责任编辑", "相关推荐", "首页", "版权", "在线", "(chuàng)")
        )
        assert not any(mark in line.text for mark in "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ")


def test_limits_are_hard(seed_documents):
    for most in (60, 200, 500):
        digests = toolkit.digest(seed_documents, lengths=Lengths(max_chars=most, theme_chars=2 * most))
        assert all(digest.chars <= most for digest in digests.documents)
        assert all(digest.chars <= 2 * most for digest in digests.themes)
    with pytest.raises(OptionError, match="at least 1"):
        Lengths(theme_chars=0)


def test_every_theme_has_lines_from_several_documents(digests):
    for digest in digests.themes:
        assert len({line.document for line in digest.lines}) >= 2
        assert digest.paragraphs > 0
        assert digest.terms


def test_no_line_stands_twice_in_a_theme(digests):
    for digest in digests.themes:
        assert len({line.text for line in digest.lines}) == len(digest.lines)
        places = sorted((line.document, line.span) for line in digest.lines)
        for left, right in pairwise(places):
            assert left[0] != right[0] or left[1].end <= right[1].start


def test_a_repost_becomes_a_source(seed_documents, tmp_path):
    copy = tmp_path / "repost.txt"
    copy.write_text(seed_documents[2].raw, encoding="utf-8")
    digests = toolkit.digest([seed_documents[2], toolkit.read(copy, name="repost.txt")])
    for digest in digests.themes:
        assert all(line.sources == (seed_documents[2].name, "repost.txt") for line in digest.lines)


def test_facts_with_other_figures_are_not_merged():
    texts = {"甲": "全市新增高新技术企业120家。", "乙": "全市新增高新技术企业95家。"}
    documents = [toolkit.segment(toolkit_raw(name, text)) for name, text in texts.items()]
    lines = next(digest for digest in toolkit.digest(documents).themes if digest.theme == "incubation").lines
    assert [line.text for line in lines] == list(texts.values())


def test_what_two_places_say_in_the_same_words_stays_two_facts():
    texts = {
        "甲": "2031年江苏省镇江市政府工作报告\n支持企业牵头组建创新联合体。\n",
        "乙": "2031年浙江省台州市政府工作报告\n支持企业牵头组建创新联合体。\n",
    }
    documents = [toolkit.segment(toolkit_raw(name, text)) for name, text in texts.items()]
    assert all(document.region for document in documents)
    lines = next(digest for digest in toolkit.digest(documents).themes if digest.theme == "collaboration").lines
    assert [line.sources for line in lines] == [("甲",), ("乙",)]


def toolkit_raw(name, text):
    from toolkit.reading import RawText

    return RawText(text, name, "utf-8")


def test_another_document_does_not_change_a_document_s_own_digest(seed_documents):
    alone = toolkit.digest([seed_documents[0]]).documents[0]
    among = toolkit.digest([seed_documents[3], seed_documents[0], seed_documents[4]]).documents[1]
    assert alone == among


@pytest.mark.parametrize("focus", [None, toolkit.Focus(query="孵化器"), toolkit.Focus(theme="incubation")])
def test_documents_that_offer_nothing_break_nothing(focus):
    digester = Digester(focus=focus)
    assert digester.add_all([]) == []
    texts = ("", "一、工作回顾\n", "全市新建科技企业孵化器3家,新增高新技术企业120家。\n", "")
    found = digester.add_all([toolkit.segment(text) for text in texts])
    assert [any(document.candidates) for document in found] == [False, False, True, False]


def test_the_choice_depends_on_the_candidates_alone(seed_documents):
    digester = Digester()
    for document in seed_documents:
        digester.add(document)
    for candidates in digester._candidates.values():
        assert choose_lines(candidates, room=500) == choose_lines(candidates[::-1], room=500)


def test_shards_give_the_same_lines(seed_documents):
    digester = Digester()
    for document in seed_documents:
        digester.add(document)
    for candidates in digester._candidates.values():
        shards = [best_candidates(candidates[start::3]) for start in (2, 0, 1)]
        merged = [candidate for shard in shards for candidate in shard]
        for order in ("place", "importance"):
            assert choose_lines(merged, room=500, order=order) == choose_lines(candidates, room=500, order=order)


@pytest.fixture(scope="module")
def offered(seed_documents):
    """Candidates of five documents for one theme."""
    digester = Digester()
    digester.add_all(seed_documents)
    return max(digester._candidates.values(), key=len)


@given(data=st.data(), most=st.integers(1, 60))
def test_the_best_of_parts_are_the_best_of_all(offered, data, most):
    """However candidates are parted and ordered, and whichever paragraphs are copies: these are left out first."""
    places = sorted({(each.order[0], each.line.paragraph) for each in offered})
    copies = data.draw(st.sets(st.sampled_from(places)))
    candidates = data.draw(st.permutations(offered))
    middle = data.draw(st.integers(0, len(candidates)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(theme_lines, "CONSIDERED", most)
        parts = [best_candidates(part, copies) for part in (candidates[:middle], candidates[middle:])]
        best = best_candidates([*parts[1], *parts[0]], copies)
        assert best == best_candidates(offered, copies)
    own = [each for each in offered if (each.order[0], each.line.paragraph) not in copies]
    assert sum(each in own for each in best) == min(most, len(own))


def test_copies_of_one_text_leave_places_to_others(monkeypatch):
    monkeypatch.setattr(theme_lines, "CONSIDERED", 12)
    monkeypatch.setattr("toolkit.digests.CONSIDERED", 12)
    copied = "全市新增高新技术企业120家,科技型中小企业入库960家。培育独角兽企业3家,瞪羚企业42家,净增规上企业88家。"
    texts = {f"{number:02d}": f"{copied}\n来源第{number}。" for number in range(40)}
    texts["其他"] = "为初创企业提供孵化服务,帮助其办理登记手续,并介绍园区内的场地与设施情况。"
    digests = toolkit.digest([toolkit.segment(toolkit_raw(name, text)) for name, text in texts.items()])
    lines = next(digest for digest in digests.themes if digest.theme == "incubation").lines
    assert {line.document for line in lines} == {"00", "其他"}
    assert max(len(line.sources) for line in lines) > 1


def test_lines_stand_by_place_or_by_importance(seed_documents):
    regions = {document.name: document.region or "" for document in seed_documents}
    for digest in toolkit.digest(seed_documents).themes:
        places = [regions[line.document] for line in digest.lines]
        assert places == sorted(places)
    by_place, by_importance = (toolkit.digest(seed_documents, order=order) for order in ("place", "importance"))
    for left, right in zip(by_place.themes, by_importance.themes, strict=True):
        assert sorted(line.text for line in left.lines) == sorted(line.text for line in right.lines)


def test_no_line_is_longer_than_the_cap(digests):
    assert all(len(line.text) <= LONGEST_LINE for digest in digests.themes for line in digest.lines)


def test_a_long_document_does_not_fill_a_theme_alone():
    long = "".join(f"新增高新技术企业{n}家,科技型中小企业{n}0家。\n" for n in range(20, 90))
    documents = [
        toolkit.segment(toolkit_raw("长", long)),
        toolkit.segment(toolkit_raw("短", "新增独角兽企业2家,瞪羚企业31家。")),
    ]
    digest = next(digest for digest in toolkit.digest(documents).themes if digest.theme == "incubation")
    assert {line.document for line in digest.lines} == {"长", "短"}


def test_failures_are_told_and_the_rest_is_done(tmp_path):
    (tmp_path / "good.txt").write_text("全市新增高新技术企业120家。", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    digests = toolkit.digest(tmp_path)
    assert [digest.document for digest in digests.documents] == ["good.txt"]
    assert digests.failures == ("bad.txt: the file is empty; give a file with text",)


def test_nothing_gives_an_empty_digest():
    digests = toolkit.digest([])
    assert digests.documents == ()
    assert all(digest.lines == () for digest in digests.themes)


def test_what_is_found_in_a_document_depends_on_no_other(seed_documents):
    """To the last bit, whichever documents it is worked on with."""
    together, alone = Digester().add_all(seed_documents), [Digester().add(document) for document in seed_documents]
    pairs = Digester().add_all(seed_documents[3:]) + Digester().add_all(seed_documents[:2])
    for found, same in [*zip(together, alone, strict=True), *zip(together[3:] + together[:2], pairs, strict=True)]:
        assert (found.scores.paragraphs == same.scores.paragraphs).all()
        assert found.digest.lines == same.digest.lines
        assert [[each.value for each in lines] for lines in found.candidates] == [
            [each.value for each in lines] for lines in same.candidates
        ]
