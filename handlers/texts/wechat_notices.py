"""Words of WeChat's notices: what is wrong with a setting of theirs, and what the doctor says of their ways."""

from __future__ import annotations

FORM = (
    "应为“模板ID 字段=内容 字段=内容”，中间用空格隔开，例如："
    "模板ID character_string1=number phrase2=step time3=time。模板ID 从公众平台“模板消息”或“订阅通知”里复制"
)

WAYS = {"subscription": "订阅通知", "template": "模板消息"}
LAST = "客服消息 → 都发不出时留到对方下次发消息"


def unknown_field(*, field: str, types: tuple[str, ...]) -> str:
    """Say that a field's name is none of a template's."""
    return f"“{field}”不是模板的字段：写成“字段=内容”，字段名照抄模板详情，为类型加序号，类型有 {'、'.join(types)}"


def field_twice(*, field: str) -> str:
    """Say that a field is filled twice."""
    return f"字段 {field} 写了两次，请删掉一个"


def unknown_source(*, field: str, source: str, sources: tuple[str, ...]) -> str:
    """Say what may go into a field."""
    return f"字段 {field} 的内容 {source} 不认识：可以写 {'、'.join(sources)}，或者固定的中文文字"


def wrong_type(*, field: str, source: str, types: tuple[str, ...]) -> str:
    """Say which fields can hold a value of the notice."""
    return f"字段 {field} 放不下 {source}：{source} 只能放进 {'、'.join(types)} 类的字段，请在公众平台换一个模板"


def wrong_words(*, field: str) -> str:
    """Say that fixed words break their field's type."""
    return f"字段 {field} 的固定文字不合它的类型（如 thing 最多 20 个字，phrase 最多 5 个汉字），请改短或者改字"


def ways(*, event: str, first: tuple[str, ...]) -> str:
    """Say in which order a kind of notice is tried."""
    return f"微信通知“{event}”：{' → '.join((*(WAYS[way] for way in first), LAST))}"


def words_only() -> str:
    """Say how notices leave that have no form."""
    return f"微信其他通知：{LAST}"
