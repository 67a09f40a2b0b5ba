"""Words on the cards of notices: a lock screen shows them, so they name nothing but a step."""

from __future__ import annotations

BRIEF = {
    "draft": "未提交",
    "submitted": "待受理",
    "returned": "待补正",
    "accepted": "已受理",
    "reported": "已上报",
    "tabled": "已提请审议",
    "postponed": "暂缓审议",
    "approved": "审议通过",
    "paying": "已部分拨付",
    "paid": "已拨付",
    "archived": "已归档",
    "declined": "不予受理",
    "rejected": "未通过",
    "withdrawn": "已撤回",
}
"""Of each state the applicant's label in at most five 汉字, which is all that some fields take."""

CASE_STEP = "有新的通知，请查看"
CASE_BRIEF = "有新通知"

EVENTS = {"progress": "进度更新", "mend": "需要补正", "payment": "拨付更新", "repayment": "合同通知"}
"""Of each kind of notice, in at most five 汉字."""

HINTS = {
    "progress": "请发送“进度查询”查看详情",
    "mend": "请发送“进度查询”查看补正内容",
    "payment": "请发送“进度查询”查看详情",
    "repayment": "请发送“缴款通知”查看详情",
}
"""What to do on reading the card, in at most twenty characters."""
