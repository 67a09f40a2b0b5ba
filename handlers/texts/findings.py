"""What the rules find on an application, a contract or a case: what was looked at, in words."""

from __future__ import annotations

from handlers.money import percent, yuan
from handlers.texts import casework
from handlers.texts.bodies import MEETING

VERDICTS = {"meets": "符合", "against": "不符合", "open": "待核"}

DECLARED = "申请人已就材料真实性、完整性和合法性作出承诺"
NO_DECLARATION = "没有找到申请人的承诺，请核对。"
ALL_ITEMS = "办公室清单里的必交材料都有"
ONE_OPEN = "同一合同没有另一份同类申请在办"
WITHIN = "申请金额在合同余额以内"
WITHIN_RATIO = "申请金额在合同余额和预付上限以内"
REST_WITHIN = "未拨付的部分在合同余额以内"
NEW_INVOICES = "材料里的发票号码没有在其他申请里出现"
CHECKED = "材料都已与原件核对"
MINUTES = f"{MEETING}审议通过，纪要编号和议题已登记"
CONDITION = "会议所附条件已登记落实"
PAYEE_CHECKED = "收款账户没有待核对的变更"
UNALTERED = "申请和合同的数据与审计记录相符"
CONTRACT_UNALTERED = "合同的数据与审计记录相符"

RATIO_NAMED = "合同载明预付比例"
EVALUATED = "据以拨付的中期绩效评价结果符合要求"
ACCEPTED = "后续资金的验收要求已满足"

IN_TIME = "完工日期还没有过"
PAID_IN_TIME = "缴款期限还没有过"
SOURCED = "缴款凭证都登记了资金来源和年度"
SURPLUS_REFUNDED = "多缴的资金已退付"
NOTHING_OWED = "应缴的资金已缴清"


def in_use(*, number: str) -> str:
    """The contract behind it is in use."""
    return f"合同{number}履行中"


def ratio_named(*, ratio: int) -> str:
    """The contract names a prepayment ratio."""
    return f"{RATIO_NAMED}（{percent(ratio)}）"


def open_for(*, kind: str) -> str:
    """Whether a contract is open for a kind of money."""
    return f"现在可以申请{casework.KINDS[kind]}"


def of_kind(*, kind: str, text: str) -> str:
    """Why a contract is not open for a kind of money."""
    return f"{casework.KINDS[kind]}：{text}"


def repeated(*, numbers: tuple[str, ...]) -> str:
    """Other applications with the same invoices."""
    return f"有发票号码在{'、'.join(numbers)}的材料里也出现过，请核对是否重复申报。"


def unchecked(*, count: int) -> str:
    """Files that nobody compared with their originals."""
    return f"还有{count}份材料没有标记“已与原件核对”。"


def overdue(*, day: str) -> str:
    """The day of completion has passed."""
    return f"完工日期{day}已经过了。是否追回前期预付资金，由工作人员按程序决定。"


def unpaid_in_time(*, day: str, balance: int) -> str:
    """The term of payment has passed."""
    return f"缴款期限{day}已经过了，还应缴{yuan(balance)}。"


def owed(*, balance: int) -> str:
    """What is still to come back."""
    return f"还应缴{yuan(balance)}。"
