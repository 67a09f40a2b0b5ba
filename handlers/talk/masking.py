"""Mask what identifies a person before anything is kept or logged: numbers, addresses, names people give."""

from __future__ import annotations

import re

MASK = "＊＊"

_PATTERNS = (
    re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"),  # ID card
    re.compile(r"(?<!\d)\d{16,19}(?!\d)"),  # bank card
    re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"),  # mobile telephone
    re.compile(r"(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)"),  # telephone
    re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"),  # mail; begun once a word, not at each of its letters
    re.compile(r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])"),  # 统一社会信用代码
    re.compile(r"(?<!\d)\d{6,}(?!\d)"),  # any other long number: account, file, order
    re.compile(
        r"(?<=我叫)(?!不)[\u4e00-\u9fff]{2,4}|(?<=姓名[:：是])[\u4e00-\u9fff]{2,4}|(?<=名叫)[\u4e00-\u9fff]{2,4}"
    ),
    re.compile(r"[\u4e00-\u9fff]{1,3}(?:镇|乡|村)[\u4e00-\u9fff]{0,6}\d+号"),  # a house
)

_LONG_NUMBER = re.compile(r"(?<!\d)\d{6,}(?!\d)")
"""Any other long number of a message: account, file, order. Logs need theirs: times, rows."""


def mask(text: str) -> str:
    """Replace whatever may identify a person in what people write."""
    return _LONG_NUMBER.sub(MASK, mask_personal(text))


def mask_personal(text: str) -> str:
    """Replace what has the shape of a personal number, an address or a name."""
    for pattern in _PATTERNS:
        text = pattern.sub(MASK, text)
    return text
