"""Entering a contract, and unbinding one of its people, as actions: done by the functions of the commands."""

from __future__ import annotations

from handlers.casework.entry_rows import EntryFields
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName, Subject
from handlers.staff.actions import contract_acts as acts
from handlers.staff.actions import contract_fields as fields
from handlers.staff.actions import typed_words
from handlers.staff.actions.action import Action

ENTER_CONTRACT = Action(
    key="contract.enter",
    label=typed_words.ENTER_CONTRACT[0],
    words=(typed_words.ENTER_CONTRACT[0], *typed_words.ENTER_CONTRACT[1]),
    subject=Subject.REGISTER,
    row=TABLE[ActName.ADD],
    fields=EntryFields,
    run=acts.run_enter,
    against=acts.nothing_against,
    reminder=acts.payee_is_the_firm,
    check=acts.against_entry,
    after=acts.entered,
)

UNBIND = Action(
    key="binding.end",
    label=typed_words.UNBIND[0],
    words=(typed_words.UNBIND[0], *typed_words.UNBIND[1]),
    subject=Subject.CONTRACT,
    row=TABLE[ActName.UNBIND],
    fields=fields.BindingNumber,
    run=acts.run_unbind,
    against=acts.nobody_bound,
    note=acts.bound_list,
)
