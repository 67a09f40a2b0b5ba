"""Officers at work on a report: an open window, one officer of the office, one outside."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from handlers.casework.arrangements import set_arrangement
from handlers.casework.perform import apply_row
from handlers.casework.sealed import steps
from handlers.casework.sealed.procedure import Procedure, procedure_of, record_of
from handlers.casework.sealed.steps import Given, HandlingFields
from handlers.casework.sealed.terms import RETENTION
from handlers.casework.table import ActName
from handlers.dates import local_day
from handlers.identity.actors import Door, StaffMember
from handlers.identity.who import staff_member
from handlers.results import Done, Refused, Result
from handlers.sealed.codes import keys_of
from store.engines import async_url, batch_engine
from store.queries.sealed_complaints import boxes_of, complaint_called, complaint_with_code
from store.states import BoxKind, RecipientUnit, Role, SealedState, SealedTrack
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.contracts.contracts import member
from tests.handlers.sealed.reports import kept, opened_by, opened_window, town_at
from tests.keys import KEYS

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Settled:
    """A database to be copied: what `Officers` know of it, and what is found in its first report."""

    file: Path
    known: tuple[str, str, str]
    proof: str

    @property
    def report(self) -> str:
        """The id of the first."""
        return self.known[1]

    def copied_to(self, folder: Path) -> Path:
        """A copy for a test of its own."""
        file = folder / "officers.db"
        shutil.copy(self.file, file)
        return file


def settle(migrated: Path, folder: Path) -> Settled:
    """An open window with two reports, settled once for many tests."""
    file = folder / "settled.db"
    shutil.copy(migrated, file)
    with at_work(file) as work:
        opened_window(work)
        code, other = kept(work), kept(work)
        known = (code, report_of(work, code), report_of(work, other))
        proof = Officers(work, known).proof()
        work.finish()
        return Settled(file, known, proof)


@contextmanager
def at_work(file: Path) -> Iterator[Work]:
    """A transaction in this database."""
    engine = batch_engine(async_url(f"sqlite:///{file}"))
    assert engine is not None
    with engine.begin() as connection:
        yield Work(connection, FrozenClock().now, KEYS)
    engine.dispose()


def report_of(work: Work, code: str) -> str:
    """The id of the report of a code."""
    row = complaint_with_code(work, keys_of(code, KEYS).code_hash)
    assert row is not None
    return row.id


class Officers:
    """An open window with an officer of the office (吴受) and one outside (郑派), and one report."""

    def __init__(self, work: Work, known: tuple[str, str, str]) -> None:
        """Of a window that is open: the code and the id of a report, and the id of another one."""
        self.work, self.town = work, town_at(work)
        self.code, self.report, self.other = known
        self.today = local_day(work.now)

    def member(self, name: str) -> StaffMember:
        found = staff_member(self.work, name)
        assert found is not None
        return replace(found, door=Door.CONSOLE)

    def does(self, name: str, *given: Given, report: str = "") -> None:
        for one in given:
            done = self.tries(name, one, report)
            assert isinstance(done, Done), (one, done)

    def refuses(self, name: str, given: Given, *, report: str = "") -> list[str]:
        done = self.tries(name, given, report)
        assert isinstance(done, Refused)
        return [reason.text for reason in done.reasons]

    def proof(self, report: str = "", by: str = "郑派") -> str:
        """What this officer finds above the words of the report."""
        (box,) = boxes_of(self.work, report or self.report, BoxKind.REPORT)
        held = opened_by(by, box.box)
        assert held is not None
        found = re.search(r"登记口令：([\d ]+)", held["report.txt"].decode())
        assert found
        return found[1]

    def registered(
        self, track: SealedTrack, *, is_named: bool = False, concerns: tuple[RecipientUnit, ...] = ()
    ) -> None:
        """An officer outside has opened it, and says what it is."""
        given = steps.Register(proof=self.proof(), track=track, is_named=is_named, concerns=concerns)
        self.does("郑派", given)
        if RecipientUnit.OFFICE not in concerns:
            self.opens("吴受")

    def opens(self, name: str) -> None:
        """This officer shows that they have read it as well."""
        self.does(name, steps.Opened(proof=self.proof()))

    @property
    def state(self) -> SealedState:
        return self.procedure().state

    def procedure(self, report: str = "") -> Procedure:
        found = complaint_called(self.work, report or self.report)
        assert found is not None
        return procedure_of(record_of(found))

    def keeps(self, days: str) -> None:
        """The office sets how long reports stay."""
        office = staff_member(self.work, "张办") or member(self.work, "张办", Role.OFFICE)
        assert isinstance(set_arrangement(self.work, office, RETENTION, days), Done)

    def later(self, days: int) -> None:
        """So many days go by."""
        self.work.now += days * _DAY
        self.today += days * _DAY

    def tries(self, name: str, given: Given, report: str = "") -> Result:
        fields = HandlingFields(given=given)
        return apply_row(self.work, self.member(name), ActName.HANDLE_SEALED, report or self.report, fields)
