"""Telephones that people of firms left for 电话告知."""

from __future__ import annotations

from sqlalchemy import select

from store.tables.notices import ContactPhone
from store.tables.people import Binding
from store.work import Work


def phone_of(work: Work, binding: Binding) -> ContactPhone | None:
    """What the person of the binding left."""
    return work.get(ContactPhone, (binding.channel, binding.address))


def keep_phone(work: Work, binding: Binding, phone: str) -> None:
    """Keep the person's number in place of the one of before."""
    row = phone_of(work, binding)
    if row is None:
        row = ContactPhone(channel=binding.channel, address=binding.address, phone=phone, left_at=work.now)
        work.add(row)
    row.phone, row.left_at = phone, work.now


def forget_phone(work: Work, binding: Binding) -> None:
    """Delete the person's number, where they left one; asked before the binding's address goes."""
    row = phone_of(work, binding)
    if row is not None:
        work.remove(row)


def left_phones(work: Work, firms: frozenset[int]) -> list[tuple[int, str]]:
    """The numbers of everybody who acts for these firms now, each with the firm's id, the newest last."""
    query = (
        select(Binding.firm_id, ContactPhone.phone)
        .join(ContactPhone, (ContactPhone.channel == Binding.channel) & (ContactPhone.address == Binding.address))
        .where(Binding.firm_id.in_(firms), Binding.ended_at.is_(None))
        .order_by(ContactPhone.left_at)
    )
    return [(firm, phone) for firm, phone in work.session.execute(query)] if firms else []
