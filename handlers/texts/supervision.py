"""What is said of 监督审核 of the fund, and on the pages of supervision."""

from __future__ import annotations

from handlers.texts import casework

SUPERVISOR_ONLY = f"监督审核由{casework.SUPERVISOR}登记。"
NOT_BEGUN = "这个季度还没有开始，请核对。"
TITLE = "监督"
QUARTERS, INSPECTIONS, EVALUATIONS, RECOVERIES = "季度监督审核", "监督检查", "中期绩效评价", "追回和收回"
THE_FUND = "全部资金"
TABS = (
    ("quarters", QUARTERS, "/staff/supervision"),
    ("inspections", INSPECTIONS, "/staff/supervision/inspections"),
    ("evaluations", EVALUATIONS, "/staff/supervision/evaluations"),
    ("cases", RECOVERIES, "/staff/supervision/cases"),
)
QUARTER_STATES = {
    "done": "已登记",
    "missing": "缺：季度已结束，没有登记",
    "due": "季度快结束，还没有登记",
    "running": "进行中",
    "coming": "还没有开始",
}
TASKS = "每份合同每季度登记一次监督审核，另外记录，不代替上面对资金使用情况的季度监督审核。"
NO_TASKS = "办公室没有设置按合同登记的季度监督审核。对项目的检查请登记监督检查。"
REVIEWED_ALREADY = "这个季度的监督审核已经登记过了，每个季度登记一次。"
REVIEWED_EARLIER = "审核日期早于这个季度的第一天，请核对。"


def quarter(*, year: int, place: int) -> str:
    """2026年第4季度."""
    return f"{year}年第{place}季度"


def called(*, days: int) -> str:
    """Say from when on a review is called for."""
    return f"季度结束前{days}天起列入监督审核人员的待办，登记后去掉。"
