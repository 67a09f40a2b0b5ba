"""What staff read who keep the office's checklist."""

from __future__ import annotations

from handlers.texts.bodies import OFFICE

ADD_ITEM = "增加清单项"
RENAME_ITEM = "修改清单项名称"
HINT_ITEM = "修改清单项说明"
REQUIRE_ITEM = "清单项改为必交"
FREE_ITEM = "清单项改为没有可不交"
MOVE_ITEM = "调整清单项顺序"
CHANGE_ITEM = "修改清单项"
RETIRE_ITEM = "停用清单项"

NOT_ALLOWED = f"清单由{OFFICE}维护，您的角色不能改。"
UNKNOWN_ITEM = "清单里没有这一项。请先用 checklist list 查看代号。"
BAD_CODE = "代号请用小写英文字母、数字和连字符，例如 contract-copy，最多32个字符。"
USED_CODE = "这个代号用过了（可能已停用），换一个，免得和以前的材料混在一起。"
BAD_LABEL = "名称请写1到60个字。"
UNSEEN = "名称或者说明里有看不见的控制符号，请重新打一遍，不要从别处粘贴。"
BAD_HINT = "说明请写在300个字以内。"
MOVED_ON = "清单在您查看以后有改动，请重新查看后再办。"
IS_SO = "这一项已经是这样，没有可改的。"
IS_ALONE = "清单只有这一项，没有顺序可调整。"
FILES_STAY = "停用以后不再要求，已经交在这一项下的材料不动。"
TOO_MANY = "清单最多30项。请先停用不再需要的。"

COLUMNS = ("代号", "名称", "说明", "必交")
YES, NO = "是", "否"
DONE = "已更新清单。"


def count(*, count: int) -> str:
    """How long a list is, as staff read where it stands."""
    return f"共{count}项"


def now(*, label: str, hint: str, required: bool) -> str:
    """An item as it stands."""
    return f"这一项现在是：{label}（{'必交' if required else '没有可不交'}）{f'：{hint}' if hint else ''}"


def no_such_place(*, count: int) -> str:
    """Say which places there are."""
    return f"清单现在共{count}项，请填1到{count}之间的序号。"


def empty(*, title: str) -> str:
    """Say that there is no list for a kind."""
    return f"{title}：还没有公布。办法没有列明材料，助手会如实告诉承办企业。"
