"""The rows of the bureau's acts on a contract itself: activated, changed, its new account checked or dropped."""

from __future__ import annotations

from collections.abc import Callable

from handlers.casework import act_words
from handlers.casework import amendment_fields as fields
from handlers.casework import amendment_guards as guards
from handlers.casework import amendment_records as records
from handlers.casework.attempt import MONEY_DOORS, Attempt, Guard, Recorded, Transition
from handlers.casework.transitions import OFFICE_STEP, ActName, Basis, Subject, on
from handlers.identity.actors import Door
from handlers.texts import casework as texts
from handlers.texts.contracts import NOT_ALLOWED
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.states import AmendmentKind, ContractState, Role


def _row(
    act: ActName,
    *conditions: Guard,
    model: type[Model],
    record: Callable[[Attempt], Recorded],
    basis: Basis = OFFICE_STEP,
    tells_firm: bool = True,
    tells: tuple[Role, ...] = (),
    waits: bool = False,
    doors: frozenset[Door] = frozenset(Door),
    tells_if_said: bool = False,
) -> Transition:
    """A condition that looks at where the contract stands says so in the words of contracts."""
    staff_words, applicant_words = texts.ACTS[act.value]
    return Transition(
        act=act,
        on=Subject.CONTRACT,
        from_states=frozenset(ContractState),
        to=(),
        roles=frozenset({Role.BUREAU}),
        basis=basis,
        guards=conditions,
        fields=model,
        record=record,
        staff_words=staff_words,
        applicant_words=applicant_words,
        typed=act_words.ACT_WORDS[act.value],
        tells_firm=tells_firm,
        tells=tells,
        waits=waits,
        doors=doors,
        not_theirs=NOT_ALLOWED,
        tells_if_said=tells_if_said,
    )


def _change(act: ActName, kind: AmendmentKind, model: type[Model] = fields.ChangeFields) -> Transition:
    return _row(
        act,
        guards.can_change(kind),
        guards.sound_change(kind),
        model=model,
        record=records.changed(kind),
    )


AMENDMENT_ROWS = (
    _row(
        ActName.ACTIVATE,
        guards.not_in_use_yet,
        guards.ratio_named,
        model=fields.NothingFields,
        record=records.activated,
        basis=on(PassageRole.PREPAYMENT),
        waits=True,
        tells_if_said=True,
    ),
    _change(ActName.CHANGE_AMOUNT, AmendmentKind.AMOUNT, fields.AmountChange),
    _change(ActName.CHANGE_RATIO, AmendmentKind.RATIO, fields.RatioChange),
    _change(ActName.CHANGE_DUE_DATE, AmendmentKind.DUE_DATE, fields.DueDateChange),
    _row(
        ActName.CHANGE_PAYEE,
        guards.can_change(AmendmentKind.PAYEE),
        guards.no_account_waiting,
        guards.sound_change(AmendmentKind.PAYEE),
        model=fields.PayeeChange,
        record=records.changed(AmendmentKind.PAYEE),
        tells_firm=False,
        tells=(Role.BUREAU,),
        doors=MONEY_DOORS,
    ),
    _row(
        ActName.CHECK_PAYEE,
        guards.account_waiting,
        guards.second_member,
        guards.same_account,
        model=fields.PayeeCheck,
        record=records.checked,
        waits=True,
        doors=MONEY_DOORS,
    ),
    _row(
        ActName.DISCARD_PAYEE,
        guards.account_waiting,
        model=fields.NothingFields,
        record=records.discarded,
        tells_firm=False,
        waits=True,
        doors=MONEY_DOORS,
    ),
    _change(ActName.PAUSE, AmendmentKind.PAUSE),
    _change(ActName.RESUME, AmendmentKind.RESUME),
    _change(ActName.END, AmendmentKind.END),
)
