"""The sender's name of a file as it may be shown: never a path, never control characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import count

from handlers.filekinds import FileKind
from handlers.texts.materials import UNNAMED
from handlers.values.names import without_deceit

_LONGEST = 100
_ENDINGS = {kind: (f".{kind.value.lower()}",) for kind in FileKind} | {FileKind.JPEG: (".jpg", ".jpeg")}


def plain_name(name: str, kind: FileKind) -> str:
    """The last part of the name without what may deceive, ending as the content is."""
    shown = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = without_deceit(shown).strip().rstrip(". ")
    stem, dot, ending = shown.rpartition(".")
    endings = _ENDINGS[kind]
    if dot and f".{ending.lower()}" in endings:
        return f"{stem[:_LONGEST] or UNNAMED}.{ending}"
    return f"{shown[:_LONGEST] or UNNAMED}{endings[0]}"


def told_apart(name: str, others: Collection[str]) -> str:
    """The name with a number, where others have it already: photos of WeChat come without any."""
    if name not in others:
        return name
    stem, dot, ending = name.rpartition(".")
    return next(other for place in count(2) if (other := f"{stem}（{place}）{dot}{ending}") not in others)
