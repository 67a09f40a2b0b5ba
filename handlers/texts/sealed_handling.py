"""Words of dealing with reports: for officers alone, and the lines that whoever has the code reads."""

from __future__ import annotations

from datetime import date

from handlers.dates import day
from handlers.texts.bodies import BUREAU, OFFICE

TITLE = "举报"
OFFICERS_ONLY = "举报只由举报受理人员办理，您的角色不能看。"
OTHER_DOOR = "举报只在用密码和验证码登录的工作台里看和办。请退出，再用密码和验证码登录。"
NO_KEY = "您名下没有在用的举报受理公钥，不能办理举报。请先请管理员登记公钥。"
ASIDE = "这件举报您应当回避，不能查看和办理。"
NO_SUCH = "没有找到这件举报，可能已经按规定删除。请回到举报列表再看。"

STEP = ("办理", "这件举报现在办什么？")
PROOF = ("登记口令", "写在举报内容最前面，12位数字。打开举报后照抄；回避的人员看不到。")
TRACK = ("办理方式", "反映公职人员违纪违法的，登记后移送，本窗口不作调查结论；其他按信访事项办理。")
NAMED = ("是否实名", "照举报里写的“方式”选。")
CONCERNS = ("涉及的单位", "照举报里写的“涉及”选。这些单位的受理人员从现在起回避。都不涉及就不选。")
DAY = ("日期", "例如11月24日。")
HANDED_TO = ("移送机关", "例如县纪委监委。")
RECEIPT = ("回执号", "照回执写。")
REFERRED_TO = ("转办机关", "转给哪个有权处理的机关、单位。")
WHY_NOT = ("理由", "为什么不予受理，应向哪里反映。举报人能看到。")
TOLD_DAY = ("告知日期", "告知举报人的日期。")
APPROVED_BY = ("批准的负责人", "本机关哪位负责人批准延长。")
WHY_LONGER = ("延长理由", "已经告知举报人的理由。举报人能看到。")
ANSWERED_DAY = ("答复日期", "书面答复举报人的日期。")
WHY_UNDONE = ("更正理由", "为什么撤销上一步登记。")
OTHER = ("另一件举报的编号", "反映同一事项的另一件举报，编号照列表写。")
WHY_FROZEN = ("冻结依据", "哪个机关要求留存，文号。")
WHY_UNFROZEN = ("解除依据", "哪个机关同意解除，文号。")

STEPS = {
    "register": "登记",
    "opened": "我已打开",
    "hand_over": "移送",
    "receipt": "登记回执",
    "accept": "受理",
    "refer": "转办",
    "not_accept": "不予受理",
    "tell": "登记已告知",
    "extend": "延长办理期限",
    "answer": "登记已答复",
    "close": "办结",
    "undo": "更正：撤销上一步",
    "link": "与另一件重复",
    "unlink": "取消重复",
    "freeze": "留存冻结",
    "unfreeze": "解除冻结",
    "stand_aside": "我要回避",
    "propose_deletion": "提出删除",
    "cancel_deletion": "撤回删除",
    "delete": "批准删除",
}
HINTS = {
    "register": "先打开举报，看清内容再登记。",
    "opened": "先打开举报，看清内容，再照抄登记口令。登记以后您才能办这件举报。",
    "hand_over": "反映公职人员的立即移送。",
    "extend": "经本机关负责人批准，最多延长30日，并把理由告知举报人。",
    "tell": "给举报人的话在打开举报的页面写，举报人凭查询码看到；实名的也可以当面、电话或者书面告知。",
    "undo": "上一步登记错了才用。撤销和理由都留在办理记录里。",
    "link": "两件都会标明重复，各自照常办理。",
    "freeze": "冻结以后不能删除，已提出的删除作废。",
    "stand_aside": "您与这件举报有利害关系时，由其他受理人员办理。登记后您不能再看这件举报，也不能自己恢复。"
    "没有其他人能办的，请先请管理员登记另一位受理人员。",
    "propose_deletion": "要两位受理人员先后批准，其中一位来自外部机关。",
    "delete": "批准后马上删除，举报内容、附件、来往的话和办理记录都不能恢复。",
}
STATES = {
    "received": "已收到",
    "handed_over": "已移送",
    "told": "已告知",
    "accepted": "已受理",
    "referred": "已转办",
    "not_accepted": "不予受理",
    "answered": "已答复",
    "closed": "已办结",
}
TRACKS = {"official": "反映公职人员", "petition": "信访事项"}
NAMES = {True: "实名", False: "匿名"}
CONCERNED = {"office": OFFICE, "bureau": BUREAU, "outside": "派驻纪检监察组等外部机关"}
TERMS = {
    "hand_over": "移送（收到后立即办）",
    "tell": "告知举报人（收到后15日内）",
    "close": "办结（受理后60日内，批准延长的90日内）",
    "named": "提醒：纪检监察机关告知实名举报人是否受理（15个工作日内）",
}

MOVED_ON = "这件举报刚刚有了变化，或者现在不能办这一步。请看最新情况再办。"
BROKEN = "这件举报的办理记录在数据库里被改动过，不能办理。内容仍能用私钥打开；请管理员用备份核对。"
NO_PROOF = "登记口令不对。请打开举报，照抄最前面的12位数字。"
NOTHING_TO_UNDO = "没有可以撤销的登记。"
NO_OTHER = "没有这个编号的另一件举报。请照列表核对编号。"
OTHER_NOT_YOURS = "另一件举报您应当回避，不能标为重复。"
LINKED_ALREADY = "这两件已经标为重复。"
NOT_LINKED = "这两件没有标为重复。"
FROZEN = "这件举报已留存冻结，不能删除。"
NOT_DISPOSED = "还没有处理结果，不能删除：反映公职人员的要有移送回执，信访事项要已办结，或者已告知转办、不予受理。"
NO_PERIOD = "还没有设置举报材料的保存天数，不能删除。请先在办公室设置里登记。"
BY_TWO = "提出删除的和批准删除的要是两个人。"
ONE_OUTSIDE = "两位里至少一位来自派驻纪检监察组等外部机关。"
PROPOSER_GONE = "提出删除的人已经不能办这件举报。请撤回，重新提出。"
ADDED_SINCE = "提出删除以后，举报人又有补充。请先打开看过，撤回原来的提议，需要的再重新提出。"
FULL = "这件举报的办理记录写满了。请把理由写短一些。"

RETENTION, RETENTION_UNSET = "举报处理后保存天数", "没有设置，不删除"


def day_between(*, first: date, last: date) -> str:
    """A day before it came, or one to come."""
    return f"日期要在{day(first)}（收到）到{day(last)}（今天）之间。"


def stays_until(*, on: date) -> str:
    """The period is not over."""
    return f"保存期到{day(on)}，期满才能删除。"


def received(*, on: date) -> str:
    """What whoever has the code reads first."""
    return f"{day(on)}已收到。"


def handed_over(*, on: date, organ: str) -> str:
    """移送."""
    return f"{day(on)}已移送{organ}，由该机关按规定办理。"


def receipt(*, on: date, number: str) -> str:
    """回执."""
    return f"{day(on)}已取得移送回执（{number}）。"


def told(*, on: date) -> str:
    """告知."""
    return f"{day(on)}已告知。"


def accepted(*, on: date, last: date) -> str:
    """受理."""
    return f"{day(on)}已受理，{day(last)}前办结。"


def referred(*, on: date, organ: str) -> str:
    """转办."""
    return f"{day(on)}已转办{organ}。"


def not_accepted(*, on: date, reason: str) -> str:
    """不予受理."""
    return f"{day(on)}不予受理：{reason}"


def extended(*, on: date, reason: str) -> str:
    """延长办理期限."""
    return f"{day(on)}告知：经负责人批准，办理期限延长30日。理由：{reason}"


def answered(*, on: date) -> str:
    """答复."""
    return f"{day(on)}已答复。"


def closed(*, on: date) -> str:
    """办结."""
    return f"{day(on)}已办结。"


WAITS_RECEIPT = "等移送回执"
UNREGISTERED = "还没有登记"
NOBODY = "都不涉及"
DUPLICATE, FROZEN_MARK, DELETION_MARK = "重复", "留存冻结", "等第二位批准删除"
ASIDE_MARK = "回避"
TICK = "请先勾选确认。"
WRITE_DAY = "请选日期，或者写成11月24日这样。不能晚于今天。"


def due(*, term: str, on: date) -> str:
    """A term and its day."""
    return f"{day(on)}：{TERMS[term]}"


def proved(*, on: date, step: str, name: str) -> str:
    """A step that an entry proves."""
    return f"{day(on)} {STEPS[step]} {name}"


def added(*, on: date) -> str:
    """Something was added that the member may not have read."""
    return f"{day(on)}有补充"


def head(*, count: int) -> str:
    """What an officer reads above what waits for them."""
    return f"还有{count}件举报要办，请从上面的“举报”打开。"


def open_first(*, then: str) -> str:
    """Nobody has opened it yet."""
    return f"请打开登记；{then}"


def choose(*, label: str) -> str:
    """Nothing was chosen."""
    return f"请选{label}。"


def fill_in(*, label: str) -> str:
    """A field is empty."""
    return f"请填写{label}。"


def too_long(*, label: str) -> str:
    """A field holds what it cannot take."""
    return f"{label}太长或者写法不对，请写短一些。"


def recorded(*, label: str, value: str) -> str:
    """A field of a step."""
    return f"{label}：{value}"


def deletion_waits(*, on: date) -> str:
    """The first officer proposed it."""
    return f"{day(on)}提出，等另一位受理人员批准。"


NO_ENTRIES = "审计记录里没有这件举报的办理。请核对删除凭证上的编号，共32位。"
