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
    f"{SOURCE}登记列在办公室的收件箱里，什么时候联系没有规定；着急的事请直接打电话（回复“人工”看号码）。"
    "想删除登记，回复“撤回登记”。"
)
TOO_MANY = f"您已经登记了几条。请先回复“{WITHDRAW_COMMAND}”删除，再重新登记；或者直接联系办公室。"
NOTHING = "您在这里没有意向登记。要登记，回复“意向登记”。"
WITHDRAWN = "您的意向登记已经删除。"
OWN_NAME = "意向登记由本人在对话里登记、撤回。"
OFFICE_ONLY = f"意向登记由{OFFICE}查看，您的角色不能办这一步。"
CALLED_ON = ("电话日期", "哪一天打的电话？")
CALL_OUTCOME = ("通话结果", "电话打通了吗？")
CALL_SAID = ("通话内容", "需要的话记一句说了什么，只供办公室内部查看。没有就不填。")
CALL_OUTCOMES = {"reached": "已打通", "no_answer": "没有打通", "wrong_number": "号码不对"}
NO_NUMBER = "本人没有留联系电话。"
CALLED_BEFORE = "电话日期早于登记日期，请核对。"
NO_SUCH = "没有这个编号的意向登记，可能本人已经撤回。请用 intentions list 查看。"
SEEN_ALREADY = "这一条已经处理过。"
SEEN = "已记下：这一条已处理。"
WAITS = "等办公室查看"
READ = "办公室已看过"
HANDLED = "办公室已处理"
COLUMNS = ("编号", "登记日期", "称呼", "联系电话", "想了解的事")
NONE_WAITING = "没有等办公室查看的意向登记。"
KEEP_LABEL = "不撤回"


def area_ask(*, label: str) -> str:
    """Ask which item of the scope's list it is about."""
    return f"您想了解{label}写到的哪一方面？"


def ask_withdraw(*, count: int) -> str:
    """Ask before entries are deleted."""
    return f"您在这里有 {count} 条意向登记，撤回后全部删除。确定的话，回复“{CONFIRM_COMMAND}”。"


def entry(*, day: str, wish: str, status: str) -> str:
    """One of the person's own entries."""
    return f"{day} {wish}（{status}）"


def called(*, on: str, is_reached: bool) -> str:
    """The office's last call about an entry, for the person."""
    if is_reached:
        return f"办公室{on}已电话联系"
    return f"办公室{on}打过电话，没有联系上；您可以直接打办公室电话，回复“人工”看号码"


def name(*, number: str) -> str:
    """What staff call an entry."""
    return f"意向登记第 {number} 号"


def staff_notice(*, number: int) -> str:
    """Tell staff that there is an entry; it names nobody."""
    return f"有新的意向登记，第 {number} 号。"
