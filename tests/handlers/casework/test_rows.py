"""A row that lacks something is refused when the table is made, and the message says what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.casework import application_guards as guards
from handlers.casework.application_records import Noted
from handlers.casework.attempt import Transition
from handlers.casework.fields import Words, asked
from handlers.casework.table import ROWS, ActName, IncompleteActError, Subject, Table
from policy_kb.models import Model

_RETURN = ROWS[ActName.RETURN]


class _Fields(Model):
    """Words that a new act records."""

    why: Words = asked(("原因", "请写原因。"))


class _Unasked(Model):
    """A field that nobody can be asked for."""

    why: str


_ROW = replace(_RETURN, fields=_Fields, record=Noted(told=("why",)))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (replace(_ROW, record=Noted()), "act return: the words of why go nowhere"),
        (
            replace(_ROW, record=Noted(told=("why",), note=("note",))),
            "Noted names note, which its fields have not",
        ),
        (replace(_ROW, record=None), "nothing writes its fields"),
        (replace(_ROW, roles=frozenset()), "nobody may do it"),
        (replace(_ROW, from_states=frozenset()), "it begins in no state"),
        (replace(_ROW, applicant_words=""), "it has no words"),
        (replace(_ROW, fields=_Unasked), "field why has no name or no question"),
        (replace(_ROW, on=Subject.CONTRACT), "only applications have a history"),
        (replace(_ROW, guards=(guards.new_voucher,)), "guard new_voucher looks at voucher"),
    ],
)
def test_a_row_that_lacks_something_is_refused_with_what_it_lacks(row: Transition, message: str) -> None:
    with pytest.raises(IncompleteActError, match=message):
        Table((row,))


def test_two_rows_of_one_act_are_refused() -> None:
    with pytest.raises(IncompleteActError, match="two rows"):
        Table((_ROW, _ROW))


def test_a_whole_row_is_taken() -> None:
    assert Table((_ROW,))[ActName.RETURN] is _ROW
