"""What the peers and the benchmark say to each other: JSON lines, standard library only.

In: one line with the passages, then one a question. Out: one line a question, its first citation and its seconds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping

Find = Callable[[str], str]
"""From a question to the id of the nearest passage; empty where there is none."""


def serve(build: Callable[[Mapping[str, str]], Find]) -> None:
    """Build a peer from passages by id, then answer every question that comes in."""
    find = build(json.loads(sys.stdin.readline())["passages"])
    for line in sys.stdin:
        question = json.loads(line)["q"]
        started = time.perf_counter()
        first = find(question)
        print(json.dumps({"first": first, "seconds": time.perf_counter() - started}), flush=True)
