"""The words of staff's cards: an application, a contract, a case of money taken back."""

from __future__ import annotations

from datetime import date, datetime

from handlers.dates import day, moment
from handlers.money import percent, yuan
from handlers.texts import batches, casework
from handlers.texts.bodies import MEETING

FIRM = "承办企业"
STATE = "状态"
NEXT = "下一步"
SUMS = "金额"
APPLIED, APPROVED, PAID = "申请", "审议同意", "已拨付"
NOT_YET = "尚未审议"
CONTRACT = "合同"
CONTRACT_AMOUNT, RATIO, DUE_ON, PAYEE = "合同金额", "预付比例", "完工日期", "收款户名"
NO_RATIO, NO_RATIO_ENTERED = "未载明", "未载明（不能启用）"
SAID = "申请内容"
MATERIALS = "材料"
NO_MATERIALS = "没有收到文件。"
PAPERS = "柜台收到的纸质材料"
MISSING = "办公室清单里的必交材料还没有"
REPEATS = "发票号码与其他申请的材料重复，请核对"
DECLARATION = "承诺"
DECLARED = "申请人已确认“所交材料属实”。"
MEETINGS = "审议结果"
BATCHES = batches.TITLE
PAYMENTS = "拨付记录"
HISTORY = "办理经过"
NOTES = "内部备注（承办企业看不到）"
TOLD, NOTE = "告知", "内部备注"
APPLICANT = "申请人"

PROJECT, PROCUREMENT = "项目", "采购（招标）编号"
AREAS = "支持范围"
OPENING = "以前拨付（系统启用前）"
TERMS = "合同条款"
SIGNED_ON, ACCOUNT, PEOPLE = "签订日期", "收款账户", "已绑定经办人"
PAID_NET, OF_IT_PREPAID = "已拨付（减去退票和退回）", "其中前期预付资金"
PAYEE_WAITS = "有一个新的收款账户等待另一位工作人员复核。"
APPLICATIONS = "拨付申请"
AMENDMENTS = "变更记录"
CHECKED, DISCARDED, UNCHECKED = "，已复核", "，已作废", "，等待复核"
EVALUATIONS = "中期绩效评价"
RECHECK = "整改复核"
DISPOSALS = "处理决定"
ACCEPTANCES = "验收"
OVERSIGHTS = "监督审核和监督检查"
CASES = "追回和收回"
DECISION, REASON, EXPLANATION = "决定", "事由", "企业说明"
WANTED, CAME_BACK, BALANCE = "应缴回", "已缴回", "余额"
PAY_BY, PAY_TO = "缴款期限", "缴款账户"
RETURNED = "缴回记录"

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


def heading(*, name: str, title: str) -> str:
    """Head a card."""
    return f"【{name}】{title}" if name else title


def section_head(*, title: str) -> str:
    """Head a section."""
    return f"{title}："


def row(*, label: str, value: str, warns: bool) -> str:
    """Give a value under its name."""
    named = f"{label}：{value}" if label and value else label or value
    return f"⚠ {named}" if warns else named


def in_one_line(*, title: str, rows: tuple[str, ...]) -> str:
    """Give a section whose rows fit on a line."""
    return f"{title}：{'；'.join(rows)}" if title else "；".join(rows)


def line(*, words: str, when: str, by: str) -> str:
    """Give something recorded: when, what, by whom."""
    return f"{when} {words}".strip() + (f"（{by}）" if by else "")


def file(*, place: int, name: str, item: str, size: int, sha256: str) -> str:
    """Give a file with its digest."""
    under = f"〔{item}〕" if item else ""
    return f"{place}. {under}{name}（{kilobytes(size)}）SHA-256 {sha256}"


def kilobytes(size: int) -> str:
    """A size in bytes as people read it."""
    return f"{max(1, round(size / _KILO))} KB"


def standing(*, state: str, since: datetime, unit: str) -> str:
    """Say where an application stands, and which unit holds it."""
    holder = f"现在由{from_outside(unit)}办理。" if unit else ""
    return f"{state}（自{moment(since)}）。{holder}"


def from_outside(words: str) -> str:
    """The words of states address the applicant; staff read them of the applicant."""
    return words.replace(casework.APPLICANT, APPLICANT)


def contract_name(*, number: str, state: str, project: str) -> str:
    """Name the contract behind an application."""
    return f"{number}（{casework.CONTRACT_STATES[state]}）《{project}》"


def share(*, ratio: int | None, otherwise: str) -> str:
    """Give a prepayment ratio, or say that there is none."""
    return percent(ratio) if ratio is not None else otherwise


def names(*, items: tuple[str, ...]) -> str:
    """Name several things."""
    return "、".join(items)


def in_batch(*, number: int, title: str, document: str, outcome: str) -> str:
    """A batch that an application was in, and what became of it there."""
    paper = f"（{document}）" if document else ""
    return f"{batches.called(number=number)}：{title}{paper}，{batches.OUTCOMES[outcome]}"


def meeting(
    *,
    session: str,
    result: str,
    approved: int | None,
    condition: str,
    minutes: str | None,
    item: str | None,
    is_superseded: bool,
) -> str:
    """Give a meeting's result; one that a later sitting changed says so."""
    parts = [f"{session}{MEETING}：{casework.RESULTS[result]}"]
    parts += [f"同意金额 {yuan(approved)}"] if approved is not None else []
    parts += [f"条件：{condition}"] if condition else []
    parts.append(f"会议纪要 {minutes}，议题 {item}" if minutes else "会议纪要编号还没有补登")
    parts += ["已由以后的会议变更"] if is_superseded else []
    return "；".join(parts)


def payment(*, amount: int, source: str, quota: str, voucher: str, payee: str) -> str:
    """Give a payment."""
    return f"拨付 {yuan(amount)}，{casework.MONEY_SOURCES[source]}，指标文号 {quota}，凭证 {voucher}，户名 {payee}"


def reversal(*, amount: int, voucher: str, reason: str) -> str:
    """Give the reversal of a payment; `amount` is what came back."""
    return f"退票 {yuan(amount)}，凭证 {voucher}，原因：{reason}"


def opening(*, kind: str, amount: int, voucher: str, document: str) -> str:
    """Give a payment of before the contract was kept here."""
    return f"{casework.KINDS[kind]} {yuan(amount)}，凭证 {voucher}（{document}）"


def brief(*, number: str, state: str, unit: str) -> str:
    """Give number and step alone, where nothing of persons and sums may stand."""
    holder = f"，现在由{from_outside(unit)}办理。" if unit else "。"
    return f"【{number}】{state}{holder}详情请在工作台网页上看。"


def contract_label(*, number: str) -> str:
    """Name a contract."""
    return f"合同 {number}"


BANK_CODE, ENTERPRISE_SIZE = "联行号", "中小企业"
DELIVERED_ON, AGREED_PAY_ON = "交付（验收）", "约定付款日"


def account(*, payee: str, bank: str, number: str) -> str:
    """Give an account by its last figures."""
    return f"{payee}，{bank}，尾号{number[-4:]}"


def people(*, count: int) -> str:
    """How many people are bound to a firm."""
    return f"{count} 位"


def application(*, number: str, kind: str, state: str) -> str:
    """Give an application on a contract's card."""
    return f"{number} {casework.KINDS[kind]}：{state}"


def amendment(*, kind: str, value: str, document: str, effective: date, standing: str) -> str:
    """Give a recorded change; a new account is in force once a second member checked it."""
    return f"{kind}{f'：{value}' if value else ''}（{document}，自{day(effective)}起{standing}）"


def evaluation(*, source: str, grade: str, organiser: str, document: str) -> str:
    """Give an evaluation as it was recorded."""
    return f"{casework.GRADES[grade]}（依据{source}，{organiser}，{document}）"


def recheck(*, accepted: bool, organ: str, on: date, document: str) -> str:
    """Give a re-check after 基本合格."""
    return f"{'合格' if accepted else '不合格'}（{organ}，{day(on)}，{document}）"


def disposal(*, organ: str, document: str, measure: str, reduced_to: int | None) -> str:
    """Give a 处理决定."""
    to = f"，减至 {yuan(reduced_to)}" if reduced_to is not None else ""
    return f"{organ} {document}：{casework.MEASURES[measure]}{to}"


def acceptance(*, passed: bool, conclusion: str, report: str) -> str:
    """Give an acceptance record."""
    return f"{'通过' if passed else '未通过'}：{conclusion}（{report}）"


def oversight(*, quarter: str, findings: str) -> str:
    """Give a review of a quarter, or an inspection."""
    head = f"监督审核 {quarter}" if quarter else "监督检查"
    return f"{head}：{findings}"


def case_name(*, place: int) -> str:
    """Name a case of money taken back."""
    return f"案件 {place}"


def case_title(*, kind: str) -> str:
    """Say what a case is for, and that the measure has no procedure for it."""
    return f"{casework.CASE_KINDS[kind]}（{casework.PROCEDURE_UNSTATED}）"


def case(*, place: int, kind: str, state: str, balance: int) -> str:
    """Give a case on a contract's card."""
    return f"案件 {place} {casework.CASE_KINDS[kind]}：{casework.CASE_STATES[state]}，余额 {yuan(balance)}"


def decision(*, organ: str, document: str) -> str:
    """Give the decision that a case stands on."""
    return f"{organ} {document}"


def returned(
    *, amount: int, voucher: str, surplus: int = 0, source: str | None = None, year: int | None = None
) -> str:
    """Give money that came back to the treasury (缴回国库), of which year and source."""
    of = f"{year}年{casework.MONEY_SOURCES[source]}，" if source and year else ""
    more = f"，另多缴 {yuan(surplus)}" if surplus else ""
    return f"缴回国库 {yuan(amount)}{more}，{of}凭证 {voucher}"


def refunded(*, amount: int, voucher: str, reason: str) -> str:
    """Give what went back to the firm (退付)."""
    return f"退付 {yuan(amount)}，凭证 {voucher}，{reason}"
