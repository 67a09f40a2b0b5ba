"""Who was told what: how staff read what became of a notice. A push is 告知, not 送达: no sentence says 送达."""

from __future__ import annotations

from datetime import datetime

from handlers.dates import moment
from handlers.texts.binding import CHANNELS
from handlers.texts.platform_answers import in_words
from store.states import NoticeWay

NOBODY_BOUND = "这家单位没有绑定的人，没有通知到，请打电话告知。"
LEFT = "对方已取消关注或者删除信息，没有通知到"
UNBOUND = "没有送到之前绑定已解除，没有通知到"
SHOWN_NEXT = "等对方下次打开时显示"
STATES = {
    "waiting": "等待发出",
    "held": "平台现在不让发，等对方下次来时发出",
    "released": "对方来了，正在发出",
    "handed_over": "平台已收下，对方还没有再来过",
    "seen": "已显示在对方面前",
    "unreachable": "没有发出去",
}

WAYS = {
    NoticeWay.SUBSCRIPTION: "订阅通知",
    NoticeWay.TEMPLATE: "模板消息",
    NoticeWay.WORDS: "会话消息",
    NoticeWay.ANSWER: "在答复前显示",
    NoticeWay.PAGE: "在网页上显示",
}


def delivery(
    *,
    binding: int,
    channel: str,
    became: str,
    at: datetime,
    way: NoticeWay | None = None,
    handed_over: datetime | None = None,
    said: str = "",
) -> str:
    """What became of a notice to one person, by the number of their binding.

    `handed_over` is given where it is another moment than `at`; `said` is the platform's own word.
    """
    through = f"，{WAYS[way]}" if way else ""
    earlier = f"；{moment(handed_over)}交给平台" if handed_over else ""
    answer = f"；平台答复：{in_words(said)}" if said else ""
    return f"第 {binding} 号绑定（{CHANNELS[channel]}{through}）：{became}（{moment(at)}）{earlier}{answer}。"


STAFF_STATES = {"": "", "ready": "等待发出", "sent": "已发出", "held": "对方来时发出", "dead": "没有发出"}
"""Of the message in which a notice to staff left the console; empty where it is gone by now."""


def staff_message(*, channel: str, name: str, state: str) -> str:
    """A message to a member or a group, and what became of it."""
    became = f"（{STAFF_STATES[state]}）" if state else ""
    return f"{CHANNELS[channel]}{f' {name}' if name else ''}{became}"


def read_by(*, name: str, at: datetime) -> str:
    """Who has read it at the console, and when."""
    return f"{name} {moment(at)}"
