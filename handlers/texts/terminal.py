"""What the terminal chat says of itself."""

FORM = "form"
"""The kind of a reply with which a form asks."""

ONE_ACT = (
    "每行只做一件事：user 或 staff 加上 text、press、event 中的一个，staff 加上 roles，"
    "或者只写 bind_code，或者只写 advance_hours"
)
TOO_FAR = "advance_hours 加起来最多 20 年（175320 小时）"


def bad_line(*, reason: str) -> str:
    """Say why a JSON line cannot be played."""
    return f"这一行不能执行：{reason}。"


def unknown_event(*, event: str) -> str:
    """Name an event that no channel knows."""
    known = "subscribe、unsubscribe、scan、menu、image、voice、video、file、location、link"
    return f"没有 {event} 这种 event，可以写 {known}"


def unknown_staff(*, name: str) -> str:
    """Say that nobody of this name is on the staff, and how to make a member."""
    return f'没有叫“{name}”的工作人员，或者已经停用。先用 {{"staff":"{name}","roles":["office"]}} 登记。'


def unknown_role(*, name: str, known: str) -> str:
    """Name a role that there is not, and those that there are."""
    return f"没有“{name}”这种角色，可以写：{known}。"


def unknown_contract(*, number: str) -> str:
    """Say that there is no such contract."""
    return f"没有编号为“{number}”的合同，请核对合同编号。"
