"""The tagger keeps scikit-learn's contract, explains itself exactly, and its files cannot be tampered with."""

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import cross_val_score

import toolkit
from toolkit.errors import ModelError, OptionError
from toolkit.labels import load_codebook
from toolkit.tagging.features import FeatureSpace
from toolkit.words import cut_texts

FACTS = {
    "platforms": "省级重点实验室和新型研发机构分别新增3家和5家。",
    "talent": "引进高层次人才团队12个,新建人才公寓800套。",
    "finance": "科技风险补偿资金池增至5200万元,发放苏科贷1.6亿元。",
    "incubation": "新增高新技术企业120家、省级孵化器4家。",
    "collaboration": "与东南大学签订产学研合作协议,共同攻关技术难题。",
}
NOTHING = "持续改善空气质量,新增公交线路12条。"


@pytest.fixture(scope="module")
def small():
    texts = [*FACTS.values(), NOTHING] * 3
    themes = [*([name] for name in FACTS), []] * 3
    return texts, themes


def test_facts_of_each_theme_are_found(tagger):
    for theme, text in FACTS.items():
        assert theme in tagger.classes_[tagger.predict([text])[0]]
    assert not tagger.predict([NOTHING]).any()


def test_shapes_types_and_ranges(tagger):
    texts = [*FACTS.values(), NOTHING, ""]
    probability, given = tagger.predict_proba(texts), tagger.predict(texts)
    assert probability.shape == given.shape == (7, 5)
    assert given.dtype == bool
    assert ((probability >= 0) & (probability <= 1)).all()
    assert (given == (probability >= tagger.thresholds_)).all()
    assert tagger.predict([]).shape == (0, 5)


@pytest.mark.parametrize("text", ["", "。。。", "😀😀", "Latin text only.", "\0\x07", "龘" * 100_000, "\ud800"])
def test_odd_texts_carry_nothing(tagger, text):
    assert not tagger.predict([text]).any()


def test_a_paragraph_has_the_score_of_its_best_sentence(tagger):
    text = NOTHING + FACTS["finance"] + FACTS["talent"]
    sentences = tagger.sentence_proba(text)
    assert "".join(sentence for sentence, _ in sentences) == text
    best = np.max([scores for _, scores in sentences], axis=0)
    assert np.allclose(best, tagger.predict_proba([text])[0])


def test_explanations_add_up_exactly(tagger):
    for text in [*FACTS.values(), NOTHING]:
        decision = tagger.decision_function([text])[0]
        for number, entry in enumerate(tagger.explain(text).values()):
            assert entry.decision == pytest.approx(decision[number], abs=1e-5)
            assert entry.intercept + sum(term.weight for term in entry.terms) == pytest.approx(entry.decision, abs=1e-9)
            assert entry.intercept == float(tagger.trained_.model.intercept[number])
            assert entry.given == bool(tagger.predict([text])[0, number])


def test_explained_terms_stand_at_their_spans(tagger):
    text = "新增科技副总74名,与东南大学共建研究院。"
    for entry in tagger.explain(text).values():
        for term in entry.terms:
            if term.kind in {"words", "rules"} and not term.term.startswith("#"):
                assert {entry.sentence[start:end] for start, end in term.spans} == {term.term}


def test_the_votes_of_keyword_rules_are_those_of_the_theme(tagger):
    explained = tagger.explain("设立风险补偿资金,建设重点实验室。")
    assert explained["finance"].votes == ("风险补偿",)
    assert explained["platforms"].votes == ("重点实验室",)


def test_one_cut_for_a_document_gives_what_single_texts_give(tagger, seed_documents):
    for document in seed_documents[:2]:
        tagged = toolkit.tag(document)
        alone = tagger.predict_proba([entry.paragraph.text for entry in tagged])
        assert np.allclose([list(entry.scores.values()) for entry in tagged], alone, atol=1e-9)


def test_tagged_paragraphs(seed_documents):
    tagged = {entry.paragraph.text[:6]: entry for entry in toolkit.tag(seed_documents[2])}
    entry = tagged["普惠性金融扶"]
    assert entry.themes == ("finance",)
    assert entry.primary == "finance"
    assert entry.sentence_scores.shape == (len(entry.paragraph.sentences), 5)
    assert "风险补偿" in [term for term, _ in entry.evidence["finance"]]
    assert all(entry.primary in entry.themes for entry in tagged.values() if entry.themes)
    assert all(entry.primary is None for entry in tagged.values() if not entry.themes)


def test_scikit_learn_s_contract(small):
    texts, themes = small
    tagger = toolkit.ThemeTagger(load_codebook(), C=3.0, folds=2)
    assert clone(tagger).get_params() == tagger.get_params()
    Y = np.array([[name in row for name in load_codebook().ids] for row in themes])
    scores = cross_val_score(tagger, texts, Y, cv=3)
    assert scores.shape == (3,)
    assert scores.min() == 1.0
    with pytest.raises(NotFittedError, match="not fitted yet"):
        tagger.predict(texts)


def test_any_themes_can_be_learnt_from_labels_alone():
    texts = ["今天下雨。", "明天有雨。", "股市上涨。", "股市下跌。"] * 3
    tagger = toolkit.ThemeTagger(folds=2).fit(texts, [["weather"], ["weather"], ["market"], ["market"]] * 3)
    assert tagger.classes_.tolist() == ["market", "weather"]
    assert tagger.predict(["后天下雨。"]).tolist() == [[False, True]]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((["甲"], [["unknown"]]), "unknown theme 'unknown'; the codebook has platforms"),
        ((["甲", "乙"], [["talent"]]), "2 texts, 1 rows of labels"),
        (("甲", [["talent"]]), "a single text was given; give a list of texts"),
        (([1], [["talent"]]), "a text is expected, not int"),
        ((["甲"], [[0.5] * 5]), "labels must be lists of theme ids"),
        ((["甲"], [[0, 1]]), "2 columns of labels for 5 themes"),
        ((["甲", "乙"], [["talent"], []]), "theme 'platforms' has no example among 2 texts"),
    ],
)
def test_wrong_training_data_is_refused(arguments, message):
    with pytest.raises(OptionError, match=message):
        toolkit.ThemeTagger(load_codebook()).fit(*arguments)


def test_wrong_parameters_are_refused(small):
    with pytest.raises(OptionError, match="ThemeTagger has no parameter 'D'"):
        toolkit.ThemeTagger().set_params(D=1)
    with pytest.raises(OptionError, match="C must be above 0"):
        toolkit.ThemeTagger(C=0).fit(*small)


@pytest.fixture(scope="module")
def saved(small, tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "my.model"
    tagger = toolkit.ThemeTagger(load_codebook(), folds=2).fit(*small)
    tagger.save(path)
    return tagger, path


def test_a_saved_model_says_the_same(saved):
    tagger, path = saved
    again = toolkit.load_tagger(path)
    texts = [*FACTS.values(), NOTHING]
    assert (again.predict_proba(texts) == tagger.predict_proba(texts)).all()
    assert again.get_params() == tagger.get_params()
    assert again.dump() == path.read_bytes()


def test_the_same_labels_give_the_same_bytes(saved, small):
    assert toolkit.ThemeTagger(load_codebook(), folds=2).fit(*small).dump() == saved[1].read_bytes()


@pytest.mark.parametrize("place", [0, 16, 20, 90, 200, -1])
def test_a_changed_byte_is_refused(saved, tmp_path, place):
    data = bytearray(saved[1].read_bytes())
    data[place] ^= 1
    (tmp_path / "changed.model").write_bytes(data)
    with pytest.raises(ModelError, match=r"changed\.model: (the model file is damaged|not a model|model format)"):
        toolkit.load_tagger(tmp_path / "changed.model")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a model of this toolkit"),
        (b"\x80\x04\x95pickle", "not a model of this toolkit"),
        (b"kechuang-tagger 99\nabc\n", "model format 99, this version reads format 2"),
        (b"kechuang-tagger 2\n", "damaged or was changed"),
    ],
)
def test_foreign_models_are_refused(tmp_path, data, message):
    (tmp_path / "x.model").write_bytes(data)
    with pytest.raises(ModelError, match=message):
        toolkit.load_tagger(tmp_path / "x.model")


def test_a_truncated_and_a_missing_model_are_refused(saved, tmp_path):
    (tmp_path / "short.model").write_bytes(saved[1].read_bytes()[:-100])
    with pytest.raises(ModelError, match="damaged"):
        toolkit.load_tagger(tmp_path / "short.model")
    with pytest.raises(ModelError, match="cannot be read"):
        toolkit.load_tagger(tmp_path / "none.model")


def test_features_have_names():
    cut = cut_texts(["引进博士12名", "引进硕士30名"])
    space = FeatureSpace.fit(cut, [("博士",)], min_count=1)
    names = [space.name(number) for number in range(len(space))]
    assert {"引进", "#2", "引进 博士", "博士", "关键词"} <= set(names)
    assert len(names) == len(space)


def test_the_tagger_holds_on_paragraphs_of_other_cities(tagger, shared):
    """The floor of the first release; measured on real paragraphs that are in no training data."""
    from toolkit.evaluation import evaluate
    from toolkit.labels import load_labels

    rows = load_labels(shared / "eval/paragraphs_dev.jsonl")
    assert evaluate(tagger, rows).macro_f1 >= 0.80


def test_runs_are_judged_with_all_texts_alone(tagger):
    scored = tagger.score_sentences(cut_texts([*FACTS.values(), "", NOTHING]))
    starts = scored.cut.text_starts
    assert (scored.judge_runs(starts[:-1], starts[1:] - 1) == scored.decision).all()
    with pytest.raises(ValueError, match="a part of scored texts"):
        scored.part(1, 3).judge_runs(starts[1:3], starts[2:4] - 1)


def test_what_is_found_in_a_text_depends_on_no_other(tagger):
    texts = [*FACTS.values(), "", NOTHING]
    together = tagger.score_sentences(cut_texts([*texts, *texts[::-1]])).decision
    for text, first, second in zip(texts, together, together[::-1], strict=False):
        alone = tagger.score_sentences(cut_texts([text])).decision[0]
        assert (alone == first).all()
        assert (alone == second).all()
