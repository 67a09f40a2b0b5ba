"""Numbers of e-invoices: read where they can be told, never guessed."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from policy_kb.expressions import lazy_compile

_FULL = lazy_compile(r"[0-9]{20}")
_OLD = lazy_compile(r"[0-9]{8}")
_CODE = lazy_compile(r"[0-9]{10}|[0-9]{12}")

_SAID = lazy_compile(r"发\s*票\s*号\s*码\s*[:：]?\s*([0-9]{20}|[0-9]{8})(?![0-9])")
_SAID_CODE = lazy_compile(r"发\s*票\s*代\s*码\s*[:：]?\s*([0-9]{12}|[0-9]{10})(?![0-9])")
_ALONE = lazy_compile(r"(?<![0-9])[0-9]{20}(?![0-9])")
_LABEL = lazy_compile(r"发\s*票\s*号\s*码")

_NUMBERS = frozenset({"invoicenumber", "eiid", "invoiceno", "fphm", "发票号码"})
_CODES = frozenset({"invoicecode", "fpdm", "发票代码"})


class Field(Struct, frozen=True):
    """A named value of an XML: an element's own name, or the `Name` of an OFD's CustomData."""

    name: str
    value: str


def is_of_invoice(field: Field) -> bool:
    """Whether the field's name is one under which invoices tell their number."""
    return field.name.lower() in _NUMBERS | _CODES


def number_in_fields(fields: Iterable[Field]) -> str | None:
    """The invoice's number: 20 digits (数电票), or code and 8 digits."""
    code, number = "", ""
    for field in fields:
        name, value = field.name.lower(), field.value.strip()
        if name in _NUMBERS:
            if _FULL.fullmatch(value):
                return value
            number = number or (value if _OLD.fullmatch(value) else "")
        elif name in _CODES and _CODE.fullmatch(value):
            code = code or value
    return f"{code}-{number}" if code and number else None


def number_in_text(text: str) -> str | None:
    """The same from the words of a page; where label and number stand apart, a single long number will do."""
    found = _SAID.search(text)
    if found and _FULL.fullmatch(found[1]):
        return found[1]
    code = _SAID_CODE.search(text)
    if found and code:
        return f"{code[1]}-{found[1]}"
    alone = set(_ALONE.findall(text))
    return alone.pop() if _LABEL.search(text) and len(alone) == 1 else None
