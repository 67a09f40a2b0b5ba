"""What is said of the demonstration: to whoever starts it, and why it cannot be made."""

from __future__ import annotations

CONTACT, PHONE, ALL_PAPERS = "张三", "13800000000", "全部"
"""The contact of every application of the demonstration."""

BESIDE_KEYS = (
    "EZHEN_DEMO：演示数据不能和真实渠道放在一起。"
    "要试用，请去掉微信、企业微信、Telegram 的密钥；要正式运行，请去掉 EZHEN_DEMO。"
)
DEMO_DATABASE = (
    "EZHEN_DATABASE_URL：这个数据库里是演示数据，不能接上真实渠道。"
    "请换一个新的数据库，或者去掉微信、企业微信、Telegram 的密钥。"
)
NOT_EMPTY = (
    "EZHEN_DEMO：数据库里已经有数据，不能再放演示数据。"
    "请换一个新的数据库（EZHEN_DATABASE_URL），或者去掉 EZHEN_DEMO。"
)


DATABASE = "数据库地址"


def how_to_try(*, contract: str, code: str, database: str, staff: tuple[str, ...], people: tuple[str, ...]) -> str:
    """Tell how the demonstration is tried: as a contractor, as staff."""
    return (
        "数据库里有演示数据（企业、合同、金额全是虚构的）：\n"
        f"  承办企业：在对话里发绑定码 {code}（合同 {contract}，7天内有效，用一次），确认绑定后发“我要申请”；\n"
        f"  工作人员：.venv/bin/python bot.py chat --staff {staff[0]} --database {database} ，发“待办”“帮助”；\n"
        f"  工作台网页：.venv/bin/python bot.py staff login {staff[0]} 打印登录设置链接，在本机浏览器打开；\n"
        f"  可用的姓名：{'、'.join(staff)}；\n"
        f"  已绑定的经办人（chat --jsonl 的 user）：{'、'.join(people)}。"
    )


def how_to_chat(*, contract: str, code: str, staff: str) -> str:
    """Tell how the demonstration is tried in a talk over a database that is thrown away."""
    return (
        "这里是演示（企业、合同、金额全是虚构的），退出后全部删除。发“退出”结束。\n"
        f"  试承办企业：发绑定码 {code}（合同 {contract}），确认绑定后发“我要申请”；\n"
        f"  试工作台：另外运行 .venv/bin/python bot.py chat --staff {staff} 。\n"
    )
