"""What is said where a contract's values cannot be read, typed or in a sheet."""

from __future__ import annotations

SUM = "认不出金额，请写成例如：1200000.50"
SUM_DECIMALS = "金额最小到分，小数点后最多两位"
RATIO = "认不出比例，请写成例如：30%"
RATIO_DECIMALS = "预付比例最多写到百分数的小数点后两位，例如：32.55%"
ONE = "写1分不清是1%还是100%，请带上百分号"
DAY = "认不出日期，请写年月日，例如：2026-03-01"
DAY_TO_COME = "日期在今天以后，请核对"
LINE = "这里要写文字"
DIGITS_LOST = "这一格是数字格式，超过15位的末尾已被Excel改成0，请把格子设成“文本”格式，再重新填写"
FORMULA = "这一格是公式，不能用。请复制后“选择性粘贴”为数值"
ERROR_CELL = "这一格是错误值，请改正"

AREAS = "认不出支持范围，请写列举的第几项，例如：（一）、（三）；合同没有列明就写：未列明"
AREAS_UNKNOWN = "没有登记"
UNLISTED = "未列明"
KIND = "认不出资金类别，请写：前期预付资金、中期建设资金或者后续资金"
NO_SUCH_CONTRACT = "这份表和系统里都没有这个合同编号"

SHEET = "合同"
OPENING_SHEET = "以前拨付"
NOTES = "填写说明"
NOTE_HEADINGS = ("栏目", "怎么填", "例子")

HINTS: dict[str, tuple[str, str]] = {
    "number": ("项目建设合同的编号，不能重复", "AZ-HT-2026-001"),
    "firm_name": ("营业执照上的全称", "示例商贸有限公司"),
    "credit_code": ("营业执照上的18位代码", "91141026MA0CEH01X1"),
    "project": ("合同上的项目名称", "加工车间升级"),
    "procurement": ("确认承办企业的政府采购（招标）结果编号", "CG-2026-01"),
    "amount": ("合同总金额，以元为单位，到分", "1200000.50"),
    "ratio": ("合同载明的预付比例；合同没有载明就空着，这样的合同不能启用", "30%"),
    "areas": ("合同建设内容属于支持范围列举的第几项，可以有几项；合同没有列明就写：未列明", "（一）、（三）"),
    "signed_on": ("合同签订的日期", "2026-03-01"),
    "due_on": ("合同约定的完工日期", "2026-12-31"),
    "payee_name": ("与承办企业名称一致", "示例商贸有限公司"),
    "payee_account": ("对公账号；格子是文本格式，不要改", "0412345678901234567"),
    "payee_bank": ("开户行全称", "某某银行某某支行"),
    "payee_bank_code": ("开户行的12位联行号，不知道就空着", "102100099996"),
}

OPENING_HINTS: dict[str, tuple[str, str]] = {
    "contract": ("本表“合同”里的，或者已经登记的合同编号", "AZ-HT-2026-001"),
    "kind": ("前期预付资金、中期建设资金或者后续资金", "前期预付资金"),
    "amount": ("这一笔以前拨付的金额，以元为单位，到分", "300000.00"),
    "voucher": ("支付凭证号，不能重复", "20250315001"),
    "paid_on": ("支付凭证的日期", "2025-03-15"),
    "document": ("凭哪一份文件登记", "国库集中支付凭证（2025年3月15日）"),
}

NO_FILE = "没有选择文件。请先选择填好的 .xlsx 文件，再导入。"
NOT_A_SHEET = "打不开：这不是 .xlsx 文件。旧的 .xls 请用 Excel 或 WPS“另存为”.xlsx 再导入。"
TOO_BIG = "文件太大：一次最多导入2000份合同，文件不超过5MB。请分几次导入。"
NO_ROWS = "表里没有合同：标题行下面没有填写任何内容。"


def no_headings(*, missing: str) -> str:
    """Say which columns the first row lacks."""
    return f"第1行缺少这些栏目：{missing}。请用 contracts template 生成的模板填写，不要改标题。"


def unknown_heading(*, heading: str) -> str:
    """Say that a column is not known or stands there twice."""
    return f"没有“{heading}”这个栏目，或者出现了两次，请删去这一列"


def twice(*, row: int) -> str:
    """Say that a contract's number stands in the sheet already."""
    return f"这个合同编号与第{row}行重复"


def other_name(*, name: str) -> str:
    """Say that the same 统一社会信用代码 stands beside another name."""
    return f"同一个统一社会信用代码，别处写的名称是“{name}”"


def on_sheet(*, sheet: str, heading: str) -> str:
    """A column of a worksheet that is not the first."""
    return f"{sheet}表：{heading}"


def fault(*, row: int, column: str, heading: str, text: str) -> str:
    """One fault of a sheet, by row and column."""
    return f"第{row}行{column}列（{heading}）：{text}"
