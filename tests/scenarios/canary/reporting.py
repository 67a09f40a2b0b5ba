"""People who send the form of a report, and officers who read what came."""

from __future__ import annotations

from bot.clock import utc_now
from store.database import Database
from store.queries.sealed_complaints import box_called, boxes_for_officers
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.sealed.reports import opened_by, opened_window
from tests.keys import KEYS
from tests.scenarios.canary.evidence import letter, photo
from tests.scenarios.canary.marks import Marks
from tests.scenarios.canary.play import Fields, Files, Product

_WITH_FILES = 4
"""One in so many comes with files: each is looked through by a process."""

ADDED_TO = 8
"""One in so many is looked up and added to: codes are tried slowly."""


def _files(marks: Marks) -> Files:
    if marks.number % _WITH_FILES:
        return ()
    return (letter(marks) if marks.number % ADDED_TO else photo(marks),)


def _fields(marks: Marks) -> Fields:
    """The form as this person fills it in: every field tells who they are."""
    told = {"what": f"某某收受礼金。{marks.told}", "where": marks.address, "who": marks.words}
    who = {"naming": "named", "contact": f"{marks.openid} {marks.phone}"}
    return {"concerns": "others", "copies": "both"} | told | who


async def report(product: Product, marks: Marks) -> str:
    """Send a report that is refused, correct it, and send it twice. Returns its code."""
    place = marks.number % len(product.addresses)
    fields, files = _fields(marks), _files(marks)
    nonce = (await product.by_form(place, marks.ip, {"form": "report"})).nonce
    sent = fields | {"form": "report", "step": "send", "nonce": nonce}
    refused = await product.by_form(place, marks.ip, sent | {"concerns": ""}, files)
    assert not refused.code
    assert marks.words in refused.text
    taken, again = [await product.by_form(at, marks.ip, sent, files) for at in (place, place - 1)]
    assert taken.code == again.code != ""
    return taken.code


async def add(product: Product, marks: Marks, code: str) -> None:
    """Look the report up, and add to it."""
    found = await product.by_form(0, marks.ip, {"form": "code", "step": "send", "code": code})
    added = {"form": "code", "step": "add", "code": code, "nonce": found.nonce, "words": marks.told}
    await product.by_form(-1, marks.ip, added)


async def heard_by_officers(database_url: str, reporters: list[Marks]) -> list[int]:
    """How many sealed boxes tell of each reporter's telephone, once an officer has opened all."""

    def look(work: Work) -> list[str]:
        found = (box_called(work, key) for key, _ in boxes_for_officers(work))
        archives = (opened_by("郑派", box.box) for box in found if box is not None)
        return [archive["report.txt"].decode() for archive in archives if archive is not None]

    database = Database.open(database_url, KEYS)
    read = await database.read(look, utc_now())
    await database.close()
    return [sum(marks.phone in words for words in read) for marks in reporters]


async def open_window(database_url: str) -> None:
    def act(work: Work) -> None:
        opened_window(work)

    database = Database.open(database_url, KEYS)
    await database.write(act, FrozenClock().now)
    await database.close()
