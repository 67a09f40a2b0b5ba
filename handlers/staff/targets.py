"""What an act of staff is about, found by its number: an application, a contract, a case of money taken back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from handlers.applying.application_numbers import numbers_in, without_numbers
from handlers.casework.transitions import Standing, Subject
from handlers.contracts.terms import read_number
from store.applications import application_numbered
from store.cases import case_of
from store.contracts import contract_numbered
from store.states import CaseState, ContractState, State
from store.tables.applications import Application
from store.tables.contracts import Contract, ReturnCase
from store.work import Work

_CASE = re.compile(r"(?:案件|TK)[-\s#号]*(?P<id>\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """`number` names it in words and in the session; `version` is the one that is shown."""

    subject: Subject
    number: str
    standing: Standing
    version: int
    contract: Contract
    application: Application | None = None
    case: ReturnCase | None = None


def application_target(work: Work, application: Application) -> Target:
    """An application as a target."""
    contract = work.get(Contract, application.contract_id)
    assert contract is not None
    state = State(application.state)
    return Target(
        Subject.APPLICATION, application.number, state, application.version, contract, application=application
    )


def contract_target(contract: Contract) -> Target:
    """A contract as a target."""
    return Target(Subject.CONTRACT, contract.number, ContractState(contract.state), contract.version, contract)


def case_target(work: Work, case: ReturnCase) -> Target:
    """A case of money taken back as a target."""
    contract = work.get(Contract, case.contract_id)
    assert contract is not None
    return Target(Subject.CASE, str(case.id), CaseState(case.state), case.version, contract, case=case)


def find_target(work: Work, words: str) -> tuple[Target | None, str]:
    """What the words name, and the words without its number."""
    if numbers := numbers_in(words):
        application = application_numbered(work, numbers[0])
        return (application_target(work, application) if application else None), without_numbers(words).strip()
    if found := _CASE.search(unicodedata.normalize("NFKC", words)):
        case = case_of(work, int(found["id"]))
        return (case_target(work, case) if case else None), (words[: found.start()] + words[found.end() :]).strip()
    return _contract(work, words)


def target_of(work: Work, subject: Subject, number: str) -> Target | None:
    """The target that a session remembers, as it is now."""
    match subject:
        case Subject.APPLICATION:
            application = application_numbered(work, number)
            return application_target(work, application) if application else None
        case Subject.CONTRACT:
            contract = contract_numbered(work, number)
            return contract_target(contract) if contract else None
        case Subject.CASE:
            case = case_of(work, int(number))
            return case_target(work, case) if case else None


def _contract(work: Work, words: str) -> tuple[Target | None, str]:
    """A contract's number may be all of the words, or one of them."""
    for part in (words, *words.split()):
        number = read_number(part)
        contract = contract_numbered(work, number) if number else None
        if contract is not None:
            return contract_target(contract), words.replace(part, " ", 1).strip()
    return None, words
