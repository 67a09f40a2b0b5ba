"""电话告知, and what else reaches a firm: a number that it left, a picture to follow by."""

from __future__ import annotations

from datetime import date

from handlers.dates import day
from handlers.texts.bodies import BUREAU, OFFICE

UNTOLD = "没有通知到的"
UNTOLD_HEAD = "下面的通知没有送到承办企业任何一个人面前。请打电话告知，然后点开登记。电话告知不是送达。"
SEARCH = "企业、申请编号或合同编号"
WHAT, WHY, WHOM_TO_CALL, WAITED, STATE = "通知内容", "为什么没有通知到", "可以打的电话", "已过", "情况"
TOLD_FROM = "通知日期"
NOTHING_UNTOLD = "没有要打电话告知的通知。"
NO_PHONE = "没有留电话"
STATES = {
    "nobody": "没有绑定的人",
    "unreachable": "发不出去",
    "held": "等对方来时发出",
    "waiting": "等对方打开",
}
PHONED = {"no": "还没有电话告知", "yes": "已电话告知"}

TOLD_ON = ("电话日期", "哪一天打的电话？")
SPOKE_WITH = ("接电话的人", "电话里告知了谁？")
PHONE = ("电话号码", "打的是哪个号码？")
NO_SUCH = "没有这条通知，请从“没有通知到的”里打开。"
TOLD_BEFORE = "电话日期早于通知日期，请核对。"
TOLD_ALREADY = "这条通知已经登记过电话告知。"
UNITS_ONLY = f"电话告知由{OFFICE}或{BUREAU}登记，您的角色不能办这一步。"

LEAVE, TAKE_BACK = "留电话", "删除电话"
LEFT_PHONE = ("联系电话", "请写一个方便接听的电话。")
ASK_PHONE = (
    "请回复一个方便接听的电话（手机号，或者带区号的座机）。通知送不到您这里时，工作人员打这个电话告知。"
    f"只给工作人员看，回复“{TAKE_BACK}”随时删除；不想留就不用回复。"
)
ODD_PHONE = "这个号码看不明白。请写十一位手机号，或者带区号的座机，例如 0357-7820000。"
TAKEN_BACK = "您留的联系电话已经删除。"
NONE_LEFT = f"您没有留联系电话。要留，回复“{LEAVE}”。"
OWN_ONLY = "这一步由绑定的经办人本人办理。"
NO_CONTRACT = "贵单位还没有合同，不能用扫码绑定。"


def left(*, phone: str) -> str:
    """The number is kept."""
    return f"已留下 {phone}。通知送不到您这里时，工作人员打这个电话告知。删除请回复“{TAKE_BACK}”。"


def kept_phone(*, phone: str) -> str:
    """查我的信息: the number that the person left."""
    return f"您留给工作人员电话告知用的号码：{phone}；回复“{TAKE_BACK}”删除，解除绑定时也一并删除。"


def reached(*, on: date, spoke_with: str, phone: str, by: str) -> str:
    """That somebody of the firm was told on the telephone."""
    return f"{day(on)}已电话告知 {spoke_with}（{phone}），{by}登记。"


def whom_to_call(*, name: str, phone: str) -> str:
    """A number, and whose it is where that was said."""
    return f"{name} {phone}".strip()


def name(*, number: str) -> str:
    """What staff call a notice."""
    return f"第 {number} 号通知"
