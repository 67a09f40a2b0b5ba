"""What is said of the office's calendar: what comes due, what is beyond its term, and the digest of a day."""

from __future__ import annotations

DIGEST_AT = "每日提醒的时间（工作日）"
DIGEST_AT_EXAMPLE = "8:30"
TERM_DAYS = "合同、整改、缴款等期限提前几天提醒"
QUARTER_DAYS = "季度监督审核提前几天提醒"
CONTRACT_TASKS = "每份合同每季度是否登记一次监督审核"
CONTRACT_TASKS_EXAMPLE = "是，或者：否"
CONTRACT_TASKS_UNSET = "是（没有设置时）"


def digest_at(*, clock: str) -> str:
    """The time of the day where the office set none."""
    return f"{clock}（没有设置时）"
