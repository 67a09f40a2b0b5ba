"""The process that makes a viewing copy: bytes on its standard input, a copy on its output, nothing else.

Started as `python -m bot.inspection.view_child KIND PAGE`; it imports as little as the file's kind needs.
"""

from __future__ import annotations

import sys
from dataclasses import asdict

from bot.inspection.limits import limit_this_process
from bot.inspection.pipe import report_line, send_report
from handlers.filekinds import FileKind, Problem
from handlers.materials.view_copies import PagePicture, ViewCopy
from handlers.materials.view_making import make_view

_PROCESSOR_SECONDS = 10
"""Somebody looks at the page meanwhile."""


def main() -> None:
    """Make the copy, and report."""
    limit_this_process(processor=_PROCESSOR_SECONDS)
    _, kind, page = sys.argv
    send_report(lambda content: _report(make_view(content, FileKind(kind), int(page))))


def _report(made: ViewCopy | Problem) -> bytes:
    """A line of JSON, and the picture behind it; see `ViewReport`."""
    if isinstance(made, Problem):
        return report_line({"problem": made.value})
    if isinstance(made, PagePicture):
        return report_line({"total": made.total, "size": len(made.picture)}) + made.picture
    return report_line({"words": asdict(made)})


if __name__ == "__main__":
    main()
