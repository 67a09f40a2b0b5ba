"""What the lists of the console say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from handlers.dates import day
from handlers.money import yuan
from handlers.texts.bodies import BUREAU
from handlers.texts.people import ROLE_WORDS
from store.states import Role

TODO, APPLICATIONS, CONTRACTS, CASES, INTENTIONS, MEMBERS = (
    "待办",
    "拨付申请",
    "合同",
    "追回和收回",
    "意向登记",
    "人员",
)

SEARCH_APPLICATIONS = "编号、企业、项目或经办人"
SEARCH_CONTRACTS = "合同编号、企业或项目"
SEARCH_CASES = "决定文号、合同编号或企业"
SEARCH_INTENTIONS = "姓名、电话或内容"
SEARCH_MEMBERS = "姓名"
SEARCH_TODO = "编号、企业、项目或姓名"

STATE, KIND, HOLDER, ROLE, AREA, WHAT = "状态", "资金类型", "现在由谁办", "角色", "领域", "事项"
SUBMITTED_FROM, SIGNED_FROM, OPENED_FROM, REGISTERED_FROM = "提交日期", "签订日期", "登记日期", "登记日期"
OVERDUE, STUCK, PAST_DUE, UNCHECKED = "只看超期", "只看没有人能办的", "只看完工日期已过的", "只看新账户待复核的"
PAST_TERM = "只看缴款期限已过的"
DUE_SOON, TERM_SOON = "只看30天内到完工日期的", "只看30天内到缴款期限的"
STAY = "在当前状态的天数"
STAYS = MappingProxyType({"0-7": "7天以内", "8-15": "8至15天", "16-30": "16至30天", "31": "30天以上"})
UNSERVED_DEMANDS, UNSERVED_DECLINES = "只看缴款通知未送达的", "只看不予受理未送达的"
HANDLED = MappingProxyType({"no": "还没有处理", "yes": "已处理"})
ACTIVE = MappingProxyType({"yes": "在岗", "no": "已离岗"})

NUMBER, FIRM, WAITED, APPLIED, APPROVED, PAID = "编号", "企业 / 项目", "等待", "申请金额", "审议金额", "已拨付"
SUBMITTED, SIGNED, DUE, AMOUNT, RATIO = "提交", "签订", "完工日期", "金额", "预付比例"
COUNT, PAY_BY, RETURNED, OPENED = "申请", "缴款期限", "已缴回", "登记"
NAME, PHONE, WISH, REGISTERED, SEEN, ROLES, LINKS = "姓名", "电话", "想了解", "登记", "处理", "角色", "关联账号"
NEXT = "下一步"

WAITING_KINDS = MappingProxyType(
    {
        "application": "拨付申请",
        "contract": "合同",
        "case": "追回和收回",
        "intention": "意向登记",
        "complaint": "意见投诉",
        "excerpt": "留言选登",
        "quarter": "季度监督审核",
        "correction": "登记更正",
        "overpaid": "超付",
        "untold": "没有通知到的",
        "answer": "咨询答复",
    }
)

UNLISTED = "合同未列明"

NOTHING_WAITS = "现在没有等您办理的事项。要看全部申请，请点上面的“申请”。"
NOTHING_ELSE = "这里没有等您办理的事项。"
READ_ONLY = "您的角色只读，没有待办。请在上面的“申请”“合同”里查看。"
NO_BUSINESS = "管理员不办业务。没有人能办下一步的事项会列在这里，现在没有。"
NOTHING_FITS = "没有符合条件的。请减少条件，或者点“清除条件”看全部。"
NO_STANDARDS = "没有设置办理时限，所以没有申请算作超期。办理时限在“设置”里登记。"
NO_APPLICATIONS = "还没有拨付申请。企业在微信或者网页上提交，也可以由办公室代为登记。"
NO_CONTRACTS = f"还没有合同。由{BUREAU}登记，也可以用表格导入。"
NO_CASES = "没有追回或者收回的案件。需要时在合同页面登记。"
NO_INTENTIONS = "没有意向登记。"
NO_MEMBERS = "名单上还没有人。请由管理员登记。"

WITHOUT_RATIO = "没有载明比例"
NOT_IN_USE = "合同现在不在履行中，不能拨付。"
CONTRACT_ENTERED = "已登记，待启用"
ACCOUNT_WAITS = "新收款账户待复核"
NOT_SEEN = "还没有处理"
NOT_LINKED = "没有"


def areas(*, said: str) -> str:
    """Say which areas a contract is in, below its state."""
    return f"{AREA}：{said}"


def odd_day(*, said: str) -> str:
    """Say that a day cannot be read, and how days are written."""
    return f"日期“{said}”看不明白，没有按它筛选。请写成 2026-11-24 这样。"


def waits(*, workdays: int, is_today: bool) -> str:
    """Say for how long something has waited; days off alone are no workday."""
    if workdays:
        return f"{workdays} 个工作日"
    return "今天" if is_today else "不到 1 个工作日"


def beyond(*, workdays: int, standard: int) -> str:
    """Say by how much a step is beyond the office's own standard."""
    return f"超期 {workdays} 个工作日（时限 {standard}）"


def nearly(*, standard: int) -> str:
    """Say that the standard ends today."""
    return f"今天到期（时限 {standard}）"


def within(*, standard: int) -> str:
    """Say what the standard is."""
    return f"时限 {standard}"


def term_passed(*, pay_by: date) -> str:
    """Say that the day until which money was to come back has passed."""
    return f"缴款期限 {iso(pay_by)} 已过"


def day_passed(*, due_on: date) -> str:
    """Say that a contract's day of completion has passed."""
    return f"{iso(due_on)} 已过"


def count_head(*, total: int, overdue: int) -> str:
    """Head a member's list of work."""
    return f"等您办理的共 {total} 件" + (f"，其中超期 {overdue} 件" if overdue else "") + "。等得最久的在前。"


def nobody(*, step: str, role: Role, has_members: bool) -> str:
    """Say that nobody can do what comes next, why, and who can change that."""
    unit = ROLE_WORDS[role]
    why = f"在岗的{unit}人员都因为办过前面的环节不能再办这一步" if has_members else f"{unit}没有在岗人员"
    return f"目前没有人可以办理下一步：{step}。{why}，请管理员安排人员。"


def nudged(*, on: date) -> str:
    """Say that the contractor asked how it stands."""
    return f"企业 {iso(on)} 催办"


def iso(value: date) -> str:
    """2026-11-24: short enough for a column."""
    return value.isoformat()


def sum_of(fen: int | None) -> str:
    """A sum in a column; a dash where there is none yet."""
    return "—" if fen is None else yuan(fen)


def seen(*, on: date, by: str) -> str:
    """Say when an intention was seen to, and by whom."""
    return f"{day(on)} {by}".strip()


def intention_number(*, number: int) -> str:
    """An intention, as staff call it."""
    return f"意向{number}"


def stood(*, on: date, states: Sequence[str]) -> str:
    """Say that a list is of what stood so on a day, and shows it as it is now."""
    return f"列出的是{iso(on)}当天结束时处于“{'、'.join(states)}”的申请；各列内容是现在的。"
