"""What is said about contracts: reasons for refusals, and notices to the firm."""

from __future__ import annotations

from datetime import date

from handlers.dates import day
from handlers.money import percent, yuan
from handlers.texts.bodies import BUREAU
from handlers.texts.office import SOURCE
from store.states import AmendmentKind, ContractState

STATE_WORDS: dict[ContractState, str] = {
    ContractState.ENTERED: "已登记，未启用",
    ContractState.ACTIVE: "履行中",
    ContractState.PAUSED: "已暂停",
    ContractState.ENDED: "已终止",
}

AMENDMENT_WORDS: dict[AmendmentKind, str] = {
    AmendmentKind.AMOUNT: "合同金额",
    AmendmentKind.DUE_DATE: "完工日期",
    AmendmentKind.PAUSE: "暂停",
    AmendmentKind.RESUME: "恢复",
    AmendmentKind.END: "终止",
    AmendmentKind.PAYEE: "收款账户",
    AmendmentKind.RATIO: "预付比例",
}

FIELD_WORDS: dict[str, str] = {
    "number": "合同编号",
    "firm_name": "承办企业名称",
    "credit_code": "统一社会信用代码",
    "project": "项目名称",
    "procurement": "采购（招标）编号",
    "amount": "合同金额（元）",
    "ratio": "预付比例",
    "signed_on": "签订日期",
    "due_on": "完工日期",
    "payee_name": "收款户名",
    "payee_account": "收款账号",
    "payee_bank": "开户银行",
    "payee_bank_code": "联行号",
    "areas": "支持范围（列举项）",
}

OPENING_WORDS: dict[str, str] = {
    "contract": "合同编号",
    "kind": "资金类别",
    "amount": "拨付金额（元）",
    "voucher": "支付凭证号",
    "paid_on": "拨付日期",
    "document": "依据文件",
}

NOT_ALLOWED = f"合同由{BUREAU}登记，您的角色不能办这一步。"
EMPTY = "没有填写"
TOO_LONG = "太长，请写在255个字以内"
UNSEEN = "里面有看不见的控制符号，请重新打一遍，不要从别处粘贴"
BAD_NUMBER = "合同编号请写1到64个字，不含空格和换行"
BAD_CREDIT_CODE = "统一社会信用代码不对：应为18位，请对照营业执照核对每一位"
BAD_AMOUNT = "合同金额应大于0、不超过100亿元"
BAD_RATIO = "预付比例应大于0%、不超过100%"
SIGNED_LATER = "签订日期在今天以后"
DUE_BEFORE_SIGNED = "完工日期早于签订日期"
OTHER_PAYEE = "收款户名应与承办企业名称一致"
BAD_BANK_CODE = "联行号是12位数字，请对照开户许可或者银行公布的行号核对；不知道就不填"
BAD_ACCOUNT = "收款账号应为8到32位数字"
NO_DOCUMENT = "请写明依据的文件，例如补充协议编号、盖章函的名称和日期"
NOT_YET = "这项变更还没有到生效日期，请到那一天再登记。"
NO_RATIO = "合同没有载明预付比例，不能启用。请先签补充协议写明比例，登记“预付比例”后再启用。"
ENDED = "合同已经终止，不能再变更。"
SAME = "与现在登记的一样，没有可变更的。"
PAYEE_WAITS = "已有一个新收款账户等待复核。请先由另一位工作人员复核，或者作废它。"
NO_PAYEE_WAITS = "没有等待复核的收款账户。"
SAME_PERSON = "登记收款账户的人不能自己复核，请由另一位工作人员复核。"
OTHER_ACCOUNT_TRIED = "填写的收款账号与登记的不一致"
OTHER_ACCOUNT = "您填写的账号与登记的新账号不一致。请对照补充协议或者盖章函核对；登记有误的，请作废后重新登记。"


def unknown(*, number: str) -> str:
    """Say that no contract has this number."""
    return f"没有编号为“{number}”的合同。请用 contracts list 查看编号的写法。"


def exists(*, number: str) -> str:
    """Say that a number is taken."""
    return f"合同编号“{number}”已经登记过，不能重复登记。要改内容请登记变更。"


def other_firm(*, name: str) -> str:
    """Say that the firm is known under another name."""
    return f"这个统一社会信用代码已登记为“{name}”，名称不一致，请核对。"


def wrong_state(*, state: ContractState) -> str:
    """Say that the contract is not in a state for this act."""
    return f"合同现在是“{STATE_WORDS[state]}”，不能办这一步。"


def below_paid(*, fen: int) -> str:
    """Say that more was paid than the new sum."""
    return f"这份合同已拨付（减去退回）{yuan(fen)}，新的合同金额不能低于它。请先办理退回再登记。"


def below_prepaid(*, fen: int) -> str:
    """Say that more was prepaid than the new sum and ratio allow."""
    return f"这份合同已拨付前期预付资金{yuan(fen)}，超过变更后的预付上限。请先办理退回再登记。"


def activated(*, number: str) -> str:
    """Tell the firm that its contract is in use."""
    return f"{SOURCE}合同{number}已启用，可以发送“我要申请”提交拨付申请。"


def amended(*, number: str, kind: AmendmentKind, value: str, effective: date) -> str:
    """Tell the firm of a change of its contract."""
    what = f"{AMENDMENT_WORDS[kind]}{f'改为{value}' if value else ''}"
    return f"{SOURCE}合同{number}已登记变更：{what}，自{day(effective)}起。如有疑问请回复 0 联系办公室。"


def payee_waits(*, number: str) -> str:
    """Tell staff that a new account is to be checked by somebody else."""
    return f"合同{number}登记了新的收款账户，请由另一位工作人员对照盖章函复核。"


def ending_in(*, account: str) -> str:
    """Name an account by its last figures only."""
    return f"尾号{account[-4:]}"


def value_words(*, kind: AmendmentKind, amount: int | None, ratio: int | None, due_on: date | None) -> str:
    """Name what a change sets; empty where it sets nothing."""
    if kind is AmendmentKind.AMOUNT and amount is not None:
        return yuan(amount)
    if kind is AmendmentKind.RATIO and ratio is not None:
        return percent(ratio)
    return day(due_on) if kind is AmendmentKind.DUE_DATE and due_on is not None else ""


EFFECTIVE = "生效日期"
STATE = "状态"
NONE = "未载明"
CHANGES = "变更记录："
UNCHECKED, DISCARDED = "等待复核", "已作废"
COLUMNS = ("合同编号", "承办企业", "项目", "合同金额", "预付比例", "完工日期", "状态")
NO_CONTRACTS = "还没有登记合同。用 contracts template 生成模板，填好后用 contracts import 导入。"
ONE_CHANGE = (
    "一次登记一项变更，请写且只写一项：--amount、--due、--ratio、--pause、--resume、--end，"
    "或者 --account 加 --bank。"
)
WAITS_FOR_CHECK = "新收款账户已登记，还没有生效：请另一位工作人员用 contracts check 对照盖章函重新填写账号复核。"
ACTIVATED = "已启用。"
AMENDED = "变更已登记。"
CHECKED = "复核一致，新收款账户已生效。"
DISCARDED_NOW = "等待复核的收款账户已作废，合同仍用原账户。"


def sums(*, paid: str, prepaid: str) -> str:
    """What was paid on a contract."""
    return f"已拨付（减去退票、追回、收回）：{paid}；其中前期预付资金拨付：{prepaid}"


def checked(*, name: str) -> str:
    """Name who checked a new account."""
    return f"复核：{name}"


def change(*, day: date, kind: AmendmentKind, value: str, document: str, by: str, standing: str) -> str:
    """One line of a contract's history."""
    parts = (f"{day:%Y-%m-%d}", f"{AMENDMENT_WORDS[kind]}{value}", document, f"登记：{by}", standing)
    return "  ".join(filter(None, parts))


def entered(*, number: str) -> str:
    """Say that a contract is entered, and what comes next."""
    return f"合同{number}已登记，还没有启用。核对无误后用 contracts activate {number} --by 姓名 启用。"


def imported(*, count: int, payments: int) -> str:
    """Say how many contracts were entered, and how many payments of before."""
    before = f"已登记{payments}笔以前的拨付。" if payments else ""
    contracts = f"已登记{count}份合同，都还没有启用。核对无误后用 contracts activate 逐份启用。"
    return f"{contracts if count or not payments else ''}{before}"


def not_imported(*, count: int) -> str:
    """Say that nothing was entered, above the faults."""
    return f"没有导入任何合同，请改正下面{count}处再导入："


def written(*, file: str) -> str:
    """Say where the template is."""
    return f"模板已写到 {file}。填好后用 contracts import 导入；怎么填见第二张表。"


def not_written(*, file: str) -> str:
    """Say that a file cannot be written."""
    return f"{file} 写不进去：请检查文件夹是否存在、有没有权限，文件是否正被打开。"


def not_read(*, file: str) -> str:
    """Say that a file cannot be read."""
    return f"{file} 打不开：请检查路径和权限。"
