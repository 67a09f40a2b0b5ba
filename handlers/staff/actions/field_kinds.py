"""What kind of value a field of an action holds, and so how a page asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from handlers.casework.amendment_fields import ShareMark
from handlers.casework.fields import ListedMark, MoneyMark, PapersMark, PhoneMark
from handlers.forms.spec import BETWEEN
from handlers.values.reading import Stored

_LONGEST_LINE = 200


class Widget(StrEnum):
    """How a page asks for a value."""

    LINE = "line"
    TEXT = "text"
    MONEY = "money"
    SHARE = "share"
    DAY = "day"
    PHONE = "phone"
    CHOICE = "choice"
    SEVERAL = "several"
    PAPERS = "papers"


_MARKED: Mapping[type, Widget] = MappingProxyType(
    {
        MoneyMark: Widget.MONEY,
        ShareMark: Widget.SHARE,
        PhoneMark: Widget.PHONE,
        PapersMark: Widget.PAPERS,
        ListedMark: Widget.CHOICE,
    }
)


def widget_of(field: FieldInfo) -> Widget:
    """How a page asks for a field."""
    kind = plain_kind(field.annotation)
    if chosen_among(field) is not None:
        return Widget.SEVERAL
    if kind is bool or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return Widget.CHOICE
    if kind is date:
        return Widget.DAY
    marked = next((_MARKED[type(mark)] for mark in marks_of(field) if type(mark) in _MARKED), None)
    return marked or (Widget.TEXT if _is_long(field) else Widget.LINE)


def chosen_among(field: FieldInfo) -> type[StrEnum] | None:
    """The closed set of which a field takes several."""
    of, *_ = get_args(field.annotation) or (None,)
    is_several = get_origin(field.annotation) is tuple and isinstance(of, type) and issubclass(of, StrEnum)
    return of if is_several else None


def as_given(field: FieldInfo, stored: Stored) -> Stored | list[str]:
    """An answer as the field takes it: several choices apart."""
    return [one for one in str(stored).split(BETWEEN) if one] if chosen_among(field) else stored


def plain_kind(annotation: Any) -> Any:
    """The type behind `X | None` and `Annotated[X, …]`."""
    if get_origin(annotation) is Annotated:
        return plain_kind(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return plain_kind(next(one for one in get_args(annotation) if one is not type(None)))
    return annotation


def marks_of(field: FieldInfo) -> Iterator[Any]:
    """What is said of a field's values beside their type."""
    yield from field.metadata
    for one in get_args(field.annotation):
        yield from getattr(one, "__metadata__", ())


def _is_long(field: FieldInfo) -> bool:
    """Whether more than a line may be written; a name without a mark is a line."""
    longest = [most for mark in marks_of(field) if (most := getattr(mark, "max_length", None)) is not None]
    return (min(longest) > _LONGEST_LINE) if longest else not list(marks_of(field))
