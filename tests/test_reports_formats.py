"""The same digest gives the same facts in every format, under the names of the one schema."""

import csv
import io
import json
import re

import pytest
from conftest import ROOT
from test_cli import SEED, kechuang

import toolkit
from toolkit.reports import records

COLUMNS = ("document", "paragraph", "start", "end", "text")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    for module in ("docx", "vl_convert", "pyarrow"):
        pytest.importorskip(module, reason=f"{module} is not installed")
    folder = tmp_path_factory.mktemp("formats") / "out"
    forms = [part for form in ("html", "docx", "xlsx", "csv", "parquet") for part in ("--format", form)]
    done = kechuang("digest", "seeds", "--output", folder, *forms)
    assert done.returncode == 0, done.stderr.decode()
    return folder


def facts(rows):
    """What a line of a digest states: whose it is, the words, and where they stand."""
    return [(row["of"], *(str(row[name]) for name in COLUMNS)) for row in rows]


@pytest.fixture(scope="module")
def wanted(folder):
    whole = json.loads((folder / "digest.json").read_text(encoding="utf-8"))
    owners = [(entry["document"], entry["lines"]) for entry in whole["documents"]]
    owners += [(entry["theme"], entry["lines"]) for entry in whole["themes"]]
    return facts({"of": of, **line} for of, lines in owners for line in lines)


def test_csv(folder, wanted):
    data = (folder / "digest.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert facts(csv.DictReader(io.StringIO(data.decode("utf-8-sig")))) == wanted


def test_parquet(folder, wanted):
    import pyarrow.parquet

    assert facts(pyarrow.parquet.read_table(folder / "digest.parquet").to_pylist()) == wanted


def test_excel(folder, wanted):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    rows = openpyxl.load_workbook(folder / "digest.xlsx")["摘编"].iter_rows(min_row=2, values_only=True)
    found = [(row[5], row[6].lstrip("¶"), str(row[7]), str(row[8]), row[2]) for row in rows]
    assert found == [fact[1:] for fact in wanted]


def test_markdown_html_and_word(folder, wanted):
    import docx

    markdown = (folder / "digest.md").read_text(encoding="utf-8")
    page = (folder / "digest.html").read_text(encoding="utf-8")
    brief = [entry.text for entry in docx.Document(folder / "digest.docx").paragraphs]
    anchors = re.findall(r'href="#d\d+\.p(\d+)\.(\d+)-(\d+)"', page)
    ordered = [fact for fact in wanted if fact[0] not in toolkit.load_codebook().ids]
    ordered = [fact for fact in wanted if fact not in ordered] + ordered
    assert anchors == [fact[2:5] for fact in ordered]
    for _, document, paragraph, _, _, text in wanted:
        assert text in brief
        assert text in page.replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")
        assert f"〔{document[:3]} ¶{paragraph}" in markdown


def test_paragraphs(folder):
    import pyarrow.parquet

    lines = [json.loads(line) for line in (folder / "paragraphs.jsonl").read_text(encoding="utf-8").splitlines()]
    table = pyarrow.parquet.read_table(folder / "paragraphs.parquet").to_pylist()
    with (folder / "paragraphs.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(lines) == len(table) == len(rows) == 82
    for line, entry, row in zip(lines, table, rows, strict=True):
        evidence = [(theme, *term) for theme, terms in line["evidence"].items() for term in terms]
        assert [tuple(term.values()) for term in entry.pop("evidence")] == evidence
        assert entry == {name: value for name, value in line.items() if name != "evidence"}
        assert row["text"] == line["text"]
        assert json.loads(row["scores"]) == line["scores"]


def test_every_name_is_documented(seed_documents):
    schema = (ROOT / "toolkit/reports/schema.md").read_text(encoding="utf-8")
    digests = toolkit.digest(seed_documents[:1])
    tagged = records.tagged_record(seed_documents[0], toolkit.tag(seed_documents[0])[0])
    whole = records.digests_record(digests)
    found = [tagged, tagged["sentences"][0], whole, whole["documents"][0], whole["themes"][0]]
    found += [
        records.digest_line_records(digests)[0],
        records.edit_record(seed_documents[0], seed_documents[0].ledger[0]),
    ]
    assert {name for record in found for name in record if f"`{name}`" not in schema} == set()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["-f", "docx"], 2, "error: docx is no text for a terminal; give --output FOLDER or --output digest.docx\n"),
        (["-f", "csv", "-f", "json"], 2, "error: several formats need a folder; give --output FOLDER, or one format\n"),
    ],
)
def test_formats_that_do_not_fit_the_place(arguments, code, message):
    done = kechuang("digest", SEED, *arguments)
    assert (done.returncode, done.stderr.decode(), done.stdout) == (code, message, b"")


def test_one_file_has_the_format_of_its_ending(tmp_path):
    done = kechuang("digest", SEED, "--output", tmp_path / "report.html")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert kechuang("digest", SEED, "--output", tmp_path / "report.json").returncode == 0
    assert "themes" in json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    again = kechuang("digest", SEED, "--output", tmp_path / "report.html")
    assert (again.returncode, again.stderr.decode()) == (
        1, f"error: {tmp_path}/report.html: the file exists and is kept; use --force to replace it, or another name\n",
    )  # fmt: skip
