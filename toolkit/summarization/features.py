"""What the ranker sees of a candidate: figures, cues, length, position, centrality, its sentence and its themes."""

from collections.abc import Sequence
from itertools import repeat
from operator import contains

import numpy as np

from toolkit.document import Paragraph
from toolkit.summarization.amounts import magnitudes
from toolkit.summarization.candidates import Candidate
from toolkit.summarization.centrality import CENTRALITIES, centralities
from toolkit.summarization.statements import Statements
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


def candidate_features(
    candidates: Sequence[Candidate], statements: Statements, *, table: WordTable, themes: Floats
) -> Floats:
    """Return the features of candidates, shape `(n_candidates, len(FEATURES))`.

    `table` and `themes` describe the statements: their words, and their probabilities by theme, shape
    `(n_statements, n_themes)`.
    """
    first = np.array([candidate.first for candidate in candidates], np.int64)
    last = np.array([candidate.last for candidate in candidates], np.int64)
    length = np.array([len(candidate) for candidate in candidates], np.float64)
    by_statement = table.count(table.figure)
    figures = _over(by_statement, first, last)
    cues = table.count_cues()
    columns = [
        length,
        figures,
        figures / length * 20,
        _ranks(figures),
        *(_over(table.count(_said(table, mark)), first, last) for mark in _MARKS),
        *(np.maximum(size[first], size[last]) for size in magnitudes(table)),
        *_over(cues, first, last).T,
        *_positions(statements, first),
        *(_in_section(candidates, words) for words in (_REVIEW, _PLAN)),
        *_surroundings(statements, cues, by_statement, last),
        _novelty(table, first, last),
        *_word_statistics(table, first, last),
        *_theme_columns(themes, first, last),
        *_document_columns(table, cues, len(candidates)),
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


def general_features(
    features: Floats, candidates: Sequence[Candidate], statements: Statements, table: WordTable
) -> Floats:
    """Return the columns that the ranker of news looks at: where a line stands, and how typical it is."""
    first = np.array([candidate.first for candidate in candidates], np.int64)
    last = np.array([candidate.last for candidate in candidates], np.int64)
    length: Floats = np.array([len(candidate) for candidate in candidates], np.float64)
    before = np.cumsum(length) - length
    frequency = np.bincount(table.number, minlength=len(table.words)).astype(np.float64)
    opening = np.zeros(len(table.words))
    opening[table.number[statements.sentence[table.sentence] == statements.sentence[0]]] = 1.0
    content = np.maximum(_over(table.count(table.content), first, last), 1)
    repeated = _over(table.count(table.content * np.where(frequency > 1, frequency, 0)), first, last)
    columns = [
        statements.sentence[first].astype(np.float64),
        before,
        length.sum() - before,
        length / length.sum(),
        _over(table.count(table.content * opening), first, last) / content,
        repeated / max(1.0, float(frequency[frequency > 1].sum())),
    ]
    return np.column_stack([features, *columns])


def talk_features(
    features: Floats, candidates: Sequence[Candidate], statements: Statements, table: WordTable
) -> Floats:
    """Return the columns that the ranker of talks looks at: those of news, and centralities among many candidates."""
    first = np.array([candidate.first for candidate in candidates], np.int64)
    last = np.array([candidate.last for candidate in candidates], np.int64)
    general = general_features(features, candidates, statements, table)
    return np.column_stack([general, centralities(table, first, last)])


def _over(values: Floats, first: Ints, last: Ints) -> Floats:
    """Sum values of statements, or rows of such, over each candidate's statements."""
    summed = np.zeros((len(values) + 1, *values.shape[1:]))
    np.cumsum(values, axis=0, out=summed[1:])
    total: Floats = summed[last + 1] - summed[first]
    return total


def _first_of(groups: Ints) -> Ints:
    """For each member of an ascending grouping the first member of its group."""
    first: Ints = np.searchsorted(groups, groups)
    return first


def _positions(statements: Statements, first: Ints) -> list[Floats]:
    """Where candidates stand: in the document, their paragraph, and its section."""
    sentence, paragraph = statements.sentence, statements.paragraph
    sizes = np.array([len(p.bounds) for p in statements.body], np.float64)
    in_section = np.array(list(_places_in_section(statements.body)), np.float64)
    own = paragraph[first]
    return [
        sentence[first] / max(1, int(sentence.max(initial=0))),
        (sentence - sentence[_first_of(paragraph)])[first].astype(np.float64),
        sizes[own],
        in_section[own],
    ]


def _places_in_section(body: Sequence[Paragraph]) -> list[int]:
    places: list[int] = []
    for number, paragraph in enumerate(body):
        same = number > 0 and body[number - 1].section == paragraph.section
        places.append(places[-1] + 1 if same else 0)
    return places


def _surroundings(statements: Statements, cues: Floats, figures: Floats, last: Ints) -> list[Floats]:
    """What the sentence, the paragraph and the next statement of a candidate hold."""
    sentence, paragraph = statements.sentence, statements.paragraph
    lengths = (statements.bounds[:, 1] - statements.bounds[:, 0]).astype(np.float64)

    def gathered(values: Floats, groups: Ints) -> Floats:
        totals: Floats = np.bincount(groups, values).astype(np.float64)[groups][last]
        return totals

    names = cue_names()
    return [
        gathered(figures, sentence),
        gathered(lengths, sentence),
        *(gathered(cues[:, names.index(name)], sentence) for name in ("gdp", "aim")),
        (np.arange(len(sentence)) - _first_of(sentence))[last].astype(np.float64),
        gathered(figures, paragraph) / gathered(lengths, paragraph) * 20,
        np.append(figures, 0.0)[last + 1],
    ]


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
    return np.fromiter(map(contains, table.words, repeat(mark)), np.float64, len(table.words))


def _novelty(table: WordTable, first: Ints, last: Ints) -> Floats:
    """The share of content words that the document says here for the first time."""
    earliest = np.full(len(table.words), table.n_sentences)
    np.minimum.at(earliest, table.number, table.sentence)
    new = (earliest[table.number] == table.sentence) * table.content[table.number]
    said_first = np.bincount(table.sentence, new, table.n_sentences).astype(np.float64)
    return _over(said_first, first, last) / np.maximum(_over(table.count(table.content), first, last), 1)


def _in_section(candidates: Sequence[Candidate], words: tuple[str, ...]) -> Floats:
    verdict = {
        path: float(any(word in heading for heading in path[:2] for word in words))
        for path in {candidate.paragraph.section for candidate in candidates}
    }
    return np.array([verdict[candidate.paragraph.section] for candidate in candidates])


def _theme_columns(themes: Floats, first: Ints, last: Ints) -> list[Floats]:
    best = themes.max(axis=1) if themes.size else np.zeros(len(themes))
    return [np.maximum(best[first], best[last]), _over(themes.sum(axis=1), first, last)]


def _document_columns(table: WordTable, cues: Floats, n: int) -> list[Floats]:
    """What kind of document it is: how long, how full of figures, and how much of it somebody says."""
    tokens = max(1, len(table.number))
    figures = float(table.figure[table.number].sum()) / tokens
    speech = float(cues[:, cue_names().index("speech")].sum()) / tokens
    return [np.full(n, np.log1p(table.n_sentences)), np.full(n, figures), np.full(n, speech)]
