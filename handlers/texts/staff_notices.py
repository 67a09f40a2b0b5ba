"""Notices to staff, as they are read outside the console."""

from __future__ import annotations

from collections.abc import Mapping

LOOK = "请到工作台查看"
_SUBJECTS: Mapping[str, str] = {
    "application": "申请",
    "contract": "合同",
    "case": "追回、收回案件",
    "intention": "意向登记",
}


def brief(*, about: str, number: str) -> str:
    """What may be read anywhere of a notice that says no more of itself: what it is about, and its number."""
    subject = _SUBJECTS.get(about, "")
    return f"{subject}{number}有新情况，{LOOK}" if subject and number else f"有一条新通知，{LOOK}"


def several(*, count: int, urgent: int) -> str:
    """How many there are in one message."""
    return f"{count}条新通知（{urgent}条急件）" if urgent else f"{count}条新通知"


def more(*, count: int) -> str:
    """How many more there are than one message holds."""
    return f"另有{count}条，在工作台收件箱里。"


def channel_trouble(*, channel: str, reason: str) -> str:
    """Say that nothing leaves by a channel, and that nothing is lost."""
    return (
        f"{channel}的消息发不出去，平台说：{reason}。消息都留着，改好设置就接着发，不用重发。"
        "请运维人员运行 bot.py doctor，照它说的检查设置。"
    )


def channel_trouble_brief(*, channel: str) -> str:
    """The same, as it is read anywhere."""
    return f"{channel}的消息发不出去，请运维人员检查设置"


CARD_STEP = "有新通知"
"""On a form for notices: at most five signs."""
