"""What the console's action page says."""

from __future__ import annotations

TWO_DAYS = "日历里选的日期和写的日期不是同一天，请留一个。"

SENT_OTHERWISE = "这张表已经登记过一次，这次填的内容不一样，没有登记。请从最新的页面重新打开再办。"
OTHERS_FORM = "这张表是另一位工作人员打开的，没有登记。请重新打开再办。"
UNREADABLE = "填的内容合在一起不能登记，请核对后再试。"
NOT_FOUND = "没有找到要办的这一项。请从列表或者详情页重新打开。"


def recorded(*, label: str, name: str, state: str) -> str:
    """Say that an act stands, and where the matter stands now."""
    about = f"（{name}）" if name else ""
    return f"已登记：{label}{about}" + (f"，现在是“{state}”。" if state else "。")


def unreadable(*, count: int) -> str:
    """Head a form some of whose fields are not taken."""
    return f"有 {count} 项要改，没有登记。已填的都还在，请看下面标出的各项。"


def news(*, when: str, what: str, by: str) -> str:
    """Tell of something that was recorded since the page was opened."""
    return f"新的记录：{when} {what}" + (f"（{by}）" if by else "")


def arrangement(*, title: str, now: str, example: str) -> str:
    """Head the form of an arrangement of the office."""
    return f"{title}：现在是“{now}”。这样写：{example}。"


def roles_now(*, roles: str) -> str:
    """Say which roles a member has."""
    return f"现在的角色：{roles}。"
