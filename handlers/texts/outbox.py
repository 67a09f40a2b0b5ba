"""Messages that were not sent, as the console and the command line say it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

REASON_FIELD = ("原因", "为什么重发？例如：网络已恢复。")
NO_SUCH = "没有这条消息，或者已经发出。"
NOT_REPLAYABLE = "这条消息还在发送，不用重发。"
ADMINISTRATOR_ONLY = "重发消息只能由管理员办理。"

STATES: Mapping[str, str] = MappingProxyType({"dead": "没有发出", "ready": "等待发送", "held": "等对方来消息"})
KINDS: Mapping[str, str] = MappingProxyType(
    {"notice": "通知", "staff": "给工作人员的通知", "thread": "工作人员的答复"}
)
"""What a message is, by the beginning of its key."""
ANSWER = "助手的答复"

WAITING, WAITING_SAID = "待发消息", "条形图：每个渠道等待发送、等对方来消息和没有发出的消息条数。"
CHANNEL = "渠道"
NOW = "按现在的记录统计。"
NOTHING_WAITS = "现在没有等待发送、等对方来消息或没有发出的消息。"


def name(*, number: str) -> str:
    """What people call a message."""
    return f"消息{number}"


def replayed(*, name: str, number: int, reason: str) -> str:
    """Keep who had a message sent again, and why."""
    return f"{name}重发了消息{number}。原因：{reason}"


def oldest(*, channel: str, waited: str) -> str:
    """Say how long the oldest message of a channel has waited."""
    return f"{channel}最早的一条已等{waited}。"


def waited(*, since: datetime, now: datetime) -> str:
    """How long something has waited, in the largest unit that says something."""
    length = now - since
    if length < _HOUR:
        return f"{length // _MINUTE}分钟"
    return f"{length // _HOUR}小时" if length < 2 * _DAY else f"{length // _DAY}天"
