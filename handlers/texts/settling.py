"""Words of 超付缴回: what was paid above a later result, and came back by a paper of its own."""

from __future__ import annotations

from datetime import date

from handlers.dates import day
from handlers.money import yuan

AMOUNT = ("缴回金额", "这次缴回的超付是多少？不超过还没有缴回的超付，例如：2万元。")
DOCUMENT = ("处理文件", "超付按哪一份文件处理？写文件名称和文号，例如：超付处理通知〔2026〕3号。")

NOTHING_OVERPAID = "这份申请没有待缴回的超付：已拨付没有超过同意的金额，或者超付已经缴回。"
APART = "追回、收回按各自的条件另立，不在这里登记。"
TODO_WAITS = "超付待缴回"
SETTLED = "超付缴回"


def over(*, left: int) -> str:
    """More than is still to come back."""
    return f"缴回金额超过还没有缴回的超付{yuan(left)}。"


def reminder(*, left: int) -> str:
    """Below the summary of the act."""
    return f"还没有缴回的超付：{yuan(left)}。{APART}"


def told(*, fen: int, on: date, document: str, left: int) -> str:
    """What the firm reads: what came, by which paper, what is still to come back."""
    rest = f"还有超付{yuan(left)}没有缴回，请按通知办理。" if left else "超付已全部缴回。"
    return f"已登记超付缴回：金额{yuan(fen)}，缴款凭证日期{on.month}月{on.day}日，依据{document}。{rest}"


def line(*, fen: int, source: str, year: int, voucher: str, document: str) -> str:
    """One on the application's card."""
    return f"超付缴回{yuan(fen)}，{source}，{year}年预算，缴款凭证{voucher}，依据{document}"


def label(*, voucher: str) -> str:
    """A record of it among what can be corrected."""
    return f"超付缴回 {voucher}"


def came_back(*, on: date, amount: int) -> str:
    """One in the firm's status."""
    return f"{day(on)}缴回超付{yuan(amount)}"
