"""What the ranker counts in words: their kinds, amounts, mentions and centralities, as plain Python counts them."""

from collections import Counter
from functools import cache
from itertools import pairwise
from math import log, log1p, log10, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.summarization.amounts import magnitudes
from toolkit.summarization.centrality import centralities
from toolkit.summarization.mentions import find_mentions, sum_mentions
from toolkit.summarization.wordkinds import _kinds_of, bits_of, cue_names, word_kinds
from toolkit.summarization.wordtable import WordTable
from toolkit.tagging import cut_documents
from toolkit.words import cut_texts

WORDS = ("企业", "的", "12", "3.5", "亿元", "万", "人", "元", "增长", "，", "8%", "说", "预期")
CONTENT = {"企业", "亿元", "万", "人", "元", "增长", "说", "预期"}
SCALES = {"亿元": 1e8, "万": 1e4}
MONEY, PEOPLE = {"亿元", "元"}, {"人"}
KINDS = ("content", "figure", "money", "people", "percents", "hundred_millions", "reporting", *cue_names())
STATEMENTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=9), min_size=1, max_size=12)


@cache
def kinds():
    cut = cut_texts(WORDS)
    assert cut.words == WORDS
    return word_kinds(cut)


def table_of(statements):
    number = np.array([WORDS.index(word) for words in statements for word in words], np.int64)
    return WordTable(kinds(), number, np.cumsum([0, *map(len, statements)]))


@st.composite
def candidates_of(draw):
    """Statements with candidates among them, as their first and last ones."""
    statements = draw(STATEMENTS)
    number = st.integers(0, len(statements) - 1)
    pairs = draw(st.lists(st.tuples(number, number).map(sorted), min_size=1, max_size=8))
    return statements, [statements[first : last + 1] for first, last in pairs], *np.array(pairs, np.int64).T


@pytest.mark.parametrize(
    ("word", "kinds", "amount"),
    [
        ("企业", {"content", "body"}, 1),
        ("的", set(), 1),
        ("，", set(), 1),
        ("ABC", {"content"}, 1),
        ("12", {"figure"}, 12),
        ("8.5%", {"figure", "percents"}, 8.5),
        ("1.2.3", {"figure"}, 0),
        ("1234567890123456", {"figure"}, 0),
        ("元", {"content", "money", "unit"}, 1),
        ("亿元", {"content", "money", "hundred_millions", "unit"}, 1e8),
        ("万亿美元", {"content", "money", "hundred_millions"}, 1e12),
        ("万人次", {"content", "people"}, 1e4),
        ("千方百计", {"content"}, 1e3),
        ("日前", {"content", "reporting"}, 1),
        ("社会消费品零售总额", {"content", "macro"}, 1),
    ],
)
def test_kinds_and_amounts_of_a_word(word, kinds, amount):
    found, value = _kinds_of(word)
    assert {name for name in KINDS if found & bits_of(name)} == kinds
    assert value == amount


def test_words_of_a_text_are_of_the_same_kinds_as_each_alone(seed_documents):
    cut = cut_documents(seed_documents)
    found = word_kinds(cut)
    alone = [_kinds_of(word) for word in cut.words]
    assert list(zip(found.kinds.tolist(), found.amount.tolist(), strict=True)) == alone


def test_no_words_have_no_kinds():
    assert len(word_kinds(cut_texts([])).kinds) == 0


@settings(deadline=None)  # the first example reads the words
@given(candidates_of())
def test_words_are_counted_by_kind(given):
    statements, candidates, first, last = given
    counts = table_of(statements).count_kinds(first, last, "content", "unit", "figure")
    for name, words in {"content": CONTENT, "unit": {"亿元", "万", "人", "元"}, "figure": {"12", "3.5", "8%"}}.items():
        assert counts[name].tolist() == [
            sum(word in words for words_ in each for word in words_) for each in candidates
        ]
    assert not counts["body"].any()


def amounts_in(words, units):
    """The amounts of a statement that count such units."""
    for place, word in enumerate(words):
        if word in {"12", "3.5", "8%"}:
            unit, after = [*words[place + 1 :], "", ""][:2]
            if unit in units or (unit == "万" and after in units):
                yield float(word.rstrip("%")) * SCALES.get(unit, 1)


@settings(deadline=None)  # the first example reads the words
@given(STATEMENTS)
def test_the_largest_amounts_count(statements):
    money, people = magnitudes(table_of(statements)).tolist()
    assert money == pytest.approx([log10(1 + max(amounts_in(words, MONEY), default=0)) for words in statements])
    assert people == pytest.approx([log10(1 + max(amounts_in(words, PEOPLE), default=0)) for words in statements])


@settings(deadline=None)  # the first example reads the words
@given(candidates_of(), st.integers(0, 12))
def test_mentions_count_in_their_own_document(given, parting):
    """Documents with the same words, each parted from the next at a statement."""
    statements, _, first, last = given
    edges = sorted({0, min(parting, len(statements)), len(statements)})
    table = table_of(statements)
    mentions = find_mentions(table, table.bounds[edges])
    openings = {end: table.bounds[start + 1] for start, end in pairwise(edges)}
    pairs = [pair for pair in zip(first.tolist(), last.tolist(), strict=True) if document_of(pair, edges)]
    ends = np.array([openings[document_of(pair, edges)[1]] for pair in pairs], np.int64)
    sums = sum_mentions(table, mentions, *np.array(pairs, np.int64).reshape(-1, 2).T.copy(), openings=ends)
    expected = [expected_sums(statements, pair, document_of(pair, edges)) for pair in pairs]
    np.testing.assert_allclose(np.array(sums).T, np.array(expected).reshape(-1, 5))


def document_of(pair, edges):
    """The document that holds a candidate, as its first statement and the end; None where it lies in two."""
    return next((edge for edge in pairwise(edges) if edge[0] <= pair[0] and pair[1] < edge[1]), None)


def expected_sums(statements, pair, document):
    """New, centrality, rare, repeated and leading words of one candidate."""
    said = Counter(word for words in statements[slice(*document)] for word in words)
    sums = np.zeros(5)
    for number in range(pair[0], pair[1] + 1):
        before = {word for words in statements[document[0] : number] for word in words}
        for word in statements[number]:
            if word in CONTENT:
                n = said[word]
                leading = word in statements[document[0]]
                sums += word not in before, log1p(n), n == 1, n if n > 1 else 0, leading
    return sums


@settings(deadline=None)  # the first example reads the words
@given(candidates_of())
def test_centralities_follow_their_formulas(given):
    statements, candidates, first, last = given
    bags = [Counter(w for words in each for w in words if w in CONTENT or w[0].isdigit()) for each in candidates]
    n, having = len(bags), Counter(word for bag in bags for word in bag)
    sizes = [bag.total() for bag in bags]
    mean = max(1.0, sum(sizes) / n)
    support = [
        sum(
            (having[word] - 1) * log(1 + (n - having[word] + 0.5) / (having[word] + 0.5))
            * times * 2.5 / (times + 1.5 * (0.25 + 0.75 * bag.total() / mean))
            for word, times in bag.items()
        )
        for bag in bags
    ]  # fmt: skip
    weights = {word: log((1 + n) / (1 + had)) + 1 for word, had in having.items()}
    norms = [sqrt(sum(weights[word] ** 2 for word in bag)) for bag in bags]
    mean_vector = {
        word: sum(weights[word] / norm for bag, norm in zip(bags, norms, strict=True) if word in bag) / n
        for word in having
    }
    centroid = [sum(weights[w] / norm * mean_vector[w] for w in bag) for bag, norm in zip(bags, norms, strict=True)]
    found = centralities(table_of(statements), first, last)
    average = max(1e-9, sum(support) / n)
    assert found[:, 0] == pytest.approx([value / average for value in support])
    assert found[:, 1] == pytest.approx(centroid)
    assert found[:, 4].tolist() == sizes
    assert found[:, 5].tolist() == list(map(len, bags))
