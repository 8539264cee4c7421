"""The kernels of words and of the tagger, each beside the same in plain Python: keys, clauses, sums and what they are worth."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.tagging.blocks import code_points
from toolkit.tagging.clauses import part_texts
from toolkit.tagging.linear import matrix, pooled_decision
from toolkit.words import NumberedKeys, WordKeys, cut_texts

SOME = settings(max_examples=150, deadline=None)
KEYS = st.lists(st.integers(0, 40).map(lambda key: key << 58 | key) | st.integers(0, 2**64 - 1), max_size=80)
WORDS = st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=6))
TEXTS = st.lists(st.text("科技创新贷款，,；;“”《》（()）12\U0002000b高企孵化器", max_size=60), max_size=5)


def as_keys(numbers):
    return np.array(numbers, np.uint64)


@SOME
@given(WORDS)
def test_words_have_the_same_key_where_they_are_the_same_and_come_back_from_it(words):
    word_keys = WordKeys()
    keys = word_keys.of(words)
    assert word_keys.words(keys) == words
    for word, key in zip(words, keys.tolist(), strict=True):
        if len(word) <= 4 and max(word) <= "\uffff":
            assert key == sum(ord(char) << 16 * place for place, char in enumerate(word))
        else:
            assert key % 2**16 == 0


def test_words_with_the_mark_between_words_stay_within_their_arrays():
    assert len(WordKeys().of(["科\0技", "", "\0\0\0"])) == 3


@SOME
@given(KEYS, KEYS)
def test_keys_are_numbered_as_they_first_come_and_found_again(given_keys, others):
    numbered = NumberedKeys(as_keys(given_keys))
    number = {key: place for place, key in enumerate(dict.fromkeys(given_keys))}
    assert numbered.keys.tolist() == list(number)
    assert numbered.number.tolist() == [number[key] for key in given_keys]
    asked = [*others, *given_keys]
    assert numbered.find(as_keys(asked)).tolist() == [number.get(key, -1) for key in asked]


@SOME
@given(st.lists(st.integers(-1, 6), max_size=60), st.sets(st.integers(0, 48)))
def test_pairs_are_found_where_both_symbols_are_known(symbols, known):
    keys = sorted(known)
    pairs = [a * 7 + b if min(a, b) >= 0 else -1 for a, b in pairwise(symbols)]
    found = NumberedKeys(as_keys(keys)).find_pairs(np.array(symbols, np.int32), 7)
    assert found.tolist() == [keys.index(pair) if pair in known else -1 for pair in pairs]


def clauses_of(text):
    """Where the clauses of a text begin, in words of the definition."""
    depth, previous = 0, 0
    yield 0
    for place, char in enumerate(text, 1):
        depth += (char in "“《（(") - (char in "”》）)")
        if char in "，,；;" and depth <= 0:
            if place - previous >= 10 and len(text) - place >= 10:
                yield place
            previous = place


@SOME
@given(TEXTS)
def test_texts_are_parted_at_their_commas(texts):
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)])
    found = part_texts(code_points("\n".join(texts)), starts)
    pieces = [[0, *(place for place, char in enumerate(text, 1) if char in "，,；;")] for text in texts]
    assert found.starts[:-1].tolist() == [a + b for a, own in zip(starts.tolist(), pieces, strict=False) for b in own]
    clauses = [
        [start + place for place in clauses_of(text)] for start, text in zip(starts.tolist(), texts, strict=False)
    ]
    assert found.clause_starts[:-1].tolist() == [place for own in clauses for place in own]
    assert found.text_starts.tolist() == starts.tolist()
    assert np.diff(found.clauses.firsts).tolist() == list(map(len, clauses))


def plain_decision(tagger, found, edges):
    """Decision values by the matrices that the tagger learns from: texts and the clauses that begin at `edges`."""
    model = tagger.trained_.model
    whole = matrix(model.idf, found.in_texts) @ model.coef + model.intercept
    firsts = np.searchsorted(edges, found.parts.text_starts)
    return pooled_decision(matrix(model.idf, found.within(edges)) @ model.coef + model.intercept, whole, firsts)


@SOME
@given(texts=TEXTS)
def test_texts_are_scored_as_the_matrices_of_training_say(tagger, texts):
    cut = cut_texts(texts)
    found = tagger.space_.find(cut)
    wanted = plain_decision(tagger, found, found.parts.clause_starts)
    assert tagger.score_sentences(cut).decision == pytest.approx(wanted, abs=1e-9)


@SOME
@given(texts=TEXTS, data=st.data())
def test_runs_are_made_of_the_clauses_that_begin_in_them(tagger, texts, data):
    cut = cut_texts(texts)
    scored, parts = tagger.score_sentences(cut), tagger.space_.find(cut).parts
    chosen = sorted(data.draw(st.sets(st.integers(0, len(parts.starts) - 2)))) if len(parts.starts) > 1 else []
    starts = parts.starts[chosen]
    ends = np.minimum(
        np.append(starts[1:], parts.starts[-1]),
        parts.text_starts[np.searchsorted(parts.text_starts, starts, side="right")],
    )
    runs = parts.of_runs(starts, ends)
    for run, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        own = slice(*runs.firsts[run : run + 2])
        wanted = sorted({start, *(place for place in parts.clause_starts.tolist() if start < place < end)})
        assert parts.starts[runs.begins[own]].tolist() == wanted
        assert parts.starts[runs.ends[own]].tolist() == [*wanted[1:], end]
    assert scored.judge_runs(starts, ends).shape == (len(chosen), len(tagger.classes_))


def test_a_run_that_goes_beyond_the_texts_ends_with_them(tagger):
    scored = tagger.score_sentences(cut_texts(["新增高新技术企业120家,兑现奖励960万元。"]))
    far = 10**12
    runs = scored.judge_runs(np.array([0, 0, far]), np.array([far, len(scored.cut.texts[0]) + 1, far]))
    assert runs[0].tolist() == runs[1].tolist() == scored.decision[0].tolist()
    assert np.isfinite(runs[2]).all()
