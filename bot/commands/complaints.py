"""`complaints`: sealed reports out of the database, sealed anew by an officer elsewhere, and back into it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Never

from cyclopts import App

from bot.clock import utc_now
from bot.commands.database_access import opened_database
from bot.commands.performed import body_naming, looked
from bot.commands.sealed_folder import SealedFolder
from handlers.casework.sealed.entries import proved_steps
from handlers.casework.sealed.window import Recipient, recipients
from handlers.notices.delivery import tell_staff
from handlers.sealed.resealing import private_key_in
from handlers.texts import sealed_complaints as texts
from handlers.texts import sealed_handling as handling_texts
from handlers.values.age_keys import fingerprint
from store.database import Database
from store.queries.sealed_complaints import FoundBox, box_called, boxes_for_officers, replace_box
from store.states import NoticeSubject, Role
from store.work import Work

app = App(name="complaints", help="Sealed reports: copied out, sealed anew by an officer, put back.")


@app.command
async def export(folder: Path) -> None:
    """Copy every sealed report into an empty folder, for the `age` tool of an officer. Nothing is opened here.

    Args:
        folder: where they go; it is made where it is not there.
    """
    to = SealedFolder(folder)
    async with opened_database(signs=False) as database:
        now = utc_now()
        if not to.begin(await database.read(recipients, now)):
            _refuse(texts.NOT_EMPTY)
        listed = await database.read(boxes_for_officers, now)
        for key, day in listed:
            found = await _box(database, key)
            if found is not None:
                to.put(key, found.box, day)
    print(texts.exported(count=len(listed), folder=str(folder)))


@app.command
def reseal(folder: Path, *, identity: Path, agreed: bool = False) -> None:
    """Seal an exported folder anew to the recipients of now; on the officer's own machine, without a database.

    Args:
        folder: what `complaints export` wrote.
        identity: the file with the officer's private key, as `age-keygen` writes it.
        agreed: the officer has compared every key that is shown without it.
    """
    boxes, to = _exported(folder)
    private_key = _private_key(identity)
    if not agreed:
        lines = (texts.key_line(key=one.key, unit=one.unit.value, fingerprint=fingerprint(one.key)) for one in to)
        print(body_naming()("\n".join(lines)))
        _refuse(texts.AGREE)
    done = boxes.reseal(private_key, to)
    print(texts.resealed(done=done, left=len(boxes.boxes()) - done))


@app.command
async def load(folder: Path) -> None:
    """Put what was sealed anew in the place of what was exported; every officer is told.

    Args:
        folder: what `complaints reseal` has gone over.
    """
    boxes = _exported(folder)[0].boxes()
    async with opened_database() as database:
        count = await database.write(lambda work: _put_back(work, boxes), utc_now())
    print(texts.loaded(count=count, unknown=len(boxes) - count))


@app.command
async def handled(report: str) -> None:
    """Tell which member took which step of a report, and on which day: also of one that was deleted.

    Args:
        report: its id, as the page that deletes one shows it.
    """
    steps = await looked(lambda work: proved_steps(work, report.strip().lower()))
    for line in steps:
        print(line)
    if not steps:
        _refuse(handling_texts.NO_ENTRIES)


async def _box(database: Database, key: str) -> FoundBox | None:
    """One at a time: all together may be more than there is memory."""
    return await database.read(lambda work: box_called(work, key), utc_now())


def _put_back(work: Work, boxes: list[tuple[str, Path]]) -> int:
    count = sum(replace_box(work, key, file.read_bytes()) for key, file in boxes)
    if count:
        told = texts.told_loaded(count=count)
        tell_staff(work, Role.REPORT_OFFICER, text=told, about=NoticeSubject.NOTHING)
    return count


def _exported(folder: Path) -> tuple[SealedFolder, tuple[Recipient, ...]]:
    boxes = SealedFolder(folder)
    to = boxes.recipients()
    return (boxes, to) if to is not None else _refuse(texts.NO_EXPORT)


def _private_key(file: Path) -> str:
    try:
        found = private_key_in(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        found = None
    return found or _refuse(texts.NO_PRIVATE_KEY)


def _refuse(message: str) -> Never:
    print(message, file=sys.stderr)
    sys.exit(1)
