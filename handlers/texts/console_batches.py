"""Words of the console's pages of 提请批次, and of the table that goes with a 请示."""

from __future__ import annotations

from decimal import Decimal

from handlers.texts import batches, casework
from handlers.texts.bodies import OFFICE

TITLE = batches.TITLE
SUMMARY = "拟拨付资金汇总表"
PRINT = "打印"
HEADINGS = (
    "序号",
    "承办企业",
    "合同编号",
    "建设项目",
    "资金种类",
    "申请编号",
    "申请金额（元）",
    "合同金额（元）",
    "预付比例",
    "此前已拨付（元）",
    "申请后累计占合同",
)
TOTAL, CAPITALS = "合计", "合计大写"
NO_RATIO = "未载明"

CHOICES = {
    "agree": casework.RESULTS["agreed"],
    "agree_partly": casework.RESULTS["partly"],
    "agree_in_principle": casework.RESULTS["in_principle"],
    "postpone": casework.RESULTS["postponed"],
    "reject": casework.RESULTS["rejected"],
    "not_heard": "本次未上会",
}
"""The results that a line can have, by the act that records each."""

NO_CHOICE = "请选择结果。"
PARTLY_WANTS_SUM = "同意部分金额的，请填写同意金额。"
WHOLE_SUM = "同意的金额就是申请金额；不同的，请选“同意部分金额”。"
NO_SUM_HERE = "这个结果没有金额，请不要填写。"
PRINCIPLE_WANTS_CONDITION = "原则同意的，请填写附带的条件。"
NOT_HEARD_WANTS_REASON = "本次未上会的，请填写原因。"
SUM_UNREADABLE = "金额看不明白。请这样写：30万元，或者300000元。"
DAY_UNREADABLE = "日期看不明白。请这样写：2026年11月24日。"
NOTHING_CHOSEN = "请选择至少一份申请。"
TOO_MANY = "一批最多30份申请，请分成几批。"
TOO_LONG = "写得太长了，请缩短。"
REFUSED = "什么都没有登记。请改正下面标出的内容，再试一次："
NOTHING_TO_TABLE = f"现在没有可以提请审议的申请。{OFFICE}上报以后，才能编入提请批次。"


def total_cells(*, total: Decimal, capitals: str) -> tuple[str | Decimal, ...]:
    """The last line of the table: the sum of what is applied for, also in words."""
    return (TOTAL, *("" for _ in HEADINGS[1:5]), CAPITALS + "：" + capitals, total)


def sheet_title(*, number: int) -> str:
    """Name the table of a batch."""
    return f"{SUMMARY}（批次{number}）"
