"""Acts from the command line: who acts, in one transaction, and the answer on the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import Never, TypeVar

from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from bot import settings
from bot.clock import utc_now
from bot.commands.database_access import opened_database
from handlers.identity.actors import StaffMember, System
from handlers.identity.who import OPERATOR, staff_member
from handlers.rendering.reasons import reason_parts
from handlers.results import Reason, Refused, Source
from handlers.texts import people as texts
from policy_kb.bodies import written_out
from policy_kb.guide import load_guide
from policy_kb.kb import PolicyKB
from policy_kb.models import text_of
from store.work import Work

T = TypeVar("T")

_SHORT = 24
"""Cells of the terminal: a third of the narrowest."""

AskedOfStaff = Callable[[Work, StaffMember], T | Refused]


async def performed_as(by: str, act: AskedOfStaff[T]) -> T:
    """What the act of this member comes to; a refusal is printed with its reasons, and ends the command."""

    def perform(work: Work) -> T | Refused:
        member = staff_member(work, by)
        return act(work, member) if member else Refused((Reason(texts.unknown(name=by), Source.SYSTEM),))

    return await _written(perform)


async def performed_here(by: str, act: Callable[[Work, StaffMember | System], T | Refused]) -> T:
    """The same for acts that the operator of the machine may do as well: with nobody named it is the operator."""
    return await (performed_as(by, act) if by else _written(lambda work: act(work, OPERATOR)))


async def looked(look: Callable[[Work], T | Refused]) -> T:
    """What is seen in a snapshot; what is not there is said, and ends the command."""
    async with opened_database() as database:
        return _or_end(await database.read(look, utc_now()))


def print_table(
    headings: Iterable[str], rows: Iterable[tuple[str, ...]], *, if_empty: str, title: str | None = None
) -> None:
    """Print rows below their headings; what is too wide goes on in the next line, and nothing is cut off.

    The first column, by which commands call the row, is copied from here: it stays in one line where it is short.
    """
    found = list(rows)
    is_short = all(cell_len(row[0]) <= _SHORT for row in found)
    table = Table(*(Column(heading, overflow="fold") for heading in headings), title=title)
    table.columns[0].no_wrap = is_short
    for row in found:
        table.add_row(*map(escape, row))
    Console().print(table if found else if_empty)


def body_naming() -> Callable[[str], str]:
    """What calls the bodies in a text as the guide of the configured folder calls them."""
    return partial(written_out, names=load_guide(settings.load(os.environ).kb).bodies)


def end_refused(reasons: tuple[Reason, ...]) -> Never:
    """Print why nothing was done, each reason with its source and the measure's own words; exit status 1."""
    kb = PolicyKB.open(settings.load(os.environ).kb)
    print(text_of(reason_parts(kb, reasons)), file=sys.stderr)
    sys.exit(1)


async def _written(perform: Callable[[Work], T | Refused]) -> T:
    async with opened_database() as database:
        return _or_end(await database.write(perform, utc_now()))


def _or_end(found: T | Refused) -> T:
    return end_refused(found.reasons) if isinstance(found, Refused) else found
