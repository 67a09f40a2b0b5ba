"""The process that copies a file without its traces: bytes on its standard input, a copy on its output.

Started as `python -m bot.inspection.strip_child`; it imports as little as the file's kind needs.
"""

from __future__ import annotations

from bot.inspection.limits import limit_this_process
from bot.inspection.pipe import report_line, send_report
from handlers.filekinds import Problem, Stripped
from handlers.materials.stripping import strip


def main() -> None:
    """Make the copy, and report."""
    limit_this_process()
    send_report(lambda content: _report(strip(content)))


def _report(made: Stripped | Problem) -> bytes:
    """A line of JSON, and the copy behind it; see `StripReport`."""
    if isinstance(made, Problem):
        return report_line({"problem": made.value})
    size = None if made.copy is None else len(made.copy)
    return report_line({"traces": made.traces, "suffix": made.suffix, "size": size}) + (made.copy or b"")


if __name__ == "__main__":
    main()
