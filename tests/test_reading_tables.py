"""Tables of documents: the columns guessed or told, each row a document that is cited by its place."""

import datetime
import io
import json

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from office_files import PROSE

import toolkit
from toolkit.errors import OptionError, ReadError
from toolkit.pipeline import read_each
from toolkit.reading import Source, read_source, workers

TEXT = f"{PROSE}\n{PROSE}"
ROWS = [("某市2023年总结", "2024-01-05", "江苏省", TEXT), ("某县2023年总结", "2024-02-06", "浙江省", TEXT * 2)]
HEADER = ("标题", "发布日期", "省份", "正文")


def csv_bytes(encoding="utf-8", mark=","):
    lines = [mark.join(HEADER), *(mark.join([*row[:3], f'"{row[3]}"']) for row in ROWS)]
    return "\n".join(lines).encode(encoding)


def xlsx_bytes(sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def parquet_bytes():
    buffer = io.BytesIO()
    pq.write_table(pa.table(dict(zip(HEADER, map(list, zip(*ROWS, strict=True)), strict=True))), buffer)
    return buffer.getvalue()


def json_lines():
    return "\n".join(json.dumps(dict(zip(HEADER, row, strict=True)), ensure_ascii=False) for row in ROWS).encode()


SQL = (
    "DROP TABLE a;\nINSERT INTO `a` (`标题`, `发布日期`, `省份`, `正文`) VALUES "
    + ",\n".join("({})".format(", ".join(f"'{value}'" for value in row)) for row in ROWS)
    + ";\n"
).encode()


def documents(data, name, **columns):
    return list(read_source(Source(data, name, columns)))


@pytest.mark.parametrize(
    ("data", "name", "first"),
    [
        (csv_bytes(), "a.csv", 2),
        (csv_bytes("gb18030"), "a.csv", 2),
        (csv_bytes("utf-16"), "a.csv", 2),
        (csv_bytes(mark=";"), "a.csv", 2),
        (csv_bytes(mark="\t"), "a.tsv", 2),
        (xlsx_bytes({"表": [HEADER, *ROWS]}), "a.xlsx", 2),
        (json_lines(), "a.jsonl", 1),
        (parquet_bytes(), "a.parquet", 1),
        (SQL, "a.sql", 1),
    ],
)
def test_each_row_is_a_document(data, name, first):
    found = documents(data, name)
    assert [(d.name, d.text) for d in found] == [(f"{name}#{first}", TEXT), (f"{name}#{first + 1}", TEXT * 2)]
    assert found[0].notices == (
        "columns taken: text=正文, title=标题, date=发布日期, region=省份; choose others by --column MEANING=NAME",
    )
    assert found[1].notices == ()
    document = toolkit.segment(found[1])
    assert (document.title, document.date, document.region) == ("某县2023年总结", "2024-02-06", "浙江省")


def test_a_column_of_prose_is_the_text_whatever_its_name():
    assert documents(csv_bytes().replace("正文".encode(), b"x7"), "a.csv")[0].text == TEXT


def test_columns_can_be_told():
    found = documents(csv_bytes(), "a.csv", text="标题", id="省份", title="正文")
    assert [(d.name, d.text, d.given["title"].value) for d in found] == [
        ("a.csv#江苏省", ROWS[0][0], TEXT), ("a.csv#浙江省", ROWS[1][0], TEXT * 2),
    ]  # fmt: skip


def test_columns_that_do_not_exist_are_refused():
    with pytest.raises(OptionError, match=r"^a\.csv: no column 'x'; the table has '标题', '发布日期', '省份', '正文'$"):
        documents(csv_bytes(), "a.csv", text="x")
    with pytest.raises(
        OptionError, match=r"^column url: no such meaning; choose from text, title, date, region, source, author, id$"
    ):
        documents(csv_bytes(), "a.csv", url="标题")


def test_a_table_without_prose_is_one_document_of_rows():
    (document,) = documents("企业,数量\n甲公司,3\n乙公司,4\n".encode(), "a.csv")
    assert document.text == "企业 | 数量\n甲公司 | 3\n乙公司 | 4"
    assert document.notices == (
        "no column holds documents, so the table is read as one; name the column by --column text=NAME",
    )
    assert {p.kind for p in toolkit.segment(document).paragraphs} == {"table"}


def test_a_table_that_lists_files_is_no_document():
    table = "文件\t说明\na.docx\t工作报告\n甲区/b.pdf\t名单\n".encode()
    message = "index.tsv: the table lists files (column '文件') and holds no text; leave it out, or name the column that is text by --column text=NAME"
    with pytest.raises(ReadError) as caught:
        list(read_source(Source(table, "index.tsv")))
    assert str(caught.value) == message
    assert [document.text for document in read_source(Source(table, "index.tsv", {"text": "说明"}))] == [
        "工作报告",
        "名单",
    ]


def test_a_text_without_quotes_is_whole():
    found = documents(f"title,text\n甲,{PROSE}\n".encode(), "a.csv")
    assert found[0].text == PROSE


def test_a_table_without_a_header():
    found = documents(f'甲,"{TEXT * 3}"\n乙,"{TEXT}"\n'.encode(), "a.csv")
    assert [(d.name, d.text) for d in found] == [("a.csv#1", TEXT * 3), ("a.csv#2", TEXT)]


def test_cells_of_markup_are_read_as_pages():
    found = documents(
        json.dumps({"title": "甲", "content": f"<div><p>{PROSE}</p><p>{PROSE}</p></div>"}).encode(), "a.jsonl"
    )
    assert found[0].text == TEXT


def test_lines_that_are_no_json_are_failures_by_themselves():
    source = Source(json_lines() + b"\n{broken\n", "a.jsonl")
    assert len(list(read_source(source))) == 2
    assert [str(failure) for failure in source.failures] == ["a.jsonl#3: this line is no JSON; correct or drop it"]


def test_several_sheets_are_named():
    rows = [("标题", "正文", "日期"), ("甲", TEXT, datetime.datetime(2024, 5, 6))]
    found = documents(xlsx_bytes({"一": rows, "空": [], "二": rows, "数": [("企业", "数量"), ("甲", 3.0)]}), "a.xlsx")
    assert [d.name for d in found] == ["a.xlsx#一!2", "a.xlsx#二!2", "a.xlsx#数"]
    assert found[0].given["date"].value == "2024-05-06"
    assert found[2].text == "企业 | 数量\n甲 | 3"


def test_quotes_in_a_dump():
    data = (
        b"INSERT INTO a (content) VALUES ('it\\'s \\\\ ''so''\\n, (x)'), (NULL), (N'b'); INSERT INTO b VALUES (1, 'c')"
    )
    found = documents(data, "a.sql")
    assert [(d.name, d.text) for d in found] == [
        ("a.sql#1", "it's \\ 'so'\n, (x)"),
        ("a.sql#3", "b"),
        ("a.sql#b", "1 | 2\n1 | c"),
    ]


def test_a_spreadsheet_that_would_fill_the_memory_ends_only_its_process(monkeypatch):
    monkeypatch.setattr(workers, "MAX_WORKER_BYTES", 2**30)
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = 1, 2
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(ReadError, match=r"^a\.xlsx: the library broke off on this file; open it and save it again$"):
        documents(buffer.getvalue(), "a.xlsx")


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"a,b\n", "a.csv", "a.csv: the table has no rows"),
        (b"SELECT 1;", "a.sql", "a.sql: no INSERT statement in this dump; export the table as .csv"),
        (b"PAR1 nothing", "a.parquet", "a.parquet: no readable Parquet file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "a.xls: no readable spreadsheet"),
        (xlsx_bytes({"空": []}), "a.xlsx", "a.xlsx: all sheets are empty"),
    ],
)
def test_what_is_no_table_is_refused(data, name, message):
    with pytest.raises(ReadError) as caught:
        documents(data, name)
    assert str(caught.value).startswith(message)


def test_a_citation_opens_the_document_again(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes())
    failures = []
    first, second = read_each([tmp_path], failures=failures)
    assert (first.name, second.name, failures) == ("a.csv#2", "a.csv#3", [])
    again = toolkit.read(f"{path}#3")
    assert (again.raw, again.name) == (second.raw, f"{path}#3")
    with pytest.raises(
        ReadError, match=r"a\.csv: this file holds several documents; name one, such as .*a\.csv#2, or use digest$"
    ):
        toolkit.read(path)
    with pytest.raises(ReadError, match=r"a\.csv#9: no such document in the file; it holds .*a\.csv#2, .*a\.csv#3$"):
        toolkit.read(f"{path}#9")


@pytest.mark.parametrize(
    "data", [csv_bytes(), csv_bytes("gb18030"), csv_bytes(mark="\t"), json_lines(), parquet_bytes()]
)
def test_tables_by_standard_input(monkeypatch, data):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    failures = []
    assert [document.raw for document in read_each("-", failures=failures)] == [TEXT, TEXT * 2]


def test_columns_on_the_command_line(tmp_path, capsys, monkeypatch):
    from toolkit.cli import main

    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes())
    monkeypatch.setattr("sys.argv", ["kechuang", "read", str(path), "--format", "jsonl", "--column", "text=标题"])
    with pytest.raises(SystemExit) as done:
        main()
    assert done.value.code == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["text"] for line in out.splitlines()] == [ROWS[0][0], ROWS[1][0]]
    assert f"note: {path}#2: columns taken: text=标题, date=发布日期" in err
    monkeypatch.setattr("sys.argv", ["kechuang", "read", str(path), "--column", "text"])
    with pytest.raises(SystemExit) as done:
        main()
    assert done.value.code == 2
    assert capsys.readouterr().err == "error: --column text: give MEANING=NAME, such as text=正文\n"
