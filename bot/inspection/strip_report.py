"""What the process of a copy without traces reports, bounded and checked like a stranger's."""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field

from bot.inspection.pipe import split_report
from handlers.filekinds import Problem, Stripped, Trace
from handlers.materials.stripping import PAGES, PICTURE, WORDS

MOST_BYTES = 20 * 1024 * 1024
"""Of a whole report: forty pages that are photos."""

_BEGINNINGS: Mapping[str, bytes] = MappingProxyType({PICTURE: b"\xff\xd8\xff", PAGES: b"%PDF-", WORDS: b""})


class StripReport(BaseModel):
    """The line in front of the copy: a problem, or which traces the original has."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    problem: Problem | None = None
    traces: tuple[Trace, ...] | None = Field(default=None, max_length=len(Trace))
    suffix: str = Field(default="", max_length=4)
    size: int | None = Field(default=None, ge=0, le=MOST_BYTES)


def read_stripped(raw: bytes) -> Stripped | Problem:
    """Read what came through the pipe.

    Raises:
        ValueError: it is no report.
    """
    line, copy = split_report(raw)
    report = StripReport.model_validate_json(line)
    if report.problem is not None:
        return report.problem
    if report.traces is None or len(copy) != (report.size or 0):
        raise ValueError("a report with another copy than it says")
    if report.size is None:
        return Stripped(None, "", report.traces)
    if not copy.startswith(_BEGINNINGS.get(report.suffix, b"\0")):
        raise ValueError("a copy of another kind than it says")
    return Stripped(copy, report.suffix, report.traces)
