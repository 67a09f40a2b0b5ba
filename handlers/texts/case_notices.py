"""What people are told of an act: contractors never an internal note, staff nothing of persons."""

from __future__ import annotations

from datetime import date

from handlers.dates import day
from handlers.money import percent, yuan
from handlers.texts.casework import OFFICE_STEP, PROCEDURE_UNSTATED
from policy_kb.roles import PassageRole

MISSING = "请一次补齐以下内容："
NEXT = "下一步："
ASK_THE_OFFICE = "如有疑问，请联系办公室。"
DECLINED = "没有履行中的合同对应这份申请。"
RETURNED_BY_BANK = "请核对收款账户。账户有变更的，须凭合同或盖章函件办理，不在聊天里受理。"


CONTRACT_ENDED = "合同已终止。"
REVOKED = "处理决定取消培育资格并收回已拨付资金。"


def reduced(*, document: str, cap: int) -> str:
    """A 处理决定 reduced the support, and so much is paid."""
    return f"处理决定（{document}）把支持资金减少为{yuan(cap)}，已经拨付到这个数。"


def lapsed(*, condition: str, on: date, reason: str) -> str:
    """The condition of 原则同意 is recorded as not met."""
    return f"会议原则同意所附的条件（{condition}）没有落实（决定日期{day(on)}）：{reason.rstrip('。')}。"


def contract_full(*, cap: int) -> str:
    """The contract's sum in force is paid."""
    return f"按现行合同金额{yuan(cap)}，已经没有可以拨付的余额。"


def prepayment_full(*, ratio: int, cap: int) -> str:
    """The prepayment that the contract allows is paid."""
    return f"按合同载明的预付比例{percent(ratio)}，预付上限{yuan(cap)}，已经拨付到这个数。"


def no_more(*, approved: int, paid: int, why: str) -> str:
    """What was approved, what is paid, and why the rest is not."""
    done = f"已拨付{yuan(paid)}，其余{yuan(approved - paid)}不再拨付" if paid else "没有拨付，也不再拨付"
    return f"审议通过{yuan(approved)}，{done}。原因：{why}"


def article(*, role: PassageRole, label: str) -> str:
    """Where the measure says more of what was just told."""
    if role is PassageRole.BOOKKEEPING:
        return f"收到资金后的账务处理和接受监督检查，办法{label}写明了，回复：{label}，可以看原文。"
    return f"依据：{label}。"


def firm(*, number: str, words: str, told: str, following: str, source: str) -> str:
    """An act on an application, as the contractor reads it."""
    lines = [f"申请{number}：{words}。", told, f"{NEXT}{following}（{source}）" if following else ""]
    return "\n".join(line for line in lines if line)


def firm_contract(*, number: str, words: str, told: str) -> str:
    """A record on a contract, as the contractor reads it."""
    return "\n".join(line for line in (f"合同{number}：{words}。", told) if line)


def firm_case(*, kind: str, decision: str, words: str, told: str) -> str:
    """An act on a case of money taken back, as the contractor reads it."""
    return "\n".join(
        (f"{kind}（决定文号：{decision}）：{words}。", told, f"【{PROCEDURE_UNSTATED}，{OFFICE_STEP}】")
    )


def staff(*, number: str, act: str, state: str) -> str:
    """A number, what was done, and where it stands; what has no page of its own goes without its number."""
    done = f"{number}：{act}" if number else act
    return f"{done}，现在的状态：{state}。" if state else f"{done}。"


def missing(*, items: tuple[str, ...]) -> str:
    """Everything that is missing, at once: below a heading an item a line, which pages read apart."""
    return "\n".join((MISSING, *items))


def meeting(*, held_on: date, result: str, approved: int | None, condition: str) -> str:
    """Day and result of the meeting; never its minutes."""
    parts = [f"会议日期：{day(held_on)}", f"结果：{result}"]
    if approved is not None:
        parts.append(f"同意金额：{yuan(approved)}")
    if condition:
        parts.append(f"条件：{condition}")
    return "；".join(parts) + "。"


def told_at_once(*, words: str) -> str:
    """A result before its minutes have a number."""
    return f"{words}以会议纪要为准。"


def minuted(*, held_on: date, result: str, approved: int | None, condition: str) -> str:
    """A result as its minutes say; never their number."""
    parts = [f"据会议纪要登记：{result}"]
    if approved is not None:
        parts.append(f"金额{yuan(approved)}")
    if condition:
        parts.append(f"条件：{condition.rstrip('。')}")
    return f"{'，'.join(parts)}。以会议纪要为准。会议日期：{day(held_on)}。"


def paid(*, fen: int, paid_on: date, together: int, approved: int) -> str:
    """A payment by its voucher, and what it makes together; when it arrives only the bank can say."""
    registered = f"已登记拨付：支付凭证日期{paid_on.month}月{paid_on.day}日。到账以开户银行为准。"
    return f"{registered}\n本次{yuan(fen)}，累计已登记拨付{yuan(together)}，审议通过{yuan(approved)}。"


def reversed_payment(*, fen: int, on: date, together: int) -> str:
    """A payment that came back from the bank."""
    return f"{day(on)}退回{yuan(fen)}，累计已拨付{yuan(together)}。{RETURNED_BY_BANK}"


def evaluation(*, grade: str, evaluated_on: date, document: str, advice: str) -> str:
    """A result as the evaluator's document says."""
    words = f"结果：{grade}；日期：{day(evaluated_on)}；文件：{document}。"
    return f"{words}\n整改建议：{advice}" if advice else words


def recheck(*, accepted: bool, checked_on: date, document: str) -> str:
    """The re-check of a rectification."""
    return f"结论：{'合格' if accepted else '不合格，请继续整改'}；日期：{day(checked_on)}；文件：{document}。"


def disposal(*, organ: str, document: str, decided_on: date, reduced_to: int | None) -> str:
    """A 处理决定: where it stands, and a reduced sum, which bounds what is paid; the rest is its own to say."""
    to = f"支持资金减少为{yuan(reduced_to)}。" if reduced_to is not None else ""
    return f"决定机关：{organ}；文号：{document}；日期：{day(decided_on)}。{to}内容以处理决定书为准。"


def completion(*, passed: bool, accepted_on: date) -> str:
    """A 验收."""
    return f"结论：{'通过' if passed else '未通过'}；日期：{day(accepted_on)}。"


def demand(*, fen: int, term: str, pay_to: str) -> str:
    """What is to be paid back, until when and where."""
    return f"金额：{yuan(fen)}；期限：{term}；缴款账户：{pay_to}。有说明的，请在期限前回复“企业说明”提交。"


def returned(*, fen: int, balance: int, surplus: int = 0) -> str:
    """Money that came back, and what is left; what is beyond the demand goes back."""
    more = f"另有多缴{yuan(surplus)}，将按规定退付。" if surplus else ""
    return f"收到{yuan(fen)}，余额{yuan(balance)}。{more}"


def refunded(*, fen: int, on: date) -> str:
    """退付 of what was paid back too much."""
    return f"已登记退付：多缴的{yuan(fen)}，凭证日期{on.month}月{on.day}日。到账以开户银行为准。"


def closed(*, balance: int) -> str:
    """A case closed before everything came back."""
    return f"结案时余额{yuan(balance)}。" if balance else ""


def titled(*, title: str, words: str) -> str:
    """Words of a field with its name."""
    return f"{title}：{words}"
