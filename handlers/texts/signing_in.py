"""What is said about signing in at the console, links to members' accounts, resets and deputies."""

from __future__ import annotations

from datetime import date

from handlers.dates import day

PASSWORD_FIELD = ("新密码", "新密码是什么？")
DEPUTY_FIELD = ("代理人", "由谁代理？请写名单上的姓名。")
FIRST_DAY_FIELD = ("起始日期", "从哪一天起代理？")
LAST_DAY_FIELD = ("截止日期", "代理到哪一天为止（含当天）？")
PAPER_FIELD = ("依据", "依据哪份文件（文号或者文件名）？")

OWN_ONLY = "这一步只能由本人办理。"
NOT_ONESELF = "不能给自己申请重设，请由其他管理员申请；已经登录的，可以在“我的登录”里改密码、换恢复码。"
RESET_ASKED = "已经有一份重设申请在等另一位管理员确认。"
SECOND_ADMINISTRATOR = (
    "重设要由另一位管理员确认：不能是提出申请的人，也不能是本人。只有一位管理员的，请在服务器上运行 staff login。"
)
AT_THE_MACHINE = (
    "登录设置链接由运维人员在服务器上用 staff login 发；管理员请用“申请重设登录方式”，由另一位管理员确认。"
)
LINK_OVER = "这个链接已经用过或者过期。请向管理员要一个新的。"
NO_SUCH_LINK = "没有这条账号关联，可能已经取消。"
NO_SUCH_RESET = "没有这份重设申请，可能已经办理、取消或者过期。"
NO_SUCH_DEPUTY = "没有这条代理记录，可能已经结束。"

DEPUTY_OF_ONESELF = "不能由本人代理本人。"
DAYS_REVERSED = "截止日期早于起始日期，请核对。"
DAYS_OVER = "截止日期已经过了，请核对。"

RESET_UNDER_WAY = (
    "正在重新设置您的工作台登录方式（密码和验证器），用发给您的链接设好以后，原来的就不能用了。"
    "如果不是您要求的，请马上联系管理员。"
)


def entry(*, name: str, link: str, minutes: int) -> str:
    """Give a member the link into the console."""
    return (
        f"{name}，点开链接进入工作台（{minutes}分钟内有效，用一次，不要转发）：\n{link}\n"
        "这样登录可以查看，也可以办理不涉及资金的工作；审议结果、拨付、收款账户和追回收回，请在办公电脑上用密码和验证码登录办理。"
    )


def to_confirm(*, name: str) -> str:
    """Tell whoever sent a member's code that the member has to confirm the account at the console."""
    return (
        f"已收到{name}的关联码。请{name}本人登录工作台，在“我的登录”里核对并确认这个账号；"
        "确认以前，这个账号不能办理工作。"
    )


def link_waits(*, channel: str) -> str:
    """Tell the member that an account waits for them."""
    return (
        f"有一个{channel}账号用您的关联码申请登记为您的工作账号。"
        "请在“我的登录”里核对：是您本人的就确认，不是的请取消。"
    )


def reset_waits(*, by: str, name: str) -> str:
    """Tell the other administrators that one of them is needed."""
    return (
        f"管理员{by}申请重设{name}的工作台登录方式，等另一位管理员确认。请先向本人核实，再从“人员”打开{name}办理。"
    )


def reset_asked(*, by: str) -> str:
    """Tell the member that somebody asked for a reset of theirs."""
    return (
        f"管理员{by}申请重设您的工作台登录方式（密码和验证器），要由另一位管理员确认以后才办理。"
        "如果不是您要求的，请在“我的登录”里取消，并联系管理员。"
    )


def deputed(*, name: str, deputy: str, first: date, last: date, paper: str) -> str:
    """Tell both of a deputy."""
    return (
        f"{day(first)}至{day(last)}，{name}的工作由{deputy}代理（依据：{paper}）。"
        "同一个人不能既受理又提交、既审又付，代理也一样。"
    )


def deputy_ended(*, paper: str) -> str:
    """Tell both that a deputy is one no more."""
    return f"代理（依据：{paper}）已经结束。"
