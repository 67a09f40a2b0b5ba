"""What the process of a viewing copy reports, bounded and checked like a stranger's."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.inspection.pipe import split_report
from handlers.filekinds import Problem
from handlers.materials.view_copies import DocumentWords, PagePicture, ViewCopy
from handlers.texts.material_views import PROBLEMS

MOST_BYTES = 4 * 1024 * 1024
"""Of a whole report: a picture of four million pixels, or the longest words written as JSON writes them."""

_JPEG = b"\xff\xd8\xff"


class ViewReport(BaseModel):
    """The line: a problem, a page's picture behind it, or the words of a document."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    problem: Problem | None = None
    total: int | None = Field(default=None, ge=1)
    size: int = Field(default=0, ge=0, le=MOST_BYTES)
    words: DocumentWords | None = None

    @model_validator(mode="after")
    def _is_one_of_three(self) -> Self:
        if [self.problem, self.total, self.words].count(None) != 2:  # noqa: PLR2004 -- of three
            raise ValueError("a report tells a problem, a page or words")
        if self.problem is not None and self.problem not in PROBLEMS:
            raise ValueError("no problem of a viewing copy")
        return self


def read_view(raw: bytes) -> ViewCopy | Problem:
    """Read what came through the pipe.

    Raises:
        ValueError: it is no report.
    """
    line, picture = split_report(raw)
    report = ViewReport.model_validate_json(line)
    if len(picture) != report.size or (picture and not picture.startswith(_JPEG)):
        raise ValueError("a report with another picture than it says")
    if report.total is not None:
        return PagePicture(report.total, picture)
    found = report.words or report.problem
    if found is None or picture:
        raise ValueError("a report with a picture of nothing")
    return found
