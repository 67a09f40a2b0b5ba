"""What is wrong with a value, in Chinese: pydantic speaks English to whoever typed a setting or a JSON line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_REASONS: MappingProxyType[str, str] = MappingProxyType(
    {
        "json_invalid": "不是正确的 JSON",
        "missing": "缺少这一项",
        "extra_forbidden": "没有这一项",
        "model_type": "应当是一组“名称和值”",
        "model_attributes_type": "应当是一组“名称和值”",
        "dict_type": "应当是一组“名称和值”",
        "list_type": "应当是列表",
        "tuple_type": "应当是列表",
        "int_parsing": "应当是整数",
        "int_parsing_size": "数字太大",
        "int_from_float": "应当是整数",
        "int_type": "应当是整数",
        "float_parsing": "应当是数字",
        "float_type": "应当是数字",
        "finite_number": "应当是数字",
        "bool_parsing": "应当是 true 或 false",
        "bool_type": "应当是 true 或 false",
        "string_type": "应当是文字",
        "string_unicode": "应当是文字",
        "string_too_short": "至少要 {min_length} 个字",
        "string_too_long": "最多 {max_length} 个字",
        "path_type": "应当是文件或者文件夹的路径",
        "less_than": "要小于 {lt}",
        "less_than_equal": "不能大于 {le}",
        "greater_than": "要大于 {gt}",
        "greater_than_equal": "不能小于 {ge}",
        "enum": "只能是 {expected} 中的一个",
        "literal_error": "只能是 {expected} 中的一个",
        # The only validators that raise ValueError are those of links; all others bring Chinese words along.
        "value_error": "网址要以 https:// 或 http:// 开头",
    }
)


def fault_reason(*, kind: str, context: Mapping[str, object], otherwise: str) -> str:
    """Say in Chinese what a fault of pydantic's is; words of our own validators stay as they are."""
    words = {name: str(value).replace(" or ", ", ") for name, value in context.items()}
    return _REASONS[kind].format_map(words) if kind in _REASONS else otherwise


def fault_of(*, field: str, reason: str) -> str:
    """Name the field of a JSON line before what is wrong with it."""
    return f"{field}：{reason}" if field else reason
