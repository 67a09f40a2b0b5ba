"""What the office's overview says."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from handlers.dates import day

TITLE = "概览"
FIGURE, COUNT, PLACE, MONTH = "金额", "件数", "项目", "月份"
MONEY, MONTHLY, STATES, STAYS, DUE = "资金", "每月净拨付", "申请状态", "在当前状态的天数", "到期和超期"
QUESTIONS, INTENTIONS = "没有答好的提问", "意向登记"
STATE = "状态"
MONEY_SAID = "条形图：下达、到位、合同、审议、净拨付、缴回和结余的金额。"
MONTHLY_SAID = "条形图：当年每月净拨付金额，按支付凭证的月份。"
STATES_SAID = "条形图：每种状态的申请件数。"
STAYS_SAID = "分段条形图：每种状态下的申请，按在这一状态的天数分段的件数。"
DUE_SAID = "条形图：到期、超期、未送达的件数。"
QUESTIONS_SAID = "条形图：每月没有答好的提问次数。"
INTENTIONS_SAID = "分段条形图：每月登记的意向，还没有处理的和已处理的。"
DUE_ROWS = MappingProxyType(
    {
        "applications_late": "申请超过办理时限",
        "contracts_late": "合同完工日期已过",
        "contracts_soon": "30天内到完工日期",
        "cases_late": "缴款期限已过",
        "cases_soon": "30天内到缴款期限",
        "cases_unserved": "缴款通知未送达",
        "declines_unserved": "不予受理未送达",
        "inspections_late": "整改期限已过",
        "inspections_open": "有待整改的检查",
    }
)
"""What is late, comes due, or was not served."""
ONLY_TODAY = "这一项按现在的记录统计，不能回看过去的日子。请看今天的概览。"
ONE_OPEN, ONE_SEEN = "还没有处理", "已处理"
SEEN_NOW = "处理情况按现在的记录；本人要求删除的登记不计。"
QUESTIONS_NOTE = "只记没有答好的提问，已遮去个人信息，不记是谁问的；答上来的不留记录，所以没有提问总数。"
STATES_NOTE = "按办理经过统计当天结束时的状态；同一天内的变化以最后一步为准。"
MONEY_NOTE = "只计截至当天已经登记的分录，之后的补登、更正不影响这一天的数。"
NOT_YET = "还没有到这一天，按今天统计。"


def as_of(*, on: date) -> str:
    """Say up to which day everything counts."""
    return f"截至{day(on)}"


def in_unit(*, unit: str) -> str:
    """The heading of sums."""
    return f"{FIGURE}（{unit}）"


def month(*, year: int, number: int) -> str:
    """A month."""
    return f"{year}年{number}月"
