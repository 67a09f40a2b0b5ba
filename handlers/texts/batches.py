"""Words of 提请批次: their acts, their pages, the table that goes with a 请示."""

from __future__ import annotations

from datetime import date

from handlers.dates import day
from handlers.texts import casework
from handlers.texts.bodies import MEETING, OFFICE

TITLE = "提请批次"
TITLE_FIELD = ("议题名称", f"提请{MEETING}审议的议题叫什么？例如：关于拨付前期预付资金的请示。")
REPORTER_FIELD = ("汇报单位", "会上由哪个单位汇报？照请示写。")
DOCUMENT_FIELD = ("请示文号", "请示的文号，例如：办发〔2026〕9号。")
APPLICATIONS_FIELD = ("申请", "哪些申请作为一项议题？")
DROP_REASON = ("作废原因", "这一批为什么不提请了？里面的申请可以再编入其他批次。")
ITEM_FIELD = ("议题序号", "这一批是第几项议题？例如：三。")

OFFICE_ONLY = f"提请批次由{OFFICE}办理，您的岗位不能办。"
NO_SUCH = "没有这个提请批次。"
MOVED_ON = "这一批刚刚由他人办理过。请看最新情况，您填的内容还在下面。"
TWICE = "同一份申请选了两次。"
NOT_PREPARED = "这一批已经提请或者已经作废，不能再办这一步。"
NOT_TABLED = "这一批还没有提请审议，或者已经作废。"
NOTHING_WAITS = "这一批里没有等待审议的申请了。"
NOT_HEARD_YET = "这一批还没有登记审议结果，不能补登会议纪要编号。"
MINUTES_THERE = "这一批的会议纪要编号和议题序号已经登记过了。"
OTHER_LINES = "这一批里等待审议的申请有变动，请按最新情况再填一次。"

STATES = {"prepared": "拟提请", "tabled": "已提请", "dropped": "已作废"}
OUTCOMES = {
    "": "等待",
    "heard": "已登记结果",
    "not_heard": "本次未上会",
    "sent_back": "已退回",
    "dropped": "批次作废",
}


def called(*, number: int) -> str:
    """A batch, as staff call it."""
    return f"提请批次{number}"


def with_note(*, batch: int, note: str) -> str:
    """What the history of an application says of the batch that it went with."""
    return f"{called(number=batch)}。{note}"


def of_line(*, number: str, reason: str) -> str:
    """Say on which application of the batch something is refused."""
    return f"申请{number}：{reason}"


def contents(*, count: int, total: str) -> str:
    """Say what a batch holds."""
    return f"这一批有{count}份申请，申请金额合计{total}。"


def sat(*, session: str, held_on: date) -> str:
    """A sitting, by its number and its day."""
    return f"{session}（{day(held_on)}）"


def in_a_batch(*, number: int) -> str:
    """Why an application is not tabled by itself."""
    return f"这份申请在{called(number=number)}里，随这一批提请；要单独提请，先作废这一批。"


def no_such_application(*, number: str) -> str:
    """Say that there is no such application."""
    return f"没有查到申请{number}，请核对编号。"


def not_to_be_tabled(*, number: str, state: str) -> str:
    """Why an application cannot be put into a batch."""
    return f"申请{number}现在的状态是“{casework.STATES[state][0]}”，不能编入提请批次。"


def in_another_batch(*, number: str, batch: int) -> str:
    """Why an application cannot be put into a second batch."""
    return f"申请{number}已经在{called(number=batch)}里，不能再编入另一批。"


def heard_before(*, tabled_on: date) -> str:
    """Why a day of a sitting cannot be right."""
    return f"会议日期早于提请日期（{day(tabled_on)}），请核对。"


def other_minutes(*, session: str, minutes: str) -> str:
    """Why another number of minutes cannot be right."""
    return f"{session}{MEETING}的会议纪要编号已经登记为{minutes}，请核对。"
