"""What the ranker sees of a candidate: figures, cues, length, position, centrality, its sentence and its themes."""

import re
from collections.abc import Iterator
from functools import reduce

import numpy as np

from toolkit.summarization.amounts import magnitudes
from toolkit.summarization.centrality import CENTRALITIES, centralities
from toolkit.summarization.ranked import Batch, Bounds, Ranked
from toolkit.summarization.wordkinds import cue_names
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

_REVIEW = re.compile("回顾|过去|总结|成效|成绩|情况")
_PLAN = re.compile("目标|安排|任务|思路|展望|重点工作|计划|打算|总体要求|建议")
_Columns = dict[str, Floats]


def candidate_features(batch: Batch) -> Floats:
    """Return the features of candidates, shape `(n_candidates, len(FEATURES))`, column after column in memory."""
    if not len(batch.first):
        return np.empty((0, len(FEATURES)))
    columns = {
        **_words_and_figures(batch),
        **_places(batch),
        **_sections(batch),
        **_surroundings(batch),
        **_themes(batch),
        **_documents(batch),
    }
    return np.array([columns[name] for name in FEATURES]).T


def theme_features(features: Floats, *, own: Floats, other: Floats, in_sentence: Floats) -> Floats:
    """Return the columns that the theme ranker looks at, for candidates that are asked about a theme.

    `own` is the theme's probability in the candidate, `other` that of its best other theme, `in_sentence` the theme's
    in the whole sentence.
    """
    return np.concatenate([features.T, [own, other, in_sentence]]).T


def general_features(batch: Batch, features: Floats) -> Floats:
    """Return the columns that the ranker of news looks at: where a line stands, and how typical it is."""
    document, length, sums = batch.candidates.document, batch.lengths, batch.mention_sums
    summed = np.append(0.0, np.cumsum(length))
    before = summed[:-1] - summed.take(batch.candidates.edges.take(document))
    total = batch.candidates.total(length).take(document)
    contents = np.maximum(batch.counts["content"], 1)
    columns = [  # as GENERAL_FEATURES names them
        _sentence_numbers(batch).astype(np.float64),
        before,
        total - before,
        length / total,
        sums.leading / contents,
        sums.repeated / np.maximum(1, _repetitions(batch)).take(document),
    ]
    return np.concatenate([features.T, columns]).T


def talk_features(batch: Batch, features: Floats) -> Floats:
    """Return the columns that the ranker of talks looks at: those of news, and centralities among many candidates."""
    rows = np.zeros((len(features), len(CENTRALITIES)))
    for part, own in zip(batch.parts, batch.candidates.slices, strict=True):
        if part.kind == "talk" and part.candidates:
            rows[own] = centralities(part.table, part.first, part.last)
    return np.concatenate([general_features(batch, features).T, rows.T]).T


def _words_and_figures(batch: Batch) -> _Columns:
    """What a candidate says: its words by their kinds, its figures, and how new, central and rare its words are."""
    counts, length, sums = batch.counts, batch.lengths, batch.mention_sums
    figures, contents = counts["figure"], np.maximum(counts["content"], 1)
    money, people = (np.maximum(size.take(batch.first), size.take(batch.last)) for size in magnitudes(batch.table))
    return {
        "length": length,
        "figures": figures,
        "figure_density": figures / length * 20,
        "figures_rank": _ranks(figures, batch.candidates),
        "percents": counts["percents"],
        "hundred_millions": counts["hundred_millions"],
        "money": money,
        "people": people,
        **{f"cue_{name}": counts[name] for name in cue_names()},
        "novelty": sums.new / contents,
        "centrality": sums.centrality / contents,
        "rarity": sums.rare / contents,
    }


def _places(batch: Batch) -> _Columns:
    """Where a candidate stands in its document, its paragraph and its sentence."""
    sentence, ends = batch.sentence, batch.statements.edges[1:] - 1
    most = np.maximum(sentence.take(ends) - batch.sentences.edges[:-1], 1).take(batch.candidates.document)
    opening = sentence.take(batch.in_paragraphs.start_of(batch.first))
    return {
        "position": _sentence_numbers(batch) / most,
        "place_in_paragraph": sentence.take(batch.first) - opening,
        "place_in_sentence": batch.last - batch.in_sentences.start_of(batch.last),
    }


def _sections(batch: Batch) -> _Columns:
    """How long a candidate's paragraph is, how many of the same section come before it, and what headings say."""
    rows = [row for part in batch.parts for row in _paragraph_rows(part)]
    sizes, places, reviews, plans = np.array(rows, np.float64).take(batch.paragraph.take(batch.first), axis=0).T
    return {
        "paragraph_sentences": sizes,
        "paragraph_in_section": places,
        "section_review": reviews,
        "section_plan": plans,
    }


def _paragraph_rows(part: Ranked) -> Iterator[tuple[int, int, bool, bool]]:
    """Yield for each paragraph its sentences, its number in its section, and whether that reviews or plans."""
    section, place, reviews, plans = None, 0, False, False
    for paragraph in part.body:
        if paragraph.section != section:
            section, place = paragraph.section, 0
            headings = "\n".join(section[:2])
            reviews, plans = bool(_REVIEW.search(headings)), bool(_PLAN.search(headings))
        yield len(paragraph.bounds), place, reviews, plans
        place += 1


def _surroundings(batch: Batch) -> _Columns:
    """What the sentence, the paragraph and the next statement of a candidate hold."""
    counts, lengths, last = batch.statement_counts, batch.statement_lengths, batch.last
    figures, sentences, paragraphs = counts["figure"], batch.in_sentences, batch.in_paragraphs
    ends = batch.statements.edges[1:].take(batch.candidates.document)
    return {
        "sentence_figures": sentences.total(figures, last),
        "sentence_length": sentences.total(lengths, last),
        "sentence_gdp": sentences.total(counts["gdp"], last),
        "sentence_aim": sentences.total(counts["aim"], last),
        "paragraph_figures": paragraphs.total(figures, last) / paragraphs.total(lengths, last) * 20,
        "next_figures": np.where(last + 1 < ends, np.append(figures, 0.0).take(last + 1), 0.0),
    }


def _themes(batch: Batch) -> _Columns:
    """How far a candidate's statements belong to any theme.

    Columns are added one after another: the sum of a row must not depend on the rows around it.
    """
    none = np.zeros(len(batch.themes))
    best, total = reduce(np.maximum, batch.themes.T, none), reduce(np.add, batch.themes.T, none)
    return {"theme_best": np.maximum(best.take(batch.first), best.take(batch.last)), "theme_sum": batch.over(total)}


def _documents(batch: Batch) -> _Columns:
    """What kind of document it is: how long, how full of figures, and how much of it somebody says."""
    statements, counts = batch.statements, batch.statement_counts
    tokens = np.maximum(statements.total(np.diff(batch.table.bounds)), 1)
    columns = {
        "document_length": np.log1p(np.diff(statements.edges)),
        "document_figures": statements.total(counts["figure"]) / tokens,
        "document_speech": statements.total(counts["speech"]) / tokens,
    }
    return {name: column.take(batch.candidates.document) for name, column in columns.items()}


def _ranks(values: Floats, members: Bounds) -> Floats:
    """The share of its document's candidates with less."""
    keys = members.document * (1 + values.max()) + values
    less = np.searchsorted(np.sort(keys), keys) - members.edges.take(members.document)
    ranks: Floats = less / np.diff(members.edges).take(members.document)
    return ranks


def _sentence_numbers(batch: Batch) -> Ints:
    """The number of each candidate's first sentence in its document."""
    return batch.sentence.take(batch.first) - batch.sentences.edges.take(batch.candidates.document)


def _repetitions(batch: Batch) -> Ints:
    """How many words of each document are repetitions of one that it says elsewhere."""
    summed = np.append(0, np.cumsum(batch.mentions.times > 1))
    return np.diff(summed.take(batch.table.bounds.take(batch.statements.edges)))
