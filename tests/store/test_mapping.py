"""A table is mapped when it is first asked for, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, inspect, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column, registry
from sqlalchemy.orm.decl_api import DeclarativeAttributeIntercept

from store.base import Key, Record
from store.mapping import Deferred, defer
from store.personal import plain
from store.sealing import Exempt


def _declared() -> type[Record]:
    class Scratch(Record):
        __abstract__ = True
        metadata = MetaData()
        registry = registry(metadata=metadata, type_annotation_map=Record.registry.type_annotation_map)

    class Note(Scratch):
        __tablename__ = "notes"
        __audit__ = Exempt("made by a test")
        id: Mapped[Key]
        said: Mapped[str] = mapped_column(String(8), info=plain())

    return Note


def test_its_names_are_told_without_mapping_it() -> None:
    kind = _declared()
    assert (kind.__name__, kind.__tablename__, set(kind.__annotations__)) == ("Note", "notes", {"id", "said"})
    assert type(kind) is Deferred


@pytest.mark.parametrize(
    "ask",
    [
        lambda kind: kind(said="x"),
        lambda kind: kind.said.in_(["x"]),
        lambda kind: kind.__table__,
        inspect,
        aliased,
        select,
        insert,
        lambda kind: Session().identity_key(kind, 1),
    ],
    ids=["row", "column", "table", "inspect", "aliased", "select", "insert", "identity"],
)
def test_whatever_is_asked_of_it_maps_it(ask: Callable[[Any], object]) -> None:
    kind: Any = _declared()
    ask(kind)
    assert not isinstance(kind, Deferred)
    assert str(select(kind).where(kind.said == "x")).startswith("SELECT notes.id, notes.said")


def test_threads_that_ask_at_once_map_it_once_and_all_see_it_whole() -> None:
    kind: Any = _declared()
    begin = Barrier(4)

    def ask(_number: int) -> str:
        begin.wait()
        return str(kind.said == "x")

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(ask, range(4))) == {"notes.said = :said_1"}


def test_nothing_else_is_mapped_or_configured_meanwhile() -> None:
    """Else who maps a table waits for who configures what is mapped, and who configures for who maps."""
    beside = Thread(target=_map_another, daemon=True)
    waits = False

    class Late(metaclass=DeclarativeAttributeIntercept):
        pass

    def mapping(_kind: type[Any]) -> None:
        nonlocal waits
        beside.start()
        beside.join(0.2)
        waits = beside.is_alive()

    defer(Late, mapping)
    assert Late.__dict__
    beside.join()
    assert waits


def _map_another() -> None:
    class Another:
        pass

    table = Table("others", MetaData(), Column("id", Integer, primary_key=True))
    registry().map_imperatively(Another, table)
