"""The words that begin acts stand in a file, so that a message can be read without the acts."""

from __future__ import annotations

from handlers.casework.table import TABLE
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.desk.order_words import PATH, order_words
from handlers.staff.desk.written_order_words import written
from tests.measure import opened


def test_the_file_has_the_words_of_every_act() -> None:
    assert PATH.read_text("utf-8") == written(), "run: make tables"


def test_with_the_bodies_called_as_the_guide_calls_them_they_are_those_of_the_catalogue() -> None:
    naming = opened().written_out
    assert order_words(naming) == Catalogue(TABLE, naming).words
