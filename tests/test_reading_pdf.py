"""PDF files: paragraphs again, without running heads; and the layout by itself, on lines with Chinese text."""

import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import pdf_file

import toolkit
from toolkit.errors import ReadError
from toolkit.reading import Source, pdf_worker, read_source, workers
from toolkit.reading.pdf_layout import Line, Page, lay_out

WORDS = "The city set up a fund of three hundred million yuan for young firms and"


def line(x, y, text, size=12.0):
    """A line whose upper edge is `y` points below the page's upper edge; a Chinese character is as wide as high."""
    width = sum(size if char > "\u2e80" else size / 2 for char in text)
    return Line(text, x, 842 - y - size, x + width, 842 - y, size)


def text_of(*pages):
    return lay_out([Page(595, 842, tuple(lines)) for lines in pages]).text.split("\n")


def read_pdf(data):
    (document,) = read_source(Source(data, "a.pdf"))
    return document


def test_lines_become_paragraphs_and_numbers_of_pages_go():
    pages = [
        [(72, 100 + 20 * number, WORDS) for number in range(5)] + [(72, 220, "grants."), (290, 800, f"- {page} -")]
        for page in (1, 2)
    ]
    document = read_pdf(pdf_file(pages))
    assert document.text.split("\n") == [f"{' '.join([WORDS] * 5)} grants."] * 2
    assert document.encoding == "pdf" and document.notices == ()


def test_chinese_lines_are_joined_without_blanks():
    first, second, last = "全" * 36, "市" * 38, "省" * 10
    lines = [
        line(84, 100, first),
        line(60, 120, second),
        line(60, 140, last),
        line(84, 160, first),
        line(60, 180, "完。"),
    ]
    assert text_of(lines) == [first + second + last, first + "完。"]


def test_a_paragraph_goes_on_over_the_page():
    assert text_of([line(60, 700, "全" * 38)], [line(60, 80, "市" * 38), line(60, 100, "完。")]) == [
        "全" * 38 + "市" * 38 + "完。"
    ]


def test_running_heads_go_and_the_title_stays():
    body = [line(60, 100, "全" * 38), line(60, 120, "完。")]
    pages = [[line(60, 30, f"某市科技工作 {page}"), *body, line(280, 810, f"第 {page} 页")] for page in range(1, 5)]
    assert text_of(*pages) == ["全" * 38 + "完。"] * 4
    assert text_of([line(60, 30, "某市科技工作"), line(60, 100, "全" * 20)]) == ["某市科技工作", "全" * 20]


def test_two_columns_are_read_one_after_the_other():
    left = [line(60, 100 + 15 * row, "左" * 19) for row in range(10)]
    right = [line(310, 100 + 15 * row, "右" * 19) for row in range(10)]
    across = line(60, 60, "题" * 38)
    mixed = [across, *(piece for pair in zip(left, right, strict=True) for piece in pair)]
    text = "".join(text_of(mixed))
    assert text == "题" * 38 + "左" * 190 + "右" * 190


def test_cells_on_one_line_are_a_row():
    rows = [
        [line(60, 100 + 20 * row, "企业"), line(200, 100 + 20 * row, f"{row}"), line(400, 100 + 20 * row, "万元")]
        for row in range(8)
    ]
    extract = lay_out([Page(595, 842, tuple(piece for row in rows for piece in row))])
    assert extract.text.split("\n") == [f"企业 | {row} | 万元" for row in range(8)]
    assert {block.kind for block in extract.blocks.values()} == {"table"}


def test_latin_words_parted_at_the_end_of_a_line():
    assert text_of([line(60, 100, "a" * 70 + " technolo-"), line(60, 120, "gy park")]) == [
        "a" * 70 + " technology park"
    ]


def test_a_title_of_two_lines_is_one():
    title = [line(180, 60, "某市高新区科技", 22.0), line(200, 85, "金融工作方案", 22.0)]
    body = [line(84, 130 + 20 * row, "全" * 36) for row in range(5)]
    assert text_of(title + body)[0] == "某市高新区科技金融工作方案"


def test_pages_without_text_are_named():
    document = read_pdf(pdf_file([[(72, 100, WORDS)], [], [], [(72, 100, WORDS)]]))
    assert document.notices == ("pages without a text layer (scans need OCR first): 2, 3",)
    with pytest.raises(ReadError, match=r"^a\.pdf: a scan: none of its 2 pages has a text layer; it needs OCR first$"):
        read_pdf(pdf_file([[], []]))


ATTACKS = [
    (b"%PDF-1.7\nnothing", "a.pdf: the PDF is damaged; print it to a new PDF"),
    (
        b"%PDF-1.4\n" + b"1 0 obj\n<<>>\nendobj\n" * 500_001,
        "a.pdf: 500,001 objects in the PDF, more than the 500,000 that are read",
    ),
    (
        b"%PDF-1.5\n1 0 obj << /Type /ObjStm /N 900000 >>",
        "a.pdf: 900,000 objects in the PDF, more than the 500,000 that are read",
    ),
]


@pytest.mark.parametrize(("data", "message"), ATTACKS, ids=range(len(ATTACKS)))
def test_damaged_and_hostile_files_are_refused(data, message):
    with pytest.raises(ReadError) as caught:
        read_pdf(data)
    assert str(caught.value) == message


def test_a_protected_file_is_refused():
    from fpdf import FPDF

    book = FPDF()
    book.set_encryption(owner_password="a", user_password="b")
    book.add_page()
    with pytest.raises(ReadError, match=r"^a\.pdf: protected by a password; save it without one$"):
        read_pdf(bytes(book.output()))


def test_what_ends_the_library_ends_only_its_process(monkeypatch):
    monkeypatch.setattr(workers, "PYTHON", (sys.executable, "-c", "import os; os.abort()"))
    with pytest.raises(ReadError, match=r"^a\.pdf: the library broke off on this file; open it and save it again$"):
        read_pdf(pdf_file([[(72, 100, WORDS)]]))


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(workers, "PYTHON", (sys.executable, "-c", "import time; time.sleep(60)"))
    monkeypatch.setattr(workers, "MAX_SECONDS", 1)
    with pytest.raises(ReadError, match=r"^a\.pdf: reading took over 1 s; split the file$"):
        read_pdf(pdf_file([[(72, 100, WORDS)]]))


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf_worker, "MAX_PAGES", 2)
    with pytest.raises(ValueError, match=r"^3 pages, more than the 2 that are read; split the file$"):
        list(pdf_worker.read_pages(pdf_file([[(72, 100, WORDS)]] * 3)))


def test_spans_point_into_the_text_of_the_pdf():
    document = toolkit.segment(read_pdf(pdf_file([[(72, 100, WORDS + ".")]])))
    (block,) = document.paragraphs
    assert document.raw[block.span.start : block.span.end] == WORDS + "."


@settings(deadline=None, max_examples=100)
@given(
    pages=st.lists(
        st.lists(
            st.tuples(
                st.text("全市科技abc12。，-", min_size=1, max_size=12),
                st.integers(0, 500),
                st.integers(110, 730),
                st.integers(5, 30),
            ),
            max_size=12,
        ),
        max_size=4,
    )
)
def test_no_character_of_the_body_is_lost(pages):
    laid = [[line(x, y, text, float(size)) for text, x, y, size in lines] for lines in pages]
    body = [piece.text for lines in laid for piece in lines]
    result = lay_out([Page(595, 842, tuple(lines)) for lines in laid]).text
    assert Counter(char for char in result if char not in "| \n-") == Counter("".join(body).replace("-", ""))
