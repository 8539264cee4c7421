"""One peer's summaries, run in that peer's own environment: peer_summaries.py NAME < texts.jsonl > summaries.jsonl

A line of input is {"text", "chars"}, a line of output {"summary", "seconds"}. A peer gives its best sentences in the order of
the text until the room is full, and the last one is cut: no peer loses for the length of its sentences.
"""

import json
import sys
import time


def filled(ranked, text, room):
    """Sentences by rank until the room is full, put in order, and cut."""
    chosen, used = [], 0
    for sentence in ranked:
        chosen.append(sentence)
        used += len(sentence)
        if used >= room:
            break
    return "".join(sorted(chosen, key=text.find))[:room]


def sumy(method):
    from importlib import import_module

    from sumy.nlp.tokenizers import Tokenizer
    from sumy.parsers.plaintext import PlaintextParser

    module, name = {"textrank": ("text_rank", "TextRankSummarizer"), "lexrank": ("lex_rank", "LexRankSummarizer")}[
        method
    ]
    summarizer, tokenizer = getattr(import_module(f"sumy.summarizers.{module}"), name)(), Tokenizer("chinese")

    def summarize(text, room):
        def until_full(ranked):
            """Sumy takes a function of its ranked sentences for a count."""
            taken, used = [], 0
            for entry in ranked:
                taken.append(entry)
                used += len(str(entry.sentence))
                if used >= room:
                    break
            return taken

        parsed = PlaintextParser.from_string(text, tokenizer).document
        return "".join(map(str, summarizer(parsed, until_full)))[:room]

    return summarize


def snownlp():
    from snownlp import SnowNLP

    return lambda text, room: filled(SnowNLP(text).summary(40), text, room)


def textrank4zh():
    import networkx
    import numpy as np
    from textrank4zh import TextRank4Sentence

    networkx.from_numpy_matrix = getattr(networkx, "from_numpy_matrix", networkx.from_numpy_array)
    for name, kind in (("float", float), ("int", int)):
        if name not in vars(np):
            setattr(np, name, kind)

    def summarize(text, room):
        ranker = TextRank4Sentence()
        ranker.analyze(text=text, lower=True, source="all_filters")
        return filled(
            [item.sentence + "。" for item in ranker.get_key_sentences(num=40, sentence_min_len=6)], text, room
        )

    return summarize


def jionlp():
    import jionlp as jio

    return lambda text, room: (jio.summary.extract_summary(text, summary_length=room) or "")[:room]


PEERS = {
    "sumy-textrank": lambda: sumy("textrank"), "sumy-lexrank": lambda: sumy("lexrank"), "snownlp": snownlp,
    "textrank4zh": textrank4zh, "jionlp": jionlp,
}  # fmt: skip


def main():
    stream, sys.stdout = sys.stdout, sys.stderr
    summarize = PEERS[sys.argv[1]]()
    for line in sys.stdin:
        row = json.loads(line)
        start = time.process_time()
        try:
            summary = summarize(row["text"], row["chars"])
        except Exception as error:  # noqa: BLE001 - a peer that fails on a text has no summary of it
            print(f"{sys.argv[1]}: {type(error).__name__}: {error}"[:200], file=sys.stderr)
            summary = ""
        seconds = round(time.process_time() - start, 4)
        print(json.dumps({"summary": summary, "seconds": seconds}, ensure_ascii=False), file=stream)


if __name__ == "__main__":
    main()
