"""The office's own arrangements: what the measure does not regulate and staff enter themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self

from msgspec import Struct
from pydantic import AfterValidator, Field

from policy_kb.matching.concerns import Concern
from policy_kb.models import Model
from store.retention.expiry import INTENTIONS_STAY
from store.retention.purging import RECORDS_STAY


def _web_link(value: str) -> str:
    if value and not value.startswith(("https://", "http://")):
        raise ValueError("must start with https:// or http://")
    return value.rstrip("/")


WebLink = Annotated[str, AfterValidator(_web_link)]
"""An address that a browser opens, without a slash at its end, or empty."""


TALK_DAYS = RECORDS_STAY.days
"""Days that a talk's context and a question that missed are kept, unless the office keeps them for less."""

INTENTION_DAYS = INTENTIONS_STAY.days
"""Days that 意向登记 is kept, unless the office keeps it for less."""

DIGEST_AT = "08:30"
"""When members are told what the day brings, unless the office set another time."""


class OfficeSettings(Model):
    """What the operator enters of the office. Empty means not entered."""

    name: str = Field(default="", description="the office's name as people know it; unset: as the guide has it")
    phone: str = Field(default="", description="telephone for questions")
    hours: str = Field(default="", description="office hours")
    address: str = Field(default="", description="street address of the counter")
    portal_url: WebLink = Field(
        default="", description="link of the county portal's column with the 意见窗口 and 举报窗口 (Article 16)"
    )
    filing: str = Field(default="", description="备案号 for the page's footer")

    def or_named(self, name: str) -> OfficeSettings:
        """The same office under this name, where none is entered."""
        return self if self.name else self.model_copy(update={"name": name})


class Office(Struct, eq=False):
    """The office as it is now: shown as 办公室设置（办法未规定）, never as words of the measure.

    One object for everybody who speaks of it; what the office arranges meanwhile is written into it.
    """

    name: str = ""
    phone: str = ""
    hours: str = ""
    address: str = ""
    portal_url: str = ""
    filing: str = ""
    talk_days: int = TALK_DAYS
    intention_days: int = INTENTION_DAYS
    digest_at: str = DIGEST_AT
    channels: Mapping[Concern, str] = {}
    """Where else a complaint belongs, as the office entered it."""
    is_report_open: bool = False
    """Whether the window for reports takes any."""

    @classmethod
    def of(cls, entered: OfficeSettings) -> Self:
        """The office as the operator entered it."""
        return cls(**entered.model_dump())

    @property
    def is_reachable(self) -> bool:
        """Whether the office entered any way to reach it."""
        return bool(self.phone or self.hours or self.address)
