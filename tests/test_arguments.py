"""What a caller passes wrongly is answered by an error of the family that says what to give."""

from pathlib import Path

import pytest
from test_cli import SEED

import toolkit
from toolkit.errors import OptionError, ReadError

SOURCE = "source is int; give what toolkit.read returns, or a text"
LABELS = "give what toolkit.load_labels returns"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: toolkit.tag("正文"), "document is str; toolkit.segment(text) makes one of a text, toolkit.read of a file"),
        (lambda: toolkit.tag(toolkit.segment("正文"), "x"), "tagger is str; give what toolkit.load_tagger returns"),
        (lambda: toolkit.clean(b""), "text is bytes; give a decoded text; toolkit.read takes a file of any encoding"),
        (lambda: toolkit.segment(b""), "source is bytes; give a decoded text; toolkit.read takes a file"),
        (lambda: toolkit.read(5), "path is int; give the path of a file as a str or a Path"),
        (lambda: toolkit.summarize(5), SOURCE),
        (lambda: toolkit.summarize("正文", max_chars="5"), "max_chars must be a whole number of at least 1, not '5'"),
        (lambda: toolkit.summarize("正文", max_sentences=True), "max_sentences must be a whole number of at least 1, not True"),
        (lambda: toolkit.summarize("正文", ratio="0.1"), "ratio must be above 0 and at most 1, not '0.1'"),
        (lambda: toolkit.summarize("正文", query=5), "query is int; give words as one str"),
        (lambda: toolkit.digest(5), "sources is int; give paths, or documents that toolkit.read returned"),
        (lambda: toolkit.digest([5]), "a source is int; give paths, or what toolkit.read returns"),
        (lambda: toolkit.digest([], lengths=300), "lengths is int; give toolkit.Lengths(max_chars=…)"),
        (lambda: toolkit.digest([], focus="人才"), "focus is str; give toolkit.Focus(query=…, theme=…)"),
        (lambda: toolkit.Lengths(max_chars="5"), "max_chars must be a whole number of at least 1, not '5'"),
        (lambda: toolkit.load_tagger(5), "path is int; give the path of a model file as a str or a Path"),
        (lambda: toolkit.load_codebook(5), "path is int; give the path of a codebook as a str or a Path"),
        (lambda: toolkit.load_labels(5), "paths is int; give the paths of files of labels"),
        (lambda: toolkit.train(["正文"]), f"a labelled text is str; {LABELS}"),
        (lambda: toolkit.evaluate(toolkit.load_tagger(), 5), f"labelled is int; {LABELS}"),
        (lambda: toolkit.evaluate("x", []), "tagger is str; give what toolkit.load_tagger or toolkit.train returns"),
        (lambda: toolkit.find_duplicates("正文"), "a document is str; give what toolkit.read or toolkit.segment returns"),
    ],
)  # fmt: skip
def test_a_wrong_type_is_refused_by_name(call, message):
    with pytest.raises(OptionError) as caught:
        call()
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: toolkit.digest([], order="importence"), "no order 'importence', did you mean 'importance'? choose one of place, importance"),
        (lambda: toolkit.summarize("正文", theme="talents"), "no theme 'talents', did you mean 'talent'? choose one of platforms, talent, finance, "),
        (lambda: toolkit.summarize("正文", theme="weather"), "no theme 'weather'; choose one of platforms, talent, finance, "),
        (lambda: toolkit.summarize("正文", method="texrank"), "no ranking method 'texrank', did you mean 'textrank'? choose one of auto, lead, "),
        (lambda: toolkit.clean("正文", keep=["glos"]), "no cleaning rule 'glos', did you mean 'gloss'? choose one of invisible, line-break, "),
    ],
)  # fmt: skip
def test_a_mistyped_name_is_answered_by_the_one_like_it(call, message):
    with pytest.raises(OptionError) as caught:
        call()
    assert str(caught.value).startswith(message)


def test_a_digest_of_nothing_that_can_be_read_is_an_error(tmp_path):
    with pytest.raises(ReadError, match=r"^nope: no such file or folder; check the path$"):
        toolkit.digest("nope")
    with pytest.raises(ReadError, match=r"^nope: no such file or folder; check the path \(and 1 more\)$"):
        toolkit.digest(["nope", tmp_path / "neither"])
    assert toolkit.digest([]).documents == ()


def test_one_bad_path_among_others_is_a_failure_of_the_digest():
    digests = toolkit.digest(["nope", SEED])
    assert digests.failures == ("nope: no such file or folder; check the path",)
    assert len(digests.documents) == 1


def test_one_document_is_digested_as_a_list_of_one():
    document = toolkit.read(Path(SEED))
    assert toolkit.digest(document) == toolkit.digest([document])
