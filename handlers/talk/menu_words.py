"""How a number of a menu is picked."""

from __future__ import annotations

from policy_kb.expressions import lazy_compile

PICK_IN_WORDS = lazy_compile(
    r"^(?:我?(?:选|要|看|问|想看|点)|看看)?第?(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:个|号|吧)?"
    r"(?:(?:详细|具体|仔细)?(?:说说|讲讲|说一说|说|讲|看看|展开)(?:一下)?)?(?:吧|呢|是啥|是什么)?$"
)
"""第三个详细说说, 选2号, 五: a pick in words."""
SEVERAL_PICKS = lazy_compile(r"^\d{1,2}(?:[、,，\s和]+\d{1,2})+$")
