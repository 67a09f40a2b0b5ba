"""What the console's help says of acts: what they are about, and where they begin."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handlers.casework.transitions import Subject

ABOUT: Mapping[Subject, tuple[str, str]] = MappingProxyType(
    {
        Subject.APPLICATION: ("拨付申请", "打开一件申请，右边是现在可以办的。"),
        Subject.CONTRACT: ("合同", "打开一份合同，右边是现在可以办的。"),
        Subject.CASE: ("追回和收回", "打开一件案件，右边是现在可以办的。"),
        Subject.REGISTER: ("登记合同", "从合同列表登记。"),
        Subject.MATERIAL: ("材料", "在申请页面打开一份材料。"),
        Subject.PAPER: ("收文", "从收文登记簿打开一件。"),
        Subject.INTENTION: ("意向登记", "从意向列表打开一条。"),
        Subject.LIST: ("材料清单", "从设置打开一张清单。"),
        Subject.ITEM: ("材料清单的一项", "从设置打开一张清单，选其中一项。"),
        Subject.SETTINGS: ("办公室设置", "从设置办理。"),
        Subject.STAFF: ("工作人员名单", "从人员列表办理。"),
        Subject.MEMBER: ("一位工作人员", "从人员列表打开一位。"),
        Subject.RESET: ("重设登录", "从人员列表打开那一位。"),
        Subject.DEPUTY: ("代理", "从人员列表打开那一位。"),
        Subject.BINDING: ("绑定", "打开企业的合同。"),
    }
)
"""Of what members act on: its name, and where one begins."""

OTHERS = ("其他", "从有关的页面办理。")
EVERYWHERE, HERE_ONLY = "网页和对话都可以", "只在工作台网页"
