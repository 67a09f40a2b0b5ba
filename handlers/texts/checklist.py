"""What staff read who keep the office's checklist."""

from __future__ import annotations

NOT_ALLOWED = "清单由领导小组办公室维护，您的角色不能改。"
UNKNOWN_ITEM = "清单里没有这一项。请先用 checklist list 查看代号。"
BAD_CODE = "代号请用小写英文字母、数字和连字符，例如 contract-copy，最多32个字符。"
USED_CODE = "这个代号用过了（可能已停用），换一个，免得和以前的材料混在一起。"
BAD_LABEL = "名称请写1到60个字。"
BAD_HINT = "说明请写在300个字以内。"
TOO_MANY = "清单最多30项。请先停用不再需要的。"

COLUMNS = ("代号", "名称", "说明", "必交")
YES, NO = "是", "否"
DONE = "已更新清单。"


def empty(*, title: str) -> str:
    """Say that there is no list for a kind."""
    return f"{title}：还没有公布。办法没有列明材料，助手会如实告诉承办企业。"
