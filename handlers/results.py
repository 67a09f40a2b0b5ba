"""What an act comes to: done, or refused with every reason and where the reason comes from."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from policy_kb.roles import PassageRole


class Source(StrEnum):
    """Who says so. The three are never mixed, and every reason that is shown names its own."""

    MEASURE = "measure"  # quoted by its passage
    OFFICE = "office"  # 办公室设置（办法未规定）
    SYSTEM = "system"  # 系统校验


class Reason(Struct, frozen=True):
    """Why an act is refused. `role` is its passage's; `text` neither quotes nor names that.

    With a check of the system, the role's own clause is quoted beside it (the ratio that a contract names).
    """

    text: str
    source: Source
    role: PassageRole | None = None


class Refused(Struct, frozen=True):
    """Nothing was changed. All reasons at once, so that nobody has to come three times."""

    reasons: tuple[Reason, ...]


class WhollyRefusedError(Exception):
    """One of several acts that stand or fall together is refused: the transaction is given up."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__("one of several acts is refused")
        self.reasons = reasons


class Done(Struct, frozen=True):
    """The act stands in this transaction. `subject` is the 申请编号 or the contract's number that it is about.

    `shown` is for whoever did it, this once: a code that was made.
    """

    subject: str
    version: int
    warnings: tuple[Reason, ...] = ()
    shown: str = ""


Result = Done | Refused
