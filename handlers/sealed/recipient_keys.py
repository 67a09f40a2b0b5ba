"""The keys of reports, as commands call them: each change is a row of the table."""

from __future__ import annotations

from handlers.casework.perform import apply_row
from handlers.casework.sealed.window_rows import KeyFields, RecipientFields
from handlers.casework.transitions import ActName
from handlers.identity.actors import Actor
from handlers.results import Result
from handlers.texts import sealed_complaints as texts
from handlers.values.age_keys import fingerprint
from store.queries.complaint_recipients import keys_in_use
from store.states import RecipientUnit
from store.work import Work


def add_recipient(work: Work, actor: Actor, name: str, key: str, unit: RecipientUnit) -> Result:
    """Enter a public key of a member who receives reports."""
    fields = RecipientFields.model_construct(key=key, unit=unit)
    return apply_row(work, actor, ActName.ADD_RECIPIENT, name, fields)


def retire_recipient(work: Work, actor: Actor, name: str, key: str) -> Result:
    """Let a key receive nothing any more."""
    return apply_row(work, actor, ActName.RETIRE_RECIPIENT, name, KeyFields.model_construct(key=key))


def listed_keys(work: Work) -> list[str]:
    """Every key in use in a line, with whose it is and where they work."""
    return [
        texts.key_line(
            key=key.public_key, unit=key.unit, fingerprint=fingerprint(key.public_key), name=member.name
        )
        for key, member in keys_in_use(work)
    ]
