"""Keep where applications stand: derived anew, in the unit of work that changes their cases, from all of the case.

Whatever decides about an application is sealed in the chain of itself, of its contract, of its firm or of the
staff: the chains to which a unit adds entries tell whose standings may have changed. They are derived under a lock
of their firm, the last that a unit takes; so two units at once leave what both did, and none waits for a unit that
waits for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, cached_property
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Insert,
    Select,
    bindparam,
    select,
    text,
    union_all,
)

from store.audit.unit import Unit
from store.dialects import insert, insert_on, lock_standings
from store.monthly.applications import counted_under
from store.monthly.keeping import Key
from store.standings.facts import Facts, read_state
from store.standings.hands import About, hands_in, of_these
from store.standings.rule import is_unserved, standing
from store.states import ContractState
from store.tables.applications import Application, ApplicationStanding, StandingFacts
from store.tables.contracts import Contract
from store.tables.people import Binding, StaffAccount, StaffLink

_AT_ONCE = 500
_KEPT = ("facts_id", "since", "areas")
_CONTRACT, _FIRM, _STAFF = "contract:", "firm:", "staff"


class _Found(Struct, dict=True):
    """An application as its rows say, and the facts that are kept of it, or None."""

    id: int
    state: str
    since: datetime
    standing: str
    in_use: bool
    is_unserved: bool
    areas: str | None
    kept: str | None
    kept_since: datetime | None
    kept_areas: str | None
    hands: dict[str, set[str]] = {}
    waiting: dict[str, set[str]] = {}
    returned: set[str] = set()

    def note(self, about: str, name: str, who: str) -> None:
        match About(about):
            case About.HAND:
                self.hands.setdefault(name, set()).add(who)
            case About.WAITING:
                self.waiting.setdefault(name, set()).add(who)
            case About.RETURNED:
                self.returned.add(name)

    @cached_property
    def facts(self) -> str:
        return Facts(
            standing=self.standing,
            state=self.state,
            in_use=self.in_use,
            hands={name: frozenset(members) for name, members in self.hands.items()},
            waiting={name: frozenset(members) for name, members in self.waiting.items()},
            returned=frozenset(self.returned),
            is_unserved=self.is_unserved,
        ).stored

    @property
    def is_kept(self) -> bool:
        return (self.kept, self.kept_since, self.kept_areas) == (self.facts, self.since, self.areas)

    def moves(self) -> Iterator[tuple[Key, int]]:
        """Where it is counted from now on, and where no longer."""
        yield counted_under(self.state, self.since, self.areas), 1
        before = None if self.kept is None else read_state(self.kept)
        if before is not None and self.kept_since is not None:
            yield counted_under(before, self.kept_since, self.kept_areas), -1


def keep_standings(work: Unit) -> None:
    """Derive what may have changed in this unit of work so far, and was not derived since."""
    session = work.session
    session.flush()
    pending = {session.chain_of(row) for row in session.changed} | {gone.chain for gone in session.deleted_rows}
    chains = session.chains | pending
    session.chains.clear()
    if chains and (firms := _firms_of(work.connection, chains)):
        lock_standings(work.connection, firms)
        of_them = work.connection.scalars(_applications(of_staff=_STAFF in chains), _named_in(chains))
        for one in _derive_all(work.connection, list(of_them)):
            for key, count in one.moves():
                session.moved[key] += count


def derive_missing(connection: Connection) -> None:
    """Derive those of which nothing is kept: written past any unit of work, or before standings were kept.

    They are not counted: see `store.monthly.kept.derive_missing_months`.
    """
    kept = select(ApplicationStanding.application_id)
    _derive_all(connection, list(connection.scalars(select(Application.id).where(Application.id.not_in(kept)))))


def derive_emptied(connection: Connection) -> None:
    """Derive all of them where nothing is kept of any. Asked at every start: in SQL, which maps no table."""
    kept, rows = ApplicationStanding.__tablename__, Application.__tablename__
    asked = text(f"SELECT 1 FROM {rows} WHERE NOT EXISTS (SELECT 1 FROM {kept}) LIMIT 1")  # noqa: S608 -- our own names
    if connection.execute(asked).first() is not None:
        derive_missing(connection)


def differing(connection: Connection) -> list[str]:
    """The numbers of the applications of which something else is kept than their rows say, or nothing."""
    ids = list(connection.scalars(select(Application.id).order_by(Application.id)))
    parts = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    found = [one.id for part in parts for one in _changed(connection, part)]
    return [connection.execute(_number(), {"id": one}).scalar_one() for one in found]


@cache
def _number() -> Select[str]:
    return select(Application.number).where(Application.id == bindparam("id"))


def _firms_of(connection: Connection, chains: Collection[str]) -> set[int]:
    """The firms whose cases or people the chains are of."""
    of_cases = connection.scalars(_firms(of_staff=_STAFF in chains), _named_in(chains))
    return {*_firms_in(chains), *of_cases}


def _firms_in(chains: Iterable[str]) -> list[int]:
    return [int(chain.removeprefix(_FIRM)) for chain in chains if chain.startswith(_FIRM)]


def _named_in(chains: Collection[str]) -> dict[str, list[Any]]:
    """What `_contracts` is asked with."""
    numbers = [chain.removeprefix(_CONTRACT) for chain in chains if chain.startswith(_CONTRACT)]
    return {"chains": list(chains), "numbers": numbers, "firms": _firms_in(chains)}


# Made once: every act asks them, and making them took longer than asking.


@cache
def _firms(*, of_staff: bool) -> Select[int]:
    return select(Contract.firm_id).where(Contract.id.in_(_contracts(of_staff=of_staff)))


@cache
def _applications(*, of_staff: bool) -> Select[int]:
    return select(Application.id).where(Application.contract_id.in_(_contracts(of_staff=of_staff)))


def _contracts(*, of_staff: bool) -> CompoundSelect[Any]:
    """The contracts of whose applications a chain may tell something new."""
    wanted: list[Select[Any]] = [
        select(Application.contract_id).where(_is_one(Application.number, "chains")),
        select(Contract.id).where(_is_one(Contract.number, "numbers")),
        select(Contract.id).where(_is_one(Contract.firm_id, "firms")),
    ]
    if of_staff:
        wanted += (select(Contract.id).where(Contract.firm_id.in_(query)) for query in _bound_to_staff())
    return union_all(*wanted)


def _is_one(column: Any, name: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.in_(bindparam(name, expanding=True))
    return found


def _bound_to_staff() -> Iterable[Select[Any]]:
    yield select(Binding.firm_id).join(StaffAccount, StaffAccount.account == Binding.account)
    is_theirs = (StaffLink.channel == Binding.channel) & (StaffLink.address == Binding.address)
    yield select(Binding.firm_id).join(StaffLink, is_theirs)


def _derive_all(connection: Connection, ids: Sequence[int]) -> list[_Found]:
    """Those of which something else is kept now, as it was and is."""
    parts = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    return [one for part in parts for one in _derive(connection, part)]


def _changed(connection: Connection, ids: Sequence[int]) -> list[_Found]:
    """Of these what is not kept as it is."""
    these = {"ids": ids}
    found = {row[0]: _Found(*row) for row in connection.execute(_rows(), these)}
    for application, about, name, who in connection.execute(hands_in(), these):
        found[application].note(about, name, who)
    return [one for one in found.values() if not one.is_kept]


def _derive(connection: Connection, ids: Sequence[int]) -> list[_Found]:
    if changed := _changed(connection, ids):
        numbers = _facts_ids(connection, {one.facts for one in changed})
        rows = [
            {"of": one.id, "facts_id": numbers[one.facts], "since": one.since, "areas": one.areas}
            for one in changed
        ]
        connection.execute(_keeping(connection.dialect.name), rows)
    return changed


@cache
def _keeping(engine: str) -> Insert:
    row = insert_on(engine, ApplicationStanding).values(
        {"application_id": bindparam("of")} | {name: bindparam(name) for name in _KEPT}
    )
    again = {name: row.excluded[name] for name in _KEPT}
    return row.on_conflict_do_update(index_elements=["application_id"], set_=again)


def _facts_ids(connection: Connection, texts: Collection[str]) -> dict[str, int]:
    """The ids of these facts; new ones are added, unless another unit does so meanwhile."""
    found = _known_facts(connection, texts)
    if new := sorted(set(texts) - found.keys()):
        adding = insert(connection, StandingFacts).on_conflict_do_nothing()
        connection.execute(adding, [{"facts": text} for text in new])
        found |= _known_facts(connection, new)
    return found


def _known_facts(connection: Connection, texts: Collection[str]) -> dict[str, int]:
    found = connection.execute(_facts_of_texts(), {"texts": list(texts)})
    return {text: number for text, number in found}  # noqa: C416 -- rows, as pairs


@cache
def _facts_of_texts() -> Select[str, int]:
    return select(StandingFacts.facts, StandingFacts.id).where(_is_one(StandingFacts.facts, "texts"))


@cache
def _rows() -> Select[*tuple[Any, ...]]:
    """Of the applications `ids`, what `_Found` begins with. Made once."""
    kept = ApplicationStanding
    query = select(
        Application.id,
        Application.state,
        Application.state_since,
        standing(),
        Contract.state == ContractState.ACTIVE.value,
        is_unserved(),
        Contract.areas,
        StandingFacts.facts,
        kept.since,
        kept.areas,
    )
    query = query.join(Contract, Contract.id == Application.contract_id)
    query = query.outerjoin(kept, kept.application_id == Application.id)
    return query.outerjoin(StandingFacts, StandingFacts.id == kept.facts_id).where(of_these(Application.id))
