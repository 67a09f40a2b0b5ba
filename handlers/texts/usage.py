"""Mistakes on the command line, as the operator reads them."""

from __future__ import annotations

NOT_UNDERSTOOD = "这条命令的写法看不懂。"


def unknown_command(*, word: str) -> str:
    """Name a command that there is not."""
    return f"没有 {word} 这个命令。"


def unknown_option(*, word: str) -> str:
    """Name an option that there is not."""
    return f"没有 {word} 这个选项。"


def missing(*, name: str) -> str:
    """Name what was left out."""
    return f"缺少 {name}。"


def bad_value(*, name: str, value: str, choices: tuple[str, ...]) -> str:
    """Name a value that is not one, and those that are."""
    can_be = f"，可以写：{'、'.join(choices)}" if choices else ""
    return f"{name} 的值不能是 {value}{can_be}。"


def repeated(*, name: str) -> str:
    """Name an option that was given twice."""
    return f"{name} 写了两次，只写一次。"


def too_many(*, word: str) -> str:
    """Name a word too many."""
    return f"多了 {word}，不知道是什么。含空格的内容请用引号括起来。"


def see_help(*, command: str) -> str:
    """Say how to see what can be written."""
    return f"写法请看：bot.py {f'{command} ' if command else ''}--help"
