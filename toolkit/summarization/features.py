"""What the ranker sees of a candidate: figures, cues, length, position, centrality, heading overlap, themes."""

from collections.abc import Sequence

import numpy as np

from toolkit.document import Paragraph
from toolkit.summarization.candidates import Candidate
from toolkit.summarization.wordtable import WordTable, cue_names
from toolkit.tagging.features import Floats, Ints

FEATURES: tuple[str, ...] = (
    "length", "figures", "figure_density", "quotes", "chain",
    *(f"cue_{name}" for name in cue_names()),
    "position", "place_in_paragraph", "paragraph_sentences", "paragraph_in_section", "document_length",
    "figures_rank", "percents", "amounts", "novelty", "section_position",
    "centrality", "rarity", "section_review", "section_plan",
    "theme_best", "theme_sum",
)  # fmt: skip
"""The columns of the matrix that `candidate_features` returns."""

THEME_FEATURES: tuple[str, ...] = (*FEATURES, "theme_own", "theme_other")
"""The columns that the theme ranker looks at."""

_MARKS = ("%", "亿")
_LOOKED_AT = 800
_FACT_CUES = [cue_names().index(name) for name in ("result", "rank", "growth", "macro")]
_REVIEW = ("回顾", "过去", "总结", "成效", "成绩", "情况")
_PLAN = ("目标", "安排", "任务", "思路", "展望", "重点工作", "计划", "打算", "总体要求", "建议")


def promising_sentences(table: WordTable, themes: Floats) -> frozenset[int] | None:
    """Return the sentences of a very long document that are worth a close look: those with most signs of a fact.

    None where all are. It bounds the work on a book-length text, and leaves reports of any usual length alone.
    """
    if table.n_sentences <= _LOOKED_AT:
        return None
    signs = table.count(table.figure + table.cues[:, _FACT_CUES].sum(axis=1)) + themes.max(axis=1, initial=0.0)
    return frozenset(np.argsort(-signs, kind="stable")[:_LOOKED_AT].tolist())


def candidate_features(
    candidates: Sequence[Candidate], body: Sequence[Paragraph], *, table: WordTable, themes: Floats
) -> Floats:
    """Return the features of candidates, shape `(n_candidates, len(FEATURES))`.

    `themes` holds the probabilities of the sentences by theme, shape `(n_sentences, n_themes)`.
    """
    first = np.array([candidate.first for candidate in candidates], np.int64)
    last = np.array([candidate.last for candidate in candidates], np.int64)
    length = np.array([len(candidate) for candidate in candidates], np.float64)
    figures = _over(table.count(table.figure), first, last)
    columns = [
        length,
        figures,
        figures / length * 20,
        _over(table.count(table.quoting), first, last),
        (last - first).astype(np.float64),
        *(_over(column, first, last) for column in table.count_cues().T),
        *_positions(body, first, table.n_sentences),
        _ranks(figures),
        *(_over(table.count(_said(table, mark)), first, last) for mark in _MARKS),
        _novelty(table, first, last),
        _section_positions(body)[np.repeat(np.arange(len(body)), [len(p.bounds) for p in body])[first]],
        *_word_statistics(table, first, last),
        *(_in_section(candidates, body, words) for words in (_REVIEW, _PLAN)),
        *_theme_columns(themes, first, last),
    ]
    return np.stack(columns, axis=1)


def theme_features(features: Floats, own: Floats, themes: Floats, theme: int) -> Floats:
    """Return the columns that the theme ranker looks at, for candidates of one theme."""
    others = np.delete(themes, theme, axis=1)
    other = others.max(axis=1) if others.shape[1] else np.zeros(len(themes))
    return np.column_stack([features, own, other])


def _over(values: Floats, first: Ints, last: Ints) -> Floats:
    """Sum values of sentences over each candidate's sentences."""
    summed = np.concatenate([[0.0], np.cumsum(values)])
    total: Floats = summed[last + 1] - summed[first]
    return total


def _positions(body: Sequence[Paragraph], first: Ints, n_sentences: int) -> list[Floats]:
    sizes = np.array([len(paragraph.bounds) for paragraph in body], np.int64)
    paragraph_of = np.repeat(np.arange(len(body)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    in_section = np.array(list(_places_in_section(body)), np.float64)
    own = paragraph_of[first]
    return [
        first / max(1, n_sentences - 1),
        (first - starts[own]).astype(np.float64),
        sizes[own].astype(np.float64),
        in_section[own],
        np.full(len(first), np.log1p(n_sentences)),
    ]


def _places_in_section(body: Sequence[Paragraph]) -> list[int]:
    places: list[int] = []
    for number, paragraph in enumerate(body):
        same = number > 0 and body[number - 1].section == paragraph.section
        places.append(places[-1] + 1 if same else 0)
    return places


def _word_statistics(table: WordTable, first: Ints, last: Ints) -> list[Floats]:
    """Mean document frequency of content words (centrality) and the share of those said only once (rarity)."""
    frequency = np.bincount(table.number, minlength=len(table.words)).astype(np.float64)
    content = np.maximum(_over(table.count(table.content), first, last), 1)
    central = _over(table.count(table.content * np.log1p(frequency)), first, last)
    rare = _over(table.count(table.content * (frequency == 1)), first, last)
    return [central / content, rare / content]


def _ranks(values: Floats) -> Floats:
    """The share of a document's candidates with less."""
    return np.searchsorted(np.sort(values), values) / max(1, len(values))


def _said(table: WordTable, mark: str) -> Floats:
    return np.array([mark in word for word in table.words], np.float64)


def _novelty(table: WordTable, first: Ints, last: Ints) -> Floats:
    """The share of content words that the document says here for the first time."""
    earliest = np.full(len(table.words), table.n_sentences)
    np.minimum.at(earliest, table.number, table.sentence)
    new = (earliest[table.number] == table.sentence) * table.content[table.number]
    said_first = np.bincount(table.sentence, new, table.n_sentences).astype(np.float64)
    return _over(said_first, first, last) / np.maximum(_over(table.count(table.content), first, last), 1)


def _section_positions(body: Sequence[Paragraph]) -> Floats:
    """How far through the document's outermost sections a paragraph stands: the place of its section among them."""
    heads = [paragraph.section[:1] for paragraph in body]
    order = {head: number for number, head in enumerate(dict.fromkeys(heads))}
    return np.array([order[head] / max(1, len(order) - 1) for head in heads])


def _in_section(candidates: Sequence[Candidate], body: Sequence[Paragraph], words: tuple[str, ...]) -> Floats:
    verdict = {
        path: float(any(word in heading for heading in path[:2] for word in words))
        for path in {paragraph.section for paragraph in body}
    }
    return np.array([verdict[candidate.paragraph.section] for candidate in candidates])


def _theme_columns(themes: Floats, first: Ints, last: Ints) -> list[Floats]:
    best = themes.max(axis=1) if themes.size else np.zeros(len(themes))
    return [np.maximum(best[first], best[last]), _over(themes.sum(axis=1), first, last)]
