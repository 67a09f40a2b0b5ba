"""Every column says whether it tells of a person: a table that does not is refused when it is mapped."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import MetaData, Table, inspect
from sqlalchemy.orm import Mapped, mapped_column, registry

from store.base import Address, ChannelName, Code, Key, Line, Record, Words
from store.personal import (
    Erased,
    Kept,
    Personal,
    UnmarkedColumnError,
    Whose,
    mark_of,
    personal,
    personal_columns,
    plain,
)
from store.schema import whole_metadata
from store.sealing import Exempt


class Scratch(Record):
    """Tables of these tests: they hang on a metadata of their own."""

    __abstract__ = True
    metadata = MetaData()
    registry = registry(metadata=metadata, type_annotation_map=Record.registry.type_annotation_map)


_MADE = Exempt("made by a test")


def _words() -> type[Record]:
    class UnmarkedWords(Scratch):
        __tablename__ = "scratch_words"
        __audit__ = _MADE
        id: Mapped[Key]
        said: Mapped[Words]

    return UnmarkedWords


def _bytes() -> type[Record]:
    class UnmarkedBytes(Scratch):
        __tablename__ = "scratch_bytes"
        __audit__ = _MADE
        id: Mapped[Key]
        portrait: Mapped[bytes]

    return UnmarkedBytes


def _bare_string() -> type[Record]:
    class UnmarkedString(Scratch):
        __tablename__ = "scratch_string"
        __audit__ = _MADE
        id: Mapped[Key]
        nickname: Mapped[str]

    return UnmarkedString


@pytest.mark.parametrize(
    ("declare", "column"),
    [
        (_words, "scratch_words.said"),
        (_bytes, "scratch_bytes.portrait"),
        (_bare_string, "scratch_string.nickname"),
    ],
)
def test_an_unmarked_column_is_refused_by_name_and_told_what_to_write(
    declare: Callable[[], type[Record]], column: str
) -> None:
    with pytest.raises(UnmarkedColumnError) as refused:
        inspect(declare())
    assert f"column {column} " in str(refused.value)
    assert "info=plain()" in str(refused.value)
    assert "store/personal.py" in str(refused.value)


def test_what_erasure_could_not_find_is_refused() -> None:
    class Lost(Scratch):
        __tablename__ = "scratch_lost"
        __audit__ = _MADE
        id: Mapped[Key]
        said: Mapped[Words] = mapped_column(info=personal(Whose.ACCOUNT, Erased.WITH_ROW))

    with pytest.raises(UnmarkedColumnError, match=r"scratch_lost\.said is to be erased .*`channel` and `address`"):
        inspect(Lost)


def test_a_marked_table_is_taken_and_names_its_personal_columns() -> None:
    class Marked(Scratch):
        __tablename__ = "scratch_marked"
        __audit__ = _MADE
        id: Mapped[Key]
        channel: Mapped[ChannelName]
        address: Mapped[Address]
        state: Mapped[Code]
        title: Mapped[Line] = mapped_column(info=plain())
        said: Mapped[Words] = mapped_column(info=personal(Whose.CONTACT, Erased.KEPT, Kept.ARTICLE_8))

    table = Marked.__table__
    assert isinstance(table, Table)
    assert [column.name for column, _mark in personal_columns(table)] == ["address", "said"]
    assert [column.name for column, _mark in personal_columns(table, Erased.KEPT)] == ["said"]
    assert mark_of(table.columns["title"]) is None
    assert mark_of(table.columns["said"]) == Personal(Whose.CONTACT, Erased.KEPT, Kept.ARTICLE_8)


def test_what_is_kept_says_why_and_nothing_else_does() -> None:
    with pytest.raises(UnmarkedColumnError):
        personal(Whose.CONTACT, Erased.KEPT)
    with pytest.raises(UnmarkedColumnError):
        personal(Whose.CONTACT, Erased.WITH_ROW, Kept.ARTICLE_8)


def test_marks_of_shared_types_are_not_shared() -> None:
    """A mark written for one column must not become that of all columns of the type."""
    tables = whole_metadata().tables
    assert mark_of(tables["bindings"].columns["address"]) == Personal(Whose.ACCOUNT, Erased.EMPTIED)
    assert mark_of(tables["drafts"].columns["address"]) == Personal(Whose.ACCOUNT, Erased.WITH_ROW)
    assert mark_of(tables["firms"].columns["name"]) is None
