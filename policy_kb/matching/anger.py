"""Tell whether somebody is angry with the assistant itself: not with an office, which is no matter of manners."""

from __future__ import annotations

import re

_ANGRY = re.compile(
    r"(?:气死|烦死|急死)(?:我|俺|人)|人工智障|智障|傻[逼子瓜]|蠢[货死]|废物|垃圾|什么(?:破|烂|垃圾)(?:玩意|东西|机器人|系统|助手)?"
    r"|(?:破|烂)(?:机器人|系统|助手|玩意)|(?:根本|完全|就是)?(?:听不懂|看不懂)(?:人话|我说)|不说人话|说人话|答非所问|驴唇不对马嘴|鸡同鸭讲"
    r"|(?:你|机器人|助手)(?:真|太|好|就是|根本|完全)?(?:没用|笨|蠢|傻)|有(?:什么|啥|个屁)用|滚(?:开|蛋|吧)?$|(?:一点|一点儿|半点)用(?:都|也)?没有"
    r"|白问(?:了|半天)|问了(?:等于)?(?:白问|没问)|来回(?:就)?(?:这|那)(?:几)?句"
)
_BLANKS = re.compile(r"\s+")
_LONGEST = 60
"""Characters: who writes more has something to say beside."""


def is_angry(text: str) -> bool:
    """Whether a simplified message vents anger at the assistant."""
    said = _BLANKS.sub("", text)
    return len(said) <= _LONGEST and bool(_ANGRY.search(said))
