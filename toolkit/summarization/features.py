"""What the ranker sees of a candidate: figures, cues, length, position, centrality, its sentence and its themes."""

from collections.abc import Sequence
from itertools import repeat
from operator import contains

import numpy as np

from toolkit.document import Paragraph
from toolkit.summarization.amounts import magnitudes
from toolkit.summarization.centrality import CENTRALITIES, centralities
from toolkit.summarization.ranked import Batch, Bounds
from toolkit.summarization.wordtable import WordTable, cue_names
from toolkit.tagging.features import Floats, Ints

FEATURES: tuple[str, ...] = (
    "length", "figures", "figure_density", "figures_rank", "percents", "hundred_millions", "money", "people",
    *(f"cue_{name}" for name in cue_names()),
    "position", "place_in_paragraph", "paragraph_sentences", "paragraph_in_section", "section_review", "section_plan",
    "sentence_figures", "sentence_length", "sentence_gdp", "sentence_aim", "place_in_sentence", "paragraph_figures",
    "next_figures", "novelty", "centrality", "rarity", "theme_best", "theme_sum",
    "document_length", "document_figures", "document_speech",
)  # fmt: skip
"""The columns of the matrix that `candidate_features` returns."""

THEME_FEATURES: tuple[str, ...] = (*FEATURES, "theme_own", "theme_other", "theme_own_sentence")
"""The columns that the theme ranker looks at."""

GENERAL_FEATURES: tuple[str, ...] = (
    *FEATURES, "sentence_number", "characters_before", "characters_after", "share", "lead_overlap", "coverage",
)  # fmt: skip
"""The columns that the ranker of news looks at."""

TALK_FEATURES: tuple[str, ...] = (*GENERAL_FEATURES, *CENTRALITIES)
"""The columns that the ranker of talks looks at."""

_MARKS = ("%", "亿")
_REVIEW = ("回顾", "过去", "总结", "成效", "成绩", "情况")
_PLAN = ("目标", "安排", "任务", "思路", "展望", "重点工作", "计划", "打算", "总体要求", "建议")


def candidate_features(batch: Batch) -> Floats:
    """Return the features of candidates, shape `(n_candidates, len(FEATURES))`."""
    table = batch.table
    by_statement = table.count(table.kinds.figure)
    figures = batch.over(by_statement)
    cues = table.count_cues()
    columns = [
        batch.lengths,
        figures,
        figures / batch.lengths * 20,
        _ranks(figures, batch.candidates),
        *(batch.over(table.count(_said(table, mark))) for mark in _MARKS),
        *(np.maximum(size[batch.first], size[batch.last]) for size in magnitudes(table)),
        *batch.over(cues).T,
        *_positions(batch),
        *(_in_section(batch, words) for words in (_REVIEW, _PLAN)),
        *_surroundings(batch, cues, by_statement),
        *_word_statistics(batch),
        *_theme_columns(batch),
        *_document_columns(batch, cues),
    ]
    return np.stack(columns, axis=1)


def theme_features(features: Floats, own: Floats, *, themes: Floats, in_sentence: Floats, theme: int) -> Floats:
    """Return the columns that the theme ranker looks at, for candidates of one theme.

    `own` and `in_sentence` are the theme's probabilities in the candidate and in its whole sentence, `themes` those of
    all themes.
    """
    others = np.delete(themes, theme, axis=1)
    other = others.max(axis=1) if others.shape[1] else np.zeros(len(themes))
    return np.column_stack([features, own, other, in_sentence])


def general_features(batch: Batch, features: Floats) -> Floats:
    """Return the columns that the ranker of news looks at: where a line stands, and how typical it is."""
    table, document, length = batch.table, batch.candidates.document, batch.lengths
    summed = np.append(0.0, np.cumsum(length))
    before, total = summed[:-1] - summed.take(batch.candidates.edges.take(document)), batch.candidates.total(length)
    content, said = table.kinds.content.take(table.number), batch.said.astype(np.float64)
    contents = np.maximum(batch.over(table.total(content)), 1)
    sentence = batch.sentence - batch.sentences.edges.take(batch.statements.document)
    opens = sentence == sentence.take(_firsts(batch.statements))
    opening = np.zeros(len(table.number))
    opening[batch.words_of_documents[opens.take(table.statement)]] = 1.0
    repeated = batch.over(table.total(content * np.where(said > 1, said, 0)))
    columns = [
        sentence.take(batch.first).astype(np.float64),
        before,
        total.take(document) - before,
        length / total.take(document),
        batch.over(table.total(content * opening.take(batch.words_of_documents))) / contents,
        repeated / np.maximum(1.0, _repetitions(batch)).take(document),
    ]
    return np.column_stack([features, *columns])


def _repetitions(batch: Batch) -> Floats:
    """How many words of each document are repetitions of one that it says elsewhere."""
    document = batch.statements.document.take(batch.table.statement)
    return np.bincount(document, batch.said > 1, len(batch.parts)).astype(np.float64)


def talk_features(batch: Batch, features: Floats) -> Floats:
    """Return the columns that the ranker of talks looks at: those of news, and centralities among many candidates."""
    rows = np.zeros((len(features), len(CENTRALITIES)))
    for part, own in zip(batch.parts, batch.candidates.slices, strict=True):
        if part.kind == "talk" and part.candidates:
            rows[own] = centralities(part.table, part.first, part.last)
    return np.column_stack([general_features(batch, features), rows])


def _first_of(groups: Ints) -> Ints:
    """For each member of an ascending grouping the first member of its group."""
    first: Ints = np.searchsorted(groups, groups)
    return first


def _firsts(members: Bounds) -> Ints:
    """For each member the first member of its document."""
    found: Ints = members.edges.take(members.document)
    return found


def _positions(batch: Batch) -> list[Floats]:
    """Where candidates stand: in the document, their paragraph, and its section."""
    document = batch.statements.document
    sentence = batch.sentence - batch.sentences.edges.take(document)
    most = np.maximum(sentence.take(batch.statements.edges.take(document + 1) - 1), 1)
    sizes = [len(paragraph.bounds) for part in batch.parts for paragraph in part.body]
    in_section = [place for part in batch.parts for place in _places_in_section(part.body)]
    own = batch.paragraph.take(batch.first)
    return [
        (sentence / most).take(batch.first),
        (sentence - sentence.take(_first_of(batch.paragraph))).take(batch.first).astype(np.float64),
        *(np.array(column, np.float64).take(own) for column in (sizes, in_section)),
    ]


def _places_in_section(body: Sequence[Paragraph]) -> list[int]:
    places: list[int] = []
    for number, paragraph in enumerate(body):
        same = number > 0 and body[number - 1].section == paragraph.section
        places.append(places[-1] + 1 if same else 0)
    return places


def _surroundings(batch: Batch, cues: Floats, figures: Floats) -> list[Floats]:
    """What the sentence, the paragraph and the next statement of a candidate hold."""
    sentence, last, lengths = batch.sentence, batch.last, batch.statement_lengths

    def gathered(values: Floats, groups: Ints) -> Floats:
        totals: Floats = np.bincount(groups, values).astype(np.float64)[groups][last]
        return totals

    names = cue_names()
    ends = batch.statements.edges.take(batch.candidates.document + 1) - 1
    return [
        gathered(figures, sentence),
        gathered(lengths, sentence),
        *(gathered(cues[:, names.index(name)], sentence) for name in ("gdp", "aim")),
        (np.arange(len(sentence)) - _first_of(sentence))[last].astype(np.float64),
        gathered(figures, batch.paragraph) / gathered(lengths, batch.paragraph) * 20,
        np.where(last < ends, np.append(figures, 0.0)[last + 1], 0.0),
    ]


def _word_statistics(batch: Batch) -> list[Floats]:
    """Novelty, centrality and rarity of a candidate's content words.

    That is the share that the document says here for the first time, the mean logarithm of their frequency in it, and
    the share that it says only once.
    """
    table, own, said = batch.table, batch.words_of_documents, batch.said
    content = table.kinds.content.take(table.number)
    earliest = np.zeros(len(own), np.int64)
    earliest[own[::-1]] = table.statement[::-1]  # what is written last stays: the first of the text
    new = earliest.take(own) == table.statement
    contents = np.maximum(batch.over(table.total(content)), 1)
    weights = (new, np.log1p(said), said == 1)
    novelty, centrality, rarity = (batch.over(table.total(content * weight)) / contents for weight in weights)
    return [novelty, centrality, rarity]


def _ranks(values: Floats, members: Bounds) -> Floats:
    """The share of its document's candidates with less."""
    order = np.lexsort((values, members.document))
    ordered = values[order]
    opens = np.append(True, (np.diff(ordered) != 0) | (np.diff(members.document) != 0))[: len(values)]
    first = np.maximum.accumulate(np.where(opens, np.arange(len(values)), 0))
    ranks = np.zeros(len(values))
    ranks[order] = (first - _firsts(members)) / np.diff(members.edges).take(members.document)
    return ranks


def _said(table: WordTable, mark: str) -> Floats:
    return np.fromiter(map(contains, table.words, repeat(mark)), np.float64, len(table.words))


def _in_section(batch: Batch, words: tuple[str, ...]) -> Floats:
    sections = [candidate.paragraph.section for part in batch.parts for candidate in part.candidates]
    verdict = {path: float(any(word in heading for heading in path[:2] for word in words)) for path in set(sections)}
    return np.array([verdict[section] for section in sections])


def _theme_columns(batch: Batch) -> list[Floats]:
    best = batch.themes.max(axis=1, initial=0.0)
    total = np.zeros(len(best))
    for column in batch.themes.T:  # one after another: the sum of a row must not depend on the rows around it
        total += column
    return [np.maximum(best[batch.first], best[batch.last]), batch.over(total)]


def _document_columns(batch: Batch, cues: Floats) -> list[Floats]:
    """What kind of document it is: how long, how full of figures, and how much of it somebody says."""
    table, statements = batch.table, batch.statements
    tokens = np.maximum(statements.total(np.diff(table.bounds)), 1)
    figures = statements.total(table.count(table.kinds.figure)) / tokens
    speech = statements.total(cues[:, cue_names().index("speech")]) / tokens
    length = np.log1p(np.diff(statements.edges))
    return [column.take(batch.candidates.document) for column in (length, figures, speech)]
