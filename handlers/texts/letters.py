"""Papers that the firm prints: 拨付申请书, 承诺书, 材料收件回执. Headings and columns stand in the templates."""

from __future__ import annotations

from handlers.money import in_capitals, yuan
from handlers.texts.bodies import BUREAU

NOT_A_DOCUMENT = "系统打印件，未加盖公章，不作为正式文书。"
"""At the foot of every print."""

TO_STAMP = "请核对内容，由本单位签字、加盖公章后再交。办公室另有样式的，以办公室的样式为准。"

RECEIPT = "材料收件回执。仅表示收到，不表示受理或同意。"

ON_PAPER = "纸质材料（交到窗口）"

BLANK = "＿＿＿＿＿＿"
"""What was not entered yet, to be written by hand."""


def applies(*, contract: str, project: str, kind: str, amount: int | None) -> str:
    """What is applied for, on which contract."""
    sum_ = (
        f"{yuan(amount)}（大写：{in_capitals(amount)}）" if amount is not None else f"{BLANK}元（大写：{BLANK}）"
    )
    named = f"合同编号：{contract or BLANK}，项目：{project or BLANK}"
    return f"本单位与{BUREAU}签订了项目建设合同（{named}），现申请拨付{kind or BLANK}{sum_}。"


def used_for(*, purpose: str) -> str:
    """What the money is for."""
    return f"用途说明：{purpose or BLANK}"


def pledges_for(*, contract: str, kind: str, amount: int | None) -> str:
    """What the declaration belongs to."""
    sum_ = yuan(amount) if amount is not None else f"{BLANK}元"
    return f"本承诺对应的申请：{kind or BLANK}{sum_}（合同编号：{contract or BLANK}）。"


def file(*, name: str, size: str) -> str:
    """A file that was received."""
    return f"{name}（{size}）"
