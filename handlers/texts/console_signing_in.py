"""What the console's pages say about signing in."""

from __future__ import annotations

from datetime import date, datetime
from math import ceil

from handlers.dates import day
from store.states import SignInOutcome, SignInWay

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

WAYS: dict[SignInWay, str] = {
    SignInWay.PASSWORD: "密码和验证码",
    SignInWay.ACCOUNT: "工作账号的链接（不办理资金）",
    SignInWay.PHONE: "手机，由电脑授权（不办理资金）",
}
"""How a session began."""

OUTCOMES: dict[SignInOutcome, str] = {
    SignInOutcome.SIGNED_IN: "登录",
    SignInOutcome.REFUSED: "没有登录成功（密码或者验证码不对）",
    SignInOutcome.SIGNED_OUT: "退出",
    SignInOutcome.REVOKED: "被结束",
    SignInOutcome.ENROLLED: "设置了密码和验证器",
}
"""What the log of the door tells."""

_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("Firefox", "火狐"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)

PHONE_UNKNOWN = "没有手机正在显示这个码，或者已经过期。请核对手机上显示的码；试得太多的，过一会儿再来。"
ACCOUNT_DONE = {
    "session": "已结束那次登录。",
    "link": "已确认，这个账号现在可以办理工作。",
    "dropped": "已取消，这个账号不能办理工作了。",
    "muted": "已关闭，通知不再发到那个账号，工作台收件箱里照常有。",
    "unmuted": "已打开，今后的通知也发到那个账号。",
    "reset": "已取消重设申请。",
    "password": "密码已改，其他地方的登录都已结束。",
    "phone": "已授权，请在手机上点“继续”。",
}
"""What was just done, by a word in the address."""


def browser(*, agent: str) -> str:
    """Name a browser by what it says of itself."""
    found = [next((name for sign, name in names if sign in agent), "") for names in (_BROWSERS, _SYSTEMS)]
    return "，".join(filter(None, found)) or "未知的浏览器"


def days(*, first: date, last: date) -> tuple[str, str]:
    """Name two days."""
    return day(first), day(last)
