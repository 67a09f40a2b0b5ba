"""An article as a short record beside its source, and back: what follows from text and id is not kept twice."""

from __future__ import annotations

import json
from typing import TypedDict

from msgspec import Struct

from policy_kb.models import Article, Item, Passage


class _Record(TypedDict, total=False):
    id: str
    at: tuple[int, int]
    clean: str  # where it differs from the text
    items: list[_Record]
    chapter: str
    paragraphs: list[str]  # where they differ from the one clean text


class Records(Struct, frozen=True):
    """Writes and reads the records of one source."""

    source: str

    def write(self, article: Article) -> bytes:
        """The article's record."""
        record = _write(article, article.items)
        if article.chapter:
            record["chapter"] = article.chapter
        if article.paragraphs != (article.clean,):
            record["paragraphs"] = list(article.paragraphs)
        return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()

    def read(self, written: bytes) -> Article:
        """The article that was written."""
        record: _Record = json.loads(written)
        start, end = record["at"]
        text = self.source[start:end]
        clean = record.get("clean", text)
        return Article(
            id=record["id"],
            number=record["id"].partition("#")[0],
            text=text,
            clean=clean,
            start=start,
            end=end,
            chapter=record.get("chapter", ""),
            paragraphs=tuple(record.get("paragraphs", (clean,))),
            items=self._items(record),
        )

    def _items(self, record: _Record) -> tuple[Item, ...]:
        return tuple(map(self._item, record.get("items", ())))

    def _item(self, record: _Record) -> Item:
        start, end = record["at"]
        text = self.source[start:end]
        return Item(
            id=record["id"],
            number=record["id"].rpartition(".")[2].partition("#")[0],
            text=text,
            clean=record.get("clean", text),
            start=start,
            end=end,
            items=self._items(record),
        )


def _write(passage: Passage, items: tuple[Item, ...]) -> _Record:
    record = _Record(id=passage.id, at=(passage.start, passage.end))
    if passage.clean != passage.text:
        record["clean"] = passage.clean
    if items:
        record["items"] = [_write(item, item.items) for item in items]
    return record
