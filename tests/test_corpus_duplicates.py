"""Reposts and paragraphs that come again are marked in a corpus as they are in five files, however it is cut up."""

import pytest
from corpora import no_processes
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import toolkit
from toolkit.corpus import RunOptions, digest_corpus
from toolkit.duplicates import find_duplicates

PARAGRAPHS = [
    f"{city}全年新增高新技术企业{number}12家,{verb}省级以上研发机构{number}6家,建成{kind}{number}家,服务企业{number}00余家次,满意度持续提高。"
    for number, city in enumerate(["云溪市", "江东市", "湖西市"], start=3)
    for verb, kind in [("新增", "概念验证中心"), ("获批", "中试基地"), ("认定", "众创空间")]
]
NEAR = str.maketrans({"续": "久"})


def texts_of(choices):
    """A document for each choice: some paragraphs, some of them with small changes, some with a line of their own."""
    return [
        "\n".join(
            [f"第{number}号工作简报"]
            + [PARAGRAPHS[place].translate(NEAR) if changed else PARAGRAPHS[place] for place, changed in choice]
        )
        for number, choice in enumerate(choices)
    ]


def found_in(output):
    """What the tables say, in the form of `find_duplicates`."""
    rows = toolkit.load_results(output, frames="arrow").duplicates.to_pylist()
    return {
        row["document"]: (
            row["repost_of"],
            row["share"],
            [(one["paragraph"], one["document"], one["original"], one["similarity"]) for one in row["duplicates"]],
        )
        for row in rows
    }


def expected_of(folder):
    documents = (toolkit.read(path, name=path.name) for path in sorted(folder.iterdir()))
    return {
        found.document: (
            found.repost_of,
            found.share,
            [(one.paragraph, one.document, one.original, one.similarity) for one in found.paragraphs],
        )
        for found in find_duplicates(documents)
        if found.repost_of or found.paragraphs
    }


choices = st.lists(
    st.lists(st.tuples(st.integers(0, len(PARAGRAPHS) - 1), st.booleans()), max_size=6), min_size=1, max_size=12
)
SAME, CHANGED = [(0, False), (3, False), (6, False)], [(0, True), (3, True), (6, True)]
SOME = [SAME, SAME, CHANGED, [(1, False), (4, True), (7, False)], [*CHANGED, (5, False)]]


@example(choices=SOME, size=2)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=choices, size=st.integers(1, 16))
def test_a_corpus_marks_what_the_finder_marks_in_any_sharding(tmp_path_factory, choices, size):
    """Reposts, parts of them, paragraphs with small changes: document by document as in one process."""
    folder = tmp_path_factory.mktemp("texts")
    for number, text in enumerate(texts_of(choices)):
        (folder / f"{number:02d}.txt").write_text(text, encoding="utf-8")
    output = tmp_path_factory.mktemp("marked") / "out"
    with pytest.MonkeyPatch.context() as patch:
        no_processes(patch)
        report = digest_corpus([str(folder)], str(output), options=RunOptions(shard_size=size))
    expected = expected_of(folder)
    assert found_in(output) == expected
    assert report.reposts == sum(repost is not None for repost, _, _ in expected.values())


def test_the_finder_has_something_to_mark():
    """The property above speaks of reposts and of near-duplicates, not of nothing."""
    found = list(find_duplicates(map(toolkit.segment, texts_of(SOME))))
    assert [entry.repost_of is None for entry in found] == [True, False, False, True, False]
    assert any(0.65 <= one.similarity < 1 for entry in found for one in entry.paragraphs)


@pytest.fixture
def reposted(three_reports):
    """Three reports and a fourth that repeats the first of them."""
    (three_reports / "a.txt").write_text("\n".join(PARAGRAPHS[:3]), encoding="utf-8")
    (three_reports / "d.txt").write_text("\n".join(["江东日报讯", *PARAGRAPHS[:3]]), encoding="utf-8")
    return three_reports


def test_reposts_are_linked_in_the_tables_and_counted_for_readers(reposted, tmp_path):
    """Each document says what it repeats; the lines of themes name both as sources."""
    report = digest_corpus([str(reposted)], str(tmp_path / "out"))
    assert report.reposts == 1
    documents = toolkit.load_results(tmp_path / "out", frames="arrow").documents.to_pylist()
    assert [(row["document"], row["repost_of"], row["share"]) for row in documents] == [
        ("a.txt", None, 0.0),
        ("b.txt", None, 0.0),
        ("c.txt", None, 0.0),
        ("d.txt", "a.txt", 1.0),
    ]
    markdown = (tmp_path / "out/themes.md").read_text(encoding="utf-8")
    assert "共 4 篇文档（其中 1 篇与在前的文档内容重复，见 duplicates）" in markdown
    assert any(line.sources == ("a.txt", "d.txt") for theme in report.themes for line in theme.lines)


def test_a_new_document_in_front_becomes_the_first(reposted, tmp_path):
    """Marks belong to all documents of a run, so each run tells them anew."""
    digest_corpus([str(reposted)], str(tmp_path / "out"))
    (reposted / "0.txt").write_text("\n".join(PARAGRAPHS[:3]), encoding="utf-8")
    digest_corpus([str(reposted)], str(tmp_path / "out"))
    assert {name: found[0] for name, found in found_in(tmp_path / "out").items()} == {
        "a.txt": "0.txt",
        "d.txt": "0.txt",
    }


def test_json_lines_say_it_in_a_file_of_their_own(reposted, tmp_path):
    digest_corpus([str(reposted)], str(tmp_path / "out"), options=RunOptions(form="jsonl"))
    lines = [path.read_text(encoding="utf-8") for path in (tmp_path / "out/duplicates").iterdir()]
    assert any('"repost_of": "a.txt", "share": 1.0' in line for line in lines)


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_copies_leave_places_to_others_as_in_one_process(reposted, tmp_path, monkeypatch, form):
    """Where a theme has more candidates than a merge looks at, those of copied paragraphs are left out first."""
    for number in range(9):
        text = "\n".join([f"转载第{number}篇", *PARAGRAPHS[:3]])
        (reposted / f"e{number}.txt").write_text(text, encoding="utf-8")
    for name in ("corpus.merge", "digests.themes", "digests"):
        monkeypatch.setattr(f"toolkit.{name}.CONSIDERED", 8)
    report = digest_corpus([str(reposted)], str(tmp_path / "out"), options=RunOptions(shard_size=3, form=form))
    assert report.reposts == 10
    expected = toolkit.digest([reposted])
    assert [theme.lines for theme in report.themes] == [theme.lines for theme in expected.themes]
    assert {"a.txt", "b.txt"} <= {line.document for theme in report.themes for line in theme.lines}
