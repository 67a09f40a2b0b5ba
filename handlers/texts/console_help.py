"""What the console's help says of acts: what they are about, and where they begin."""

from __future__ import annotations

ABOUT = {
    "application": ("拨付申请", "打开一件申请，右边是现在可以办的。"),
    "contract": ("合同", "打开一份合同，右边是现在可以办的。"),
    "case": ("追回和收回", "打开一件案件，右边是现在可以办的。"),
    "register": ("登记合同", "从合同列表登记。"),
    "material": ("材料", "在申请页面打开一份材料。"),
    "paper": ("收文", "从收文登记簿打开一件。"),
    "quotas": ("指标", "从资金的指标页登记下达。"),
    "quota": ("指标", "从资金的指标页打开一个指标。"),
    "quarter": ("一个季度的监督审核", "从监督页打开一个季度。"),
    "inspection": ("一次监督检查", "从监督页的监督检查打开一次。"),
    "year": ("年度", "从资金的年终结转页办理。"),
    "batch": ("提请批次", "从“上会”打开一批。"),
    "intention": ("意向登记", "从意向列表打开一条。"),
    "list": ("材料清单", "从设置打开一张清单。"),
    "item": ("材料清单的一项", "从设置打开一张清单，选其中一项。"),
    "settings": ("办公室设置", "从设置办理。"),
    "staff": ("工作人员名单", "从人员列表办理。"),
    "member": ("一位工作人员", "从人员列表打开一位。"),
    "reset": ("重设登录", "从人员列表打开那一位。"),
    "deputy": ("代理", "从人员列表打开那一位。"),
    "answers": ("咨询答复", "从“答复”起草，或者从没有答好的问题起草。"),
    "answer": ("一条咨询答复", "从“答复”打开一条。"),
    "binding": ("绑定", "打开企业的合同。"),
}
"""Of what members act on: its name, and where one begins."""

OTHERS = ("其他", "从有关的页面办理。")
EVERYWHERE, HERE_ONLY = "网页和对话都可以", "只在工作台网页"
