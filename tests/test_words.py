"""Both engines give the same words, numbers stay words, and every token is found at its place."""

import numpy as np
import pytest
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
