"""Words of 登记更正: the register is put right where it differs from the paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from handlers.dates import day
from handlers.money import yuan
from handlers.texts.bodies import MEETING, OFFICE

CORRECTIONS = "登记更正"
FACT = ("更正哪一项", "选登记里与纸面不一致的那一项；括号里是现在登记的内容。")
VALUE = (
    "更正为",
    "照纸面写。金额例如：30万元；日期例如：2026年11月24日；比例例如：30%；选项写名称。可以不填的项要清空，写：无。",
)
REASON = ("为什么不一致", "登记时错在哪里？例如：录入时看错一位。")
DOCUMENT = ("依据的纸面", "凭哪一份纸面更正？写名称和文号，例如：支付凭证20261124001。")
DATED_ON = ("纸面日期", "这份纸面是哪一天的？例如：2026年11月24日。")
WAITING = ("要复核的更正", "选一笔等待复核的更正，与纸面核对。")
CHECK_NOTE = ("复核说明", "需要的话写怎样核对的，没有就不填。")
FINDING = ("不一致的地方", "哪里与纸面不一致？写清楚。原登记不变。")

STATE, CHECKED_BY, CHECK = "复核情况", "复核人", "复核说明"
STATES = {"waiting": "待复核", "agreed": "已更正", "refused": "复核不一致，没有更正"}
"""Where corrections stand."""

RECORDS = {
    "payment": "拨付",
    "reversal": "退票",
    "meeting": "审议结果",
    "step": "办理环节",
    "contract": "合同",
    "amendment": "合同变更",
    "opening": "以前拨付",
    "evaluation": "中期绩效评价",
    "recheck": "整改复核",
    "disposal": "处理决定",
    "acceptance": "验收",
    "inspection": "监督检查",
    "review": "监督审核",
    "case": "追回或者收回的决定",
    "returned": "缴回",
    "settlement": "超付缴回",
}
"""What can be corrected."""

RESULT, SESSION, HELD_ON, APPROVED, CONDITION = "审议结果", "会议次数", "会议日期", "同意金额", "条件"
MINUTES, ITEM = "会议纪要编号", "议题序号"
REVERSAL_REASON, SUM_AS_SIGNED = "退票原因", "合同金额"

PASSED, NOT_PASSED = "通过", "未通过"
EMPTY = "空白"
MONEY_SAID = "请写金额，例如：30万元。"
SHARE_SAID = "请写百分比，例如：30%。"
DAY_SAID = "请写日期，例如：2026年11月24日。"
WORDS_SAID = "请照纸面写。"
ACCOUNT_SAID = "请只写账号的数字。"
RESULT_SAID = (
    "请写结果，同意部分金额的后面写金额，原则同意的后面写金额和条件，例如：同意部分金额 30万元；"
    "原则同意 30万元 条件：补齐环评手续。"
)
MEASURE_SAID = "请写处理措施；减少支持资金的后面写减少后的资金，例如：减少支持资金 100万元。"

NOTHING_TO_CORRECT = "这里没有由您的角色登记、可以更正的内容。"
NO_SUCH_FACT = "这里没有这一项可以更正，请重新选。"
NOT_YOUR_FACT = "这一项由登记它的单位更正，您的角色不能更正。"
SAME = "更正前后相同，不用更正。"
WAITS_ALREADY = "这一项已经有一笔更正在等复核，请先复核。"
NOTHING_WAITS = "没有等待复核的更正。"
NO_SUCH_CORRECTION = "没有这一笔等待复核的更正，请重新选。"
RECORDED_BY_YOU = "这一项或者它的更正是您登记的，或者您办过不能由同一人办的另一步，请由另一名工作人员复核。"
APPROVER = "您登记过这份申请的审批，拨付的更正请由其他工作人员办理。"
PAYER = "您办理过这份申请的拨付，审议结果的更正请由其他工作人员办理。"
CHANGED_SINCE = "登记更正以后，这一项又变了。请登记复核不一致，再按现在的内容重新更正。"
APPLIED_SUM = "同意部分金额要少于申请金额；全额同意的，请更正审议结果。"
NOT_BELOW_RETURNED = "更正后，已退回的钱会比拨付的多。请先核对退回的登记。"
SUM_NOT_REDUCED = "减少后的资金不少于现行合同金额，请核对。"
QUOTA_UNKNOWN = "没有登记过这个指标文号。请照登记的指标填写，或者先登记这个指标。"
BEFORE_PAYMENT = "退票日期早于拨付日期，请核对。"
AFTER_REVERSAL = "拨付日期晚于退票日期，请核对。"
PAID_AND_POSTPONED = (
    f"已经拨付了一部分，不能登记成暂缓。{MEETING}决定暂缓其余部分的，"
    "登记为同意部分金额（写已拨付的数），其余部分待会议再议。"
)
TABLED_AGAIN = "这份申请已再次提请审议，结果照新的会议登记，不更正以前的结果。"
NO_ADVICE = "结果为基本合格的，要有整改建议。请先更正整改建议。"

ASK_IF_WRONG = f"请与贵单位的纸面核对；不一致的，请联系{OFFICE}。"
SETTLED_APART = "超付的部分另行发文处理，请等待通知，不要自行退款。"


def one_of(*, labels: tuple[str, ...]) -> str:
    """What there is to choose from."""
    return f"请写其中一个：{'、'.join(labels)}。"


def too_long(*, most: int) -> str:
    """More than the column holds."""
    return f"最多{most}个字，请缩短。"


def fact(*, record: str, title: str, now: str) -> str:
    """A choice: what can be corrected, and how it stands."""
    short = now if len(now) <= _SHORT else f"{now[:_SHORT]}…"
    return f"{record} · {title}（{short}）"


_SHORT = 24


def what(*, record: str, title: str) -> str:
    """One value of one record."""
    return f"{record}的{title}"


class Said(Struct, frozen=True):
    """A correction in words: of what, as it was recorded, as its paper says, and that paper with its day."""

    what: str
    before: str
    after: str
    document: str
    on: date


def corrected(said: Said) -> str:
    """A correction that counts."""
    paper = f"依据{said.document}（{day(said.on)}）"
    return f"登记更正：{said.what}由{said.before}更正为{said.after}，{paper}。"


def waits(said: Said) -> str:
    """A correction that is recorded, and not in force."""
    paper = f"依据{said.document}（{day(said.on)}）"
    return f"登记更正（待复核）：{said.what}拟由{said.before}更正为{said.after}，{paper}。"


def refused(*, what: str, before: str, after: str, finding: str) -> str:
    """A correction that a second member found wrong."""
    return f"登记更正没有生效：{what}仍为{before}，没有更正为{after}。复核：{finding}"


def preview(*, what: str, before: str, after: str) -> str:
    """Both values, before the act is confirmed."""
    return f"{what}：原登记{before}，更正为{after}。"


def to_check(*, said: str, reason: str, by: str) -> str:
    """What a second member compares with the paper."""
    return f"{said}原因：{reason.rstrip('。')}。登记人：{by}。"


SECOND_MEMBER = "涉及资金：由另一名工作人员复核后生效，在此之前原登记不变。"
AT_ONCE = "登记后立即生效，原登记的内容永久保留。"


def choice(*, what: str, before: str, after: str) -> str:
    """A correction that waits, as it is chosen."""
    return f"{what}：{before} → {after}"


def payment(*, voucher: str) -> str:
    """Name a payment."""
    return f"拨付（凭证{voucher}）"


def reversal(*, voucher: str) -> str:
    """Name a reversal."""
    return f"退票（凭证{voucher}）"


def meeting(*, session: str) -> str:
    """Name a result of the meeting."""
    return f"{session}{MEETING}审议结果"


def dated(*, record: str, on: date) -> str:
    """Name a record by its day."""
    return f"{record}（{day(on)}）"


def opening(*, voucher: str) -> str:
    """Name a payment of before."""
    return f"以前拨付（凭证{voucher}）"


def returned(*, voucher: str) -> str:
    """Name money that came back."""
    return f"缴回（凭证{voucher}）"


def result(*, result: str, approved: int | None, condition: str) -> str:
    """A meeting's result with all that belongs to it."""
    parts = [result, yuan(approved) if approved is not None else "", f"条件：{condition}" if condition else ""]
    return " ".join(filter(None, parts))


def measure(*, measure: str, reduced_to: int | None) -> str:
    """A decision's measure with its reduced sum."""
    return measure if reduced_to is None else f"{measure} {yuan(reduced_to)}"


def over_approved(*, approved: int, paid: int) -> str:
    """More is paid than the meeting agreed to."""
    return f"已拨付{yuan(paid)}，超过同意金额{yuan(approved)}，超付{yuan(paid - approved)}。{OVERPAID_NEXT}"


OVERPAID_NEXT = "超付按另行发文处理，不属于更正；追回、收回只按各自的条件办理。"


def over_contract(*, cap: int, used: int) -> str:
    """More is with the contractor than the contract's sum in force."""
    return f"已拨付（减去退回）{yuan(used)}，超过合同金额{yuan(cap)}。"


def over_reduced(*, cap: int, used: int) -> str:
    """More than a decision left."""
    return f"已拨付（减去退回）{yuan(used)}，超过处理决定减少后的资金{yuan(cap)}。"


def over_prepaid(*, cap: int, used: int) -> str:
    """More is prepaid than the contract's ratio allows."""
    return f"已预付{yuan(used)}，超过按合同比例计算的预付上限{yuan(cap)}。"


def over_quota(*, document: str, allotted: int, drawn: int) -> str:
    """More is paid from a quota than it holds."""
    return f"指标{document}共{yuan(allotted)}，已拨付{yuan(drawn)}，超过{yuan(drawn - allotted)}。"


def over_demand(*, wanted: int, came: int) -> str:
    """More came back than the case wants."""
    return f"已缴回{yuan(came)}，超过应缴回的{yuan(wanted)}。"


def before_meeting(*, on: date) -> str:
    """A payment stands before the meeting that approved it."""
    return f"有一笔拨付的日期（{day(on)}）早于会议日期，请核对。"


def overpaid(*, fen: int) -> str:
    """What is paid above the sum in force."""
    return f"{yuan(fen)}。{OVERPAID_SETTLED}"


def paper(*, document: str, on: str) -> str:
    """A paper with its day."""
    return f"{document}（{on}）"


def by_check(*, by: str, at: str) -> str:
    """Who checked, and when."""
    return f"{by} {at}"


def lines(*, parts: Iterable[str]) -> str:
    """Sentences below each other."""
    return "\n".join(part for part in parts if part)


TODO_STEP = "复核登记更正"
WAITS_FOR_CHECK = "登记更正待复核"
OVERPAID = "超付"
OVERPAID_SETTLED = "另行发文处理，不属于更正，也不自行成为追回、收回。"
