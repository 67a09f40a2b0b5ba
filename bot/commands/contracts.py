"""`contracts`: entered, imported, activated, changed; codes by which people are bound to their firms."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Never

from cyclopts import App

from bot.clock import utc_now
from bot.commands.bindings import bind_code
from bot.commands.performed import looked, performed_as, performed_here, print_table
from bot.errors import SettingsError
from handlers.casework import contracts as acts
from handlers.contracts.importing import Faulty, FaultySheetError, Imported, import_contracts
from handlers.contracts.sheet import Fault, read_sheet, template
from handlers.contracts.summary import contract_lines, contract_table
from handlers.dates import local_day
from handlers.identity.actors import StaffMember, System
from handlers.results import Refused
from handlers.texts import contracts as texts
from handlers.values.amendment_values import read_amendment
from handlers.values.contract_terms import NewAmendment, NewContract
from handlers.values.contract_values import read_contract
from store.states import AmendmentKind
from store.work import Work

app = App(name="contracts", help="Contracts of contractors, and the codes that bind people to their firms.")
app.command(bind_code)


@app.command(name="template")
def write_template(out: Path) -> None:
    """Write an empty Excel sheet to fill in, for `contracts import`."""
    try:
        out.write_bytes(template())
    except OSError as error:
        raise SettingsError(texts.not_written(file=str(out))) from error
    print(texts.written(file=str(out)))


@app.command(name="import")
async def import_sheet(file: Path, *, by: str = "") -> None:
    """Enter all contracts of a filled-in sheet, or none: faults are printed by row and column.

    Args:
        file: the .xlsx file.
        by: the member of staff who enters them; without it, the operator of this machine.
    """
    sheet = read_sheet(_content(file), local_day(utc_now()))

    def act(work: Work, actor: StaffMember | System) -> Imported | Faulty | Refused:
        return import_contracts(work, actor, sheet)

    try:
        done: Imported | Faulty = await performed_here(by, act)
    except FaultySheetError as error:
        _end_faulty(error.faults)
    if isinstance(done, Faulty):
        _end_faulty(done.faults)
    print(texts.imported(count=len(done.numbers), payments=done.payments))


@app.command
async def add(
    number: str,
    *,
    firm: str,
    credit_code: str,
    project: str,
    procurement: str,
    amount: str,
    signed: str,
    due: str,
    account: str,
    bank: str,
    ratio: str = "",
    areas: str = "",
    by: str = "",
) -> None:
    """Enter one contract; it is not in use before `contracts activate`.

    Args:
        number: the contract's number.
        firm: the contractor's full name; money is paid to an account of this name only.
        credit_code: 统一社会信用代码, 18 characters.
        project: the project's name.
        procurement: number of the procurement's result that confirmed the contractor.
        amount: the contract's sum: 1200000.50 or 120万.
        signed: day of signing: 2026-03-01.
        due: day of completion: 2026-12-31.
        account: the payee's account.
        bank: the payee's bank.
        ratio: prepayment ratio as the contract names it: 30%; leave out where it names none.
        areas: which items of the scope it is for: 1,3 or 未列明; leave out where nobody knows yet.
        by: the member of staff who enters it; without it, the operator of this machine.
    """
    cells = {
        "number": number,
        "firm_name": firm,
        "credit_code": credit_code,
        "project": project,
        "procurement": procurement,
        "amount": amount,
        "ratio": ratio,
        "areas": areas,
        "signed_on": signed,
        "due_on": due,
        "payee_name": firm,
        "payee_account": account,
        "payee_bank": bank,
    }
    read = read_contract(cells, local_day(utc_now()))
    if not isinstance(read, NewContract):
        _end_with([f"{texts.FIELD_WORDS[field]}：{fault}" for field, fault in read.items()])
    done = await performed_here(by, lambda work, actor: acts.add_contract(work, actor, read))
    print(texts.entered(number=done.subject))


@app.command(name="list")
async def list_contracts() -> None:
    """List all contracts."""
    rows = await looked(contract_table)
    print_table(texts.COLUMNS, rows, if_empty=texts.NO_CONTRACTS)


@app.command
async def show(number: str) -> None:
    """Show a contract with its changes and what was paid on it."""
    print("\n".join(await looked(lambda work: contract_lines(work, number))))


@app.command
async def activate(number: str, *, by: str) -> None:
    """Let applications be made on a contract; it must name a prepayment ratio (Article 9)."""
    await performed_as(by, lambda work, member: acts.activate(work, member, number))
    print(texts.ACTIVATED)


@app.command
async def amend(
    number: str,
    *,
    by: str,
    document: str,
    on: str = "",
    amount: str = "",
    due: str = "",
    ratio: str = "",
    account: str = "",
    bank: str = "",
    pause: bool = False,
    resume: bool = False,
    end: bool = False,
) -> None:
    """Record one change of a contract.

    Args:
        number: the contract's number.
        by: the member of staff who records it.
        document: what it stands on: the supplementary agreement's number, the stamped letter.
        on: day from which it holds; without it, today.
        amount: the new sum.
        due: the new day of completion.
        ratio: the prepayment ratio.
        account: a new account to pay to, of the same name; a second member checks it with `contracts check`.
        bank: that account's bank.
        pause: the contract is suspended.
        resume: the contract goes on.
        end: the contract is terminated.
    """
    values = {
        AmendmentKind.AMOUNT: amount,
        AmendmentKind.DUE_DATE: due,
        AmendmentKind.RATIO: ratio,
        AmendmentKind.PAYEE: account,
    }
    marks = {AmendmentKind.PAUSE: pause, AmendmentKind.RESUME: resume, AmendmentKind.END: end}
    typed = {kind: words for kind, words in values.items() if words} | {
        kind: "" for kind, mark in marks.items() if mark
    }
    read = read_amendment(typed, bank=bank, document=document, on=on, today=local_day(utc_now()))
    if not isinstance(read, NewAmendment):
        _end_with(read)
    await performed_as(by, lambda work, member: acts.amend(work, member, number, read))
    print(texts.WAITS_FOR_CHECK if read.kind is AmendmentKind.PAYEE else texts.AMENDED)


@app.command
async def check(number: str, *, by: str, account: str = "", discard: bool = False) -> None:
    """Put a new account in force: typed once more from the paper by somebody who did not enter it.

    Args:
        number: the contract's number.
        by: the member of staff who checks it.
        account: the account, as the paper has it.
        discard: drop the new account instead; the contract keeps the one it has.
    """
    if discard:
        await performed_as(by, lambda work, member: acts.discard_payee(work, member, number))
    else:
        await performed_as(by, lambda work, member: acts.check_payee(work, member, number, account))
    print(texts.DISCARDED_NOW if discard else texts.CHECKED)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SettingsError(texts.not_read(file=str(file))) from error


def _end_faulty(faults: tuple[Fault, ...]) -> Never:
    _end_with([texts.not_imported(count=len(faults)), *(fault.words for fault in faults)])


def _end_with(lines: list[str] | tuple[str, ...]) -> Never:
    print("\n".join(lines), file=sys.stderr)
    sys.exit(1)
