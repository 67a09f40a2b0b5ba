"""A firm with a person bound to it, drafts of theirs, and files on their way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from itertools import count

from handlers.forms.attachments import Received
from handlers.identity.actors import Contractor
from handlers.materials.handing_in import Fetched
from handlers.messages import Channel, Media, Person
from store.states import ContractState, Kind, State
from store.tables.applications import Application, Draft
from store.tables.contracts import Contract
from store.tables.people import Binding, Firm
from store.work import Work

_NUMBERS = count(1)


def contractor(work: Work, place: int = 0, *, channel: Channel = Channel.TERMINAL) -> Contractor:
    """A person bound to the firm of this place."""
    firm = Firm(name=f"演示公司{place}", credit_code=f"91141000DEMO{place:06}", created_at=work.now)
    person = Person(channel, f"承办{place}")
    binding = Binding(
        firm_id=work.add(firm).id, channel=person.channel.value, address=person.address, bound_at=work.now
    )
    return Contractor(work.add(binding).id, firm.id, person)


def draft(work: Work, by: Contractor) -> Draft:
    """An empty draft of the contractor's."""
    return work.add(
        Draft(
            form="application",
            form_version=1,
            channel=by.person.channel.value,
            address=by.person.address,
            firm_id=by.firm_id,
            subject="",
            data="{}",
            created_at=work.now,
            updated_at=work.now,
            expires_at=work.now + timedelta(days=30),
        )
    )


def application(work: Work, by: Contractor) -> Application:
    """A submitted application of the contractor's firm, on a contract of its own."""
    number = next(_NUMBERS)
    contract = Contract(
        number=f"HT-{number}",
        firm_id=by.firm_id,
        project="演示项目",
        procurement="AZCG-1",
        amount=100_000_000,
        ratio=3000,
        signed_on=date(2026, 3, 1),
        due_on=date(2026, 12, 31),
        payee_name="演示公司",
        payee_account="6222000011112222333",
        payee_bank="演示银行",
        state=ContractState.ACTIVE.value,
        created_at=work.now,
    )
    return work.add(
        Application(
            number=f"AZ-2026-{number:06}",
            contract_id=work.add(contract).id,
            kind=Kind.PREPAYMENT.value,
            state=State.SUBMITTED.value,
            state_since=work.now,
            amount=10_000_000,
            approved=None,
            form_version=1,
            data="{}",
            declaration="{}",
            submitted_at=work.now,
            submitted_by=by.reference,
        )
    )


def received(work: Work, *, sha256: str = "", size: int = 1000, invoice: str | None = None) -> Received:
    """A file that was checked and kept."""
    number = next(_NUMBERS)
    path = f"2026-11/{number:032x}"
    digest = sha256 or f"{number:064x}"
    return Received(path, None, "材料.pdf", "application/pdf", size, digest, invoice, work.now)


class Sent:
    """A channel whose people send these bytes."""

    def __init__(self, content: bytes, name: str = "照片.jpg") -> None:
        self._content = content
        self._name = name

    async def __call__(self, person: Person, media: Media, *, limit: int) -> Fetched:
        return Fetched(self._pieces(), self._name)

    async def _pieces(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self._content), 1 << 20):
            yield self._content[start : start + (1 << 20)]
