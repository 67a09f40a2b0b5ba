"""The types of a template's fields: what each takes, what may go into it, and how a value is made to fit.

Types and limits: https://developers.weixin.qq.com/doc/service/api/notify/template/api_sendtemplatemessage
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class FieldType(StrEnum):
    """What the name of a field begins with; the number behind it is the template's own."""

    THING = "thing"
    CHARACTER_STRING = "character_string"
    NUMBER = "number"
    LETTER = "letter"
    SYMBOL = "symbol"
    PHRASE = "phrase"
    TIME = "time"
    DATE = "date"
    AMOUNT = "amount"
    PHONE_NUMBER = "phone_number"
    CAR_NUMBER = "car_number"
    NAME = "name"
    CONST = "const"


class Source(StrEnum):
    """What a setting may put into a field. Nothing of persons, sums or content is among them."""

    NUMBER = "number"
    STEP = "step"
    TIME = "time"
    EVENT = "event"
    HINT = "hint"


TAKES: dict[Source, frozenset[FieldType]] = {
    Source.NUMBER: frozenset({FieldType.CHARACTER_STRING, FieldType.THING}),
    Source.STEP: frozenset({FieldType.THING, FieldType.PHRASE}),
    Source.TIME: frozenset({FieldType.TIME, FieldType.DATE}),
    Source.EVENT: frozenset({FieldType.THING, FieldType.PHRASE, FieldType.CONST}),
    Source.HINT: frozenset({FieldType.THING}),
}
"""Which fields each can fill."""

_DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
_HOUR = r"\d{1,2}:\d{2}"
_SHAPES = {
    FieldType.THING: r".{1,20}",
    FieldType.CHARACTER_STRING: r"[!-~]{1,32}",
    FieldType.NUMBER: r"(?=.{1,32}$)\d+(\.\d+)?",
    FieldType.LETTER: r"[A-Za-z]{1,32}",
    FieldType.SYMBOL: r"[^\w\s]{1,5}",
    FieldType.PHRASE: r"[\u4e00-\u9fff]{1,5}",
    FieldType.TIME: rf"({_DAY} ?)?{_HOUR}",
    FieldType.DATE: rf"{_DAY}( ?{_HOUR})?",
    FieldType.AMOUNT: r"[¥￥$€]?\d{1,10}(\.\d+)?元?",
    FieldType.PHONE_NUMBER: r"[-+()\d]{1,17}",
    FieldType.CAR_NUMBER: r"[\u4e00-\u9fff]?[A-Z\d]{1,7}[\u4e00-\u9fff]?",
    FieldType.NAME: r"[\u4e00-\u9fff]{1,10}|[A-Za-z·.]{1,20}",
    FieldType.CONST: r".{1,20}",
}
_MOST_OF_THING = 20


def type_of(field: str) -> FieldType | None:
    """Read the type out of a field's name, such as `character_string1`."""
    found = re.fullmatch(r"([a-z_]+)\d{1,3}", field)
    return FieldType(found[1]) if found and found[1] in set(FieldType) else None


def fit(kind: FieldType, value: str) -> str | None:
    """Return the value as a field of this type takes it, or None where nothing true would be left.

    Running text is cut; a number is never: cut, or without its 汉字, it would be another one.
    """
    text = " ".join(value.split())
    if kind is FieldType.THING:
        text = _cut(text)
    if kind is FieldType.CHARACTER_STRING:
        text = unicodedata.normalize("NFKC", text).replace("〔", "[").replace("〕", "]").replace(" ", "")
    return text if re.fullmatch(_SHAPES[kind], text) else None


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_OF_THING else f"{text[: _MOST_OF_THING - 1]}…"
