"""The bodies that a document's procedure goes through, by what they do: the guide says what each is called.

The catalogue of texts names them by marks, which are written out where replies and notices leave: every text
can name a body, and none knows what it is called.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Body(StrEnum):
    """The closed set of bodies."""

    OFFICE = "office"  # takes applications, and follows them
    BUREAU = "bureau"  # signs the contracts, and keeps the archive
    GROUP = "group"  # to whom an application is reported
    MEETING = "meeting"  # decides about it


UNNAMED: Mapping[Body, str] = {
    Body.OFFICE: "受理单位",
    Body.BUREAU: "合同管理单位",
    Body.GROUP: "上级机构",
    Body.MEETING: "审议会议",
}
"""What a body is called that the guide does not name."""


_BEGINS = "\ue000"


def mark_of(body: Body) -> str:
    """What stands for the body's name in the catalogue: signs for private use, which nobody types."""
    return f"{_BEGINS}{body.value}\ue001"


def has_mark(text: str) -> bool:
    """Whether a body is named by its mark."""
    return _BEGINS in text


def written_out(text: str, names: Mapping[Body, str]) -> str:
    """The text with every body called by its name."""
    for body in Body if has_mark(text) else ():
        text = text.replace(mark_of(body), names.get(body) or UNNAMED[body])
    return text
