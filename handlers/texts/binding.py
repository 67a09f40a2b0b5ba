"""Binding a person to a contractor: what is said."""

from __future__ import annotations

from handlers.texts.bodies import BUREAU, OFFICE
from handlers.texts.office import SOURCE

_CODE_LENGTH, _MOST_ODD = 10, 5

BIND, UNBIND = "绑定", "解除绑定"
CONFIRM, CANCEL, CONFIRM_UNBIND = "确认绑定", "取消绑定", "确认解除绑定"


HOW = (
    f"{SOURCE}绑定后，可以在这里替本单位提交拨付申请、查进度。\n"
    f"请承办企业的经办人向{OFFICE}或者{BUREAU}领取绑定码（10位，7天内有效，用一次），"
    "然后把绑定码发给我，或者在微信里扫办公室给的二维码。"
)
CODE_IS_NEXT = (
    "请把10位绑定码发给我，大小写、空格都可以。绑定码丢了、过期或者用过的，请向办公室要新的。不绑定就不用回复。"
)
BAD_FORM = (
    "绑定码是10位字母和数字，没有 0 O、1 I L、2 Z、5 S、8 B、U V 这些容易看错的。"
    "请对照办公室给您的绑定码再发一次；这次不算输错。"
)
STAFF_ACCOUNT = "这个账号属于工作人员，不能绑定承办企业。请用经办人自己的账号绑定。"
FIRM_ACCOUNT = "这个账号绑定着承办企业，不能用作工作人员的账号。请先回复“解除绑定”，再发一次。"
_GET_ANOTHER = "请向管理员要一个新的关联码，在微信公众号或者 Telegram 私聊里由本人发给助手。"
LINKED_NOT_HERE = (
    "这是工作人员的关联码，网页是公共渠道，不能登记工作账号。为了安全，这个码已经作废。" + _GET_ANOTHER
)
ANOTHERS_ACCOUNT = (
    "一个账号只能登记给一位工作人员，这个账号登记过别人，不能再用。为了安全，这个码已经作废。"
    "请向管理员要一个新的关联码，用本人自己的账号发给助手。"
)
SEEN_BY_OTHERS = (
    "群里发出的一次性码别人也看得到。为了安全，这个码已经作废。请向发码的人要一个新的，只在私聊里发给助手。"
)
NOTHING_HELD = "没有等待确认的绑定。请先把10位绑定码发给我。"
RUN_OUT = "这个绑定码已经用过或者过期，没有绑定。请向办公室要一个新的。"
LINK_REFUSALS = {
    "firm": FIRM_ACCOUNT,
    "not_good": RUN_OUT,
    "public": LINKED_NOT_HERE,
    "anothers": ANOTHERS_ACCOUNT,
}
"""Why an account is not linked to a member of staff."""
CANCELLED = "好的，没有绑定。这个绑定码没有用掉，过期前由经办人发来就能绑定。"
NOT_BOUND = "您现在没有绑定任何单位。要绑定，请把10位绑定码发给我。"
UNBOUND = "已解除绑定，今后不再替该单位收发通知；已提交的申请不受影响。再要绑定，请向办公室领新的绑定码。"
UNBOUND_BY_STAFF = "工作人员解除了您与单位的绑定。如有疑问请回复 0 联系办公室。"
STILL_BOUND = "好的，绑定没有变。"

NOT_ALLOWED = f"绑定由{OFFICE}和{BUREAU}管理，您的角色不能办这一步。"
OWN_NAME = "这一步由持有一次性码的本人办理。"
NO_SUCH_BINDING = "没有这个编号的有效绑定，可能已经解除。请用 bindings list 查看。"


def bad_form(*, length: int, odd: str) -> str:
    """Say what is wrong with signs that can be no code: how many there are, and which no code has."""
    seen = [] if length in {0, _CODE_LENGTH} else [f"有{length}位"]
    if odd.isalnum():
        seen.append(f"里面有 {' '.join(odd[:_MOST_ODD])}")
    return f"您发来的{'，'.join(seen)}。{BAD_FORM}" if seen else BAD_FORM


def wrong(*, left: int) -> str:
    """Say that a code is not good, never why, and how many tries are left."""
    return f"这个绑定码不对，或者已经用过、过期。请核对后再发，还可以试{left}次；用过的请向办公室要新的。"


def locked(*, until: str) -> str:
    """Say that no code is taken for an hour."""
    return f"绑定码连续输错5次，{until}之前不能再试。请先向办公室核对绑定码，或者回复 0 查看电话。"


def locked_notice(*, channel: str) -> str:
    """Tell staff that somebody tries codes; nothing of who it is."""
    return f"有人连续5次输错绑定码，已停一小时（渠道：{channel}）。如有企业来电，请核对绑定码是否发错。"


def confirm(*, firm: str, contract: str, project: str) -> str:
    """Ask whether this is the firm that the person acts for."""
    return (
        f"即将绑定：{firm}\n合同：{contract}（{project}）\n"
        f"您是这家单位的经办人吗？绑定后可以替它提交申请、查看进度。是就回复“{CONFIRM}”，不是就回复“{CANCEL}”。"
    )


def bound(*, firm: str) -> str:
    """Say that the person is bound now, and what that is good for."""
    return (
        f"绑定成功：{firm}。可以发“我要申请”提交拨付申请，发“查进度”看申请到了哪一步。换人办理请回复“{UNBIND}”。"
    )


def already(*, firm: str) -> str:
    """Say to which firm the person is bound."""
    return f"您已经绑定：{firm}。要换一家单位，或者换别人来办，请先回复“{UNBIND}”；新的绑定码请向办公室领。"


def ask_unbind(*, firm: str) -> str:
    """Ask before a binding ends."""
    return f"您现在绑定：{firm}。解除后就不能再替它提交申请、查进度、收通知。确定解除请回复“{CONFIRM_UNBIND}”。"


def somebody_new(*, channel: str) -> str:
    """Tell the firm's other people of somebody new."""
    return f"有新的经办人绑定了贵单位（渠道：{channel}）。如果不是本单位的安排，请回复 0 联系办公室解除。"


def linked(*, name: str) -> str:
    """Tell a member of staff that the account is theirs now."""
    return (
        f"{name}，这个账号已经登记为您的工作账号。发“工作台”开始办理，发“退出工作台”回到咨询，"
        "发“登录”要工作台网页的链接。"
    )


CHANNELS = {
    "wechat": "微信",
    "web": "网页",
    "terminal": "终端",
    "telegram": "Telegram",
    "console": "工作台",
    "wecom_robot": "企业微信群机器人",
    "wecom": "企业微信",
}

COLUMNS = ("编号", "承办企业", "渠道", "绑定时间")
NOBODY = "现在没有人绑定。用 contracts bind-code 合同编号 发绑定码。"
ENDED = "已解除绑定，并通知了本人。"
OTHER_PICTURE = "二维码文件请写成 .png 或者 .svg，例如 --qr code.png"


def issued(*, code: str, firm: str, contract: str, until: str) -> str:
    """Show the code once, and say what to do with it."""
    return (
        f"绑定码：{code}\n承办企业：{firm}（合同{contract}）\n"
        f"有效期至{until}，用一次。请只交给这家企业的经办人，由本人发给助手。这个码不会再显示。"
    )


def drawn(*, file: str) -> str:
    """Say where the QR code is."""
    return f"二维码已写到 {file}，经办人用微信扫一扫即可绑定。"
