"""What staff may type at their desk: the words of every act beside its label, and of looking things up."""

from __future__ import annotations

import re

from store.states import Kind

ACT_WORDS: dict[str, tuple[str, ...]] = {
    "accept": (),
    "return": ("退回", "补正"),
    "decline": ("不受理",),
    "opinion": ("业务审核意见", "审核意见", "业务意见", "意见"),
    "report": ("上报",),
    "table": ("提请", "提请县政府常务会议审议"),
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
    "pause": ("暂停", "变更"),
    "resume": ("恢复", "变更"),
    "end": ("终止", "变更"),
}
"""Of each act in the table, beside the label that its button has."""

UNBIND = ("解除绑定", ("解绑",))

SUBMIT = ("代收申请", "柜台申请", "登记拨付申请")
RESUBMIT = ("代收补正", "柜台补正")
ALL_ITEMS = frozenset({"全部", "都有", "都齐", "齐", "齐全", "都收到", "全部收到"})
PLACES = re.compile(r"(?:第?\d{1,3}项?[\s、,，和.;；]*)+")
ENTER_CONTRACT = ("登记合同", ("录入合同", "新增合同", "添加合同"))
ADD_ITEM = ("增加清单项", ("新增清单项", "添加清单项", "加清单项"))
RENAME_ITEM = ("修改清单项名称", ("清单项改名", "修改清单项"))
HINT_ITEM = ("修改清单项说明", ())
REQUIRE_ITEM = ("清单项改为必交", ())
FREE_ITEM = ("清单项改为没有可不交", ("清单项改为可不交", "清单项改为选交"))
MOVE_ITEM = ("调整清单项顺序", ("移动清单项",))
RETIRE_ITEM = ("停用清单项", ("删除清单项", "去掉清单项"))
DROP_HINT = frozenset({"去掉", "去掉说明", "不要说明", "删除说明"})

LISTS = {
    "前期预付资金": Kind.PREPAYMENT,
    "前期预付": Kind.PREPAYMENT,
    "预付资金": Kind.PREPAYMENT,
    "预付": Kind.PREPAYMENT,
    "中期建设资金": Kind.MIDTERM,
    "中期资金": Kind.MIDTERM,
    "中期": Kind.MIDTERM,
    "后续资金": Kind.FOLLOWUP,
    "后续": Kind.FOLLOWUP,
}
"""What the office's lists are called, by the money that they are for; of each kind the first is shown."""
LIST = re.compile(
    rf"(?:(?:查看|查|看)\s*)?(?P<kind>{'|'.join(LISTS)})(?:申请)?的?(?:材料)?清单[\s:：]*(?P<rest>.*)", re.DOTALL
)
ITEM = re.compile(r"(?:第?(?P<place>\d{1,2})项|(?P<code>[a-z0-9][a-z0-9-]{0,31}))(?=$|\s)")
"""An item by its place, or by its code, which may be a number too."""

TODO_WORDS = frozenset({"待办", "我的待办", "待办事项", "待办列表", "看待办"})
TODO_PAGE = re.compile(r"(?:我的)?待办\s*第?\s*(?P<page>\d{1,4})\s*页")
ENTER_WORDS = frozenset({"工作台", "进入工作台", "打开工作台"})
LEAVE_WORDS = frozenset({"退出工作台", "离开工作台", "关闭工作台"})
HELP = "帮助"
HELP_WORDS = frozenset({HELP, "help", "怎么用", "使用说明", "我能办什么", "菜单"})
CHECKLIST_WORDS = frozenset({"清单", "材料清单", "查看清单", "看清单"})
PAST_DUE_WORDS = frozenset({"逾期合同", "到期合同", "逾期", "完工日期已过"})
CONTRACTS_WORDS = frozenset({"合同", "合同列表", "全部合同", "查合同", "查看合同"})
LOOK = re.compile(r"^(?:查一下|查询|查看|查|看|打开|合同)[\s:：]*(?P<what>.*)$", re.DOTALL)
BIND_CODE = re.compile(r"^(?:发|要|取|生成|开)?绑定码[\s:：]*(?P<what>.*)$", re.DOTALL)
CASE = re.compile(r"案件[\s#号:：]*(?P<id>\d{1,9})")
AFTER_WORD = re.compile(r"^(?:$|[\s:：,，、\-—]|(?=[A-Za-z0-9]))")
"""What may follow an act's word: nothing, a gap, or a number. 退回补正是什么意思 is a question."""
