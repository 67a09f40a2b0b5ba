"""The words that begin acts stand in a file, so that a message can be read without the acts."""

from __future__ import annotations

import pytest

from handlers.casework.table import TABLE
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.desk.order_words import PATH, order_words
from handlers.staff.desk.written_order_words import written
from policy_kb.bodies import Body, written_out
from tests.measure import opened


def test_the_file_has_the_words_of_every_act() -> None:
    assert PATH.read_text("utf-8") == written(), "run: make tables"


@pytest.mark.parametrize("meeting", ["", "联席会议（扩大）"])
def test_with_the_bodies_called_as_a_guide_calls_them_they_are_those_of_the_catalogue(meeting: str) -> None:
    bodies = dict(opened().answerer.composer.guide.bodies)
    named = bodies | {Body.MEETING: meeting or bodies[Body.MEETING]}

    def naming(text: str) -> str:
        return written_out(text, named)

    assert order_words(naming) == Catalogue(TABLE, naming).words
