"""How people name a kind of money and ask for the list of materials."""

from __future__ import annotations

from policy_kb.expressions import lazy_compile
from store.states import Kind

NAMES_KIND = {
    Kind.PREPAYMENT: lazy_compile("前期|预付"),
    Kind.MIDTERM: lazy_compile("中期"),
    Kind.FOLLOWUP: lazy_compile("后续|尾款"),
}
ASKS_WHICH = lazy_compile(
    r"清单|单子|(?:什么|哪些|啥|哪几[样份个种])样?的?(?:申请|申报|拨付)?(?:材料|资料|手续|东西|文件|证明|凭证)"
    r"|(?:材料|资料|手续)(?:都|应|该|得|需|要|应当|需要|分别)*(?:有|要|交|准备|提交|提供|带|包括)?(?:什么|哪些|哪几|啥)"
    r"|(?:准备|交|提交|提供|递交|带)(?:些|点|上|齐)?(?:什么|哪些|啥)"
)
"""要交哪些材料, 材料都有啥, 带什么; never 材料造假怎么办."""
