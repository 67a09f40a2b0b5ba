"""Notices to staff, as they are read outside the console."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.texts.platform_answers import in_words

LOOK = "请到工作台查看"
_SUBJECTS: Mapping[str, str] = {
    "application": "申请",
    "contract": "合同",
    "case": "追回、收回案件",
    "intention": "意向登记",
    "complaint": "意见投诉",
    "thread": "咨询对话",
}


def brief(*, about: str, number: str) -> str:
    """What may be read anywhere of a notice that says no more of itself: what it is about, and its number."""
    subject = _SUBJECTS.get(about, "")
    return f"{subject}{number}有新情况，{LOOK}" if subject and number else f"有一条新通知，{LOOK}"


def several(*, count: int, urgent: int) -> str:
    """How many there are in one message."""
    return f"{count}条新通知（{urgent}条急件）" if urgent else f"{count}条新通知"


def more(*, count: int) -> str:
    """How many more there are than one message holds."""
    return f"另有{count}条，在工作台收件箱里。"


def channel_trouble(*, channel: str, reason: str) -> str:
    """Say that nothing leaves by a channel, and that nothing is lost."""
    return (
        f"{channel}的消息发不出去，平台说：{in_words(reason)}。消息都留着，改好设置就接着发，不用重发。"
        "请运维人员运行 bot.py doctor，照它说的检查设置。"
    )


def channel_trouble_brief(*, channel: str) -> str:
    """The same, as it is read anywhere."""
    return f"{channel}的消息发不出去，请运维人员检查设置"


CARD_STEP = "有新通知"
"""On a form for notices: at most five signs."""

USERID_FIELD = ("企业微信账号", "本人在企业微信通讯录里的账号（userid）是什么？要取消就写：无")
BAD_USERID = (
    "企业微信账号由1到64位字母、数字和 _ - @ . 组成，第一位是字母或者数字，请到企业微信管理后台的通讯录核对。"
)
ANOTHERS_USERID = "这个企业微信账号登记给了另一位工作人员，请核对。"
USERID_ENTERED = "管理员登记了您的企业微信账号，工作通知今后也发到企业微信；不想在那里收的，在“我的登录”里关闭。"
USERID_ENTERED_BRIEF = "已登记您的企业微信账号"
MUTED_ALREADY = "这个账号已经不接收通知。"
TOLD_ALREADY = "这个账号正在接收通知。"
TOLD, MUTED, NOT_ALLOWED = "接收通知", "已关闭通知", "办公室没有打开这个渠道的通知"


def standing(*, is_allowed: bool, is_muted: bool) -> str:
    """Say whether notices go to an account."""
    return NOT_ALLOWED if not is_allowed else MUTED if is_muted else TOLD


def alarm(*, number: str, act: str, what: str) -> str:
    """Something was tried on a contract that must not be done."""
    return f"合同{number}：办理“{act}”时{what}，系统没有办理。请对照合同和盖章函核对，并向经办人核实。"


def alarm_brief(*, number: str, what: str) -> str:
    """The same where others read along."""
    return f"合同{number}：{what}，请核对"


DANGER_BRIEF = "有人说到人身危险，请到工作台查看"
SIGN_IN_BRIEF = "有人连续5次没能登录工作台"
CODES_BRIEF = "有人连续5次输错绑定码"
PAUSED_BRIEF = "助手已暂停答复"
RESUMED_BRIEF = "助手已恢复答复"
RESET_BRIEF = "有人申请重设登录方式，请到工作台查看"
RESET_UNDER_WAY_BRIEF = "正在重设您的登录方式，不是您要求的请联系管理员"
LINK_WAITS_BRIEF = "有账号等您确认，请到工作台查看"
DEPUTY_BRIEF = "代理（AB角）有变动，请到工作台查看"


def danger(*, channel: str, at: str) -> str:
    """Somebody told of danger to life: by which channel and when, and nothing of what was said."""
    return (
        f"{at}有人在{channel}渠道说到人身危险，助手已请其立即拨打110或120。对方说了什么没有转来；"
        "如果知道是谁、在哪里，请马上联系当地派出所或者急救。"
    )


def sign_in_failed(*, name: str) -> str:
    """Somebody failed five times to come in by a member's name."""
    return f"有人用“{name}”的名字连续5次没能登录工作台。不是本人的，请联系管理员，并查看“我的登录”里的登录记录。"


def resumed(*, name: str) -> str:
    """The assistant answers again."""
    return f"{name}恢复了助手，所有渠道重新答复。"
