"""What is said where officers open reports, answer them and give them to others' keys."""

from __future__ import annotations

NOT_OPENED = "不能打开"
NOT_SEALED = "没有保存：送来的不是加密好的内容。请刷新页面，再打开一次；您写的话请先另存。"
KEYS_CHANGED = "没有保存：受理人员的公钥刚刚变了。请先复制您写的话，刷新页面，核对公钥后再发。"
REGISTER_FIRST = (
    "没有保存：您还没有登记打开过这件举报。请在新的标签页里照抄“登记口令”登记，再回到这里按一次；您写的话还在。"
)

KINDS = {"report": "举报", "addition": "举报人的补充", "note": "受理人员的记录"}
