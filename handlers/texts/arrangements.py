"""办公室设置: what the office arranges where the measure leaves it open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.texts.bodies import OFFICE
from handlers.texts.office import SOURCE

VALUE_FIELD = ("设置内容", "这一项怎么设？")

HOLIDAYS = "放假日（周末以外）"
HOLIDAYS_EXAMPLE = "2027年1月1日至3日、2027年2月6日；没有就写：无"
HOLIDAYS_UNSET = "没有设置，只算周末休息"

WORKING_WEEKENDS = "调休上班日（周末）"
WORKING_WEEKENDS_EXAMPLE = "2026年10月10日、2027年1月4日；没有就写：无"
WORKING_WEEKENDS_UNSET = "没有设置，周末都休息"

PHONE, PHONE_EXAMPLE = "咨询电话", "0357-7000000；没有就写：无"
HOURS, HOURS_EXAMPLE = "办公时间", "工作日8:00-12:00，14:30-18:00；没有就写：无"
ADDRESS, ADDRESS_EXAMPLE = "办公地址", "府前街1号政务服务大厅3号窗口；没有就写：无"
AS_ENTERED = "以系统配置为准（没有设置时）"
NO_LINE = "无"

STAFF_CHANNELS = "工作人员还可以在哪些渠道收到通知"
STAFF_CHANNELS_EXAMPLE = "微信、Telegram；没有就写：无"
STAFF_CHANNELS_UNSET = "只在工作台和企业微信（没有设置时）"

TALK_DAYS = "对话上下文、没答好的问题保存天数"
INTENTION_DAYS = "意向登记保存天数"

NEEDS_ACCEPTANCE = "后续资金是否要先登记验收"
NEEDS_ACCEPTANCE_EXAMPLE = "是，或者：否"
NEEDS_ACCEPTANCE_UNSET = "是（没有设置时）"

AT_ONCE = "审议结果登记后是否马上告知承办企业"
AT_ONCE_EXAMPLE = "是，或者：否"
AT_ONCE_UNSET = "否，登记会议纪要编号后告知（没有设置时）"

STANDARDS = "办理时限（工作日）"
STANDARDS_EXAMPLE = "受理5、上报10、提请审议10、登记审议结果20、再次提请审议20、拨付10、归档20；没有就写：无"
STANDARDS_UNSET = "没有设置，列表不标超期"
STANDARD_STEPS = {
    "submitted": "受理",
    "accepted": "上报",
    "reported": "提请审议",
    "tabled": "登记审议结果",
    "postponed": "再次提请审议",
    "approved": "拨付",
    "paid": "归档",
}
"""By the state that a step begins in: how it is called where its time is set."""

OFFICE_ONLY = f"这些设置由{OFFICE}决定，您的角色不能改。"
OPERATOR_ONLY = "演示数据和临时数据库的标记只能由这台机器的运维人员在建立时登记。"

COLUMNS = ("名称", "内容", "现在的设置")
TITLE = SOURCE
NOTHING = "没有可以设置的内容。"


def unknown(*, name: str, known: Sequence[str]) -> str:
    """Say that there is no such arrangement, and which there are."""
    return f"没有“{name}”这一项设置。可以设置的是：{'、'.join(known)}。"


def unreadable(*, title: str, example: str) -> str:
    """Say that a value cannot be read, and how it is written."""
    return f"“{title}”的内容看不明白。请这样写：{example}。"


def day_spans(*, spans: Sequence[tuple[date, date]]) -> str:
    """Name days, those that follow on each other by their first and last."""
    said = [f"{first}" if first == last else f"{first}至{last}" for first, last in spans]
    return "、".join(said) if said else "无"


def day_count(*, count: int) -> str:
    """So many days."""
    return f"{count}天"


def day_count_example(*, least: int, most: int) -> str:
    """How a number of days is written, and its bounds."""
    return f"{least}到{most}之间的天数，例如：{most}天"


def yes_or_no(*, is_yes: bool) -> str:
    """Say whether."""
    return "是" if is_yes else "否"


def standards(*, days: Mapping[str, int]) -> str:
    """Name the workdays of each step."""
    return "、".join(f"{STANDARD_STEPS[state]}{count}" for state, count in days.items()) or "无"


def done(*, title: str, value: str) -> str:
    """Say what holds from now on."""
    return f"已设置：{title}：{value}。"
