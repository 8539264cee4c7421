"""Each rule of cleaning takes what it is for and leaves what only looks like it: one table of examples, all rules."""

import re
import tomllib

import pytest
from conftest import ROOT

import toolkit
from toolkit.cleaning import RULES, clean_text
from toolkit.document import BODY_KINDS
from toolkit.errors import OptionError

TABLE = tomllib.loads((ROOT / "tests/cleaning_rules.toml").read_text(encoding="utf-8"))
ABOVE = "云溪市科技局组织召开产学研对接会,围绕高端装备制造、新材料等产业发布技术需求一百余项,并与多家高校院所签约。"
BELOW = "会议还发布了科技金融产品8项,现场签约项目12个,授信金额达到3.6亿元,一批合作事项由此落地见效。"
REMOVES = [(rule, text) for rule, cases in TABLE.items() for text in cases["removes"]]
KEEPS = [(rule, text) for rule, cases in TABLE.items() for text in cases["keeps"]]
MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)


def in_prose(text):
    """A single line stands between two lines of prose, as it would on a page."""
    return text if "\n" in text or "\u2028" in text else f"{ABOVE}\n{text}\n{BELOW}"


def test_the_table_holds_every_rule_with_two_examples_and_two_counter_examples():
    of_text = {rule.id for rule in RULES} - {"page-frame"}  # which the reader of web pages tells
    assert set(TABLE) == of_text
    for rule, cases in TABLE.items():
        assert len(cases["removes"]) >= 2, rule
        assert len(cases["keeps"]) >= 2, rule


@pytest.mark.parametrize(("rule", "text"), REMOVES)
def test_a_rule_takes_what_it_is_for(rule, text):
    marked = MARKED.findall(text) or [text]
    cleaned = clean_text(in_prose(MARKED.sub(r"\1", text)))
    by_rule = [edit.before for edit in cleaned.ledger if edit.rule == rule]
    assert by_rule
    assert set(by_rule) <= set(marked)
    assert {edit.before.replace("\u3000", " ") for edit in cleaned.ledger} >= set(marked) - {"\u3000"}


@pytest.mark.parametrize(("rule", "text"), KEEPS)
def test_a_rule_leaves_what_only_looks_like_it(rule, text):
    whole = in_prose(text)
    cleaned = clean_text(whole)
    assert [(edit.rule, edit.before) for edit in cleaned.ledger] == []
    assert cleaned.text == whole


@pytest.mark.parametrize(("rule", "text"), REMOVES)
def test_a_rule_that_is_kept_off_changes_nothing(rule, text):
    cleaned = clean_text(in_prose(MARKED.sub(r"\1", text)), keep=[rule])
    assert rule not in {edit.rule for edit in cleaned.ledger}


def test_an_unknown_rule_is_named_with_all_that_exist():
    with pytest.raises(
        OptionError,
        match=r"no cleaning rule .menus., did you mean .menu.. choose one of invisible, line-break, .*, markup$",
    ):
        clean_text("文本", keep=["menus"])


@pytest.mark.parametrize(("readme", "column"), [("README.md", "english"), ("README.zh.md", "chinese")])
def test_the_readme_lists_every_rule(readme, column):
    text = (ROOT / readme).read_text(encoding="utf-8")
    for rule in RULES:
        assert f"| `{rule.id}` | {getattr(rule, column)} |\n" in text


PAGES = sorted((ROOT / "tests/pages").glob("*.tsv"))
KEPT = BODY_KINDS | {"title", "heading", "table"}


def test_pages_lose_no_prose_and_most_of_what_is_around_it():
    """Floors under what `tests/benchmarks/pages.py` measures on the invented pages."""
    right, taken, wanted = 0, 0, 0
    for path in PAGES:
        rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines()]
        document = toolkit.segment("\n".join(text for _, text in rows))
        found = {document.raw.count("\n", 0, block.span.start): block.kind for block in document.paragraphs}
        for number, (kind, text) in enumerate(rows):
            gone = found.get(number, "boilerplate") not in KEPT
            assert not (gone and kind == "body" and "。" in text), (path.name, text)
            right += gone and kind not in KEPT
            taken += gone
            wanted += kind not in KEPT
    assert len(PAGES) == 41
    assert right >= 0.98 * taken
    assert right >= 0.8 * wanted


def test_hostile_lines_take_no_time():
    for piece in (
        "首页 ",
        "张 三 ",
        "作者：",
        ">",
        "【",
        "1 2 3 ",
        "a.",
        "记者",
        "目录\n",
        "…… 12\n",
        "索引号：\n",
        "2024年",
    ):
        clean_text(piece * (40_000 // len(piece)))
        clean_text("\n".join([piece * 40] * 300))
