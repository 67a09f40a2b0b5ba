"""What staff may type at their desk: orders, and how things are looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from handlers.texts import checklist
from handlers.texts import desk as texts
from policy_kb.expressions import lazy_compile
from store.states import Kind

YES_WORDS = ("通过", "合格", "对", "是的")
NO_WORDS = ("不通过", "未通过", "不合格", "不是", "没有通过")
PER_CENT = lazy_compile(r"^百分之|%$")

CODE_VERBS = ("发", "要", "取", "生成", "开")
MAKE_CODE = lazy_compile(rf"^(?:{'|'.join(CODE_VERBS)})绑定码")
"""Plainly an order; 绑定码 alone begins what a contractor types."""

UNBIND = (texts.UNBIND, ("解绑",))
SUBMIT = ("代录申请", "代收申请", "柜台申请", "登记拨付申请")
RESUBMIT = ("代收补正", "柜台补正", "代录补正")
CORRECT = ("更正代录",)
ALL_ITEMS = frozenset({"全部", "都有", "都齐", "齐", "齐全", "都收到", "全部收到"})
PLACES = lazy_compile(r"(?:第?\d{1,3}项?[\s、,，和.;；]*)+")
ENTER_CONTRACT = (texts.ENTER_CONTRACT, ("录入合同", "新增合同", "添加合同"))
ADD_ITEM = (checklist.ADD_ITEM, ("新增清单项", "添加清单项", "加清单项"))
RENAME_ITEM = (checklist.RENAME_ITEM, ("清单项改名", "修改清单项"))
HINT_ITEM = (checklist.HINT_ITEM, ())
REQUIRE_ITEM = (checklist.REQUIRE_ITEM, ())
FREE_ITEM = (checklist.FREE_ITEM, ("清单项改为可不交", "清单项改为选交"))
MOVE_ITEM = (checklist.MOVE_ITEM, ("移动清单项",))
RETIRE_ITEM = (checklist.RETIRE_ITEM, ("删除清单项", "去掉清单项"))
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
"""What the office's lists are called, by the money that they are for."""
LIST = lazy_compile(
    rf"(?:(?:查看|查|看)\s*)?(?P<kind>{'|'.join(LISTS)})(?:申请)?的?(?:材料)?清单[\s:：]*(?P<rest>.*)", re.DOTALL
)
ITEM = lazy_compile(r"(?:第?(?P<place>\d{1,2})项|(?P<code>[a-z0-9][a-z0-9-]{0,31}))(?=$|\s)")
"""An item by its place, or by its code, which may be a number too."""
TODO_WORDS = frozenset({"待办", "我的待办", "待办事项", "待办列表", "看待办"})
TODO_PAGE = lazy_compile(r"(?:我的)?待办\s*第?\s*(?P<page>\d{1,4})\s*页")
ENTER_WORDS = frozenset({"工作台", "进入工作台", "打开工作台"})
LEAVE_WORDS = frozenset({"退出工作台", "离开工作台", "关闭工作台"})
HELP = "帮助"
HELP_WORDS = frozenset({HELP, "help", "怎么用", "使用说明", "我能办什么", "菜单"})
CHECKLIST_WORDS = frozenset({"清单", "材料清单", "查看清单", "看清单"})
PAST_DUE_WORDS = frozenset({"逾期合同", "到期合同", "逾期", "完工日期已过"})
CONTRACTS_WORDS = frozenset({"合同", "合同列表", "全部合同", "查合同", "查看合同"})
LOOK = lazy_compile(r"^(?:查一下|查询|查看|查|看|打开|合同)[\s:：]*(?P<what>.*)$", re.DOTALL)
BIND_CODE = lazy_compile(r"^(?:发|要|取|生成|开)?绑定码[\s:：]*(?P<what>.*)$", re.DOTALL)
CASE = lazy_compile(r"案件[\s#号:：]*(?P<id>\d{1,9})")
THREAD = lazy_compile(r"咨询[\s#:：]*第?\s*(?P<id>\d{1,9})\s*号?")
AFTER_WORD = r"(?=$|[\s:：,，、\-—A-Za-z0-9])"
"""What may follow an act's word: nothing, a gap, or a number. 退回补正是什么意思 is a question."""


def plain(word: str) -> str:
    """Half-width signs, as orders are read: labels, and names of bodies, have full-width ones."""
    return unicodedata.normalize("NFKC", word)


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """同意部分金额 before 同意."""
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
