"""Following an application: what is said."""

from __future__ import annotations

from datetime import date, datetime

from handlers.dates import day, local_day
from handlers.money import yuan
from handlers.texts.bodies import BUREAU, MEETING, OFFICE
from handlers.texts.casework import OFFICE_STEP, PROCEDURE_UNSTATED
from handlers.texts.office import SOURCE

APPLY_LABEL = "申请拨付"
INTENTION = "意向登记"
STEPS_LABEL = "拨付要经过哪些步骤"
NUDGE_LABEL, WITHDRAW_LABEL, RESUBMIT_LABEL, LIST_LABEL = "催办", "撤回申请", "补正", "我的申请"
CONFIRM_WITHDRAW_LABEL, KEEP_LABEL, EXPLAIN_LABEL = "确认撤回", "不撤回", "企业说明"
BIND_LABEL = "绑定"
GO_ON_LABEL = "继续填写"

NOT_BOUND = (
    f"查询申请进度，要先绑定承办企业：请本单位经办人向{OFFICE}或者{BUREAU}领取绑定码，直接发给我。"
    "已有绑定码的，现在就可以发。"
)
NO_CONTRACTOR = "不是承办企业、想了解奖励或者减免房租的，可以做意向登记。"
NONE_YET = "贵单位还没有提交拨付申请。"
NOTHING_TO_DO = "现在不需要贵单位办理什么，随时可以回复“查进度”看进展。"
ENDED = "这份申请已经办结。"
HELD = "拨付前还要解决："
AFTER_PAYMENT = "收到资金以后："
AS_REGISTERED = "已登记拨付：日期是支付凭证日期。到账以开户银行为准。"
RESUBMISSION = "修改好以后回复“补正”，就可以重新提交。"


def not_found(*, number: str) -> str:
    """Say that the firm has no such application, whether anybody else has or not."""
    return f"没有查到贵单位编号为 {number} 的申请。请核对编号，或者发“我的申请”看全部。"


def headline(*, number: str, kind: str, contract: str, state: str) -> str:
    """The one thing asked: where it stands."""
    return f"申请 {number}（{kind}，合同 {contract}）：{state}。"


def held_by(*, since: datetime, unit: str) -> str:
    """Since when, and with which unit."""
    return f"{_since(since)}起，现在由{unit}办理。"


def yours_since(*, since: datetime) -> str:
    """Since when it is the contractor's turn."""
    return f"{_since(since)}起，等贵单位办理。"


def ended_since(*, since: datetime) -> str:
    """When it ended."""
    return f"办结日期：{_since(since)}。"


def next_step(*, text: str, office: bool) -> str:
    """What comes next; the measure's words follow where they say so."""
    return f"下一步：{text}" + (f"【{OFFICE_STEP}】" if office else "")


def sums(*, applied: int, approved: int | None, paid: int) -> str:
    """Applied, approved, paid, and what is left."""
    parts = [f"申请 {yuan(applied)}"]
    if approved is not None:
        parts += [f"审议通过 {yuan(approved)}", f"已拨付 {yuan(paid)}", f"未拨付 {yuan(approved - paid)}"]
    return f"金额：{'，'.join(parts)}。"


def payment(*, on: date, amount: int, source: str) -> str:
    """One payment, or one that came back."""
    return f"{day(on)} 拨付 {yuan(amount)}（{source}）" if amount > 0 else f"{day(on)} 退回 {yuan(-amount)}"


def meeting(*, on: date, result: str, condition: str) -> str:
    """Date and result of the meeting; the minutes are not given out here."""
    terms = f"，条件：{condition}" if condition else ""
    return f"{MEETING} {day(on)} 审议结果：{result}{terms}。"


def condition(*, condition: str) -> str:
    """What the meeting agreed on condition of, to be met now."""
    return f"贵单位现在要办：落实审议提出的条件：{condition.rstrip('。')}。"


def no_more(*, why: str) -> str:
    """That the rest of what was approved is not paid, and why."""
    return f"其余部分不再拨付：{why}"


def not_payable(*, state: str) -> str:
    """Say that the contract holds the rest of the money."""
    return f"合同{state}，其余部分现在不能拨付。"


def debt(*, kind: str, left: int) -> str:
    """Mention money to be paid back, before anything else."""
    told = f"贵单位有一件缴款通知（{kind}）尚未缴清：{yuan(left)}。"
    return f"{told}回复“{RETURN_NOTICE_LABEL}”查看，有说明的回复“{EXPLAIN_LABEL}”。"


def to_resubmit(*, missing: str) -> str:
    """Everything that the office told to be mended, as it was told."""
    return f"【{OFFICE_STEP}】{missing}"


def listed(*, count: int, shown: int, of: int) -> str:
    """Lead to the applications below; where some are left out, to all."""
    rest = f"下面是最近 {shown} 件，更早的请直接发申请编号。" if shown < count else ""
    if count < of:
        return f"您说的有 {count} 件申请，回复序号查看。{rest}看全部 {of} 件，发“{LIST_LABEL}”。"
    return f"贵单位有 {count} 件申请，回复序号查看。{rest}"


def list_label(*, number: str, kind: str, state: str) -> str:
    """One application in the list."""
    return f"{number} {kind}：{state}"


def drafts(*, count: int, until: datetime) -> str:
    """Mention drafts in progress."""
    number = "一份" if count == 1 else f" {count} 份"
    return f"另有{number}没有提交的草稿，保留到 {_since(until)}：回复“{GO_ON_LABEL}”接着填。"


def nudged(*, number: str, unit: str, next_on: date) -> str:
    """Say that the unit was told, that it holds the application, and when the next is possible."""
    often = f"同一件申请 5 个工作日可以催办一次，下次最早 {day(next_on)}。"
    return f"已催办：已提醒{unit}。{number} 现在由{unit}办理。急事请打电话，回复“人工”看号码。{SOURCE}{often}"


def nudged_lately(*, number: str, on: date, next_on: date) -> str:
    """Say when the next is possible."""
    return f"{number} 在 {day(on)} 已经催办过。同一件申请 5 个工作日可以催办一次，下次最早 {day(next_on)}。"


def not_nudgeable(*, number: str, state: str) -> str:
    """Say that no unit holds it."""
    return f"{number} 现在是“{state}”，没有办理单位可以催办。"


def nudge_notice(*, number: str, state: str, since: datetime) -> str:
    """Tell the unit; of nobody's person."""
    return f"催办：申请 {number}（{state}，{_since(since)}起）承办企业请尽快办理。"


NUDGE_WHICH = "要催办哪一件？回复序号。"
NUDGE_NONE = "贵单位没有可以催办的申请：没有哪一件正由办理单位办理。"
KEPT = "好的，没有撤回，申请照常办理。要看到了哪一步，发“我的申请”。"
ACCOUNT_CHANGE = (
    f"{SOURCE}收款账户只凭合同或者盖章函件变更，由两名工作人员核对，不在聊天里受理：请联系{BUREAU}办理。"
    "请不要在这里发账号。"
)
WITHDRAW_WHICH = "要撤回哪一件？回复序号。"
WITHDRAW_NONE = f"贵单位没有可以撤回的申请：提交以后、上报以前都可以撤回，上报以后请联系{OFFICE}。"


def withdraw_means(*, number: str, kind: str, amount: int) -> str:
    """Show what withdrawing means, before it is done."""
    return (
        f"将撤回申请 {number}（{kind}，{yuan(amount)}）。撤回后这份申请就结束了，不能恢复；材料和记录会留存，"
        f"需要时可以重新申请。【{OFFICE_STEP}】\n确定撤回请回复“{CONFIRM_WITHDRAW_LABEL} {number}”。"
    )


def withdrawn(*, number: str) -> str:
    """Say that it is withdrawn."""
    return f"申请 {number} 已撤回。需要时可以重新申请。"


def not_withdrawable(*, number: str, state: str) -> str:
    """Say that it is too late, or over."""
    return f"{number} 现在是“{state}”，不能在这里撤回；上报以后要撤的，请联系{OFFICE}。"


def return_notice(*, kind: str, decision: str, organ: str, reason: str) -> str:
    """The decision behind a notice to pay back."""
    return f"{kind}（{PROCEDURE_UNSTATED}）：决定 {decision}，{organ}。事由：{reason.rstrip('。')}。"


def to_pay_back(*, amount: int, until: date | None, days: int | None, account: str) -> str:
    """Sum, term and account; a term in days becomes a day when the notice is served."""
    in_days = f"，请自通知书送达次日起 {days} 日内缴清" if days else ""
    term = f"，请在 {day(until)} 前缴清" if until else in_days
    return f"应缴 {yuan(amount)}{term}。缴款账户：{account}。"


def returned(*, on: date, amount: int) -> str:
    """One sum that came back."""
    return f"{day(on)} 已缴 {yuan(amount)}"


def balance(*, left: int) -> str:
    """What is still to be paid back."""
    return f"尚未缴清：{yuan(left)}。" if left else "已缴清。"


RETURN_NONE = "没有查到贵单位的缴款通知。"
RETURN_WHICH = "要看哪一件？回复序号。"
RETURN_NOTICE_LABEL = "缴款通知"
CASE_CLOSED = "这件已结案。"
EXPLAINED_ALREADY = "贵单位的说明已经收到。"


def how_to_explain(*, number: str) -> str:
    """Say how to leave an explanation."""
    how = f"如有说明，请在一条消息里这样发：\n企业说明 {number}：说明的内容\n"
    return f"{how}发出后记入本件，工作人员打开本件就能看到。"


def explanation_too_long(*, most: int) -> str:
    """Say how long an explanation may be."""
    return f"说明太长：一次最多 {most} 个字。请分几次发，会接着记在后面；材料请交到办理单位。"


def explained(*, number: str) -> str:
    """Say that the explanation is kept."""
    return f"贵单位对 {number} 的说明已记入本件，工作人员打开本件就能看到。"


def case_label(*, kind: str, left: int) -> str:
    """The offer that shows a notice to pay back."""
    return f"缴款通知：{kind}，未缴 {yuan(left)}"


def _since(moment: datetime) -> str:
    return day(local_day(moment))
