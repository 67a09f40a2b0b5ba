"""Small talk, by what it says."""

from __future__ import annotations

import re

from handlers.texts.talk import GOODBYE, HELLO, NO_GIFTS, NOTHING_ASKED, THANKS, WHO
from policy_kb.expressions import lazy_compile

CHAT: tuple[tuple[re.Pattern[str], str], ...] = (
    (lazy_compile(r"红包|打赏|请[你您].{0,4}[吃喝茶饭]|送[你您]|给[你您].{0,4}(?:好处|钱|礼|烟)"), NO_GIFTS),
    (
        lazy_compile(
            r"[你恁您]们?.{0,3}(?:谁|叫啥|叫什么|名[字子]|ai|chatgpt|骗子|是个?啥)|机器|真人|活人|诈骗|自我介绍"
            r"|介绍.{0,3}(?:自己|你)|[会能].{0,3}(?:什么|啥|甚)"
        ),
        WHO,
    ),
    (
        lazy_compile(
            r"再[见会]|拜拜|[回明]儿?见|回头(?:再)?聊|改[天日]再|晚安|\bbye|[你您恁]忙|忙[你您恁]|不聊了"
        ),
        GOODBYE,
    ),
    (
        lazy_compile(r"谢|辛[苦哭]|麻烦[你您恁]|劳驾|受累|费心|添麻烦|沾光|\bthank|\bthx|3q|\bxie ?xie"),
        THANKS,
    ),
    (
        lazy_compile(
            r"[你您恁]们?好|[早晚]上好|[上下]午好|[后前]晌好|早起好|^早|嗨|哈[喽啰罗]|\bhello|\bhi\b|\bni ?hao"
            r"|\bzai ?ma|在(?:吗|嘛|么|不|没)|有人[吗嘛么没不]|^喂|打[扰搅]|拜.?年|吃了[没吗不]|听[见到][没吗]"
            r"|(?:[年节]|周末|中秋|端午|元旦).{0,2}(?:好|快乐|愉快|安康)"
        ),
        HELLO,
    ),
)
"""Small talk by what it says, the first that fits; what fits none says nothing that could be answered in kind."""
BEFORE_WHAT_TO_ASK = frozenset({HELLO, WHO, NOTHING_ASKED})
"""Small talk that goes on with what can be asked."""
