"""How an intention is begun, looked at, withdrawn, and what a wish looks like."""

from __future__ import annotations

from handlers.values.vocabulary import made_of
from policy_kb.expressions import lazy_compile

BEGIN = lazy_compile(
    r"(?:我|我们)?(?:要|想|想要)?(?:做|办|填|去|来|进行|提交)?(?:一个|个|一下)?意向(?:登记)?(?:表)?|登记意向|(?:我|我们)(?:要|想)登记(?:一下)?"
)
WITHDRAW = lazy_compile(r"(?:我要|我想)?(?:撤回|删除|取消|撤销)(?:我的)?(?:意向)?登记")
CONFIRM_WITHDRAW = lazy_compile(r"(?:确认|确定)(?:撤回|删除|取消|撤销)(?:我的)?(?:意向)?登记")
MINE = lazy_compile(r"(?:查看?|看看?)?我的(?:意向)?登记")
VOCABULARY = made_of(BEGIN, WITHDRAW, CONFIRM_WITHDRAW, MINE)
SURE_WISH = lazy_compile(r"^(?:我|俺|咱|本人|想|希望|打算|准备|需要|合作社|农户|本?(?:店|公司|社))")
MAYBE_WISH = lazy_compile(r"我|俺|咱|想|希望|打算|准备|需要|合作社|农户")
