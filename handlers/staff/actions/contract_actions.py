"""The bureau's acts on a contract itself, and unbinding, as actions: done by the functions of the commands."""

from __future__ import annotations

from collections.abc import Callable

from handlers.casework.entry_rows import EntryFields
from handlers.casework.transitions import OFFICE_STEP, Basis, Subject, on
from handlers.staff.actions import contract_acts as acts
from handlers.staff.actions import contract_fields as fields
from handlers.staff.actions import typed_words
from handlers.staff.actions.action import Action, Against, Run
from handlers.staff.actions.targets import Target
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.states import Role
from store.work import Work

_BUREAU = frozenset({Role.BUREAU})


def _action(
    key: str,
    label: str,
    words: tuple[str, ...],
    model: type[Model],
    *,
    run: Run,
    against: Against,
    basis: Basis = OFFICE_STEP,
    roles: frozenset[Role] = _BUREAU,
    note: Callable[[Work, Target], str] = lambda _work, _target: "",
) -> Action:
    return Action(
        key=key,
        label=label,
        words=(label, *words),
        subject=Subject.CONTRACT,
        roles=roles,
        basis=basis,
        fields=model,
        run=run,
        against=against,
        note=note,
    )


ENTER_CONTRACT = Action(
    key="contract.enter",
    label=typed_words.ENTER_CONTRACT[0],
    words=(typed_words.ENTER_CONTRACT[0], *typed_words.ENTER_CONTRACT[1]),
    subject=Subject.REGISTER,
    roles=_BUREAU,
    basis=on(PassageRole.PREPAYMENT),
    fields=EntryFields,
    run=acts.run_enter,
    against=acts.nothing_against,
    reminder=acts.payee_is_the_firm,
    check=acts.against_entry,
    after=acts.entered,
)

CONTRACT_ACTIONS: tuple[Action, ...] = (
    _action(
        "binding.end",
        *typed_words.UNBIND,
        fields.BindingNumber,
        run=acts.run_unbind,
        against=acts.nobody_bound,
        roles=frozenset({Role.OFFICE, Role.BUREAU}),
        note=acts.bound_list,
    ),
)
