"""Many files: shards, resuming, workers, a cluster, one merge, and questions to the results.

The public names are loaded when they are first used: a question is not to wait for all that digests.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.corpus.query import Query as Query
    from toolkit.corpus.query import query_results as query_results
    from toolkit.corpus.results import Results as Results
    from toolkit.corpus.results import load_results as load_results
    from toolkit.corpus.runs import RunOptions as RunOptions
    from toolkit.corpus.runs import RunReport as RunReport
    from toolkit.corpus.runs import digest_corpus as digest_corpus

_HOMES = {
    "Query": "query",
    "Results": "results",
    "RunOptions": "runs",
    "RunReport": "runs",
    "digest_corpus": "runs",
    "load_results": "results",
    "query_results": "query",
}
__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'toolkit.corpus' has no attribute {name!r}")
    return getattr(import_module(f"toolkit.corpus.{_HOMES[name]}"), name)
