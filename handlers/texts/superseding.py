"""Words of 决定变更: a later sitting of the meeting changes a result that was recorded."""

from __future__ import annotations

from datetime import date

from handlers.dates import day
from handlers.money import yuan
from handlers.texts.bodies import MEETING, OFFICE

RESULT = ("变更后的结果", f"后一次{MEETING}的结果是哪一个？照会议纪要登记。")
APPROVED = (
    "变更后的同意金额",
    "同意部分金额、原则同意的，写变更后一共同意多少（不是增减数），例如：30万元；其他不填。",
)
CONDITION = ("变更后的条件", "原则同意的，照会议决定写条件；其他不填。")

SUM_WANTED = "同意部分金额、原则同意的，请填写变更后一共同意的金额。"
NO_SUM_WANTED = "这个结果不填金额：同意就是申请的全部金额，暂缓、未通过没有金额。"
CONDITION_WANTED = "原则同意的，请填写所附的条件。"
NO_CONDITION_WANTED = "只有原则同意才填条件。"
NOTHING_DECIDED = "这份申请还没有登记过审议结果，没有可以变更的决定。"
CORRECTION_WAITS = "这份申请有一笔登记更正在等复核，请先复核，再登记决定变更。"
SETTLED_APART = f"超付的部分另行发文处理：请等待{OFFICE}通知，暂不要自行退款。"


def earlier(*, on: date) -> str:
    """A sitting before the one whose result it should change."""
    return f"会议日期早于原结果的会议日期（{day(on)}）。登记时写错的，请用登记更正。"


def result(*, result: str, approved: int | None, condition: str) -> str:
    """A result with its sum and condition."""
    parts = [result, f"金额{yuan(approved)}" if approved is not None else ""]
    parts.append(f"条件：{condition}" if condition else "")
    return "，".join(filter(None, parts))


def compared(*, was: str, on: date, now: str, held_on: date) -> str:
    """What the member sees before it is recorded."""
    return f"原结果（{day(on)}会议）：{was}；变更为（{day(held_on)}会议）：{now}。"


def told(*, was: str, on: date, now: str, held_on: date, rest: str) -> str:
    """What the firm reads: what was decided, what is decided now, by which paper, and what to do."""
    said = (
        f"据会议纪要登记：原结果（{day(on)}会议）：{was}；现变更为（{day(held_on)}会议）：{now}。以会议纪要为准。"
    )
    return f"{said}\n{rest}" if rest else said


def overpaid(*, paid: int, over: int) -> str:
    """More is paid than is agreed to now."""
    return f"已拨付{yuan(paid)}，超过变更后的金额{yuan(over)}。{SETTLED_APART}"
