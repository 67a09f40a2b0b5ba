"""办公室设置 of the archive: how long it is kept, where the papers lie, which pieces are expected."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from handlers.texts import archive as texts
from handlers.values.names import deceives
from handlers.values.value_words import NONE_WORDS
from policy_kb.expressions import lazy_compile
from store.queries.arrangements import arranged
from store.states import Folder
from store.work import Work

TERM, PLACE, EXPECTED = "archive_term", "archive_place", "archive_expected"
"""Stored: never rename one."""

_BETWEEN_FOLDERS, _BETWEEN_ITEMS = lazy_compile(r"[;；\n]+"), lazy_compile(r"[、，,]+")
_HEAD = lazy_compile(r"[:：]")
_MOST, _LONGEST = 30, 60

Expected = Mapping[Folder, tuple[str, ...]]


def read_term(words: str, _today: date) -> str | None:
    """One of the periods of 归档文件 (10 or 30 years, or for good)."""
    said = words.strip()
    return json.dumps(said, ensure_ascii=False) if said in texts.TERMS else None


def read_expected(words: str, _today: date) -> str | None:
    """The pieces under the names of their folders; a folder or a name that cannot be meant makes None."""
    if words.strip() in NONE_WORDS:
        return "{}"
    folders = {name: folder for folder, name in texts.FOLDERS.items()}
    found: dict[str, list[str]] = {}
    for part in filter(None, (one.strip() for one in _BETWEEN_FOLDERS.split(words))):
        head, *rest = _HEAD.split(part, maxsplit=1)
        folder = folders.get(head.strip())
        if folder is None or folder in found or not rest:
            return None
        found[folder] = list(dict.fromkeys(filter(None, map(str.strip, _BETWEEN_ITEMS.split(rest[0])))))
    names = [name for several in found.values() for name in several]
    fits = all(len(name) <= _LONGEST and not deceives(name) for name in names)
    is_full = bool(found) and all(0 < len(several) <= _MOST for several in found.values())
    return json.dumps(found, ensure_ascii=False) if fits and is_full else None


def expected_pieces(work: Work) -> Expected:
    """What the office expects in each folder; nothing where it set nothing."""
    stored: dict[str, list[str]] = json.loads(arranged(work, EXPECTED) or "{}")
    return {folder: tuple(stored.get(folder.value, ())) for folder in Folder}


def archive_term(work: Work) -> str:
    """保管期限, or empty."""
    return str(json.loads(arranged(work, TERM) or '""'))


def archive_place(work: Work) -> str:
    """原件存放处, or empty."""
    return str(json.loads(arranged(work, PLACE) or '""'))
