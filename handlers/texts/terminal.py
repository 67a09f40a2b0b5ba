"""What the terminal chat says of itself."""

LEAVE = frozenset({"exit", "quit", "退出"})

ONE_ACT = "每行写 user 和 text、press、event 中的一个，或者只写 advance_hours"
TOO_FAR = "advance_hours 加起来最多 20 年（175320 小时）"


def bad_line(*, reason: str) -> str:
    """Say why a JSON line cannot be played."""
    return f"这一行不能执行：{reason}。"
