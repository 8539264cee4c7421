"""The way of a worker through a shard, step by step, so that one that dies leaves the name of what it died of."""

import json
from collections.abc import Callable
from dataclasses import replace

from toolkit.corpus.jobs import Crash, Job, ShardResult
from toolkit.corpus.places import Place
from toolkit.corpus.shards import Fatal, Shard


class Steps:
    """The steps of a shard, each the reading or the road of one document.

    A careful worker notes each step before it takes it. Steps that were fatal to another are left out, and said to
    be so among `failures`.
    """

    def __init__(self, place: Place, shard: Shard, failures: list[str]) -> None:
        self._place, self._shard, self._failures = place, shard, failures
        self._fatal = {step.number: step.reason for step in shard.fatal}
        self._number = 0

    def enter(self, name: str) -> bool:
        """Note the next step, which is about the document or file `name`; tell whether it may be taken."""
        self._number += 1
        if self._number in self._fatal:
            self._failures.append(f"{name}: {self._fatal[self._number]}")
            return False
        if self._shard.careful:
            self._place.write(_note(self._shard), json.dumps(self._number).encode())
        return True

    def end(self) -> None:
        """Note that all steps are taken."""
        if self._shard.careful:
            self._place.remove(_note(self._shard))


def rescue(job: Job, shard: Shard, attempt: Callable[[Shard], ShardResult | str]) -> ShardResult | Crash:
    """Do a shard whose worker died once more, document by document, and again without each that is fatal.

    `attempt` returns the result, or why its worker died. A shard that is fatal as a whole is a `Crash`.
    """
    place, shard = Place(job.output), replace(shard, careful=True)
    while isinstance(result := attempt(shard), str):
        note = place.read(_note(shard))
        place.remove(_note(shard))
        if note is None:
            return Crash(shard, result)
        shard = replace(shard, fatal=(*shard.fatal, Fatal(json.loads(note), result)))
    return result


def _note(shard: Shard) -> str:
    return f"shards/{shard.number}.step"
