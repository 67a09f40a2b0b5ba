"""The conditions of paying from a quota, where the office keeps quotas."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.attempt import Attempt, guard, system
from handlers.casework.fields import PayFields
from handlers.results import Reason
from handlers.texts import quotas as texts
from handlers.texts.refusals import ALTERED
from store.audit.vouching import altered_among
from store.queries.allotments import (
    Standing,
    has_quotas,
    movements_of,
    quota_documented,
    standing_of,
    standings,
)
from store.tables.ledger import Quota
from store.work import Work


def with_money_left(work: Work) -> tuple[Standing, ...]:
    """The quotas from which something can be paid."""
    return tuple(one for one in standings(work) if one.left > 0)


def quota_choices(work: Work) -> tuple[tuple[str, str], ...]:
    """What a payment can draw on: the 指标文号, and how it is read."""
    return tuple(
        (one.quota.document, texts.choice(document=one.quota.document, source=one.quota.source, left=one.left))
        for one in with_money_left(work)
    )


@guard("quota")
def quota_recorded(attempt: Attempt) -> Iterator[Reason]:
    """Where quotas are kept, one of them is named."""
    work, document = attempt.work, attempt.given(PayFields).quota
    if has_quotas(work) and quota_documented(work, document) is None:
        left = tuple(one.quota.document for one in with_money_left(work))
        yield system(texts.not_recorded(document=document, documents=left))


@guard("quota", "source")
def quota_of_the_source(attempt: Attempt) -> Iterator[Reason]:
    """The source of the payment is its quota's."""
    given = attempt.given(PayFields)
    quota = quota_documented(attempt.work, given.quota)
    if quota is not None and quota.source != given.source.value:
        yield system(texts.of_other_source(document=quota.document, source=quota.source))


@guard("quota", "amount")
def within_the_quota(attempt: Attempt) -> Iterator[Reason]:
    """Paid ≤ allotted less drawn; the quota is held, so that two contracts cannot both have its last money."""
    work, given = attempt.work, attempt.given(PayFields)
    quota = quota_documented(work, given.quota)
    held = work.lock(Quota, quota.id) if quota is not None else None
    if held is None:
        return
    if altered_among(work, [held, *movements_of(work, held.id)]):
        yield system(ALTERED)
        return
    standing = standing_of(work, held)
    if given.amount > standing.left:
        yield system(texts.over_quota(document=held.document, allotted=standing.allotted, drawn=standing.drawn))
