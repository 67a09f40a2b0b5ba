"""What is said of 监督审核 of the fund, and on the pages of supervision."""

from __future__ import annotations

from handlers.texts import casework

SUPERVISOR_ONLY = f"监督审核由{casework.SUPERVISOR}登记。"
NOT_BEGUN = "这个季度还没有开始，请核对。"
REVIEWED_ALREADY = "这个季度的监督审核已经登记过了，每个季度登记一次。"
REVIEWED_EARLIER = "审核日期早于这个季度的第一天，请核对。"


def quarter(*, year: int, place: int) -> str:
    """2026年第4季度."""
    return f"{year}年第{place}季度"
