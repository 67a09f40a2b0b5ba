"""Viewing copies: of registered bytes alone, made once for all who ask, kept a while and not for ever."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path
from typing import BinaryIO

import pytest

from bot.media.viewing import MOST, Original, ViewingCopies
from handlers.filekinds import FileKind, Problem
from handlers.materials.view_copies import PagePicture, ViewCopy
from store.files import ChangedFileError, FileStore
from tests.clocks import FrozenClock


class Maker:
    """Counts what it makes; each waits until it may go on."""

    def __init__(self, made: ViewCopy | Problem | None = None) -> None:
        self.asked: list[int] = []
        self.sources: list[BinaryIO] = []
        self.may_go_on = asyncio.Event()
        self._made = made

    async def __call__(self, source: BinaryIO, kind: FileKind, page: int) -> ViewCopy | Problem:
        self.asked.append(page)
        self.sources.append(source)
        content = source.read()
        await self.may_go_on.wait()
        return self._made or PagePicture(page, content)


def kept(files: FileStore, clock: FrozenClock, content: bytes = b"abc") -> Original:
    path = files.keep_bytes(content, clock())
    return Original(path, hashlib.sha256(content).hexdigest(), len(content), FileKind.PDF)


async def test_whoever_asks_for_the_same_page_waits_for_the_same_copy(tmp_path: Path, clock: FrozenClock) -> None:
    files, maker = FileStore(tmp_path), Maker()
    original, copies = kept(files, clock), ViewingCopies(files, maker, clock)
    asking = [asyncio.create_task(copies.of(original, 1)) for _ in range(3)]
    await asyncio.sleep(0)
    asking[0].cancel()  # who goes away takes nothing from the others
    maker.may_go_on.set()
    assert await asyncio.gather(*asking[1:]) == [PagePicture(1, b"abc")] * 2
    assert await copies.of(original, 1) == PagePicture(1, b"abc")
    assert await copies.of(original, 2) == PagePicture(2, b"abc")
    assert maker.asked == [1, 2]
    assert all(source.closed for source in maker.sources)


async def test_a_copy_is_forgotten_after_a_while_and_where_there_are_many(
    tmp_path: Path, clock: FrozenClock
) -> None:
    files, maker = FileStore(tmp_path), Maker()
    maker.may_go_on.set()
    original, copies = kept(files, clock), ViewingCopies(files, maker, clock)
    for page in range(MOST + 1):
        await copies.of(original, page)
    await copies.of(original, 0)
    assert maker.asked.count(0) == 2
    clock.advance(minutes=31)
    copies.sweep()
    await copies.of(original, 0)
    assert maker.asked.count(0) == 3


@pytest.mark.parametrize(("problem", "times"), [(Problem.TOO_SLOW, 1), (Problem.DAMAGED, 1), (Problem.BUSY, 2)])
async def test_what_cannot_be_drawn_is_not_tried_with_every_click(
    tmp_path: Path, clock: FrozenClock, problem: Problem, times: int
) -> None:
    files, maker = FileStore(tmp_path), Maker(problem)
    maker.may_go_on.set()
    original, copies = kept(files, clock), ViewingCopies(files, maker, clock)
    assert [await copies.of(original, 1) for _ in range(2)] == [problem] * 2
    assert len(maker.asked) == times


async def test_other_bytes_than_were_registered_are_never_opened(tmp_path: Path, clock: FrozenClock) -> None:
    files, maker = FileStore(tmp_path), Maker()
    original, copies = kept(files, clock), ViewingCopies(files, maker, clock)
    for other in (b"abd", b"abcd", b""):
        files.locate(original.path).write_bytes(other)
        with pytest.raises(ChangedFileError):
            await copies.of(original, 1)
    files.remove(original.path)
    with pytest.raises(FileNotFoundError):
        await copies.of(original, 1)
    assert maker.asked == []
