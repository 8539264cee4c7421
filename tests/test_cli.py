"""The command line as a user types it: results on standard output, words about them on standard error, exit codes."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest
from conftest import ROOT

import toolkit

SEED = "seeds/002_7cb5deaf82b5c6b7.txt"


def kechuang(*arguments, cwd=ROOT, stdin=None, **environment):
    return subprocess.run(
        [sys.executable, "-m", "toolkit", *map(str, arguments)],
        capture_output=True, cwd=cwd, input=stdin, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
    )  # fmt: skip


def out(*arguments, **options):
    done = kechuang(*arguments, **options)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def rows(text):
    return [json.loads(line) for line in text.splitlines()]


def test_digest_writes_three_files_and_keeps_them(tmp_path):
    done = kechuang("digest", SEED, "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr.decode()
    assert "连云港" in done.stdout.decode()
    assert done.stderr.decode().startswith(f"results in {tmp_path}/out: digest.md, digest.json, paragraphs.jsonl")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "digest.json",
        "digest.md",
        "paragraphs.jsonl",
    ]
    digest = json.loads((tmp_path / "out/digest.json").read_text(encoding="utf-8"))
    assert set(digest) == {"documents", "themes", "failures", "version", "model"}
    assert [theme["theme"] for theme in digest["themes"]] == list(toolkit.load_codebook().ids)
    raw = (ROOT / SEED).read_text(encoding="utf-8")
    for line in digest["documents"][0]["lines"]:
        assert raw[line["start"] : line["end"]] == line["text"]
    before = (tmp_path / "out/digest.md").read_bytes()
    again = kechuang("digest", SEED, "--output", tmp_path / "out")
    assert again.returncode == 1
    assert again.stderr.decode() == (
        f"error: {tmp_path}/out/digest.md: the file exists and is kept; use --force to replace it, or another name\n"
    )
    assert (tmp_path / "out/digest.md").read_bytes() == before
    assert kechuang("digest", SEED, "--output", tmp_path / "out", "--force").returncode == 0
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


def test_paragraphs_have_the_documented_fields(tmp_path):
    kechuang("digest", SEED, "--output", tmp_path / "out")
    found = rows((tmp_path / "out/paragraphs.jsonl").read_text(encoding="utf-8"))
    wanted = {"document", "index", "kind", "section", "text", "start", "end", "themes", "primary", "scores", "unsure", "evidence", "sentences"}  # fmt: skip
    assert {frozenset(row) for row in found} == {frozenset(wanted)}
    assert set(found[0]["sentences"][0]) == {"start", "end", "text", "scores"}
    assert found == rows(out("tag", SEED, "--format", "jsonl"))


def test_digest_without_a_path_takes_the_seeds():
    digest = json.loads(out("digest", "--format", "json", "--max-chars", "100", "--theme-chars", "200"))
    assert [entry["document"][:3] for entry in digest["documents"]] == ["000", "001", "002", "003", "004"]
    assert all(sum(len(line["text"]) for line in entry["lines"]) <= 100 for entry in digest["documents"])
    assert all(sum(len(line["text"]) for line in entry["lines"]) <= 200 for entry in digest["themes"])


@pytest.mark.parametrize("form", ["text", "markdown", "jsonl", "csv"])
def test_the_same_digest_in_every_format(form):
    written = out("digest", SEED, "--format", form)
    whole = json.loads(out("digest", SEED, "--format", "json"))
    for line in whole["themes"][2]["lines"]:
        assert line["text"] in written.replace("\\", "")


def test_clean_keeps_what_a_rule_that_is_off_would_take():
    page = "云溪出台新政\n来源：云溪日报\n全市新增高新技术企业12家。\n（完）\n"
    assert out("clean", "-", stdin=page.encode()) == "云溪出台新政\n\n全市新增高新技术企业12家。\n"
    kept = out("clean", "-", "--keep", "byline", "--keep", "end-mark", stdin=page.encode())
    assert kept == page
    assert rows(out("clean", "-", "--keep", "byline", "--ledger", "--format", "jsonl", stdin=page.encode())) == [
        {"document": "-", "rule": "end-mark", "start": 30, "end": 33, "before": "（完）", "after": ""}
    ]
    done = kechuang("clean", "-", "--keep", "bylines", stdin=page.encode())
    assert done.returncode == 2
    assert done.stderr.decode().startswith(
        "error: no cleaning rule 'bylines', did you mean 'byline'? choose one of invisible, line-break, "
    )


def test_read_clean_and_ledger():
    blocks = rows(out("read", "seeds", "--format", "jsonl"))
    assert set(blocks[0]) == {"document", "index", "kind", "section", "text", "start", "end"}
    assert {block["document"][:3] for block in blocks} == {"000", "001", "002", "003", "004"}
    text = out("clean", "seeds/003_19b2de67074b4ac7.txt")
    assert text.startswith("    江苏镇江:厚植新质生产力")
    assert "(" not in text.split("\n")[2]
    edits = rows(out("clean", "seeds/003_19b2de67074b4ac7.txt", "--ledger", "--format", "jsonl"))
    assert set(edits[0]) == {"document", "rule", "start", "end", "before", "after"}
    assert {"gloss", "script", "spam", "menu", "byline"} <= {edit["rule"] for edit in edits}


def test_summarize():
    summary = json.loads(out("summarize", SEED, "--max-chars", "120", "--format", "json"))
    assert set(summary) == {"document", "lines", "chars"}
    assert summary["chars"] == sum(len(line["text"]) for line in summary["lines"]) <= 120
    assert set(summary["lines"][0]) == {"paragraph", "start", "end", "text", "score"}
    assert (
        len(json.loads(out("summarize", "seeds", "--max-sentences", "2", "--method", "snownlp", "--format", "json")))
        == 5
    )


def test_a_focus_and_an_order():
    summary = json.loads(out("summarize", SEED, "--query", "风险补偿", "--format", "json"))
    assert summary["lines"]
    assert all("风险补偿" in line["text"] for line in summary["lines"])
    digest = json.loads(out("digest", SEED, "--theme", "talent", "--order", "importance", "--format", "json"))
    assert [theme["theme"] for theme in digest["themes"]] == ["talent"]
    assert {"section", "context"} <= set(digest["themes"][0]["lines"][0])
    wrong = kechuang("digest", SEED, "--theme", "weather")
    assert wrong.returncode == 2
    assert "no theme 'weather'; choose one of platforms, talent" in wrong.stderr.decode()


def test_an_empty_summary_is_told():
    done = kechuang("summarize", SEED, "--max-chars", "5")
    assert done.returncode == 0
    assert done.stderr.decode() == f"{SEED}: no line fits the limit and the focus, so the summary is empty\n"


def test_standard_input_in_any_encoding():
    stdin = "全市新增高新技术企业120家,科技型中小企业1597家。".encode("gb18030")
    assert out("summarize", "-", stdin=stdin).strip() == stdin.decode("gb18030")
    assert rows(out("tag", "-", "--format", "jsonl", stdin=stdin))[0]["themes"] == ["incubation"]
    assert "高新技术企业" in out("explain", "-", stdin=stdin)


def test_csv_opens_in_spreadsheets_and_runs_no_formula(tmp_path):
    (tmp_path / "a.txt").write_text("=cmd|'/c calc'!A1 是一段很长的正文,内容关于高新技术企业的培育。", encoding="utf-8")
    text = out("read", "a.txt", "--format", "csv", cwd=tmp_path)
    assert text.startswith("\ufeff")
    table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert table[0]["text"].startswith("'=cmd")


def test_explain_and_themes():
    text = out("explain", "将市级科技风险补偿资金池从3200万元增至5200万元。")
    assert "科技金融与资金" in text
    assert "风险补偿" in text
    found = json.loads(out("explain", "新增高新技术企业120家。", "--format", "json"))
    assert found["incubation"]["probability"] > found["talent"]["probability"]
    assert "创新平台" in out("themes")
    assert kechuang("themes", "--check").stderr.decode().endswith("no fault found\n")
    assert out("themes", "--card").startswith("# Model card")


def test_train_and_evaluate_other_themes(tmp_path):
    (tmp_path / "my.toml").write_text(
        '[[theme]]\nid = "rain"\nterms = ["雨"]\n[[theme]]\nid = "stocks"\n', encoding="utf-8"
    )
    texts = [
        ("今天下雨。", ["rain"]),
        ("明天有雨。", ["rain"]),
        ("股市上涨。", ["stocks"]),
        ("股市下跌。", ["stocks"]),
        ("早上好。", []),
    ]
    labels = [{"text": text * (1 + n), "themes": themes} for n in range(4) for text, themes in texts]
    (tmp_path / "my.jsonl").write_text("\n".join(map(json.dumps, labels)), encoding="utf-8")
    options = ("--labels", "my.jsonl", "--themes", "my.toml", "--output", "my.model")
    done = kechuang("train", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "my.md").read_text(encoding="utf-8").startswith("# Model card")
    assert kechuang("train", *options, cwd=tmp_path).returncode == 1
    scores = json.loads(
        out("evaluate", "--labels", "my.jsonl", "--model", "my.model", "--format", "json", cwd=tmp_path)
    )
    assert scores["my.jsonl"]["macro_f1"] == 1.0
    tagged = rows(
        out("tag", "-", "--model", "my.model", "--format", "jsonl", cwd=tmp_path, stdin="后天下雨。".encode())
    )
    assert tagged[0]["themes"] == ["rain"]


def test_a_codebook_without_labels_tags_by_its_terms_and_says_so(tmp_path):
    (tmp_path / "my.toml").write_text('[[theme]]\nid = "rain"\nname = "雨"\nterms = ["下雨"]\n', encoding="utf-8")
    said = "warning: no labelled texts: this tagger goes by the terms of the codebook alone\n"
    text = "后天下雨,大家带伞。".encode()
    done = kechuang("tag", "-", "--themes", "my.toml", "--format", "jsonl", cwd=tmp_path, stdin=text)
    assert (done.returncode, done.stderr.decode()) == (0, said)
    assert rows(done.stdout.decode())[0]["themes"] == ["rain"]
    trained = kechuang("train", "--themes", "my.toml", "--output", "my.model", cwd=tmp_path)
    assert trained.stderr.decode() == f"{said}my.model: keyword rules only\n"
    assert "**Keyword rules only.**" in out("themes", "--card", "--model", "my.model", cwd=tmp_path)
    loaded = kechuang("explain", "-", "--model", "my.model", "--format", "csv", cwd=tmp_path, stdin=text)
    assert loaded.stderr.decode() == "warning: my.model: this model goes by the terms of its codebook alone\n"
    assert "rain,True,0.8808,0.5,0.3808,2.0,下雨,rules,4.0,True" in loaded.stdout.decode()
    both = kechuang("tag", "-", "--themes", "my.toml", "--model", "my.model", cwd=tmp_path, stdin=text)
    assert both.stderr.decode().startswith("error: --model and --themes exclude each other")


def test_two_annotators_are_compared(tmp_path):
    lines = [
        {"text": "甲", "themes": ["talent"], "annotator_a": ["talent"], "annotator_b": ["talent", "finance"]},
        {"text": "乙", "themes": ["finance"], "annotator_a": ["finance"], "annotator_b": []},
    ]
    (tmp_path / "my.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    people = json.loads(out("evaluate", "--agreement", "--labels", "my.jsonl", "--format", "json", cwd=tmp_path))
    assert (people["texts"], people["exact"]) == (2, 0.0)
    assert {theme["theme"]: theme["kappa"] for theme in people["themes"]}["finance"] == -1.0
    assert "two annotators on 2 texts" in out("evaluate", "--agreement", "--labels", "my.jsonl", cwd=tmp_path)
    done = kechuang("evaluate", "--labels", "my.jsonl", cwd=tmp_path)
    assert "warning: theme 'platforms' is carried by none of the 2 texts" in done.stderr.decode()


def test_a_page_of_explanations(tmp_path):
    out("explain", "新增高新技术企业120家。", "--format", "html", "--output", "page.html", cwd=tmp_path)
    assert "高新技术企业" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_one_broken_file_never_stops_the_rest(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("全市新增高新技术企业120家。", encoding="utf-8")
    (tmp_path / "in/b.txt").write_bytes(bytes(range(256)) * 50)
    for command in ("read", "tag", "digest", "summarize"):
        done = kechuang(command, "in", "--format", "jsonl", cwd=tmp_path)
        assert done.returncode == 1
        assert done.stderr.decode() == "error: b.txt: this is binary data, not text; convert the file to text first\n"
        assert len(rows(done.stdout.decode())) >= 1
    done = kechuang("digest", "in", "--output", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert json.loads((tmp_path / "out/digest.json").read_text(encoding="utf-8"))["failures"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["read", "none.txt"], 1, "error: none.txt: no such file or folder; check the path\n"),
        (["tag", "a.txt", "--model", "none.model"], 1, "error: none.model: the model cannot be read"),
        (["summarize", "a.txt", "--ratio", "2"], 2, "error: ratio must be above 0 and at most 1, not 2.0\n"),
        (["read", "a.txt", "--output", "."], 1, "error: .: this is a folder; give the name of a file\n"),
        (["read", "a.txt", "--output", "/proc/none/x.csv"], 1, "error: /proc/none/x.csv: cannot be written"),
        (["digest", "--max-chars", "0"], 2, "Invalid value for '--max-chars'"),
        (["reed"], 2, "No such command 'reed'"),
        (["read"], 2, "Missing argument"),
    ],
)
def test_errors_are_one_line_and_no_traceback(tmp_path, arguments, code, message):
    (tmp_path / "a.txt").write_text("全市新增高新技术企业120家。", encoding="utf-8")
    done = kechuang(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


ODD = [
    "。。。！？",
    "😀😀",
    "\x07\x08 控制字符\x1b[31m在此。",
    "Only Latin text. Nothing else here.",
    "一句话。",
    "科技创新" * 90_000,
    "a\0b" * 3 + "正文内容。" * 100,
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("command", ["read", "clean", "tag", "summarize", "digest"])
def test_odd_input_gives_a_clear_result(tmp_path, command, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    form = () if command == "clean" else ("--format", "jsonl")
    done = kechuang(command, "a.txt", *form, cwd=tmp_path)
    assert done.returncode == 0
    told = done.stderr.decode().replace("a.txt: no line fits the limit and the focus, so the summary is empty\n", "")
    assert told == ""


def test_a_read_only_place_is_an_error(tmp_path):
    if os.geteuid() == 0:
        target = "/proc/kechuang.md"
    else:
        (tmp_path / "locked").mkdir(mode=0o500)
        target = tmp_path / "locked/x.md"
    done = kechuang("digest", SEED, "--format", "markdown", "--output", target)
    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"error: {target}: cannot be written")


def test_help_starts_without_the_heavy_packages():
    code = "import sys; sys.argv = ['kechuang', '--help']\ntry:\n from toolkit.cli import main; main()\nexcept SystemExit: pass\n"
    code += "print([m for m in ('numpy', 'scipy', 'sklearn', 'jieba', 'snownlp', 'opencc') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert done.stdout.decode().endswith("[]\n")


def test_digest_needs_neither_scikit_learn_nor_jieba_nor_snownlp():
    code = "import sys, toolkit; toolkit.digest(); print([m for m in ('scipy', 'sklearn', 'jieba', 'snownlp') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert done.stdout == b"[]\n"


def test_no_colour_in_a_pipe_and_no_network_in_the_code():
    assert "\x1b[" not in out("digest", SEED)
    for path in (ROOT / "toolkit").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert not any(name in source for name in ("import socket", "import urllib", "import requests", "import httpx"))
