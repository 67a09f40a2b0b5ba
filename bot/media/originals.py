"""Stored originals held against the SHA-256 that is sealed with their rows."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import datetime

from handlers.audit.verify_rows import Break
from handlers.texts import audit as texts
from store.database import Database
from store.files import FileStore
from store.queries.materials import all_originals


async def changed_originals(database: Database, files: FileStore, now: datetime) -> tuple[Break, ...]:
    """The materials whose original is gone, or is not byte for byte what was handed in."""
    originals = await database.read(all_originals, now)
    return await asyncio.to_thread(
        lambda: tuple(
            Break(texts.record(table="materials", number=str(number), is_words=False), 0, fault)
            for number, path, sha256 in originals
            if (fault := _fault(files, path, sha256))
        )
    )


def _fault(files: FileStore, path: str, sha256: str) -> str:
    try:
        with files.locate(path).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return texts.ORIGINAL_GONE
    return "" if found == sha256 else texts.ORIGINAL_CHANGED
