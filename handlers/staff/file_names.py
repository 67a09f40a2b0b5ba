"""Names of files on their way out: no path, no sign that a system refuses, short enough for all of them."""

from __future__ import annotations

import unicodedata

from handlers.values.names import without_deceit
from policy_kb.expressions import lazy_compile

_NOT_IN_NAMES = lazy_compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
"""What systems take for paths, or refuse."""

_LONGEST = 150
"""Bytes: Linux takes 255 a name, Windows 260 signs a path; a number and folders stand before it."""

_LONGEST_ENDING = 20


def safe_name(name: str) -> str:
    """The name as a file may have it anywhere, whatever stands in the row; never empty, no dots at its ends."""
    plain = without_deceit(_NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", name))).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending.encode()) > _LONGEST_ENDING:
        return _cut(plain, _LONGEST) or "_"
    return f"{_cut(stem, _LONGEST) or '_'}.{ending}"


def _cut(words: str, most: int) -> str:
    """At most so many bytes, and no half of a character."""
    return words.encode("utf-8", "replace")[:most].decode("utf-8", "ignore").strip(". ")
