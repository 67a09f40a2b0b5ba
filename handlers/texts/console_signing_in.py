"""What the console's pages say about signing in."""

from __future__ import annotations

from datetime import datetime
from math import ceil

WRONG = "姓名、密码或者验证码不对，请核对后再试。验证码每30秒换一次，用过的要等下一个。"
SESSION_OVER = "您有一段时间没有操作，登录已经结束。请重新登录，刚才填写的内容不会丢。"

_SHORT = 90
"""Seconds that are said as seconds."""


def held_off(*, until: datetime, now: datetime) -> str:
    """Say how long nothing is looked at."""
    seconds = max(1, ceil((until - now).total_seconds()))
    wait = f"{ceil(seconds / 60)}分钟" if seconds > _SHORT else f"{seconds}秒"
    return f"试得太频繁，请{wait}以后再试。忘了密码或者换了手机，请联系管理员重设。"


def password_short(*, least: int, most: int) -> str:
    """Say how long a password is."""
    return f"密码要{least}到{most}个字，可以是一句只有您知道的话，空格也算。"


TOO_COMMON = "这样的密码别人最先试，请换一个。"
MADE_OF_A_NAME = "密码里不要有姓名或者单位名称，请换一个。"
NOT_THE_SAME = "两次输入的密码不一样，请重新输入。"
CODE_WRONG = "验证码不对。请看手机验证器里现在显示的6位数字；一直不对，请把手机的时间设为自动。"
OLD_WRONG = "密码或者验证码不对，没有改。"
