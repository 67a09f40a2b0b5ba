"""What the acts on a year of the fund say."""

from __future__ import annotations

from datetime import date

from handlers.dates import day
from handlers.texts.bodies import OFFICE

LAST_DAY = ("最后支付日", "这一年最后一个支付日是哪一天？")
LAST_DAY_DOCUMENT = ("依据", "按哪份文件或者通知？写文号或者名称。")
CLOSED_ON = ("结账日期", "哪一天结的账？")
CLOSED_DOCUMENT = ("依据", "按哪份文件结账？写文号或者名称。")
NOTE = ("备注", "要补充什么？没有就不填。")
NOT_YOURS = f"年度事项由{OFFICE}和拨付部门登记，结账由{OFFICE}登记。"
NO_YEAR = "没有这个年度。请在“资金—年终结转”里选年度。"
CLOSED_ALREADY = "这个年度已经结账，不能再登记。"


def not_of_year(*, year: int) -> str:
    """Say that a day lies in another year."""
    return f"这一天不在{year}年。"


def not_over(*, year: int) -> str:
    """Say that a year goes on."""
    return f"{year}年还没有到最后一天，不能结账。"


def closed_too_early(*, year: int) -> str:
    """Say that books are closed on the year's last day at the earliest."""
    return f"结账日期不早于{year}年12月31日。"


def is_closed(*, year: int, on: date, document: str) -> str:
    """Say that a year's books are closed, and what is done with what belongs there."""
    return (
        f"{year}年度已结账（{day(on)}，{document}），日期在这一年的资金业务不再登记。请核对日期。"
        "确有漏记的，按今年的调整凭证（指标按今年的结转文件）登记，日期填今年这份凭证、文件的日期；"
        "已登记的有误，用“登记更正”，在今年登记调整分录。"
    )


def name(*, number: str) -> str:
    """Name a year as what an act is about."""
    return f"{number}年度"


def last_day(*, year: int, on: date, document: str) -> str:
    """Tell the units of the last day of payments."""
    return f"{year}年度最后支付日：{day(on)}（{document}）。"


def closed(*, year: int, on: date, document: str) -> str:
    """Tell the units that a year's books are closed."""
    return f"{year}年度已结账：{day(on)}（{document}）。这一年的账以后只用今年的调整分录来改。"
