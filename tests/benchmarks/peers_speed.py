"""The whole road beside cutting words alone and beside its peers: peers_speed.py [--documents 20] [--venv FOLDER]

Each gets the same texts of about 5,000 characters, after a first one that warms it up, on one core; CPU is that of the
process. Peers run in a virtual environment of their own, as their tutorials write it: sumy's TextRank with its tokenizer,
TextRank4ZH and SnowNLP for five sentences of summary; for tags scikit-learn's TF-IDF over jieba's words and logistic
regression one against the rest, on paragraphs. SnowNLP is slow: it gets the first few documents only.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
import venv
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHARS = 5000
FEW = 3
PACKAGES = ("jieba", "sumy", "scikit-learn", "textrank4zh", "snownlp", "numpy<2", "networkx<3", "setuptools<81")
BOTH = "sumy TextRank + scikit-learn tutorial"


def tagging(labels):
    """The tutorial's pipeline, trained."""
    import jieba
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MultiLabelBinarizer

    vectorizer = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None)
    tagger = make_pipeline(vectorizer, OneVsRestClassifier(LogisticRegression()))
    tagger.fit(
        [entry["text"] for entry in labels], MultiLabelBinarizer().fit_transform(entry["themes"] for entry in labels)
    )
    return lambda text: tagger.predict([line for line in text.splitlines() if line.strip()])


def summing():
    from sumy.nlp.tokenizers import Tokenizer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.text_rank import TextRankSummarizer

    tokenizer, summarizer = Tokenizer("chinese"), TextRankSummarizer()
    return lambda text: summarizer(PlaintextParser.from_string(text, tokenizer).document, 5)


def textrank4zh(text):
    from textrank4zh import TextRank4Sentence

    ranker = TextRank4Sentence()
    ranker.analyze(text=text, lower=True, source="all_filters")
    return ranker.get_key_sentences(num=5)


def snownlp(text):
    from snownlp import SnowNLP

    return SnowNLP(text).summary(5)


def timed(run, texts):
    """CPU seconds a document."""
    run(texts[0])
    start = time.process_time()
    for text in texts:
        run(text)
    return (time.process_time() - start) / len(texts)


def peers(texts, labels):
    """CPU seconds a document of each peer, without what it takes to load and to train."""
    import jieba

    jieba.setLogLevel(60)
    tag, summarize = tagging(labels), summing()
    return {
        "jieba.cut alone": timed(jieba.lcut, texts),
        "scikit-learn tutorial (tags)": timed(tag, texts),
        "sumy TextRank (summary)": timed(summarize, texts),
        BOTH: timed(lambda text: (tag(text), summarize(text)), texts),
        "TextRank4ZH (summary)": timed(textrank4zh, texts),
        "SnowNLP (summary)": timed(snownlp, texts[:FEW]),
    }


def ours(texts):
    import rjieba

    import toolkit
    from toolkit.digests import Digester, together

    digester = Digester()

    def road(texts):
        for documents in together(map(toolkit.segment, texts)):
            for found in digester.work(documents).documents:
                [entry.themes for entry in found.tagged]

    whole = timed(road, [texts]) / len(texts)  # documents are worked on together
    return {"rjieba.cut alone": timed(rjieba.cut, texts), "the whole road (tags, summary)": whole}


def peer_python(folder):
    """The interpreter of the peers' environment, which is made when it is not there."""
    python = folder / "bin/python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def labelled():
    entries = (
        json.loads(line) for path in sorted((ROOT / "labels").glob("*.jsonl")) for line in path.open(encoding="utf-8")
    )
    return [{"text": entry["text"], "themes": entry["themes"]} for entry in entries if "text" in entry]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--venv", type=Path, default=Path(tempfile.gettempdir()) / "kechuang-peers")
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--peer", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if told.peer:
        names = [package.partition("<")[0] for package in PACKAGES[:7]]
        spent = peers(*json.loads(told.peer.read_text(encoding="utf-8")))
        print(json.dumps([{name: version(name) for name in names}, spent]))
        return
    from make_corpus import make_text

    texts = [make_text(number, CHARS) for number in range(told.documents)]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump([texts, labelled()], file, ensure_ascii=False)
        file.flush()
        command = [peer_python(told.venv), __file__, "--peer", file.name]
        answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    versions, theirs = json.loads(answer.stdout.splitlines()[-1])
    own = ours(texts)
    show(texts, versions, {**theirs, **own})


def show(texts, versions, spent):
    length = sum(map(len, texts)) / len(texts)
    cutting, road = spent["rjieba.cut alone"], spent["the whole road (tags, summary)"]
    print(f"{len(texts)} documents of {length:,.0f} characters on average; SnowNLP the first {FEW}")
    print(", ".join(f"{name} {number}" for name, number in versions.items()) + f", rjieba {version('rjieba')}")
    print(f"{'':38s} {'ms a document':>13s} {'a CPU second':>13s} {'characters/s':>13s} {'x rjieba.cut':>13s}")
    for name, seconds in sorted(spent.items(), key=lambda entry: entry[1]):
        row = (1000 * seconds, 1 / seconds, length / seconds, seconds / cutting)
        print(f"{name:38s} {row[0]:13.2f} {row[1]:13.1f} {row[2]:13,.0f} {row[3]:13.1f}")
    print(f"the road does {spent[BOTH] / road:.1f} times the documents of {BOTH}")


if __name__ == "__main__":
    main()
