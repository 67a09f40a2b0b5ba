"""Words of the page on which several payments are entered at once."""

from __future__ import annotations

from handlers.money import yuan

TITLE = "多笔拨付"
NOTHING_TYPED = "没有填写任何一笔的金额。要拨付的，请填写金额；不拨付的空着。"
NO_AMOUNT = "认不出金额，请写成例如：15万元、150000.00。"
NO_VOUCHER = "请填写支付凭证号。"
NO_QUOTA = "请填写或者选择指标文号。"
NO_SOURCE = "请选择资金来源。"
NO_DAY = "请填写支付凭证的日期。"
TOO_LONG = "太长或者写法不对，请核对。"
GONE = "这件申请现在不能拨付了，请核对后再填。"
NOTHING_PAYABLE = "现在没有可以拨付的申请：审议通过、会议纪要编号已补登、合同履行中的，才在这里。"
REFUSED = "有不能登记的，一笔都没有登记。已填的都还在，请看下面标出的各笔。"
VOUCHER_TWICE = "这个支付凭证号在本页填了两次。"


def summary(*, count: int, fen: int) -> str:
    """How many payments, and what they come to."""
    return f"{count}笔，共{yuan(fen)}"


def over_quota_together(*, document: str, left: int, asked: int) -> str:
    """Several payments of one page draw more on a quota than is left."""
    return f"指标 {document} 还剩 {yuan(left)}，本页合计 {yuan(asked)}。"


def most(*, count: int) -> str:
    """What a page holds."""
    return f"一次最多列出{count}件，按等待时间先后；登记以后，后面的会接着列出。"
