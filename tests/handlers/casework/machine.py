"""A machine over all acts: several staff, two firms; whatever they try, in whatever order, the rules hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import select

from handlers.casework.amendment_rows import AMENDMENT_ROWS
from handlers.casework.announcing import AT_ONCE
from handlers.casework.arrangements import set_arrangement
from handlers.casework.perform import Declaration, SubmitFields, allowed_acts
from handlers.casework.sign_offs import SIGNED_DECLINE, SIGNED_REPORT
from handlers.casework.table import TABLE, ActName, Subject
from handlers.casework.transitions import WITH_STATES
from handlers.casework.year_rows import CloseFields, LastDayFields
from handlers.dates import local_day
from handlers.identity.actors import Actor, StaffMember
from handlers.results import Done, Refused, Result, WhollyRefusedError
from store.queries.allotments import quota_documented
from store.queries.contracts import contract_numbered
from store.states import CaseState, Kind, State
from store.tables.applications import Application
from store.tables.contracts import Contract, Oversight, ReturnCase
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.casework import batched, given, oracle
from tests.handlers.casework.archive import ARCHIVING, check_archives, fields_for
from tests.handlers.casework.crowd import CONTRACTS, Crowd
from tests.handlers.casework.doing import correct, perform, resubmit, submit
from tests.handlers.casework.refusable import may_be
from tests.handlers.casework.signing import may_go_on
from tests.handlers.casework.wild import QUOTA, Wild

_T = TypeVar("_T")
_Row = Application | Contract | ReturnCase

_SELDOM = {
    *(ActName.WITHDRAW, ActName.REJECT, ActName.RETURN, ActName.DECLINE, ActName.CLOSE),
    *(ActName.GROUP_BACK, ActName.AGENDA_BACK),
    *(ActName.ENTER_WITHDRAWAL, ActName.CHECK_WITHDRAWAL, ActName.ANNUL_ENTRY),
}
"""Seldom chosen, or every walk would be short."""

_PICK = st.integers(0, 99)
_CHANGES = [row.act for row in AMENDMENT_ROWS]
_CHANGING = {*_CHANGES, *(row.act for row in TABLE if not row.moves)}
"""Rules of their own do these: ended contracts would end every walk, and what moves nothing has no step."""
_ON_CASES = [row for row in TABLE if row.on in WITH_STATES and row.fields is not None]
_ACTS = st.sampled_from([row.act for row in _ON_CASES if row.act not in _CHANGING])
_ON_QUOTAS = [row.act for row in TABLE if row.on is Subject.QUOTA]
_ON_PAPER = {ActName.ENTER_WITHDRAWAL: "withdrawal", ActName.ENTER_PAYMENT: "voucher"}
"""What is entered from paper, and from which."""
_JUDGING = st.sampled_from([ActName.EVALUATE, ActName.EVALUATE, ActName.RECHECK, ActName.DISPOSE])
_WILD = st.builds(
    Wild,
    size=st.integers(0, 7),
    grade=st.sampled_from(["qualified", "basic", "unqualified", "unqualified"]),
    article=st.sampled_from(["17", "18", "18"]),
    measure=st.sampled_from(["reduce", "other", "revoke"]),
    yes=st.booleans(),
    days=st.integers(-40, 1),
)


class Casework(RuleBasedStateMachine):
    """Subclasses give `transact` and `crowd`."""

    crowd: Crowd

    def __init__(self) -> None:
        super().__init__()
        self.clock = FrozenClock()
        self.seen = oracle.Seen(0, "", "")
        self._written: object = None

    def written(self) -> object:
        """The same again as long as nothing was written since; each time another where that cannot be told."""
        return object()

    def transact(self, act: Callable[[Work], _T]) -> _T:
        """Perform in a transaction of its own."""
        raise NotImplementedError

    @initialize(arranged=st.sets(st.sampled_from((SIGNED_REPORT, SIGNED_DECLINE, AT_ONCE))))
    def begin(self, arranged: set[str]) -> None:
        """Some offices want signatures, or tell results before their minutes."""
        for name in sorted(arranged):
            done = self.transact(lambda work, name=name: set_arrangement(work, self.crowd.named("丁"), name, "是"))  # type: ignore[misc] # bound now
            assert isinstance(done, Done)
        self._look()

    def _look(self) -> oracle.Seen:
        """What there is now, checked anew where anything was written: half of what is tried writes nothing."""
        written = self.written()
        if written != self._written:
            self.seen, self._written = self.transact(oracle.check), written
        return self.seen

    @rule(who=_PICK, contract=_PICK, kind=st.sampled_from(Kind), wild=_WILD)
    def send(self, who: int, contract: int, kind: Kind, wild: Wild) -> None:
        number = list(CONTRACTS)[contract % len(CONTRACTS)]
        sender = self._actor(who) if wild.size == 7 else self.crowd.people[2 * CONTRACTS[number]]
        self._try(lambda work: submit(work, sender, self._sending(work, number, kind, wild)))

    @rule(who=_PICK, contract=_PICK, kind=st.sampled_from(Kind), wild=_WILD, checker=_PICK)
    def send_from_paper(self, who: int, contract: int, kind: Kind, wild: Wild, checker: int) -> None:
        """A member registers a paper, enters the application from it, and somebody checks it, or sends it back."""
        number = list(CONTRACTS)[contract % len(CONTRACTS)]
        member = self._staff(who, ActName.SUBMIT)
        paper = self._register(member, number, "application")
        sent = self._try(lambda work: submit(work, member, self._sending(work, number, kind, wild, paper)))
        if not isinstance(sent, Done):
            return
        other = self._staff(checker, ActName.CHECK_ENTRY)
        if wild.yes:
            self._try(lambda work: perform(work, other, ActName.CHECK_ENTRY, sent.subject))
            return
        self._try(lambda work: perform(work, other, ActName.RETURN_ENTRY, sent.subject, given.slip()))
        self._try(lambda work: correct(work, member, sent.subject, self._sending(work, number, kind, wild, paper)))

    @rule(who=_PICK, which=_PICK, act=st.sampled_from(list(_ON_PAPER)), wild=_WILD, checker=_PICK)
    def enter(self, who: int, which: int, act: ActName, wild: Wild, checker: int) -> None:
        """A withdrawal or a payment comes in on paper and is entered; most are checked at once."""
        member = self._staff(who, act)
        chosen = self.transact(lambda work: _fitting(work, act, which))
        if chosen is None:
            return
        number, contract, sent = chosen
        paper = self._register(member, contract, _ON_PAPER[act])
        if wild.size != 6:
            self._try(lambda work: perform(work, member, ActName.ADD_SCAN, paper, given.scan(f"{paper}.pdf")))
        self._try(lambda work: self._perform(work, member, act, _application(work, sent), wild))
        check = {ActName.ENTER_WITHDRAWAL: ActName.CHECK_WITHDRAWAL, ActName.ENTER_PAYMENT: ActName.CHECK_PAYMENT}
        if wild.yes:
            self._try(lambda work: perform(work, self._staff(checker, check[act]), check[act], number))

    @rule(who=_PICK, which=_PICK, wild=_WILD)
    def serve(self, who: int, which: int, wild: Wild) -> None:
        """A notice of payment is served on the firm, and what shows it is scanned."""
        member = self._staff(who, ActName.SERVE_DEMAND)
        chosen = self.transact(lambda work: _demanded(work, which))
        if chosen is None:
            return
        case, contract = chosen
        paper = self._register(member, contract, "service")
        self._try(lambda work: perform(work, member, ActName.ADD_SCAN, paper, given.scan(f"{paper}.pdf")))
        self._try(lambda work: self._perform(work, member, ActName.SERVE_DEMAND, _case(work, case), wild))

    @rule(who=_PICK, which=_PICK, wild=_WILD)
    def sign(self, who: int, which: int, wild: Wild) -> None:
        """The head signs what is to be reported or declined, or does not; mostly it goes on then."""
        member = self._staff(who, ActName.SIGN_OFF)
        chosen = self.transact(lambda work: _fitting(work, ActName.SIGN_OFF, which))
        if chosen is None:
            return
        _, contract, sent = chosen
        paper = self._register(member, contract, "sign_off")
        self._try(lambda work: perform(work, member, ActName.ADD_SCAN, paper, given.scan(f"{paper}.pdf")))
        self._try(lambda work: self._perform(work, member, ActName.SIGN_OFF, _application(work, sent), wild))
        if wild.size:
            report = self._staff(who, ActName.REPORT)
            self._try(lambda work: self._perform(work, report, ActName.REPORT, _application(work, sent), wild))

    @rule(who=_PICK, wild=_WILD)
    def close_year(self, who: int, wild: Wild) -> None:
        """The last day of payments is set, and the books are closed: refused before the year is over."""
        if wild.size == 7:
            self.clock.now = datetime(self._today().year + 1, 1, 1 + abs(wild.days) // 2, 2, tzinfo=UTC)
        year = self._today().year - wild.yes
        last = LastDayFields(day=date(year, 12, 20 + wild.size), document="通知")
        closing = CloseFields(day=self._today(), document="结账通知")
        member = self._staff(who, ActName.LAST_PAYMENT_DAY)
        self._try(lambda work: perform(work, member, ActName.LAST_PAYMENT_DAY, str(year), last), moves=False)
        closer = self._staff(who, ActName.CLOSE_YEAR)
        closed = self._try(lambda work: perform(work, closer, ActName.CLOSE_YEAR, str(year), closing), moves=False)
        assert isinstance(closed, Refused) or self._today() >= date(year, 12, 31)
        self.clock.advance(seconds=1)

    def _register(self, member: StaffMember, contract: str, kind: str) -> str:
        fields = given.incoming(kind, dated_on=self._today(), received_on=self._today())
        result = self._try(lambda work: perform(work, member, ActName.REGISTER_PAPER, contract, fields))
        assert isinstance(result, Done)
        return result.subject

    def _staff(self, pick: int, act: ActName) -> StaffMember:
        """Somebody with a role for it."""
        able = [one for one in self.crowd.staff if one.has(*TABLE[act].roles)]
        return able[pick % len(able)]

    @rule(who=_PICK, which=_PICK, wild=_WILD)
    def mend(self, who: int, which: int, wild: Wild) -> None:
        def act(work: Work) -> Result:
            returned = work.all(select(Application).where(Application.state == State.RETURNED.value))
            if not returned:
                return Refused(())
            sent = returned[which % len(returned)]
            contract = work.get(Contract, sent.contract_id)
            assert contract is not None
            fields = self._sending(work, contract.number, Kind(sent.kind), wild)
            return resubmit(work, self._actor(who), sent.number, fields)

        self._try(act)

    @rule(who=_PICK, which=_PICK, act=_PICK, wild=_WILD)
    def advance(self, who: int, which: int, act: int, wild: Wild) -> None:
        """Somebody does one of the acts that they are offered, on anything."""
        self._go_on(_subjects, (who, which, act), wild)

    @rule(which=_PICK, acts=st.lists(st.tuples(_PICK, _PICK, _WILD), min_size=1, max_size=4))
    def walk(self, which: int, acts: list[tuple[int, int, Wild]]) -> None:
        """An application or a case goes several steps on its way."""
        for who, act, wild in acts:
            self._go_on(_moving, (who, which, act), wild)

    def _go_on(self, among: Callable[[Work], Sequence[_Row]], pick: tuple[int, int, int], wild: Wild) -> None:
        """Somebody does what they are offered on one of these."""
        chosen = self.transact(lambda work: self._choose(work, among(work), pick, wild))
        if chosen is None:
            return
        kind, number, act, somebody = chosen

        def attempt(work: Work) -> Result:
            subject = work.get(kind, number)
            assert subject is not None
            return self._perform(work, somebody, act, subject, wild)

        self._try(attempt)

    def _choose(
        self, work: Work, subjects: Sequence[_Row], pick: tuple[int, int, int], wild: Wild
    ) -> tuple[type[_Row], int, ActName, Actor] | None:
        """Of what is offered on the subject first the act is picked, then somebody who may do it."""
        who, which, act = pick
        if not subjects:
            return None
        work.remember()  # nothing is written here, and everybody's rules ask much the same
        subject = subjects[which % len(subjects)]
        offered: dict[ActName, list[Actor]] = {}
        for somebody in self.crowd.everybody:
            for row in allowed_acts(work, somebody, subject):
                is_ours = row.fields is not None and row.act not in _CHANGING
                if is_ours and (row.act not in _SELDOM or not wild.size):
                    offered.setdefault(row.act, []).append(somebody)
        if not offered:
            return None
        chosen = list(offered)[act % len(offered)]
        return type(subject), subject.id, chosen, offered[chosen][who % len(offered[chosen])]

    @rule(who=_PICK, which=_PICK, act=_ACTS, wild=_WILD)
    def anybody(self, who: int, which: int, act: ActName, wild: Wild) -> None:
        """Anybody tries anything on anything."""

        def attempt(work: Work) -> Result:
            subjects = [one for one in _subjects(work) if _kind(one) is TABLE[act].on]
            if not subjects:
                return Refused(())
            return self._perform(work, self._actor(who), act, subjects[which % len(subjects)], wild)

        self._try(attempt)

    @rule(who=_PICK, contract=_PICK, act=st.sampled_from(_CHANGES), wild=_WILD)
    def amend(self, who: int, contract: int, act: ActName, wild: Wild) -> None:
        """Anybody tries any change of a contract, the right unit more often; contracts end seldom."""
        chosen = ActName.DISCARD_PAYEE if act is ActName.END and not wild.is_rare else act

        able = [one for one in self.crowd.staff if one.has(*TABLE[chosen].roles)]
        actor = able[who % len(able)] if wild.yes else self._actor(who)
        self._try(lambda work: self._on(work, contract, actor, chosen, wild))

    @rule(who=_PICK, is_another=st.booleans(), contract=_PICK, wild=_WILD)
    def move_account(self, who: int, contract: int, wild: Wild, *, is_another: bool) -> None:
        """One of the bureau enters an account, and they or another one check it."""
        able = [one for one in self.crowd.staff if one.has(*TABLE[ActName.CHECK_PAYEE].roles)]
        for pick, act in ((who, ActName.CHANGE_PAYEE), (who + is_another, ActName.CHECK_PAYEE)):
            self._try(lambda work, pick=pick, act=act: self._on(work, contract, able[pick % len(able)], act, wild))  # type: ignore[misc] # bound now

    @rule(who=_PICK, which=_PICK, days=st.integers(0, 9))
    def nudge(self, who: int, which: int, days: int) -> None:
        """Somebody wants the unit to be told that holds it, and some days later again."""
        for passed in (0, days):
            self.clock.advance(days=passed)
            self._try(lambda work: self._nudge(work, who, which), moves=False)

    def _nudge(self, work: Work, who: int, which: int) -> Result:
        """One of the firm's own people mostly."""
        sent = work.all(select(Application).order_by(Application.id))
        chosen = sent[which % len(sent)]
        contract = work.get(Contract, chosen.contract_id)
        assert contract is not None
        own = [one for one in self.crowd.people if one.firm_id == contract.firm_id]
        result = perform(
            work, self._actor(who) if who % 5 == 0 else own[who % len(own)], ActName.NUDGE, chosen.number
        )
        is_held = chosen.state in oracle.HELD or chosen.state == State.REJECTED  # and nobody told its contractor
        assert isinstance(result, Refused) or is_held
        return result

    @rule(who=_PICK, act=st.sampled_from(_ON_QUOTAS), wild=_WILD)
    def move_quota(self, who: int, act: ActName, wild: Wild) -> None:
        """Somebody enters the year's quota, or a document moves it; payments draw on it from then on."""
        there = self.transact(lambda work: quota_documented(work, QUOTA) is not None)
        chosen = act if there else ActName.ADD_QUOTA
        able = [one for one in self.crowd.staff if one.has(*TABLE[chosen].roles)]
        actor = able[who % len(able)] if wild.yes else self._actor(who)
        number = "" if chosen is ActName.ADD_QUOTA else QUOTA
        self._try(lambda work: perform(work, actor, chosen, number, wild.quota(chosen, self._today())))

    @rule(who=_PICK, pick=_PICK)
    def batch(self, who: int, pick: int) -> None:
        """A batch is put together, and goes on its way; all of a step is done, or nothing of it."""
        member = self._staff(who, ActName.FORM_BATCH)
        self._try_all(lambda work: batched.form(work, member, pick))
        for step in range(pick % 4):
            self._try_all(lambda work, step=step: batched.go_on(work, member, pick + step, self._today()))  # type: ignore[misc] # bound now

    def _try_all(self, act: Callable[[Work], Result]) -> None:
        """Done is at least one entry more; refused is nothing changed, in whichever application it was."""
        try:
            result = self.transact(act)
        except WhollyRefusedError:
            result = Refused(())
        seen, now = self.seen, self._look()
        assert now.entries > seen.entries if isinstance(result, Done) else now == seen

    def _on(self, work: Work, contract: int, actor: Actor, act: ActName, wild: Wild) -> Result:
        there = work.get(Contract, contract % len(CONTRACTS) + 1)
        assert there is not None
        return self._perform(work, actor, act, there, wild)

    @rule(
        contract=_PICK,
        act=st.sampled_from([ActName.EVALUATE, ActName.EVALUATE, ActName.RECHECK, ActName.DISPOSE]),
        wild=_WILD,
    )
    def judge(self, contract: int, act: ActName, wild: Wild) -> None:
        """The bureau records what evaluators and the county decided."""
        bureau, contracts = self.crowd.named("丁"), len(CONTRACTS)

        def record(work: Work) -> Result:
            judged = work.get(Contract, contract % contracts + 1)
            assert judged is not None
            return self._perform(work, bureau, act, judged, wild)

        self._try(record)

    @rule(who=_PICK, which=_PICK, wild=_WILD)
    def supervise(self, who: int, which: int, wild: Wild) -> None:
        """A quarter of the fund is reviewed, and the bureau looks again at what an inspection found."""
        day, quarter = self._today() + timedelta(days=wild.days), f"2026Q{wild.size % 4 + 1}"
        actor = self._staff(who, ActName.REVIEW_FUND) if wild.yes else self._actor(who)
        fields = given.fund_review(reviewed_on=day)
        self._try(lambda work: perform(work, actor, ActName.REVIEW_FUND, quarter, fields))
        bureau = self._staff(who, ActName.FOLLOW_UP)
        found = self.transact(lambda work: [one.id for one in work.all(select(Oversight).order_by(Oversight.id))])
        if not found:
            return
        number, again = str(found[which % len(found)]), given.follow_up(str(wild.size % 3 or ""), done_on=day)
        if wild.size == 7:
            self._try(lambda work: perform(work, bureau, ActName.ADD_FINDING, number, given.finding()))
        self._try(lambda work: perform(work, bureau, ActName.FOLLOW_UP, number, again))

    @rule(who=_PICK, contract=_PICK, act=st.sampled_from(ARCHIVING), wild=_WILD)
    def keep_archive(self, who: int, contract: int, act: ActName, wild: Wild) -> None:
        """Somebody uploads, removes, describes or hands over; no case moves by it."""
        number = list(CONTRACTS)[contract % len(CONTRACTS)]
        actor = self._staff(who, act) if wild.yes else self._actor(who)

        def keep(work: Work) -> Result:
            there = contract_numbered(work, number)
            assert there is not None
            return perform(work, actor, act, number, fields_for(work, there, act, wild.size))

        if isinstance(self._try(keep, moves=False), Done):
            self.transact(check_archives)

    @rule(days=st.integers(1, 30))
    def wait(self, days: int) -> None:
        self.clock.advance(days=days)

    def _try(self, act: Callable[[Work], Result], *, moves: bool = True) -> Result:
        """Done is exactly one entry more; refused is nothing changed, and something said.

        What does not move leaves every case as it is, done or refused.
        """
        result = self.transact(act)
        seen, now = self.seen, self._look()
        if isinstance(result, Done):
            assert now.entries == seen.entries + 1
            assert moves or now.cases == seen.cases
        else:
            assert now == seen
            assert all(reason.text for reason in result.reasons)
        return result

    def _perform(self, work: Work, actor: Actor, act: ActName, subject: _Row, wild: Wild) -> Result:
        contract = subject if isinstance(subject, Contract) else work.get(Contract, subject.contract_id)
        assert contract is not None
        fields = wild.fields(work, act, subject, contract, self._today())
        number = str(subject.id) if isinstance(subject, ReturnCase) else subject.number
        possible = may_be(work, act, contract, subject, fields)
        possible &= not isinstance(subject, Application) or may_go_on(work, act, subject)
        result = perform(work, actor, act, number, fields)
        assert possible or isinstance(result, Refused)
        return result

    def _sending(self, work: Work, number: str, kind: Kind, wild: Wild, paper: str = "") -> SubmitFields:
        contract = contract_numbered(work, number)
        assert contract is not None
        return SubmitFields(
            contract_id=contract.id,
            kind=kind,
            amount=wild.applied(contract, kind),
            data="{}",
            form_version=1,
            declaration=Declaration(words="承诺", confirmed_at=work.now, sha256=()),
            paper=paper,
        )

    def _actor(self, pick: int) -> Actor:
        everybody = self.crowd.everybody
        return everybody[pick % len(everybody)]

    def _today(self) -> date:
        return local_day(self.clock.now)


def _fitting(work: Work, act: ActName, which: int) -> tuple[str, str, int] | None:
    """Number, contract and id of an application from whose state the act can be done."""
    states = [state.value for state in TABLE[act].from_states]
    found = work.all(select(Application).where(Application.state.in_(states)).order_by(Application.id))
    if not found:
        return None
    chosen = found[which % len(found)]
    contract = work.get(Contract, chosen.contract_id)
    assert contract is not None
    return chosen.number, contract.number, chosen.id


def _demanded(work: Work, which: int) -> tuple[int, str] | None:
    """A case of whose notice the firm was told, and its contract's number."""
    query = select(ReturnCase).where(ReturnCase.state == CaseState.NOTIFIED.value).order_by(ReturnCase.id)
    found = work.all(query)
    contract = work.get(Contract, found[which % len(found)].contract_id) if found else None
    return (found[which % len(found)].id, contract.number) if contract else None


def _case(work: Work, number: int) -> ReturnCase:
    found = work.get(ReturnCase, number)
    assert found is not None
    return found


def _application(work: Work, number: int) -> Application:
    found = work.get(Application, number)
    assert found is not None
    return found


def _moving(work: Work) -> list[_Row]:
    """What has not come to its end."""
    applications = [one for one in work.all(select(Application)) if State(one.state) not in oracle.ENDED]
    return [*applications, *(one for one in work.all(select(ReturnCase)) if one.state != "closed")]


def _subjects(work: Work) -> list[_Row]:
    return [*work.all(select(Application)), *work.all(select(ReturnCase)), *work.all(select(Contract))]


def _kind(subject: _Row) -> Subject:
    return {Application: Subject.APPLICATION, Contract: Subject.CONTRACT, ReturnCase: Subject.CASE}[type(subject)]
