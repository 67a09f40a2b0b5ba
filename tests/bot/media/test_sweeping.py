"""Files and rows that lost one another: discarded ones go at once, orphans after a day, lost ones are reported."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import select

from bot.media.sweeping import delete_discarded, missing_files, sweep_orphans
from handlers.forms.attachments import Received
from handlers.identity.actors import Contractor
from handlers.materials.handing_in import Materials, attach, take_out
from handlers.messages import Channel, Media, MediaKind, Person
from store.database import Database
from store.files import FileStore
from store.tables.applications import Draft, Material
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.materials import giving, samples
from tests.handlers.materials.inspecting import Unlimited, inspect_here
from tests.keys import KEYS


async def received(folder: Path, clock: FrozenClock) -> Received:
    fetch = giving.Sent(samples.jpeg())
    materials = Materials(
        FileStore(folder), clock, {Channel.TERMINAL: fetch}, inspect=inspect_here, allowances=Unlimited()
    )
    got = await materials.receive(Person(Channel.TERMINAL, "a"), Media(MediaKind.IMAGE, "id"), draft=1)
    assert isinstance(got, Received)
    return got


async def attached(database: Database, clock: FrozenClock, file: Received) -> int:
    def act(work: Work) -> int:
        by = giving.contractor(work)
        kept = attach(work, file, draft=giving.draft(work, by), item="", by=by)
        assert isinstance(kept, Material)
        return kept.id

    return await database.write(act, clock())


def _lose_rows(work: Work) -> None:
    for one in work.all(select(Material)):
        work.remove(one)


async def test_orphans_go_after_a_day_and_what_has_a_row_stays(
    database: Database, clock: FrozenClock, tmp_path: Path
) -> None:
    files = FileStore(tmp_path)
    kept, orphan = await received(tmp_path, clock), await received(tmp_path, clock)
    await attached(database, clock, kept)
    assert await sweep_orphans(database, files, clock()) == 0
    clock.advance(hours=25)
    assert await sweep_orphans(database, files, clock()) == 2
    assert kept.copy is not None
    assert orphan.copy is not None
    assert [files.is_there(path) for path in (kept.path, kept.copy, orphan.path, orphan.copy)] == [
        True,
        True,
        False,
        False,
    ]


async def test_another_database_on_the_same_folder_deletes_nothing_that_has_a_row(
    database: Database, sqlite_url: str, clock: FrozenClock, tmp_path: Path
) -> None:
    files, file = FileStore(tmp_path / "files"), await received(tmp_path / "files", clock)
    await attached(database, clock, file)
    clock.advance(hours=1)
    await sweep_orphans(database, files, clock())
    clock.advance(days=2)
    copy = tmp_path / "other.db"
    shutil.copy(sqlite_url.removeprefix("sqlite:///"), copy)
    other = Database.open(f"sqlite:///{copy}", KEYS)
    try:
        await other.write(_lose_rows, clock())
        assert await sweep_orphans(other, files, clock()) == 0
    finally:
        await other.close()
    assert files.is_there(file.path)


async def test_what_is_taken_out_of_a_draft_is_deleted_once_that_is_committed(
    database: Database, clock: FrozenClock, tmp_path: Path
) -> None:
    files, file = FileStore(tmp_path), await received(tmp_path, clock)
    number = await attached(database, clock, file)

    def take(work: Work) -> bool:
        material = work.get(Material, number)
        assert material is not None
        draft = work.get(Draft, material.draft_id)
        assert draft is not None
        by = Contractor(1, material.firm_id, Person(Channel.TERMINAL, "a"))
        return take_out(work, number, draft=draft, by=by)

    assert await delete_discarded(database, files, clock()) == 0
    assert await database.write(take, clock())
    assert files.is_there(file.path)
    assert await delete_discarded(database, files, clock()) == 2
    assert not files.is_there(file.path)
    assert await delete_discarded(database, files, clock()) == 0


async def test_a_row_without_its_file_is_reported(database: Database, clock: FrozenClock, tmp_path: Path) -> None:
    files, file = FileStore(tmp_path), await received(tmp_path, clock)
    number = await attached(database, clock, file)
    assert await missing_files(database, files, clock()) == []
    files.remove(file.path)
    assert await missing_files(database, files, clock()) == [number]
    assert not files.is_there("../elsewhere")  # of a row that the product did not write: missing, and no fault
