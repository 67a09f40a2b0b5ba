"""How people ask after what they left with the office, add to it, or take it back."""

from __future__ import annotations

import re
from types import MappingProxyType

from handlers.texts import complaining as texts
from handlers.values.vocabulary import made_of
from policy_kb.expressions import lazy_compile

_WHAT = r"(?:意见|建议|投诉|留言|反映)"
MINE = lazy_compile(
    r"(?:查|查看|看看?|查询|查一下)?我的(?:意见|建议|投诉|留言)(?:和(?:意见|投诉))?(?:进展|进度|结果|状态|答复|回复)?(?:怎么样了?|咋样了?)?"
)
ASKS_AFTER = lazy_compile(
    rf"[我俺].{{0,4}}(?:提|留|写|交|投|反映|反应|投诉)(?:过|了)?.{{0,4}}的?.{{0,6}}(?:{_WHAT}|事).{{0,10}}"
    r"(?:回信|回复|答复|处理|办理|有人看|看了没|结果|下文|音信|怎么样|咋样|进展|到哪)"
)
"""我提的那条意见有回信没有."""

MINE_REPORTED = lazy_compile(
    r"(?:查|查看|看看?|查询)?我的举报(?:进展|进度|结果|怎么样了?)?|(?:怎么|在哪)?(?:用)?查询码(?:怎么|在哪)?(?:查|查询|用)?"
)
WITHDRAW = lazy_compile(rf"(?:我[要想])?(?P<sure>确认|确定)?(?:撤回|撤销|取消|删除)(?:我的)?{_WHAT}(?P<which>.*)")
ADD = lazy_compile(rf"(?:我[要想])?补充(?:我的)?{_WHAT}(?P<which>.*)", re.DOTALL)
IN_SHORT = MappingProxyType(
    {**dict.fromkeys(("撤回", "撤销", "我要撤回"), texts.WITHDRAW_COMMAND), "补充": texts.ADD_COMMAND}
)
"""Of the commands below what somebody left."""

GOES_ON = lazy_compile(r"(?:还有|另外|再就是|再补充|补充一|而且|再加上)(?!什么|啥|没有|吗)")
"""How people begin what they add."""

VOCABULARY = made_of(MINE, MINE_REPORTED, *IN_SHORT, inside=(ASKS_AFTER, WITHDRAW, ADD), marks="见议诉言映事")

LONGEST = 40
"""Characters of a message that asks after one."""
