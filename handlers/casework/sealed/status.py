"""What whoever has the code reads of what was done: days and organs, no member's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.casework.sealed.procedure import Procedure
from handlers.casework.sealed.terms import closing_day
from handlers.texts import sealed_handling as texts


def status_lines(found: Procedure, received: date) -> tuple[str, ...]:
    """A line for each thing that stands, in the order of the procedure."""
    return (texts.received(on=received), *_petition(found), *_official(found))


def _petition(found: Procedure) -> Iterator[str]:
    last = closing_day(found)
    if found.accepted and last:
        yield texts.accepted(on=found.accepted.on, last=last)
    if found.referred:
        yield texts.referred(on=found.referred.on, organ=found.referred.organ)
    if found.not_accepted:
        yield texts.not_accepted(on=found.not_accepted.on, reason=found.not_accepted.reason)
    if found.extended:
        yield texts.extended(on=found.extended.on, reason=found.extended.reason)
    if found.answered:
        yield texts.answered(on=found.answered.on)
    if found.closed:
        yield texts.closed(on=found.closed.on)


def _official(found: Procedure) -> Iterator[str]:
    if found.handed_over:
        yield texts.handed_over(on=found.handed_over.on, organ=found.handed_over.organ)
    if found.receipt:
        yield texts.receipt(on=found.receipt.on, number=found.receipt.number)
    if found.told:
        yield texts.told(on=found.told.on)
