"""The command line as a pleasure: a file of options, quiet, suggestions, any console."""

import json

import pytest
from test_cli import ROOT, SEED, kechuang

from toolkit.reports.terminal import print_to


def test_options_of_a_project_stand_in_a_file(tmp_path):
    (tmp_path / "kechuang.toml").write_text('[digest]\nmax-chars = 60\nformat = ["json"]\n', encoding="utf-8")
    done = kechuang("digest", ROOT / SEED, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.startswith(b"{")
    assert done.stderr.decode() == "note: options from kechuang.toml\n"
    given = kechuang("digest", ROOT / SEED, "--format", "csv", cwd=tmp_path)
    assert given.stdout.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[digset]\n",
            "error: kechuang.toml: [digset] is no command, did you mean 'digest'? use one of clean, digest, evaluate, explain, ",
        ),
        (
            "[clean]\nledgr = true\n",
            "error: kechuang.toml: [clean] has no option 'ledgr', did you mean 'ledger'? use one of column, force, ",
        ),
        ("[clean\n", "error: kechuang.toml: not a file in TOML: "),
    ],
)
def test_a_wrong_file_of_options_is_refused_by_name(tmp_path, text, message):
    (tmp_path / "kechuang.toml").write_text(text, encoding="utf-8")
    done = kechuang("clean", ROOT / SEED, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(message)
    assert done.stderr.decode().count("\n") == 1


def test_quiet_says_nothing_but_errors(tmp_path):
    done = kechuang("--quiet", "digest", SEED, "--output", tmp_path / "out")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    failed = kechuang("--quiet", "read", tmp_path / "nothing.txt")
    assert failed.returncode == 1
    assert failed.stderr.startswith(b"error: ")


def test_quiet_may_stand_behind_the_command(tmp_path):
    (tmp_path / "kechuang.toml").write_text("[digest]\nmax-chars = 60\n", encoding="utf-8")
    done = kechuang("digest", ROOT / SEED, "-q", "--output", "out", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "out/digest.md").is_file()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["digset"], "Did you mean 'digest'?"),
        (
            ["digest", SEED, "--theme", "finanse"],
            "error: no theme 'finanse', did you mean 'finance'? choose one of platforms, ",
        ),
        (["read", SEED, "--format", "jsn"], "no 'jsn', did you mean 'json'? choose one of text, json, jsonl, csv\n"),
        (
            ["summarize", SEED, "--method", "texrank"],
            "no 'texrank', did you mean 'textrank'? choose one of auto, lead, ",
        ),
        (
            ["clean", SEED, "--keep", "caption-"],
            "error: no cleaning rule 'caption-', did you mean 'caption'? choose one of ",
        ),
        (["digest", SEED, "--order", "placee"], "no 'placee', did you mean 'place'? choose one of place, importance\n"),
        (["read", SEED, "--formt", "json"], "No such option: --formt"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_a_mistyped_word_is_answered_by_the_one_like_it(arguments, words):
    done = kechuang(*arguments)
    assert done.returncode == 2
    assert words in done.stderr.decode()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("kechuang di", ["digest"]),
        ("kechuang digest --theme f", ["finance"]),
        ("kechuang digest --themes my.toml --theme r", ["rain"]),
        ("kechuang query out --theme t", ["talent"]),
        ("kechuang digest --format x", ["xlsx"]),
        ("kechuang read a.txt --format json", ["json", "jsonl"]),
        ("kechuang summarize --method te", ["textrank"]),
        ("kechuang clean --keep caption-", ["caption-apart", "caption-repeats-heading"]),
        ("kechuang explain --q", ["--quiet"]),
    ],
)
def test_the_shell_completes_commands_themes_and_formats(tmp_path, line, words):
    (tmp_path / "my.toml").write_text('[[theme]]\nid = "rain"\nterms = ["雨"]\n', encoding="utf-8")
    asked = {"_KECHUANG_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    done = kechuang(cwd=tmp_path, **asked)
    assert (done.returncode, done.stdout.decode().split()) == (0, words)


def test_completion_is_shown_for_the_shell():
    done = kechuang("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert done.returncode == 0, done.stderr
    assert "_KECHUANG_COMPLETE=complete_bash" in done.stdout.decode()


@pytest.mark.parametrize("command", ["read", "tag", "clean", "summarize"])
def test_json_is_the_format_json(command):
    short, long = kechuang(command, SEED, "--json"), kechuang(command, SEED, "--format", "json")
    assert (short.returncode, short.stdout) == (0, long.stdout)
    assert json.loads(short.stdout)
    both = kechuang(command, SEED, "--json", "--format", "csv")
    assert (both.returncode, both.stderr) == (
        2,
        b"error: --json and --format csv exclude each other; give one of them\n",
    )


def test_json_of_a_digest_is_the_digest_or_what_was_done(tmp_path):
    whole = json.loads(kechuang("digest", SEED, "--json").stdout)
    assert whole["themes"][0]["lines"]
    done = kechuang("digest", SEED, "--json", "--output", tmp_path / "out", "--format", "html")
    assert (done.returncode, done.stderr) == (0, b"")
    told = json.loads(done.stdout)
    assert told["files"] == ["digest.md", "digest.json", "paragraphs.jsonl", "digest.html"]
    assert [entry["paragraphs"] for entry in told["themes"]] == [entry["paragraphs"] for entry in whole["themes"]]
    assert "lines" not in told["documents"][0]
    one = kechuang("digest", SEED, "--json", "--output", tmp_path / "one.md")
    assert json.loads(one.stdout)["files"] == ["one.md"]
    assert (tmp_path / "one.md").read_text(encoding="utf-8").startswith("# ")


def test_json_of_themes_explanations_and_scores(tmp_path):
    assert [theme["id"] for theme in json.loads(kechuang("themes", "--json").stdout)][:2] == ["platforms", "talent"]
    assert "finance" in json.loads(kechuang("explain", "发放科技贷款3亿元。", "--json").stdout)
    (tmp_path / "my.jsonl").write_text('{"text": "引进博士15名。", "themes": ["talent"]}\n', encoding="utf-8")
    scores = json.loads(kechuang("evaluate", "--labels", tmp_path / "my.jsonl", "--json", "--quiet").stdout)
    assert scores[str(tmp_path / "my.jsonl")]["texts"] == 1
    refused = kechuang("themes", "--check", "--json")
    assert (refused.returncode, refused.stderr.decode()) == (
        2, "error: --check and --card are words for people; leave --json and --format json out\n",
    )  # fmt: skip


def test_json_of_a_training_is_what_was_done(tmp_path):
    (tmp_path / "my.toml").write_text('[[theme]]\nid = "rain"\nname = "雨"\nterms = ["雨"]\n', encoding="utf-8")
    done = kechuang("train", "--themes", tmp_path / "my.toml", "--output", tmp_path / "my.model", "--json", "-q")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == {"files": ["my.model", "my.md"], "texts": 0, "scores": {}}


def test_nothing_to_explain_is_wrong_usage():
    done = kechuang("explain", " ")
    assert (done.returncode, done.stderr.decode()) == (
        2, "error: explain: the text is empty; give a sentence, or - for standard input\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        (["read", "in/a.txt"], "in/a.txt"),
        (["read", "in"], "in/a.txt"),
        (["tag", "in/*.txt"], "in/a.txt"),
        (["clean", "./in/../in/a.txt"], "in/a.txt"),
        (["summarize", "in/a.txt", "in/b.txt"], "in/b.txt"),
        (["digest", "in"], "in"),
        (["digest", "in"], "in/b.txt"),
        (["evaluate", "--labels", "my.jsonl"], "my.jsonl"),
        (["train", "--labels", "my.jsonl"], "my.jsonl"),
    ],
)
def test_an_output_never_falls_on_an_input(tmp_path, arguments, output):
    (tmp_path / "in").mkdir()
    kept = [tmp_path / name for name in ("in/a.txt", "in/b.txt", "my.jsonl")]
    for path in kept:
        path.write_text('{"text": "引进博士15名。", "themes": ["talent"]}', encoding="utf-8")
    before = [path.read_bytes() for path in kept]
    done = kechuang(*arguments, "--output", output, "--force", cwd=tmp_path)
    assert (done.returncode, done.stderr.decode()) == (
        2, f"error: --output {output}: this is an input, and inputs are never written to; give another place\n",
    )  # fmt: skip
    assert [path.read_bytes() for path in kept] == before
    assert sorted(path.name for path in (tmp_path / "in").iterdir()) == ["a.txt", "b.txt"]


def test_tables_are_written_one_by_one(tmp_path):
    seen = []

    def parts():
        for number in range(3):
            seen.append(path.stat().st_size)
            yield "表" * (number + 1)

    path = tmp_path / "tables.txt"
    with path.open("w", encoding="utf-8", buffering=1) as stream:
        print_to(stream, parts())
    assert seen[0] < seen[1] < seen[2]


@pytest.mark.parametrize(
    "command", ["digest", "tag", "summarize", "read", "clean", "train", "evaluate", "explain", "themes"]
)
def test_help_prints_on_a_gbk_console(command):
    done = kechuang(command, "--help", PYTHONUTF8="0", PYTHONIOENCODING="gbk:strict")
    assert done.returncode == 0, done.stderr
    assert f"Example: kechuang {command}" in " ".join(done.stdout.decode("gbk").split())


def test_results_and_words_on_a_gbk_console(tmp_path):
    (tmp_path / "emoji\U0001f600.txt").write_text(
        "全市新增省级重点实验室5家\U0001f600，引进博士15名。\n", encoding="utf-8"
    )
    console = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk:strict"}
    done = kechuang("digest", tmp_path, "--output", tmp_path / "out", **console)
    assert done.returncode == 0, done.stderr
    assert "重点实验室" in done.stdout.decode() or "emoji" in done.stdout.decode()
    assert kechuang("read", tmp_path / "no\U0001f600.txt", **console).stderr.startswith(b"error: ")
