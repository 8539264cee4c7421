"""Both engines give the same words, numbers stay words, and every token is found at its place."""

import subprocess
import sys

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.words import cut_texts, lexicon, stop_words


def test_both_engines_give_the_same_words_on_all_seeds(seed_documents):
    texts = [sentence.text for document in seed_documents for p in document.body for sentence in p.sentences]
    assert cut_texts(texts, engine="rjieba").tokens == cut_texts(texts, engine="jieba").tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("实行揭榜挂帅", ["实行", "揭榜挂帅"]),
        ("增长42.8%,达3.2亿元", ["增长", "42.8%", ",", "达", "3.2", "亿元"]),
        ("占60%。", ["占", "60%", "。"]),
        ("引进科技副总74名", ["引进", "科技副总", "74", "名"]),
        ("建设概念验证中心和中试基地", ["建设", "概念验证中心", "和", "中试基地"]),
        ("", []),
    ],
)
@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_domain_terms_and_numbers_are_words(engine, text, words):
    assert cut_texts([text], engine=engine).tokens == words


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="科技创新引进博士12.5%\n AB,。\ud800𠮷", max_size=30), max_size=6))
def test_tokens_are_the_texts_and_stand_where_they_say(texts):
    cut = cut_texts(texts)
    joined = "\n".join(cut.texts)
    assert len(cut) == len(texts)
    for number, text in enumerate(cut.texts):
        words = cut.tokens[cut.bounds[number] : cut.bounds[number + 1]]
        assert "".join(words) == text
    for word, start in zip(cut.tokens, cut.start.tolist(), strict=True):
        assert joined[start : start + len(word)].replace("\ud800", "\ufffd") == word


def test_a_long_run_of_unknown_characters_takes_linear_time():
    cut = cut_texts(["龘" * 300_000], engine="rjieba")
    assert int(np.diff(cut.bounds)[0]) == 300_000


def test_word_lists_are_sorted_and_without_repetition():
    for words in (lexicon(), tuple(sorted(stop_words()))):
        assert len(set(words)) == len(words)
    assert list(lexicon()) == sorted(lexicon())


def test_the_global_jieba_of_the_user_is_left_alone():
    import jieba

    cut_texts(["揭榜挂帅"], engine="jieba")
    assert not jieba.dt.initialized


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="创新概念验证中心融资12.5%zZ\0\r\n\ud800𠮷 A", max_size=40), max_size=8))
def test_words_are_numbered_in_the_order_in_which_they_first_come(texts):
    cut = cut_texts(texts)
    assert list(dict.fromkeys(cut.tokens)) == list(cut.words)
    assert cut.lengths.tolist() == list(map(len, cut.words))
    for first in range(len(cut)):
        part = cut.part(first, len(cut))
        assert part.tokens == cut.tokens[cut.bounds[first] :]
        assert part.start.tolist() == (cut.start[cut.bounds[first] :] - cut.text_starts[first]).tolist()


def test_where_the_text_is_parted_for_cutting_changes_nothing(monkeypatch):
    texts = ["增长42.8%,达3.2亿元。", "", "设立风险补偿资金池", "𠮷野家引进博士12名"] * 5
    whole = cut_texts(texts)
    monkeypatch.setattr("toolkit.words._PORTION", 10)
    assert cut_texts(texts).tokens == whole.tokens
    assert cut_texts(texts).words == whole.words


@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_letters_that_could_be_masked_marks_change_no_words_of_other_texts(engine):
    texts = ["型号3z5和2Z", "增长42.8%", "速度3Z达3.5%"]
    assert cut_texts(texts, engine=engine).tokens == [
        "型号", "3z5", "和", "2Z", "增长", "42.8%", "速度", "3Z", "达", "3.5%",
    ]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="亿元增长12.5%zZ ，", max_size=20), max_size=6))
def test_a_text_has_the_same_words_alone_and_among_others(texts):
    cut = cut_texts(texts)
    for place, text in enumerate(texts):
        assert cut.part(place, place + 1).tokens == cut_texts([text]).tokens


def test_the_package_of_the_cutter_stays_the_users_own():
    """Its dictionary is not built for us, and an import of it afterwards works as ever, without our lexicon."""
    code = (
        "import sys; from toolkit.words import cut_texts\n"
        "print('/'.join(cut_texts(['新建概念验证中心']).tokens), 'rjieba' in sys.modules)\n"
        "import rjieba; print('/'.join(rjieba.cut('新建概念验证中心')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, encoding="utf-8")
    assert done.stdout.splitlines() == ["新建/概念验证中心 False", "新建/概念/验证/中心"]
