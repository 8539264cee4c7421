"""Documents per CPU second beside the fastest peer pipeline that tags and summarizes: peers_speed.py [--venv FOLDER]

The peer is sumy's TextRank with its own tokenizer for the summary, and scikit-learn's tutorial for the tags: TF-IDF over
jieba's words and logistic regression one against the rest, on paragraphs. It runs in a virtual environment of its own.
Both sides are warmed up by the first document, get the same texts of about 5,000 characters, and run on one core.
"""

import argparse
import json
import subprocess
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHARS = 5000


def peer(texts, labels):
    """CPU seconds of the peer, without what it takes to load and to train."""
    import jieba
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MultiLabelBinarizer
    from sumy.nlp.tokenizers import Tokenizer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.text_rank import TextRankSummarizer

    jieba.setLogLevel(60)
    vectorizer = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None)
    tagger = make_pipeline(vectorizer, OneVsRestClassifier(LogisticRegression()))
    tagger.fit(
        [entry["text"] for entry in labels], MultiLabelBinarizer().fit_transform(entry["themes"] for entry in labels)
    )
    tokenizer, summarizer = Tokenizer("chinese"), TextRankSummarizer()

    def run(text):
        tagger.predict([line for line in text.splitlines() if line.strip()])
        return summarizer(PlaintextParser.from_string(text, tokenizer).document, 5)

    return timed(run, texts)


def timed(run, texts):
    run(texts[0])
    start = time.process_time()
    for text in texts:
        run(text)
    return time.process_time() - start


def ours(texts):
    import toolkit
    from toolkit.digests import Digester, together

    digester = Digester()

    def run(texts):
        for documents in together(map(toolkit.segment, texts)):
            for found in digester.work(documents).documents:
                [entry.themes for entry in found.tagged]

    return timed(run, [texts])


def peer_python(folder):
    """The interpreter of the peer's environment, which is made when it is not there."""
    python = folder / "bin/python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        packages = ["sumy", "jieba", "scikit-learn", "numpy", "setuptools<81"]
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    return python


def labelled():
    entries = (
        json.loads(line) for path in sorted((ROOT / "labels").glob("*.jsonl")) for line in path.open(encoding="utf-8")
    )
    return [{"text": entry["text"], "themes": entry["themes"]} for entry in entries if "text" in entry]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--venv", type=Path, default=Path(tempfile.gettempdir()) / "kechuang-peers")
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--peer", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.peer:
        print(peer(*json.loads(told.peer.read_text(encoding="utf-8"))))
        return
    from make_corpus import make_text

    texts = [make_text(number, CHARS) for number in range(told.documents)]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump([texts, labelled()], file, ensure_ascii=False)
        file.flush()
        command = [peer_python(told.venv), __file__, "--peer", file.name]
        theirs = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])
    own = ours(texts)
    length = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} documents of {length:,.0f} characters on average")
    for name, spent in {"sumy TextRank + tutorial TF-IDF": theirs, "the whole road": own}.items():
        print(
            f"{name:32s} {1000 * spent / len(texts):8.1f} ms a document {len(texts) / spent:8.1f} documents per CPU s"
        )
    print(f"{'times the peer':32s} {theirs / own:8.1f}")


if __name__ == "__main__":
    main()
