"""What is said about members of staff: in the commands, and to themselves."""

from __future__ import annotations

from handlers.texts.bodies import BUREAU, OFFICE
from store.states import Role

ROLE_WORDS: dict[Role, str] = {
    Role.OFFICE: OFFICE,
    Role.BUREAU: BUREAU,
    Role.PAYER: "拨付部门",
    Role.SUPERVISOR: "监督审核部门",
    Role.REPORT_OFFICER: "举报受理人员",
    Role.AUDITOR: "审计/上级检查",
    Role.ADMINISTRATOR: "管理员",
}

NAME_FIELD = ("姓名", "在名单上用的姓名，办理的记录都记在这个名字下。")
ROLES_FIELD = ("角色", "这位工作人员有哪些角色？")
BAD_NAME = "姓名不能用：请写1到64个字，不含空格和控制符号。"
NO_ROLE = "没有写角色：请至少写明一个。"
ALONE = "管理员不办业务，审计/上级检查只读：这两种角色要单独给一个人，不能和别的角色合在一起。"
NOT_ALLOWED = "人员名单由管理员维护，您的角色不能改。"

COLUMNS = ("姓名", "角色", "状态")
ACTIVE, LEFT = "在岗", "已离岗"
NOBODY = "名单上还没有人。请用 staff add 添加。"


def added(*, name: str, roles: frozenset[Role]) -> str:
    """Say who is on the list now, and as what."""
    return f"已登记：{name}（{_joined(roles)}）。"


def taken_off(*, name: str) -> str:
    """Say that a member can act no more."""
    return f"{name}已离岗，不能再办理业务，账号关联已解除；以前办理的记录保留。"


def link_code(*, name: str, code: str, hours: int) -> str:
    """Show the code once, and say what to do with it."""
    return (
        f"{name}的一次性关联码：{code}\n"
        f"请本人用自己的账号，在微信公众号或者 Telegram 私聊里把这10位码单独发给助手，{hours}小时内有效，用一次。"
        "不要发在网页对话或者群里，那样会作废。发完以后由本人登录工作台确认。这个码不会再显示。"
    )


def login_link(*, name: str, link: str, hours: int) -> str:
    """Show the link once, and say what to do with it."""
    return (
        f"{name}的登录设置链接：\n{link}\n"
        f"请交给本人，在办公电脑的浏览器里打开，设置密码和手机验证器，{hours}小时内有效，用一次。这个链接不会再显示。"
    )


def exists(*, name: str) -> str:
    """Say that a name is taken."""
    return (
        f"{name}已经在名单上。要改角色，请办“改工作人员角色”；同名的另一个人请加字区别，例如“{name}（{BUREAU}）”。"
    )


def unknown(*, name: str) -> str:
    """Say that nobody of this name is a member now."""
    return f"名单上没有在岗的“{name}”。请在人员名单里核对姓名的写法；还没有的，先登记工作人员。"


def roles(*, roles: frozenset[Role]) -> str:
    """Name roles, in the order of the list."""
    return _joined(roles)


def _joined(roles: frozenset[Role]) -> str:
    return "、".join(words for role, words in ROLE_WORDS.items() if role in roles)
