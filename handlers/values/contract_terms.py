"""A contract as it is entered, and everything that is wrong with it, by field."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from handlers.texts import contracts as texts
from handlers.values.names import deceives, same_name
from policy_kb.expressions import lazy_compile
from policy_kb.models import Model
from store.states import AmendmentKind, Kind

MOST_FEN = 10**12
"""100亿元: more is a slip of the pen."""

WHOLE = 10_000
"""Basis points of 100 %."""

_LONGEST = 255
_LONGEST_NUMBER = 64
_BANK_CODE = lazy_compile(r"[0-9]{12}")
_ACCOUNT = lazy_compile(r"[0-9]{8,32}")
# The first two characters name registry and type: N2 are village co-operatives, which stdnum's own check refuses.
_CREDIT_CODE = lazy_compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")


class Payee(Model):
    """Where the contractor is paid. The account's name is the contractor's own: another one is refused."""

    account: str
    bank: str
    bank_code: str = ""  # 联行号, or empty
    name: str = ""  # as it was typed, or empty where nobody was asked


class NewContract(Model):
    """项目建设合同 as signed (Article 9). Sums in fen; `ratio` in basis points, None where none is named."""

    number: str
    firm_name: str
    credit_code: str
    project: str
    procurement: str
    amount: int
    ratio: int | None
    areas: str | None = None  # see `handlers.values.areas`
    signed_on: date
    due_on: date
    payee_name: str
    payee_account: str
    payee_bank: str
    payee_bank_code: str = ""


class OpeningPayment(Model):
    """What was paid before the contract was kept here, as its paper says; fen."""

    kind: Kind
    amount: int
    voucher: str
    paid_on: date
    document: str


class NewAmendment(Model):
    """A change of a contract, and the document that it stands on; the field of its kind holds what is new."""

    kind: AmendmentKind
    document: str
    effective_on: date
    amount: int | None = None
    ratio: int | None = None
    due_on: date | None = None
    payee: Payee | None = None


def read_number(text: str) -> str:
    """A contract's number in its one spelling: no spaces, no full-width letters."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def read_credit_code(text: str) -> str:
    """A 统一社会信用代码 in its one spelling; whether it is one is another question."""
    from stdnum.cn import uscc  # noqa: PLC0415 -- it brings pydoc with it, and a start reads no code

    return uscc.compact(unicodedata.normalize("NFKC", text))


def read_account(text: str) -> str:
    """An account's figures without the spaces and dashes between them."""
    return re.sub(r"[\s-]+", "", unicodedata.normalize("NFKC", text))


def contract_faults(new: NewContract, today: date) -> dict[str, str]:
    """Everything that is wrong with a contract, by the name of the field."""
    lines = new.model_dump(exclude={"areas", "payee_bank_code"}).items()
    texts_of = {name: value for name, value in lines if isinstance(value, str)}
    found = {name: fault for name, value in texts_of.items() if (fault := line_fault(value))}
    number = read_number(new.number)
    checks = {
        "number": "" if number and len(number) <= _LONGEST_NUMBER and not deceives(number) else texts.BAD_NUMBER,
        "credit_code": "" if is_credit_code(new.credit_code) else texts.BAD_CREDIT_CODE,
        "amount": amount_fault(new.amount),
        "ratio": "" if new.ratio is None else ratio_fault(new.ratio),
        "signed_on": texts.SIGNED_LATER if new.signed_on > today else "",
        "due_on": texts.DUE_BEFORE_SIGNED if new.due_on < new.signed_on else "",
        "payee_name": "" if same_name(new.payee_name, new.firm_name) else texts.OTHER_PAYEE,
    }
    payee = Payee(account=new.payee_account, bank=new.payee_bank, bank_code=new.payee_bank_code)
    checks |= {f"payee_{name}": fault for name, fault in payee_faults(payee, new.firm_name).items()}
    return found | {name: fault for name, fault in checks.items() if fault and name not in found}


def faults_so_far(values: Mapping[str, object], today: date) -> dict[str, str]:
    """Everything that is wrong with what is known of a contract, by field; nothing of what is missing yet."""
    sound = {"amount": 1, "ratio": None, "signed_on": date.min, "due_on": date.max}
    names = {name: values[name] for name in ("firm_name", "payee_name") if name in values}
    either = next(iter(names.values()), "")
    whole = (
        dict.fromkeys(NewContract.model_fields, "")
        | sound
        | {"firm_name": either, "payee_name": either}
        | dict(values)
    )
    found = contract_faults(NewContract.model_validate(whole), today)
    return {field: fault for field, fault in found.items() if field in values}


def payee_faults(payee: Payee, firm_name: str) -> dict[str, str]:
    """Everything that is wrong with an account to be paid to, by field."""
    found = {name: fault for name in ("account", "bank") if (fault := line_fault(getattr(payee, name)))}
    if payee.name and not same_name(payee.name, firm_name):
        found["name"] = texts.OTHER_PAYEE
    if "account" not in found and not _ACCOUNT.fullmatch(read_account(payee.account)):
        found["account"] = texts.BAD_ACCOUNT
    if payee.bank_code and not _BANK_CODE.fullmatch(read_account(payee.bank_code)):
        found["bank_code"] = texts.BAD_BANK_CODE
    return found


def line_fault(value: str) -> str:
    """What is wrong with one line of text, or nothing."""
    if not value.strip():
        return texts.EMPTY
    if deceives(value.strip()):
        return texts.UNSEEN
    return texts.TOO_LONG if len(value.strip()) > _LONGEST else ""


def amount_fault(fen: int) -> str:
    """What is wrong with a contract's sum, or nothing."""
    return "" if 0 < fen <= MOST_FEN else texts.BAD_AMOUNT


def ratio_fault(basis_points: int) -> str:
    """What is wrong with a prepayment ratio, or nothing."""
    return "" if 0 < basis_points <= WHOLE else texts.BAD_RATIO


def is_credit_code(text: str) -> bool:
    """Whether this is a 统一社会信用代码, its check digit included."""
    from stdnum.cn import uscc  # noqa: PLC0415 -- see above

    code = read_credit_code(text)
    return _CREDIT_CODE.fullmatch(code) is not None and uscc.calc_check_digit(code) == code[-1]
