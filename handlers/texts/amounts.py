"""What is said of sums of money: an example, and why a writing is not taken."""

from __future__ import annotations

from handlers.money import yuan

EXAMPLE = "50万元，或者 500000，或者 叁拾万元整"
_WRITE = "请写一个准确的数，例如：50万元。"

PERCENT_SAID = f"这里要填的是金额，不是比例。{_WRITE}"
FOREIGN_SAID = f"请按人民币填写，这里不收外币金额。{_WRITE}"
NEGATIVE_SAID = f"金额不能是负数。{_WRITE}"
ROUGH_SAID = f"金额要准确，不能写大约的数。{_WRITE}"
RANGE_SAID = f"金额只能是一个数，不能写从多少到多少。{_WRITE}"
SEVERAL_SAID = f"这里只填一个金额，您写了不止一个，请加好总数再填。{_WRITE}"
DIFFERENT_SAID = f"大写和小写不是同一个数，请核对。{_WRITE}"
ZERO_SAID = f"金额不能是零。{_WRITE}"
DECIMALS_SAID = "金额最小到分，小数点后最多两位。请写成例如：1200.50元。"
COMMAS_SAID = "数字里的逗号位置不对，我怕看错。请不带逗号再写一次，例如：1200000元。"
TOO_LARGE_SAID = "这个金额超过了 100 亿元，想必多写了零。请核对后再写一次，例如：50万元。"
UNCLEAR_SAID = f"没看明白这个金额。{_WRITE}"


def show(*, fen: int) -> str:
    """Say a sum as it is kept."""
    return yuan(fen)
