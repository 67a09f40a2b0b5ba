"""What the console's action page says."""

from __future__ import annotations


def arrangement(*, title: str, now: str, example: str) -> str:
    """Head the form of an arrangement of the office."""
    return f"{title}：现在是“{now}”。这样写：{example}。"


def roles_now(*, roles: str) -> str:
    """Say which roles a member has."""
    return f"现在的角色：{roles}。"
