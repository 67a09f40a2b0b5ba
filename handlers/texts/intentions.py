"""意向登记: for people who are no contractors and would like to hear of the fund's support."""

from __future__ import annotations

from handlers.texts.bodies import OFFICE
from handlers.texts.office import SOURCE

TITLE = "意向登记"

WITHDRAW_COMMAND, CONFIRM_COMMAND, BEGIN_COMMAND = "撤回登记", "确认撤回登记", "意向登记"

ABOUT = (
    f"{SOURCE}意向登记：把您想了解的事登记下来，存在本系统里。"
    "办法没有写明奖励、减免房租等怎么申请；登记不是申请，是否纳入支持，以省实施方案和项目建设合同为准。"
)
CALLED = "称呼"
CALLED_ASK = "怎么称呼您？"
CALLED_EXAMPLE = "张先生，或者 李大姐"
PHONE = "联系电话"
PHONE_ASK = "愿意留电话、方便以后联系的话，请写一个。"
AREA = "方面"
AREA_WHICH = "想了解哪一方面？"
WISH = "想了解的事"
WISH_ASK = "请用“我想……”写一两句话，说说您想了解或者想办的事（2 到 300 字）。"
WISH_EXAMPLE = "我们合作社想在网上卖茶，想了解怎么参加培训"

CONSENT_WORD = "同意"
CONSENT = (
    f"以上内容由{OFFICE}为了解和联系您而保存，您随时可以回复“撤回登记”删除。请不要写身份证号、银行卡号。"
    f"回复“{CONSENT_WORD}”登记。"
)
DONE = "已登记，存在本系统里。"
NEXT = (
    f"{SOURCE}登记不会自动送到办公室，要办公室现在知道，请直接打电话（回复“人工”看号码）。"
    "想删除登记，回复“撤回登记”。"
)
TOO_MANY = f"您已经登记了几条。请先回复“{WITHDRAW_COMMAND}”删除，再重新登记；或者直接联系办公室。"
NOTHING = "您在这里没有意向登记。要登记，回复“意向登记”。"
WITHDRAWN = "您的意向登记已经删除。"
OWN_NAME = "意向登记由本人在对话里登记、撤回。"
OFFICE_ONLY = f"意向登记由{OFFICE}查看，您的角色不能办这一步。"
NO_SUCH = "没有这个编号的意向登记，可能本人已经撤回。请用 intentions list 查看。"
SEEN_ALREADY = "这一条已经有人看过。"
SEEN = "已记下：办公室已看过这一条。"
COLUMNS = ("编号", "登记日期", "称呼", "联系电话", "想了解的事")
NONE_WAITING = "没有等办公室查看的意向登记。"
KEEP_LABEL = "不撤回"


def area_ask(*, label: str) -> str:
    """Ask which item of the scope's list it is about."""
    return f"您想了解{label}写到的哪一方面？"


def ask_withdraw(*, count: int) -> str:
    """Ask before entries are deleted."""
    return f"您在这里有 {count} 条意向登记，撤回后全部删除。确定的话，回复“{CONFIRM_COMMAND}”。"


def entry(*, day: str, wish: str, is_handled: bool) -> str:
    """One of the person's own entries."""
    return f"{day} {wish}（{'办公室已看过' if is_handled else '等办公室查看'}）"


def staff_notice(*, number: int) -> str:
    """Tell staff that there is an entry; it names nobody."""
    return f"有新的意向登记，第 {number} 号。"
