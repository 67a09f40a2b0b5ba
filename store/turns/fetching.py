"""What staff said, fetched by a page that stays open: shown once, as with the person's next answer."""

from __future__ import annotations

from store.bodies import bodies_key
from store.queries.threads import STAFF_WORDS
from store.turns.waiting import hand_along, waiting_rows
from store.work import Work


def fetch_words_of_staff(work: Work, channel: str, address: str) -> tuple[str, ...]:
    """The messages of staff that wait for this person, as JSON, settled as shown; other notices go on waiting."""
    person = (channel, address)
    waiting = waiting_rows(work.connection, [person], {channel}, key=bodies_key(work.keys)).get(person, ())
    theirs = [row for row in waiting if row.key.startswith(STAFF_WORDS)]
    if theirs:
        hand_along(work.connection, theirs, work.now)
    return tuple(row.payload for row in theirs if row.payload)
