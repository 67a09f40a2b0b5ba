"""What an act comes to: done, or refused with every reason and where the reason comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Who says so. The three are never mixed, and every reason that is shown names its own."""

    MEASURE = "measure"  # quoted by its passage
    OFFICE = "office"  # 办公室设置（办法未规定）
    SYSTEM = "system"  # 系统校验


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an act is refused. `unit` is the passage of a reason that the measure gives; `text` never quotes it."""

    text: str
    source: Source
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed. All reasons at once, so that nobody has to come three times."""

    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The act stands in this transaction. `subject` is the 申请编号 or the contract's number that it is about."""

    subject: str
    version: int
    warnings: tuple[Reason, ...] = ()


Result = Done | Refused
