"""The rows of acts on bindings: a code for a firm is handed out, a person is bound by it, and unbound."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.attempt import Attempt, Recorded, guard, system
from handlers.casework.fields import Line, Number, asked
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import Contractor, StaffMember
from handlers.identity.codes import BIND_LIVES, held, issue
from handlers.identity.who import contractor, staff_of
from handlers.notices.delivery import tell_bound, tell_firm
from handlers.notices.newcomers import tell_newcomer
from handlers.results import Reason
from handlers.texts import binding as texts
from handlers.texts import desk as desk_texts
from handlers.texts import desk_fields
from policy_kb.models import Model
from store.audit.entries import Facts
from store.outbox.notice_rows import withdraw_unsent
from store.queries.accounts import account_digest, remember_binding
from store.queries.bindings import bound_people
from store.queries.codes import unhold
from store.queries.contact_phones import forget_phone
from store.states import Purpose, Role
from store.tables.contracts import Contract
from store.tables.people import Binding, Firm, OneTimeCode
from store.work import Work


def _code_made(attempt: Attempt) -> Recorded:
    """It is shown this once: only its hash is kept."""
    contract, actor = attempt.about(Contract), attempt.actor
    by = actor.id if isinstance(actor, StaffMember) else None
    detail = {"contract": contract.number}
    code = issue(attempt.work, Purpose.BIND, contract.firm_id, BIND_LIVES, by=by, detail=detail)
    return Recorded(facts={"contract": contract.id}, shown=code)


class HandlerFields(Model):
    """Whom the firm's stamped letter takes off the matter; the next is bound by the code that is made."""

    binding: Number = asked(desk_fields.OLD_BINDING)
    document: Line = asked(desk_fields.HANDLER_LETTER)


@guard("binding")
def _bound_to_the_firm(attempt: Attempt) -> Iterator[Reason]:
    if _handler(attempt) is None:
        yield system(desk_texts.no_such_binding(number=attempt.given(HandlerFields).binding))


@guard(hides=True)
def _somebody_bound(attempt: Attempt) -> Iterator[Reason]:
    if not bound_people(attempt.work, attempt.about(Contract).firm_id):
        yield system(desk_texts.NOBODY_BOUND)


def binding_number(words: str) -> str:
    """The number that was typed, also as 3号 or 绑定 3: the words where they hold none, or several."""
    found = re.findall(r"\d+", words)
    return str(found[0]) if len(found) == 1 else words


def _handler(attempt: Attempt) -> Binding | None:
    typed = binding_number(attempt.given(HandlerFields).binding)
    mine = bound_people(attempt.work, attempt.about(Contract).firm_id)
    return next((row for row in mine if str(row.id) == typed), None)


def _handler_changed(attempt: Attempt) -> Recorded:
    """Whoever handled the firm's matters is unbound and told; the code is for whoever the letter names."""
    row, made = _handler(attempt), _code_made(attempt)
    assert row is not None
    assert isinstance(attempt.actor, StaffMember)
    _end(attempt.work, row, by=attempt.actor.id)
    return replace(made, facts={**made.facts, "binding": row.id})


@guard()
def _kept_for_them(attempt: Attempt) -> Iterator[Reason]:
    """The firm behind the code was shown to this person, who was asked whether it is theirs."""
    if held(attempt.work, Purpose.BIND, attempt.number, attempt.person) is None:
        yield system(texts.RUN_OUT)


@guard()
def _no_member(attempt: Attempt) -> Iterator[Reason]:
    if staff_of(attempt.work, attempt.person) is not None:
        yield system(texts.STAFF_ACCOUNT)


@guard()
def _bound_to_none(attempt: Attempt) -> Iterator[Reason]:
    actor = contractor(attempt.work, attempt.person)
    firm = attempt.work.get(Firm, actor.firm_id) if actor else None
    if firm is not None:
        yield system(texts.already(firm=firm.name))


def _bound(attempt: Attempt) -> Recorded:
    """The firm's other people are told. From now on the person acts in its name, by the binding's number."""
    work, code, person = attempt.work, attempt.about(OneTimeCode), attempt.person
    code.used_at = work.now
    unhold(code)
    row = work.add(
        Binding(
            firm_id=code.subject_id,
            channel=person.channel.value,
            address=person.address,
            bound_at=work.now,
            ended_at=None,
            ended_by=None,
            account=account_digest(work, person.channel.value, person.address),
        )
    )
    actor = Contractor(row.id, row.firm_id, person)
    text = texts.somebody_new(channel=texts.CHANNELS[row.channel])
    tell_firm(work, row.firm_id, key=f"bound:{row.id}", text=text, by=actor)
    tell_newcomer(work, row)
    facts: Facts = {"binding": row.id, "channel": row.channel, "issued_by": code.issued_by}
    return Recorded(facts=facts, by=actor)


@guard()
def own_binding(attempt: Attempt) -> Iterator[Reason]:
    """A contractor ends their own binding and nobody else's: of others they learn nothing."""
    if isinstance(attempt.actor, Contractor) and attempt.actor.binding_id != attempt.about(Binding).id:
        yield system(texts.NO_SUCH_BINDING)


def _ended(attempt: Attempt) -> Recorded:
    """What the person did keeps the binding's number; whose it was only the account itself could tell.

    Whoever is unbound by staff is told; who ended it themselves reads the answer.
    """
    row = attempt.about(Binding)
    by = attempt.actor.id if isinstance(attempt.actor, StaffMember) else None
    _end(attempt.work, row, by=by)
    return Recorded(facts={"binding": row.id})


def _end(work: Work, row: Binding, *, by: int | None) -> None:
    """What still waited for the person is withdrawn: it is the firm's, and told to whoever is bound next."""
    withdraw_unsent(work.connection, row.id, work.now)
    if by is not None:
        tell_bound(work, row, key=f"unbound:{row.id}", text=texts.UNBOUND_BY_STAFF)
    remember_binding(work, row)
    forget_phone(work, row)
    row.ended_at, row.ended_by, row.address = work.now, by, ""


_UNITS = frozenset({Role.OFFICE, Role.BUREAU})

BINDING_ROWS = (
    register_row(
        ActName.BIND_CODE,
        Subject.FIRM,
        roles=_UNITS,
        operator=True,
        fields=NothingFields,
        record=_code_made,
        not_theirs=texts.NOT_ALLOWED,
    ),
    register_row(
        ActName.CHANGE_HANDLER,
        Subject.FIRM,
        _somebody_bound,
        _bound_to_the_firm,
        roles=_UNITS,
        fields=HandlerFields,
        record=_handler_changed,
        not_theirs=texts.NOT_ALLOWED,
    ),
    register_row(
        ActName.BIND,
        Subject.CODE,
        _kept_for_them,
        _no_member,
        _bound_to_none,
        anybody=True,
        fields=NothingFields,
        record=_bound,
        not_theirs=texts.OWN_NAME,
    ),
    register_row(
        ActName.UNBIND,
        Subject.BINDING,
        own_binding,
        roles=_UNITS,
        contractor=True,
        operator=True,
        fields=NothingFields,
        record=_ended,
        not_theirs=texts.NOT_ALLOWED,
    ),
)
