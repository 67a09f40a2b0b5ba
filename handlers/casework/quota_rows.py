"""The rows of quotas (指标): a document allots money; later ones adjust it, withdraw it, or show it arrived."""

from collections.abc import Callable, Iterator
from datetime import date

from handlers.casework.application_guards import no_day_to_come
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import MONEY_DOORS, Attempt, Guard, Recorded, Transition, guard, system
from handlers.casework.fields import Money, Number, OptionalLine, Year, asked
from handlers.casework.journal import post
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.casework.year_guards import open_year
from handlers.results import Reason
from handlers.texts import quotas as texts
from policy_kb.models import Model
from store.posting import of_movement
from store.queries.allotments import quota_documented, standing_of
from store.states import EntryType, MoneySource, QuotaChange, Role
from store.tables.ledger import Quota, QuotaMovement


class AddQuotaFields(Model):
    """指标下达, as its document says."""

    document: Number = asked(texts.QUOTA_DOCUMENT)
    budget_year: Year = asked(texts.BUDGET_YEAR)
    source: MoneySource = asked(texts.SOURCE)
    amount: Money = asked(texts.ALLOTTED)
    moved_on: date = asked(texts.ALLOTTED_ON)
    purpose: OptionalLine = asked(texts.PURPOSE, default="")


class MoveFields(Model):
    """What a later document does to a quota."""

    document: Number = asked(texts.MOVE_DOCUMENT)
    moved_on: date = asked(texts.MOVED_ON)


class AdjustFields(MoveFields):
    """指标调整: the difference alone."""

    direction: QuotaChange = asked(texts.DIRECTION)
    amount: Money = asked(texts.ADJUSTED)


class WithdrawQuotaFields(MoveFields):
    """指标收回."""

    amount: Money = asked(texts.WITHDRAWN)


class ArriveFields(MoveFields):
    """资金到位."""

    amount: Money = asked(texts.ARRIVED)


@guard("document")
def _new_quota(attempt: Attempt) -> Iterator[Reason]:
    document = attempt.given(AddQuotaFields).document
    if quota_documented(attempt.work, document) is not None:
        yield system(texts.exists(document=document))


@guard("*")
def _covers_what_is_drawn(attempt: Attempt) -> Iterator[Reason]:
    """What was paid from it stays covered."""
    standing = standing_of(attempt.work, attempt.about(Quota))
    if standing.left + _signed(attempt) < 0:
        yield system(texts.below_drawn(drawn=standing.drawn, allotted=standing.allotted))


@guard("amount")
def _arrives_within(attempt: Attempt) -> Iterator[Reason]:
    standing = standing_of(attempt.work, attempt.about(Quota))
    if standing.arrived + attempt.given(ArriveFields).amount > standing.allotted:
        yield system(texts.more_than_allotted(allotted=standing.allotted, arrived=standing.arrived))


def _signed(attempt: Attempt) -> int:
    """By how much the quota grows."""
    match attempt.fields:
        case AdjustFields(direction=QuotaChange.MORE, amount=fen):
            return fen
        case AdjustFields(amount=fen) | WithdrawQuotaFields(amount=fen):
            return -fen
        case _:
            return 0


def _added(attempt: Attempt) -> Recorded:
    given = attempt.given(AddQuotaFields)
    quota = attempt.work.add(
        Quota(
            document=given.document,
            budget_year=given.budget_year,
            source=given.source.value,
            purpose=given.purpose,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    paper = MoveFields(document=given.document, moved_on=given.moved_on)
    _move(attempt, quota, EntryType.ALLOTTED, given.amount, paper)
    return Recorded(facts={"quota": quota.id}, made=quota.document)


def _moved(kind: EntryType) -> Callable[[Attempt], Recorded]:
    def record(attempt: Attempt) -> Recorded:
        given, quota = attempt.given(MoveFields), attempt.about(Quota)
        fen = given.amount if isinstance(given, ArriveFields) else _signed(attempt)
        _move(attempt, quota, kind, fen, given)
        return Recorded(facts={"quota": quota.id})

    return record


def _move(attempt: Attempt, quota: Quota, kind: EntryType, fen: int, given: MoveFields) -> None:
    row = attempt.work.add(
        QuotaMovement(
            quota_id=quota.id,
            kind=kind.value,
            amount=fen,
            document=given.document,
            moved_on=given.moved_on,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    post(attempt.work, of_movement(row, quota))


def _row(
    act: ActName,
    *guards: Guard,
    on: Subject = Subject.QUOTA,
    fields: type[Model],
    record: Callable[[Attempt], Recorded],
) -> Transition:
    return register_row(
        act,
        on,
        no_day_to_come,
        open_year("moved_on"),
        *guards,
        roles=frozenset({Role.OFFICE, Role.PAYER}),
        fields=fields,
        record=record,
        not_theirs=texts.NOT_ALLOWED,
        doors=MONEY_DOORS,
    )


QUOTA_ROWS = (
    _row(ActName.ADD_QUOTA, _new_quota, on=Subject.QUOTAS, fields=AddQuotaFields, record=_added),
    _row(ActName.ADJUST_QUOTA, _covers_what_is_drawn, fields=AdjustFields, record=_moved(EntryType.ADJUSTED)),
    _row(
        ActName.WITHDRAW_QUOTA,
        _covers_what_is_drawn,
        fields=WithdrawQuotaFields,
        record=_moved(EntryType.WITHDRAWN),
    ),
    _row(ActName.ARRIVE_QUOTA, _arrives_within, fields=ArriveFields, record=_moved(EntryType.ARRIVED)),
)
