"""One batch in one transaction: ends of turns first, then claims, so that a claim sees the newest session."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from store.bodies import bodies_key
from store.dialects import lock_people
from store.jobs import note_probe
from store.keyfile import KeyFile
from store.keyring import Ring
from store.turns.claiming import take_claims
from store.turns.claims import (
    ClaimRequest,
    Committed,
    Handover,
    Item,
    Postponement,
    Probe,
    Renewal,
    Result,
    StartRequest,
)
from store.turns.completing import Ending, end_turns, postpone_turns, renew_leases
from store.turns.handing_over import hand_over
from store.turns.waiting import Fits, everything_fits


def run_batch(
    connection: Connection,
    items: Sequence[Item],
    *,
    ring: Ring,
    now: datetime,
    lease: timedelta,
    pulled: Collection[str] = (),
    fits: Fits = everything_fits,
    keys: KeyFile | None = None,
) -> list[Result]:
    """Execute the items; one result an item, in order. `pulled`: the channels that cannot push."""
    results: list[Result] = [Committed()] * len(items)
    people = [(item.channel, item.address) for item in items if not isinstance(item, Renewal | Probe)]
    if people:
        lock_people(connection, people)
    renewals = [item for item in items if isinstance(item, Renewal)]
    if renewals:
        renew_leases(connection, renewals, now=now, lease=lease)
    postponed = [(place, item) for place, item in enumerate(items) if isinstance(item, Postponement)]
    if postponed:
        marked = postpone_turns(
            connection, [item for _, item in postponed], ring=ring, now=now, key=bodies_key(keys)
        )
        _place(results, postponed, marked)
    endings = [(place, item) for place, item in enumerate(items) if isinstance(item, Ending)]
    if endings:
        endings_alone = [item for _, item in endings]
        ended = end_turns(connection, endings_alone, ring=ring, now=now, pulled=pulled, fits=fits, keys=keys)
        _place(results, endings, ended)
    if any(isinstance(item, Probe) for item in items):
        note_probe(connection, now)
    handed = [item for item in items if isinstance(item, Handover)]
    if handed:
        hand_over(connection, handed, key=bodies_key(keys), now=now)
    claims = [(place, item) for place, item in enumerate(items) if isinstance(item, ClaimRequest | StartRequest)]
    if claims:
        asked = [item for _, item in claims]
        taken = take_claims(connection, asked, ring=ring, now=now, lease=lease, key=bodies_key(keys))
        _place(results, claims, taken)
    return results


def _place(results: list[Result], items: Sequence[tuple[int, object]], found: Sequence[Result]) -> None:
    for (place, _), result in zip(items, found, strict=True):
        results[place] = result
