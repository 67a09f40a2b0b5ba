"""The process that makes a viewing copy: bytes on its standard input, a copy on its output, nothing else.

Started as `python -m bot.inspection.view_child KIND PAGE`; it imports as little as the file's kind needs.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict

from bot.inspection.limits import limit_this_process
from handlers.filekinds import FileKind, Problem
from handlers.materials.view_copies import PagePicture, ViewCopy
from handlers.materials.view_making import make_view

_PROCESSOR_SECONDS = 10
"""Somebody looks at the page meanwhile."""


def main() -> None:
    """Make the copy, and report."""
    limit_this_process(processor=_PROCESSOR_SECONDS)
    output = os.dup(1)
    os.dup2(2, 1)  # what a library prints goes where its errors go: nowhere
    content, (_, kind, page) = sys.stdin.buffer.read(), sys.argv
    report = _report(make_view(content, FileKind(kind), int(page)))
    while report:
        report = report[os.write(output, report) :]


def _report(made: ViewCopy | Problem) -> bytes:
    """A line of JSON, and the picture behind it; see `ViewReport`."""
    if isinstance(made, Problem):
        return _line({"problem": made.value})
    if isinstance(made, PagePicture):
        return _line({"total": made.total, "size": len(made.picture)}) + made.picture
    return _line({"words": asdict(made)})


def _line(told: object) -> bytes:
    return json.dumps(told).encode() + b"\n"


if __name__ == "__main__":
    main()
