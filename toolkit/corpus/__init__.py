"""Many files: shards, resuming, workers, a cluster, one merge, and questions to the results."""

from toolkit.corpus.query import Query, query_results
from toolkit.corpus.results import Results, load_results
from toolkit.corpus.runs import RunOptions, RunReport, digest_corpus

__all__ = ["Query", "Results", "RunOptions", "RunReport", "digest_corpus", "load_results", "query_results"]
