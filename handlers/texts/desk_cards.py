"""The lines of staff's cards: an application, a contract, a case of money taken back."""

from __future__ import annotations

from datetime import date, datetime

from handlers.dates import day, moment
from handlers.money import percent, yuan
from handlers.texts import casework
from handlers.texts.bodies import MEETING

NONE = "（无）"
DECLARED = "承诺：申请人已确认“所交材料属实”。"
MATERIALS = "材料："
NO_MATERIALS = "材料：没有收到文件。"
MEETINGS = "审议结果："
PAYMENTS = "拨付记录："
HISTORY = "办理经过："
SAID = "申请内容："
APPLICATIONS = "拨付申请："
AMENDMENTS = "变更记录："
EVALUATIONS = "中期绩效评价："
DISPOSALS = "处理决定："
ACCEPTANCES = "验收："
OVERSIGHTS = "监督审核和监督检查："
CASES = "追回和收回："
APPLICANT = "申请人"
CHECKED, DISCARDED, UNCHECKED = "，已复核", "，已作废", "，等待复核"
PAYEE_WAITS = "有一个新的收款账户等待另一位工作人员复核。"
_KILO = 1024

FIELDS = {
    "purpose": "用途说明",
    "contact": "联系人",
    "contact_name": "联系人",
    "name": "联系人",
    "phone": "联系电话",
    "contact_phone": "联系电话",
    "amount": "申请金额",
}
"""What the fields of the application's form are called on the card."""


def application_head(*, number: str, kind: str, firm: str) -> str:
    """Head an application's card."""
    return f"【{number}】{casework.KINDS[kind]}\n承办企业：{firm}"


def standing(*, state: str, since: datetime, unit: str, following: str) -> str:
    """Say where an application stands."""
    holder = f"现在由{_from_outside(unit)}办理。" if unit else ""
    after = f"下一步：{_from_outside(following)}" if following else ""
    return f"状态：{state}（自{moment(since)}）。{holder}{after}"


def _from_outside(words: str) -> str:
    """The words of states address the applicant; staff read them of the applicant."""
    return words.replace(casework.APPLICANT, APPLICANT)


def money(*, amount: int, approved: int | None, paid: int) -> str:
    """Give the sums of an application."""
    passed = "尚未审议" if approved is None else yuan(approved)
    return f"金额：申请 {yuan(amount)}；审议同意 {passed}；已拨付 {yuan(paid)}"


def contract_line(
    *, number: str, state: str, amount: int, ratio: int | None, due_on: date, project: str, payee: str
) -> str:
    """Give the contract behind an application."""
    share = percent(ratio) if ratio is not None else "未载明"
    return (
        f"合同：{number}（{casework.CONTRACT_STATES[state]}）《{project}》，合同金额 {yuan(amount)}，"
        f"预付比例 {share}，完工日期 {day(due_on)}，收款户名 {payee}"
    )


def said(*, name: str, value: str) -> str:
    """Give one answer of the application's form."""
    return f"· {FIELDS[name]}：{value}"


def material(*, place: int, name: str, item: str, size: int, sha256: str, repeats: tuple[str, ...]) -> str:
    """Give a file with its digest, and where the same invoice was handed in."""
    kilobytes = max(1, round(size / _KILO))
    under = f"〔{item}〕" if item else ""
    warned = f"\n   ⚠ 发票号码与 {'、'.join(repeats)} 的材料重复，请核对。" if repeats else ""
    return f"{place}. {under}{name}（{kilobytes} KB）SHA-256 {sha256}{warned}"


def papers(*, items: tuple[str, ...]) -> str:
    """Name what the counter has on paper."""
    return f"柜台收到的纸质材料：{'、'.join(items)}"


def missing(*, items: tuple[str, ...]) -> str:
    """Name the required items of the office's list that no file stands under."""
    return f"⚠ 办公室清单里的必交材料还没有：{'、'.join(items)}。"


def meeting(
    *,
    session: str,
    held_on: date,
    result: str,
    approved: int | None,
    condition: str,
    minutes: str | None,
    item: str | None,
) -> str:
    """Give a meeting's result."""
    parts = [f"· {session}{MEETING}（{day(held_on)}）：{casework.RESULTS[result]}"]
    parts += [f"同意金额 {yuan(approved)}"] if approved is not None else []
    parts += [f"条件：{condition}"] if condition else []
    parts.append(f"会议纪要 {minutes}，议题 {item}" if minutes else "会议纪要编号还没有补登")
    return "；".join(parts)


def payment(
    *,
    amount: int,
    source: str,
    quota: str,
    voucher: str,
    payee: str,
    paid_on: date,
    is_reversal: bool,
    reason: str,
) -> str:
    """Give a payment, or its reversal."""
    if is_reversal:
        return f"· 退票 {yuan(-amount)}，凭证 {voucher}，{day(paid_on)}，原因：{reason}"
    return (
        f"· 拨付 {yuan(amount)}，{casework.MONEY_SOURCES[source]}，指标文号 {quota}，凭证 {voucher}，"
        f"户名 {payee}，{day(paid_on)}"
    )


def history(*, at: datetime, act: str, by: str, told: str, note: str) -> str:
    """Give one act with what the contractor was told and the internal note."""
    more = f"\n   告知：{told}" if told else ""
    inner = f"\n   内部备注：{note}" if note else ""
    return f"· {moment(at)} {act}（{by or APPLICANT}）{more}{inner}"


def brief(*, number: str, state: str, unit: str) -> str:
    """Give number and step alone, where nothing of persons and sums may stand."""
    return (
        f"【{number}】{state}"
        + (f"，现在由{_from_outside(unit)}办理。" if unit else "。")
        + "详情请在工作台网页上看。"
    )


def contract_head(*, number: str, firm: str, state: str, project: str, procurement: str) -> str:
    """Head a contract's card."""
    return (
        f"【合同 {number}】{casework.CONTRACT_STATES[state]}\n承办企业：{firm}\n"
        f"项目：{project}\n采购（招标）编号：{procurement}"
    )


def contract_terms(
    *, amount: int, ratio: int | None, signed_on: date, due_on: date, payee: str, account: str, bank: str
) -> str:
    """Give what a contract says now."""
    share = percent(ratio) if ratio is not None else "未载明（不能启用）"
    return (
        f"合同金额：{yuan(amount)}；预付比例：{share}\n签订：{day(signed_on)}；完工日期：{day(due_on)}\n"
        f"收款账户：{payee}，{bank}，尾号{account[-4:]}"
    )


def contract_money(*, paid: int, prepaid: int, people: int) -> str:
    """Give what was paid on a contract, and how many people are bound to its firm."""
    return f"已拨付（减去退票和退回）：{yuan(paid)}，其中前期预付资金 {yuan(prepaid)}；已绑定经办人 {people} 位"


def application_line(*, number: str, kind: str, state: str) -> str:
    """Give an application on a contract's card."""
    return f"· {number} {casework.KINDS[kind]}：{state}"


def amendment(*, kind: str, value: str, document: str, effective: date, standing: str) -> str:
    """Give a recorded change; a new account is in force once a second member checked it."""
    return f"· {kind}{f'：{value}' if value else ''}（{document}，自{day(effective)}起{standing}）"


def evaluation(*, source: str, on: date, grade: str, organiser: str, document: str) -> str:
    """Give an evaluation as it was recorded."""
    return f"· {day(on)} {casework.GRADES[grade]}（依据{source}，{organiser}，{document}）"


def recheck(*, accepted: bool, organ: str, on: date, document: str) -> str:
    """Give a re-check after 基本合格."""
    return f"   整改复核：{'合格' if accepted else '不合格'}（{organ}，{day(on)}，{document}）"


def disposal(*, organ: str, document: str, on: date, measure: str, reduced_to: int | None) -> str:
    """Give a 处理决定."""
    to = f"，减至 {yuan(reduced_to)}" if reduced_to is not None else ""
    return f"· {day(on)} {organ} {document}：{casework.MEASURES[measure]}{to}"


def acceptance(*, on: date, passed: bool, conclusion: str, report: str) -> str:
    """Give an acceptance record."""
    return f"· {day(on)} {'通过' if passed else '未通过'}：{conclusion}（{report}）"


def oversight(*, quarter: str, on: date, findings: str) -> str:
    """Give a review of a quarter, or an inspection."""
    head = f"监督审核 {quarter}" if quarter else "监督检查"
    return f"· {day(on)} {head}：{findings}"


def case_head(*, kind: str, place: int, state: str, number: str, firm: str) -> str:
    """Head the card of a case of money taken back."""
    return (
        f"【案件 {place}】{casework.CASE_KINDS[kind]}（{casework.PROCEDURE_UNSTATED}）\n"
        f"合同：{number}，{firm}\n状态：{casework.CASE_STATES[state]}"
    )


def case_sums(*, amount: int, balance: int, decision: str, organ: str, reason: str) -> str:
    """Give what is to come back in a case."""
    return f"决定：{organ} {decision}\n事由：{reason}\n应缴回 {yuan(amount)}，余额 {yuan(balance)}"


def case_notice(*, pay_by: date, pay_to: str) -> str:
    """Give the notice of a case."""
    return f"缴款期限：{day(pay_by)}；缴款账户：{pay_to}"


def case_explained(*, words: str) -> str:
    """Give the contractor's words."""
    return f"企业说明：{words}"


def case_line(*, kind: str, place: int, state: str, balance: int) -> str:
    """Give a case on a contract's card."""
    return f"· 案件 {place} {casework.CASE_KINDS[kind]}：{casework.CASE_STATES[state]}，余额 {yuan(balance)}"


def returned(*, amount: int, voucher: str, on: date) -> str:
    """Give money that came back."""
    return f"· {day(on)} 缴回 {yuan(amount)}，凭证 {voucher}"
