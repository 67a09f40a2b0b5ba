"""One batch in one transaction: ends of turns first, then claims, so that a claim sees the newest session.

What is claimed and ended at once comes last.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from store.bodies import bodies_key
from store.dialects import lock_people
from store.jobs import note_probe
from store.keyfile import KeyFile
from store.keyring import Ring
from store.turns.claiming import Begun, Claiming, take_claims
from store.turns.claims import Committed, Handover, Item, Postponement, Probe, Renewal, Result
from store.turns.completing import Ending, end_turns, owned_claims, postpone_turns, renew_leases
from store.turns.handing_over import hand_over
from store.turns.talks import look_up_talks
from store.turns.waiting import Fits, Person, everything_fits


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
    end = partial(end_turns, connection, ring=ring, now=now, pulled=pulled, fits=fits, keys=keys)
    look_up = partial(look_up_talks, connection, pulled=pulled)
    endings = [(place, item) for place, item in enumerate(items) if isinstance(item, Ending)]
    if endings:
        ending = [item for _, item in endings]
        _place(results, endings, end(ending, owned_claims(connection, ending), talks=look_up(_people(ending))))
    if any(isinstance(item, Probe) for item in items):
        note_probe(connection, now)
    handed = [item for item in items if isinstance(item, Handover)]
    if handed:
        hand_over(connection, handed, key=bodies_key(keys), now=now)
    claims = [(place, item) for place, item in enumerate(items) if isinstance(item, Claiming)]
    if claims:
        asked = [item for _, item in claims]
        talks = look_up(_people(asked))  # after the ends: a message of the same batch may have changed them
        taken = take_claims(connection, asked, ring=ring, now=now, lease=lease, key=bodies_key(keys), talks=talks)
        begun = [one for one in taken if isinstance(one, Begun)]
        owned = {one.turn.ending.owner: one.owned for one in begun}
        ended = iter(end([one.turn.ending for one in begun], owned, talks=talks) if begun else ())
        _place(results, claims, [next(ended) if isinstance(one, Begun) else one for one in taken])
    return results


def _people(items: Sequence[Claiming | Ending]) -> set[Person]:
    return {(item.channel, item.address) for item in items}


def _place(results: list[Result], items: Sequence[tuple[int, object]], found: Sequence[Result]) -> None:
    for (place, _), result in zip(items, found, strict=True):
        results[place] = result
