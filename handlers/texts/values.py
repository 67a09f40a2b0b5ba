"""Why words are no name, telephone, day or text of a form, and how to write one."""

from __future__ import annotations

NAME_EXAMPLE = "张明"
NAME_SAID = (
    "这里要填联系人的姓名，请写中文姓名两到四个字，例如：张明。"
    "姓氏少见的，请在前面加上“联系人”，例如：联系人 某某某。"
)
NAME_ONE_SAID = "联系人只填一位，请只写一个姓名，例如：张明。"
NAME_SHORT_SAID = "只看到一个姓，请写上完整的姓名，例如：张明。"
CALLED_SAID = "这里要填怎么称呼您，例如：张先生、李大姐。不想写全名也行。"

PHONE_EXAMPLE = "13812345678，或者 0357-7820000"
YEAR_SAID = "请写四位年份，例如：2026。"
PHONE_SAID = "电话号码不对：手机是 1 开头的 11 位数字，座机请带区号。请写成例如 13812345678 或者 0357-7820000。"
PHONE_SHORT_SAID = "座机请带上区号，例如：0357-7820000。"
PHONE_ONE_SAID = "请只留一个电话号码，例如：13812345678。"

DAY_EXAMPLE = "2026年11月24日"
DAY_SAID = "日期没看明白。请写成年月日，例如：2026年11月24日，或者 2026-11-24。"
DAY_NONE_SAID = "没有这一天，请核对日期。请写成例如：2026年11月24日。"
DAY_FUTURE_SAID = "这个日期还没有到，请核对；不是今年的，请写上年份。"


WHOLE_SAID = "这里要填一个整数，例如：3。"


def no_document(*, label: str) -> str:
    """Say that a day is not what a paper is called by."""
    return f"这是日期，不是{label}，没有记下。请照文件或者凭证上的写，例如：财指〔2026〕35号。"


def too_short(*, label: str, least: int) -> str:
    """Say that a text is too short."""
    return f"{label}太短了，请至少写 {least} 个字，写清楚一些。"


def too_long(*, label: str, most: int, count: int) -> str:
    """Say that a text is too long."""
    return f"{label}最多 {most} 个字，您写了 {count} 个字，请缩短后再发。"


def no_words(*, label: str) -> str:
    """Say that a text has no words in it."""
    return f"没有看到{label}的文字，请用文字写下来。"


def days(*, count: int) -> str:
    """A term in days."""
    return f"{count}日"
