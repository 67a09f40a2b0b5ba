"""Tell whether somebody is angry with the assistant itself: not with an office, which is no matter of manners."""

from __future__ import annotations

from policy_kb.expressions import begun, lazy_compile

_IT = "机器人|系统|助手|玩意|玩意儿|东西|软件|程序"
_ALONE = frozenset({"垃圾", "真垃圾", "真是垃圾", "滚"})
_ANGRY = lazy_compile(
    "|".join(
        (
            begun("气死|烦死|急死", "(?:我|俺|人)"),
            begun("破|烂|垃圾", f"(?:{_IT})"),
            begun(f"你|{_IT}", "(?:真|太|好|就是|根本|完全|咋这么|怎么这么)+(?:没用|笨|蠢|傻)"),
            begun("要|问", "你有(?:什么|啥)用"),
        )
    )
    + r"|人工智障|智障|傻[逼子瓜]|蠢[货死]|废物"
    r"|听不懂(?:人话|我说|话吗)|说人话|答非所问|驴唇不对马嘴|鸡同鸭讲|有个屁用|滚(?:开|蛋|吧)"
    r"|一点儿?用(?:都|也)?没有[!！。]*$|白问(?:了|半天)|问了(?:等于)?(?:白问|没问)|来来回回就(?:这|那)几?句"
)
_LONGEST = 60
"""Characters: who writes more has something to say beside."""


def is_angry(text: str) -> bool:
    """Whether a simplified message vents anger at the assistant."""
    said = "".join(text.split())
    return len(said) <= _LONGEST and (said in _ALONE or bool(_ANGRY.search(said)))
