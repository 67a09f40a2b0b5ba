"""The process that looks into one file: bytes on its standard input, a report on its output, nothing else.

Started as `python -m bot.inspection.child`; it imports as little as the file's kind needs.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping

from bot.inspection.limits import limit_this_process
from handlers.filekinds import Findings, Problem
from handlers.materials.inspecting import look_into

CARDS = "cards"
"""The argument that says that an identity card or a bank card is asked for."""


def main() -> None:
    """Look into the file, and report."""
    limit_this_process()
    output = os.dup(1)
    os.dup2(2, 1)  # what a library prints goes where its errors go: nowhere
    content = sys.stdin.buffer.read()
    report = _report(look_into(content, cards=CARDS in sys.argv[1:]))
    while report:
        report = report[os.write(output, report) :]


def _report(found: Findings | Problem) -> bytes:
    """A line of JSON, and the viewing copy behind it; see `Report`."""
    if isinstance(found, Problem):
        return _line({"problem": found.value})
    told = {"kind": found.kind.value, "invoice": found.invoice, "copy_size": len(found.copy or b"")}
    return _line(told) + (found.copy or b"")


def _line(told: Mapping[str, object]) -> bytes:
    return json.dumps(told).encode() + b"\n"


if __name__ == "__main__":
    main()
