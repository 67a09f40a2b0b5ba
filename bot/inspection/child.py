"""The process that looks into one file: bytes on its standard input, a report on its output, nothing else.

Started as `python -m bot.inspection.child`; it imports as little as the file's kind needs.
"""

from __future__ import annotations

import sys

from bot.inspection.limits import limit_this_process
from bot.inspection.pipe import report_line, send_report
from handlers.filekinds import Findings, Problem
from handlers.materials.inspecting import look_into

CARDS = "cards"
"""The argument that says that an identity card or a bank card is asked for."""


def main() -> None:
    """Look into the file, and report."""
    limit_this_process()
    send_report(lambda content: _report(look_into(content, cards=CARDS in sys.argv[1:])))


def _report(found: Findings | Problem) -> bytes:
    """A line of JSON, and the viewing copy behind it; see `Report`."""
    if isinstance(found, Problem):
        return report_line({"problem": found.value})
    told = {"kind": found.kind.value, "invoice": found.invoice, "copy_size": len(found.copy or b"")}
    return report_line(told) + (found.copy or b"")


if __name__ == "__main__":
    main()
