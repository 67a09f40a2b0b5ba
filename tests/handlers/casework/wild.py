"""Fields for any act: right, just too much, of a wrong day, with a voucher that is used."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from sqlalchemy import select

from handlers.casework import amendment_fields as changes
from handlers.casework.caps import prepayment_cap
from handlers.casework.correctable import correctable_on
from handlers.casework.correction_fields import CheckCorrectionFields, RefuseCorrectionFields
from handlers.casework.correction_values import MONEY
from handlers.casework.fields import PayFields, WithdrawFields
from handlers.casework.opening_rows import AreasFields, OpeningFields
from handlers.casework.superseding import SupersedeFields
from handlers.casework.table import TABLE, ActName
from handlers.casework.terms_row import TermsFields
from handlers.dates import local_day
from policy_kb.models import Model
from store.queries.contracts import paid_net, unchecked_payee
from store.queries.corrections import corrections_on
from store.queries.overpaid import paid_on
from store.queries.payments import payments_of
from store.states import CorrectionState, EnterpriseSize, Kind, MeetingResult
from store.tables.applications import Application
from store.tables.contracts import Contract, ReturnCase
from store.tables.incoming import IncomingPaper
from store.work import Work
from tests.handlers.casework import given

_NUMBERS = count()
QUOTA = "安财指〔2026〕35号"
"""The quota of `given.payment`."""
_ALLOTTED = 1_500_000
_TOLD_MORE = {ActName.ADD_QUOTA, ActName.ADJUST_QUOTA}


@dataclass(frozen=True, slots=True)
class Wild:
    """What a try is made of; `size` picks a sum, `days` a day before or after today."""

    size: int
    grade: str
    article: str
    measure: str
    yes: bool
    days: int

    @property
    def is_rare(self) -> bool:
        """Once in many tries."""
        return self.size == 7 and self.measure == "revoke" and self.yes

    def applied(self, contract: Contract, kind: Kind) -> int:
        """A sum to apply for."""
        most = prepayment_cap(contract) if kind is Kind.PREPAYMENT else contract.amount
        return self.part_of(most)

    def part_of(self, most: int) -> int:
        """A part of the most, all of it, or a fen more."""
        parts = (most, most // 2, most // 3, most // 4, most, most + 1, 1, most // 2)
        return max(1, parts[self.size])

    def fields(
        self,
        work: Work,
        act: ActName,
        subject: Application | Contract | ReturnCase,
        contract: Contract,
        today: date,
    ) -> Model | None:
        """What the act records."""
        day = today + timedelta(days=min(self.days, 0) if self.size else self.days)
        made = self._made(work, subject, contract, today, day)
        if act in made:
            return made[act]()
        return WithdrawFields() if act is ActName.WITHDRAW else _without(act)

    def _made(
        self, work: Work, subject: Application | Contract | ReturnCase, contract: Contract, today: date, day: date
    ) -> dict[ActName, Callable[[], Model]]:
        return {
            ActName.RETURN: given.lacking,
            ActName.OPINION: lambda: given.opinion(given_on=day),
            ActName.REPORT: lambda: given.report(reported_on=day),
            ActName.TABLE: lambda: given.tabling(tabled_on=day),
            ActName.AGREE: lambda: given.meeting(held_on=day),
            ActName.POSTPONE: lambda: given.meeting(held_on=day),
            ActName.REJECT: lambda: given.meeting(held_on=day),
            ActName.AGREE_PARTLY: lambda: given.partly(0, held_on=day, approved=self._approved(subject)),
            ActName.AGREE_IN_PRINCIPLE: lambda: given.in_principle(
                0, held_on=day, approved=self._approved(subject)
            ),
            ActName.GROUP_BACK: lambda: given.sent_back(sent_back_on=day),
            ActName.AGENDA_BACK: lambda: given.sent_back(sent_back_on=day),
            ActName.NOT_HEARD: lambda: given.not_heard(held_on=day),
            ActName.MINUTES: given.minutes,
            ActName.FULFIL: lambda: given.fulfilment(checked_on=day),
            ActName.LAPSE: lambda: given.lapse(decided_on=day),
            ActName.PAY: lambda: self._payment(work, subject, contract, today),
            ActName.REVERSE: lambda: self._reversal(work, subject, today),
            ActName.ENTER_WITHDRAWAL: lambda: given.withdrawal_entry(self.paper(work, contract, "withdrawal")),
            ActName.ENTER_PAYMENT: lambda: given.payment_entry(
                self.paper(work, contract, "voucher"), self._payment(work, subject, contract, today)
            ),
            ActName.RETURN_ENTRY: given.slip,
            ActName.RETURN_WITHDRAWAL: given.slip,
            ActName.RETURN_PAYMENT: given.slip,
            ActName.ANNUL_ENTRY: given.annulment,
            ActName.EVALUATE: lambda: given.evaluation(self.grade, self.article, evaluated_on=day),
            ActName.RECHECK: lambda: given.recheck(accepted=self.yes, checked_on=day),
            ActName.DISPOSE: lambda: self._disposal(contract, day),
            ActName.COMPLETE: lambda: given.completion(passed=self.yes, accepted_on=day),
            ActName.INSPECT: lambda: given.inspection("台账不全\n发票不齐" if self.yes else "", done_on=day),
            ActName.REVIEW: lambda: given.review(f"2026年第{self.size % 4 + 1}季度", done_on=day),
            ActName.RECOVER: lambda: given.recovery(0, amount=self._taken(work, contract)),
            ActName.RECLAIM: lambda: given.reclaim(0, amount=self._taken(work, contract)),
            ActName.NOTIFY: lambda: given.demand(
                **({"pay_by": None, "pay_days": 30} if self.yes else {"pay_by": today + timedelta(days=30)})
            ),
            ActName.EXPLAIN: given.explanation,
            ActName.SIGN_OFF: lambda: self._signed(work, contract, day),
            ActName.SERVE_DECLINE: lambda: given.service(self.paper(work, contract, "service"), served_on=day),
            ActName.SERVE_DEMAND: lambda: given.service(self.paper(work, contract, "service"), served_on=day),
            ActName.RECEIVE: lambda: self._returned(subject, today),
            ActName.REFUND: lambda: given.refund(
                0, f"T{next(_NUMBERS)}", amount=self.part_of(100), refunded_on=today
            ),
            ActName.SETTLE_OVERPAID: lambda: self._settled(work, subject, today),
            ActName.SET_TERMS: lambda: TermsFields(
                enterprise_size=tuple(EnterpriseSize)[self.size % 3], document="合同", delivered_on=day
            ),
            ActName.CLOSE: given.closing,
            **self._changes(work, contract, day),
            **self._right(work, subject, day),
        }

    def _right(
        self, work: Work, subject: Application | Contract | ReturnCase, day: date
    ) -> dict[ActName, Callable[[], Model]]:
        """Slips put right and checked, and a later sitting."""
        correct = dict.fromkeys(_CORRECTING, lambda: self._correction(work, subject))
        check = dict.fromkeys(_CHECKING, lambda: CheckCorrectionFields(correction=_one_waiting(work, subject)))
        refused = RefuseCorrectionFields
        refuse = dict.fromkeys(
            _REFUSING, lambda: refused(correction=_one_waiting(work, subject), finding="与纸面不一致")
        )
        return {**correct, **check, **refuse, ActName.SUPERSEDE: lambda: self._later(subject, day)}

    def _correction(self, work: Work, subject: Application | Contract | ReturnCase) -> Model:
        """Sums more often than words; half of them more than a cap allows."""
        there = list(correctable_on(work, subject))
        sums = [one for one in there if one.fact.kind is MONEY]
        chosen = (sums or there) if self.yes else there
        if not chosen:
            return given.correction("payment:0:amount", "1元")
        one = chosen[self.size % len(chosen)]
        now = int(one.before) if one.fact.kind is MONEY else 0
        typed = f"{self.part_of(now * 2) // 100 + 1}元" if now else f"按纸面{self.size}"
        if one.of.name == "meeting" and one.fact.field == "result":
            typed = ("未通过", "暂缓", "同意", "同意部分金额 1000元")[self.size % 4]
        return given.correction(one.key, typed, dated_on=local_day(work.now))

    def _later(self, subject: Application | Contract | ReturnCase, day: date) -> Model:
        result = ("agreed", "partly", "rejected", "postponed")[self.size % 4]
        return SupersedeFields(
            session="第20次",
            held_on=day,
            result=MeetingResult(result),
            minutes="〔2026〕20号",
            item="一",
            approved=self._approved(subject) if result == "partly" else None,
        )

    def _changes(self, work: Work, contract: Contract, day: date) -> dict[ActName, Callable[[], Model]]:
        """Changes of a contract, many of them close to what is paid already."""
        on = {"document": "补充协议", "effective_on": day}
        account = f"62220000{self.size:04}"
        return {
            ActName.CHANGE_AMOUNT: lambda: changes.AmountChange(amount=self._amended(work, contract), **on),
            ActName.CHANGE_RATIO: lambda: changes.RatioChange(ratio=1_000 * (self.size + 1), **on),
            ActName.CHANGE_DUE_DATE: lambda: changes.DueDateChange(due_on=day + timedelta(days=90), **on),
            ActName.CHANGE_PAYEE: lambda: changes.PayeeChange(
                name=contract.payee_name, account=account, bank="新银行", **on
            ),
            ActName.CHECK_PAYEE: lambda: changes.PayeeCheck(account=self._waiting(work, contract) or account),
            ActName.OPENING: lambda: self._opening(contract, day),
            ActName.SET_AREAS: lambda: AreasFields(areas="1,3", document="合同"),
            ActName.PAUSE: lambda: changes.ChangeFields(**on),
            ActName.RESUME: lambda: changes.ChangeFields(**on),
            ActName.END: lambda: changes.ChangeFields(**on),
        }

    def quota(self, act: ActName, today: date) -> Model:
        """What an act on the quota of all payments records: now and then less than what is drawn."""
        fen = self.part_of(_ALLOTTED)
        more: dict[str, object] = {"budget_year": today.year, "source": "province"}
        if act is ActName.ADJUST_QUOTA:
            more = {"direction": "more" if self.yes else "less"}
        given_now = {"document": QUOTA, "moved_on": today, "amount": fen}
        model = TABLE[act].fields
        assert model is not None
        return model.model_validate(given_now | (more if act in _TOLD_MORE else {}))

    def _opening(self, contract: Contract, day: date) -> Model:
        kind = tuple(Kind)[self.size % 3]
        voucher = f"O{next(_NUMBERS)}" if self.size != 7 else "V-used"
        amount = self.applied(contract, kind)
        return OpeningFields(kind=kind, amount=amount, voucher=voucher, paid_on=day, document="国库凭证")

    def _amended(self, work: Work, contract: Contract) -> int:
        paid = paid_net(work, contract.id)
        sums = (paid, paid - 1, contract.amount, contract.amount * 2, paid + 1, paid // 2, 1_600_000, 400_000)
        return max(1, sums[self.size])

    def _waiting(self, work: Work, contract: Contract) -> str:
        """The account that waits, seldom with a slip."""
        row = unchecked_payee(work, contract.id)
        found: str = json.loads(row.value)["account"] if row is not None and self.size else ""
        return found

    def _approved(self, subject: Application | Contract | ReturnCase) -> int:
        return self.part_of(subject.amount)

    def _payment(
        self, work: Work, subject: Application | Contract | ReturnCase, contract: Contract, today: date
    ) -> PayFields:
        assert isinstance(subject, Application)
        left = (subject.approved or 1) - paid_on(work, subject.id)
        payee = contract.payee_name if self.size != 6 else "别人"
        voucher = f"V{next(_NUMBERS)}" if self.size != 7 else "V-used"
        paid = self.part_of(left)
        return given.payment(yuan=0, voucher=voucher, payee_name=payee, paid_on=today, amount=paid)

    def paper(self, work: Work, contract: Contract, kind: str) -> str:
        """One of the papers of this kind that came in on the contract, the newest mostly; or none there is."""
        query = select(IncomingPaper).where(IncomingPaper.contract_id == contract.id, IncomingPaper.kind == kind)
        papers = work.all(query.order_by(IncomingPaper.id.desc()))
        chosen = papers[self.size % len(papers) if self.size > 5 else 0] if papers else None
        return f"{chosen.year}-{chosen.place}" if chosen else "2026-9999"

    def _signed(self, work: Work, contract: Contract, day: date) -> Model:
        paper = self.paper(work, contract, "sign_off")
        return given.sign_off(paper, signed_on=day, agreed=self.yes)

    def _reversal(self, work: Work, subject: Application | Contract | ReturnCase, today: date) -> Model:
        entries = payments_of(work, subject.id)
        voucher = entries[self.size % len(entries)].voucher if entries else "none"
        return given.reversal(voucher, f"R{next(_NUMBERS)}", reversed_on=today)

    def _settled(self, work: Work, subject: Application | Contract | ReturnCase, today: date) -> Model:
        assert isinstance(subject, Application)
        over = paid_on(work, subject.id) - (subject.approved or 0)
        return given.settlement(0, f"C{next(_NUMBERS)}", amount=self.part_of(over), returned_on=today)

    def _disposal(self, contract: Contract, day: date) -> Model:
        reduced = self.part_of(contract.amount) if self.measure == "reduce" else None
        return given.disposal(self.measure, decided_on=day, reduced_to=reduced)

    def _taken(self, work: Work, contract: Contract) -> int:
        return self.part_of(paid_net(work, contract.id))

    def _returned(self, subject: Application | Contract | ReturnCase, today: date) -> Model:
        """Now and then beyond the demand, which has to be told apart."""
        amount = self.part_of(subject.amount)
        surplus = 100 if self.yes else None
        voucher = f"B{next(_NUMBERS)}"
        return given.returned(0, voucher, amount=amount + (surplus or 0), returned_on=today, surplus=surplus)


_CORRECTING = (ActName.CORRECT, ActName.CORRECT_CONTRACT, ActName.CORRECT_CASE)
_CHECKING = (ActName.CHECK_CORRECTION, ActName.CHECK_CONTRACT_CORRECTION, ActName.CHECK_CASE_CORRECTION)
_REFUSING = (ActName.REFUSE_CORRECTION, ActName.REFUSE_CONTRACT_CORRECTION, ActName.REFUSE_CASE_CORRECTION)


def _one_waiting(work: Work, subject: Application | Contract | ReturnCase) -> str:
    found = corrections_on(work, subject, CorrectionState.WAITING)
    return str(found[-1].id) if found else "0"


def _without(act: ActName) -> Model:
    """The fields of an act that needs none."""
    model = TABLE[act].fields
    assert model is not None
    return model()
