"""The lists of the desk: what waits for a member, what they may do, contracts, the office's checklist."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.casework.state_words import STANDINGS
from handlers.casework.transitions import ActName
from handlers.dates import local_day
from handlers.staff.actions.contract_actions import ENTER_CONTRACT
from handlers.staff.cards.checklist_card import checklist_lines
from handlers.staff.desk.orders import Wish
from handlers.staff.desk.replies import MOST_BUTTONS, list_button, sentence, told, words_button
from handlers.staff.desk.todo import opinions_open, todo, waiting_elsewhere
from handlers.staff.desk.visit import Visit
from handlers.staff.lists.todo import Waiting
from handlers.texts import desk as texts
from handlers.texts.casework import case_number
from handlers.turn import Outcome
from policy_kb.models import Offer, Part, Sentence
from store.queries.cases import contracts_past_due
from store.queries.contracts import all_contracts
from store.queries.lists.paging import Paging
from store.queries.lists.waiting import WaitingKind, WaitingRow
from store.states import Kind, Role

_MANY = 200


def _todo(visit: Visit) -> Outcome:
    return todo_page(visit, 1)


def todo_page(visit: Visit, number: int) -> Outcome:
    """A page of what waits, the oldest first; beyond the last page the first is shown."""
    waiting = todo(visit, Paging(number, MOST_BUTTONS))
    page = waiting.page
    if page.number != number:
        return todo_page(visit, 1)
    opinions = opinions_open(visit, MOST_BUTTONS) if number == 1 else []
    elsewhere = waiting_elsewhere(visit, page.total) if number == 1 else 0
    if not (page.rows or opinions or elsewhere):
        return sentence(visit, _nothing(visit))
    parts: list[Part] = []
    offers = [_waiting_button(visit, row, waiting) for row in page.rows]
    if page.rows:
        before = (number - 1) * MOST_BUTTONS
        head = texts.todo_head(name=visit.member.name, count=len(offers), before=before, total=page.total)
        parts.append(Sentence(text=head))
    if elsewhere:
        parts.append(Sentence(text=texts.todo_elsewhere(count=elsewhere, is_all=not page.rows)))
    if number + 1 < page.pages:
        offers.append(words_button(texts.TODO_NEWEST, texts.todo_page(page=page.pages)))
    if number < page.pages:
        offers.append(words_button(texts.TODO_MORE, texts.todo_page(page=number + 1)))
    if opinions:
        parts.append(Sentence(text=texts.opinions(numbers=tuple(opinions))))
    return told(visit, parts, offers)


def _waiting_button(visit: Visit, row: WaitingRow, waiting: Waiting) -> Offer:
    match row.kind:
        case WaitingKind.APPLICATION:
            found = waiting.applications[row.id]
            number, state = found.application.number, STANDINGS[found.standing].staff
            kind, firm = found.application.kind, found.firm.name
            line = texts.todo_line(number=number, state=state, kind=kind, firm=firm, is_stuck=found.is_stuck)
            return words_button(f"{number} {state}" if visit.is_discreet else line, texts.look(name=number))
        case WaitingKind.CONTRACT:
            contract = waiting.contracts[row.id]
            act = ActName.CHECK_PAYEE if contract.is_unchecked else ActName.ACTIVATE
            line = texts.todo_contract(number=contract.contract.number, what=visit.catalogue.label_of(act))
            return words_button(line, texts.look(name=contract.contract.number))
        case _:  # the desk asks for no other kind than cases
            case = waiting.cases[row.id].case
            line = texts.todo_case(place=case.id, kind=case.kind, state=case.state)
            return words_button(line, texts.look(name=case_number(number=str(case.id))))


def _nothing(visit: Visit) -> str:
    roles = visit.member.roles
    if Role.ADMINISTRATOR in roles:
        return texts.NO_BUSINESS
    if Role.AUDITOR in roles:
        return texts.READ_ONLY
    return texts.REPORTS_ELSEWHERE if roles == {Role.REPORT_OFFICER} else texts.NOTHING_TO_DO


def _help(visit: Visit) -> Outcome:
    theirs = (action for action in visit.catalogue.actions if action.at_desk and action.is_for(visit.member))
    labels = tuple(dict.fromkeys(action.label for action in theirs))
    said = texts.help_text(name=visit.member.name, roles=visit.member.roles, acts=texts.acts_of(labels=labels))
    return sentence(visit, said, (words_button(texts.TODO, texts.TODO),))


def _contracts(visit: Visit) -> Outcome:
    found, label = all_contracts(visit.work)[:_MANY], ENTER_CONTRACT.label
    enter = [words_button(label, label)] if ENTER_CONTRACT.is_for(visit.member) else []
    if not found:
        return sentence(visit, texts.NO_CONTRACTS, enter)
    offers = [
        words_button(
            contract.number
            if visit.is_discreet
            else texts.contract_button(number=contract.number, firm=firm.name),
            texts.contract_label(number=contract.number),
        )
        for contract, firm in found
    ]
    return sentence(visit, texts.CONTRACTS_HEAD, [*offers, *enter])


def _past_due(visit: Visit) -> Outcome:
    found = contracts_past_due(visit.work, local_day(visit.work.now))
    if not found:
        return sentence(visit, texts.NONE_PAST_DUE)
    offers = [
        words_button(
            texts.past_due(number=contract.number, due_on=contract.due_on),
            texts.contract_label(number=contract.number),
        )
        for contract in found[:_MANY]
    ]
    return sentence(visit, texts.PAST_DUE_HEAD, offers)


def _checklists(visit: Visit) -> Outcome:
    lines = "\n".join(line for kind in Kind for line in checklist_lines(visit.work, kind))
    offers = [list_button(kind) for kind in Kind] if visit.member.has(Role.OFFICE) else []
    return told(visit, (Sentence(text=lines), Sentence(text=texts.CHECKLIST_HOW)), offers)


LISTS: Mapping[Wish, Callable[[Visit], Outcome]] = MappingProxyType(
    {
        Wish.TODO: _todo,
        Wish.LEAVE: _todo,  # at the console there is nothing to leave
        Wish.HELP: _help,
        Wish.CONTRACTS: _contracts,
        Wish.PAST_DUE: _past_due,
        Wish.CHECKLIST: _checklists,
    }
)
"""What each order of one word shows."""
