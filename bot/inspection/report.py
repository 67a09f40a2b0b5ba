"""What the process of a file reports, and nothing of it believed: read, bounded and checked like a stranger's."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.inspection.pipe import split_report
from handlers.filekinds import FileKind, Findings, Problem

MOST_BYTES = 16 * 1024 * 1024
"""Of a whole report: the viewing copy has 2400 pixels a side."""

_LONGEST_LINE = 1000
_PICTURES = frozenset({FileKind.JPEG, FileKind.PNG})
_JPEG = b"\xff\xd8\xff"


class Report(BaseModel):
    """The line in front of the viewing copy: either a problem or a kind."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    problem: Problem | None = None
    kind: FileKind | None = None
    invoice: str | None = Field(default=None, pattern=r"\A(?:[0-9]{20}|(?:[0-9]{10}|[0-9]{12})-[0-9]{8})\z")
    copy_size: int = Field(default=0, ge=0, le=MOST_BYTES)

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if (self.problem is None) == (self.kind is None):
            raise ValueError("a report tells a problem or a kind")
        return self


def read_report(raw: bytes) -> Findings | Problem:
    """Read what came through the pipe.

    Raises:
        ValueError: it is no report.
    """
    line, copy = split_report(raw, _LONGEST_LINE)
    report = Report.model_validate_json(line)
    if report.kind is None:
        assert report.problem is not None
        return report.problem
    is_picture = report.kind in _PICTURES
    if len(copy) != report.copy_size or not (copy.startswith(_JPEG) if is_picture else copy == b""):
        raise ValueError("a report with another copy than it says")
    return Findings(report.kind, copy if is_picture else None, report.invoice)
