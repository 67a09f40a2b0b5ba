"""Tell whether a message asks if something may be paid out of the money: 请客吃饭能走专项资金吗."""

from __future__ import annotations

from policy_kb.expressions import lazy_compile

_PAID = (
    r"报销|列支|支出|入账|走账|下账|开支|开销|能报(?![名考警案价])|报[吗不么嘛](?!名)|[走算]进"
    r"|[用拿花动走从占使].{0,8}(?:钱|款|资金|经费)|(?:钱|款|资金|经费).{0,8}(?:[里中出]|支付|请|买|送|组织)"
)
_MAY = (
    r"能不能|可不可以|可以[吗不么嘛]|行[吗不么]|能[^,，。]{1,16}[吗不么嘛]|可以[^,，。]{1,16}[吗不么嘛]|成不成|[行中]不[行中]|算不算"
    r"|合不?合[规法适]|违不?违[规法]|允许|准不准|让不让|给不给报|能否|可否|是否可以"
)
_PAYS, _ASKS_LEAVE = lazy_compile(_PAID), lazy_compile(_MAY)
_ACCUSES = lazy_compile(r"举报|检举|揭发|[凭为][啥什]么?|你们管|有没有人管|没人管")


def asks_whether_paid(text: str) -> bool:
    """Whether a normalised message asks leave to spend money on something, and accuses nobody."""
    return bool(_PAYS.search(text) and _ASKS_LEAVE.search(text) and not _ACCUSES.search(text))
