"""An office with applications that wait to be tabled, and a clerk who counts the pages that they load."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from bot.wiring import Parts
from handlers.casework.transitions import ActName
from store.work import Work
from tests.bot.web.staff.conftest import Seat
from tests.handlers.casework import given
from tests.handlers.casework.town import Town

TITLE, REPORTER = "关于拨付前期预付资金的请示", "领导小组办公室"


def reported(town: Town, count: int) -> list[str]:
    """So many applications that were reported, on contracts of their own, by their numbers."""
    numbers = list[str]()
    for place in range(1, count + 1):
        town.contract = town.contract if place == 1 else town.contract_of(f"AZ-HT-{place:03}")
        number = town.submitted()
        town.does(ActName.ACCEPT, number)
        town.does(ActName.REPORT, number, given.report())
        numbers.append(number)
    return numbers


async def prepared(parts: Parts, count: int) -> list[str]:
    """The numbers of so many applications that wait to be tabled, in a fresh office."""

    def make(work: Work) -> list[str]:
        return reported(Town(work), count)

    return await parts.database.write(make, parts.clock())


@dataclass
class Clerk:
    """A member in a browser; `loads` counts pages, as a person does: a form that leads on is one."""

    seat: Seat
    loads: int = 0
    page: str = field(default="", repr=False)
    status: int = 200

    async def opens(self, path: str) -> str:
        """Load a page."""
        self.loads += 1
        self.page, self.status = await self.seat.get(path), 200
        return self.page

    async def sends(self, path: str, **typed: str) -> str:
        """Send the form of the page as it stands there, with what was typed."""
        self.loads += 1
        self.status, self.page = await self.seat.post(path, **(filled(self.page) | typed))
        return self.page

    async def confirms(self, path: str) -> str:
        """Send what was looked at once more as it stands."""
        return await self.sends(path, stage="record")

    @property
    def text(self) -> str:
        """What is to be read of the page."""
        return Seat.text(self.page)

    @property
    def batch(self) -> str:
        """The number of the batch on whose page one is."""
        found = re.search(r"/staff/batches/(\d+)/print", self.page)
        assert found is not None, self.text
        return found[1]


async def formed(clerk: Clerk, numbers: list[str]) -> str:
    """Put a batch together; its page."""
    await clerk.opens("/staff/batches/new")
    chosen = {f"a.{number}": "on" for number in numbers}
    await clerk.sends("/staff/batches/new", stage="review", title=TITLE, reporter=REPORTER, **chosen)
    await clerk.confirms("/staff/batches/new")
    return f"/staff/batches/{clerk.batch}"


async def tabled(clerk: Clerk, batch: str) -> None:
    """Bring the batch on whose page one is before the meeting."""
    act = f"/staff/act/act.table_batch/batch/{batch.rpartition('/')[2]}"
    await clerk.sends(act, stage="review", **{"f.document": "办发〔2026〕9号", "f.tabled_on.day": "2026-11-24"})
    await clerk.confirms(act)


async def heard(clerk: Clerk, batch: str, **changes: str) -> None:
    """Record the results of a batch, all agreed to but for changes."""
    path = f"{batch}/results"
    await clerk.opens(path)
    await clerk.sends(path, stage="review", session="12", held_on="2026-11-24", **changes)
    await clerk.confirms(path)


async def minuted(clerk: Clerk, batch: str) -> None:
    """Enter the number of the minutes on the page of a batch."""
    act = f"/staff/act/act.batch_minutes/batch/{batch.rpartition('/')[2]}"
    await clerk.sends(act, stage="review", **{"f.minutes": "〔2026〕12号", "f.item": "三"})
    await clerk.confirms(act)


class _Fields(HTMLParser):
    """What a browser would send of the forms of a page's main part."""

    def __init__(self) -> None:
        super().__init__()
        self.found = dict[str, str]()
        self._in_main, self._select = False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_ = {name: value or "" for name, value in attrs}
        self._in_main = self._in_main or tag == "main"
        name = given_.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in given_ or self._select not in self.found):
            self.found[self._select] = given_["value"]
        elif tag == "input" and self._in_main and name and (given_["type"] != "checkbox" or "checked" in given_):
            self.found[name] = given_.get("value", "")


def filled(page: str) -> dict[str, str]:
    """The fields of a page as they stand in it."""
    parser = _Fields()
    parser.feed(page)
    parser.found.pop("key", None)
    return parser.found
