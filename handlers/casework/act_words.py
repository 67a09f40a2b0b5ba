"""What staff type for an act of the table, beside its label."""

from __future__ import annotations

from handlers.texts.bodies import MEETING

ACT_WORDS: dict[str, tuple[str, ...]] = {
    "accept": (),
    "return": ("退回", "补正"),
    "decline": ("不受理",),
    "opinion": ("业务审核意见", "审核意见", "业务意见", "意见"),
    "report": ("上报",),
    "table": ("提请", f"提请{MEETING}审议"),
    "agree": ("同意", "审议通过", "审议同意", "审议结果", "审议"),
    "agree_partly": ("同意部分金额", "部分同意", "审议结果", "审议"),
    "agree_in_principle": ("原则同意", "审议结果", "审议"),
    "postpone": ("暂缓审议", "暂缓", "审议结果", "审议"),
    "reject": ("审议未通过", "未通过", "审议结果", "审议"),
    "minutes": ("会议纪要", "纪要", "补登纪要"),
    "fulfil": ("条件落实", "条件已落实", "落实条件"),
    "lapse": ("条件未落实", "条件没有落实"),
    "pay": ("拨付", "付款"),
    "reverse": ("退票",),
    "archive": ("存档",),
    "evaluate": ("中期绩效评价", "绩效评价", "中期评价", "评价"),
    "recheck": ("整改复核", "复核整改"),
    "dispose": ("处理决定",),
    "complete": ("验收",),
    "inspect": ("监督检查",),
    "review": ("监督审核",),
    "recover": ("追回前期预付资金", "追回"),
    "reclaim": ("收回已拨付资金", "收回"),
    "notify": ("缴款通知", "通知缴款"),
    "receive": ("缴款", "登记缴回"),
    "close": (),
    "activate": ("启用",),
    "change_amount": ("变更金额", "变更", "补充协议"),
    "change_ratio": ("变更比例", "变更"),
    "change_due_date": ("延期", "变更"),
    "change_payee": ("变更账户", "变更账号", "变更"),
    "check_payee": ("复核账户", "复核账号"),
    "discard_payee": ("作废账户", "作废账号"),
    "opening": ("以前拨付", "期初拨付", "期初"),
    "set_areas": ("支持范围", "列举项"),
    "pause": ("暂停", "变更"),
    "resume": ("恢复", "变更"),
    "end": ("终止", "变更"),
}
"""Of each act in the table, beside the label that its button has."""
