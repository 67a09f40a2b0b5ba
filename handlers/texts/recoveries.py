"""What is said of money taken back on the pages of supervision."""

from __future__ import annotations

from handlers.money import yuan

NO_DEMAND = "没有登记缴款通知。"
NOT_SERVED = "没有登记缴款通知的送达，期限不起算。"
APART = "追回前期预付资金和收回已拨付资金是两种案件，分别登记、分别合计，不合并。"


def term_passed(*, day: str, left: int) -> str:
    """The term has passed, and not all came back."""
    return f"缴款期限{day}已经过了，还有{yuan(left)}没有登记缴回。"


def closed_short(*, left: int, reason: str) -> str:
    """Closed before everything came back."""
    return f"结案时有{yuan(left)}没有缴回，登记的原因：{reason}"


def unsourced(*, count: int) -> str:
    """Vouchers that say neither of which money nor of which year."""
    return f"{count}张缴款凭证没有登记资金来源或者年度。"


def not_refunded(*, rest: int) -> str:
    """Paid beyond the demand, and not gone back to the firm."""
    return f"多缴的{yuan(rest)}没有登记退付。"
