"""What an entry from paper says, fact by fact, for whoever checks it."""

from __future__ import annotations

import json

from handlers.casework.fields import PayFields
from handlers.dates import day
from handlers.money import yuan
from handlers.texts import casework as words
from handlers.texts import casework_fields as names
from handlers.texts import desk_fields
from handlers.texts import incoming as texts
from store.states import EntryKind
from store.tables.applications import Application
from store.tables.incoming import PaperEntry


def entered_facts(application: Application, entry: PaperEntry) -> tuple[str, ...]:
    """Sums, days and words, each with its name."""
    match EntryKind(entry.kind):
        case EntryKind.PAYMENT:
            return _payment(PayFields.model_validate_json(entry.fields))
        case EntryKind.SUBMISSION:
            return _submission(application)
        case EntryKind.WITHDRAWAL:
            return ()


def _payment(said: PayFields) -> tuple[str, ...]:
    return (
        _fact(names.PAID_AMOUNT, yuan(said.amount)),
        _fact(names.MONEY_SOURCE, words.MONEY_SOURCES[said.source.value]),
        _fact(names.QUOTA, said.quota),
        _fact(names.VOUCHER, said.voucher),
        _fact(names.PAYEE_NAME, said.payee_name),
        _fact(names.PAID_ON, day(said.paid_on)),
    )


def _submission(application: Application) -> tuple[str, ...]:
    said = json.loads(application.data or "{}")
    titles = {
        "purpose": desk_fields.PURPOSE,
        "contact": desk_fields.CONTACT,
        "phone": desk_fields.CONTACT_PHONE,
    }
    told = (_fact(title, str(said[name])) for name, title in titles.items() if said.get(name))
    declaration = json.loads(application.declaration or "{}").get("words", "")
    return (_fact(desk_fields.APPLIED, yuan(application.amount)), *told, *filter(None, (declaration,)))


def _fact(names: tuple[str, str], value: str) -> str:
    title, _question = names
    return texts.fact(title=title, value=value)
