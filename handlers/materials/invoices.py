"""Staff are warned where an invoice's number comes again in another application."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from handlers.notices.delivery import tell_staff
from handlers.texts import materials as texts
from store.queries import materials as rows
from store.states import NoticeSubject, Role
from store.tables.applications import Application, Material
from store.work import Work


class Repeat(Struct, frozen=True):
    """An invoice of an application that stands in others as well."""

    invoice: str
    others: tuple[str, ...]


def repeats(work: Work, application: Application, materials: Sequence[Material]) -> tuple[Repeat, ...]:
    """The invoices of these materials that other applications have too, in order of arrival."""
    invoices = dict.fromkeys(material.invoice for material in materials if material.invoice)
    found = [Repeat(invoice, _others(work, invoice, application)) for invoice in invoices]
    return tuple(repeat for repeat in found if repeat.others)


def _others(work: Work, invoice: str, application: Application) -> tuple[str, ...]:
    others = rows.applications_with_invoice(work, invoice, besides=application.id)
    return tuple(other.number for other in others)


def warn_of_repeats(work: Work, application: Application, materials: Sequence[Material]) -> None:
    """Tell the office of every invoice that stands in another application; nobody is accused."""
    for repeat in repeats(work, application, materials):
        text = texts.repeated_invoice(invoice=repeat.invoice, others=repeat.others)
        brief = texts.repeated_invoice_brief(number=application.number)
        about = NoticeSubject.APPLICATION
        tell_staff(work, Role.OFFICE, text=text, about=about, number=application.number, brief=brief)
