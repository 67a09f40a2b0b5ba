"""The memory of a talk: ids alone, and what an earlier version stored still loads."""

from __future__ import annotations

import json

from policy_kb.dialogue.memory import Memory
from policy_kb.models import Answer, AnswerKind, Citation, Offer, OfferKind, Sentence


def _answer(*units: str, kind: AnswerKind = AnswerKind.RULES, offers: tuple[str, ...] = ()) -> Answer:
    return Answer(
        kind=kind,
        parts=(Sentence(text="导语"),),
        citations=tuple(Citation(unit=unit, label=unit) for unit in units),
        offers=tuple(Offer(label="看", kind=OfferKind.UNIT, value=unit) for unit in offers),
    )


def test_a_session_of_an_earlier_version_loads_without_its_words() -> None:
    stored = {"units": ["9"], "clarified": False, "kind": "rules", "lead": "合同这样签："}
    memory = Memory.from_json(json.dumps(stored))
    assert memory.units == ("9",)
    assert "合同" not in memory.to_json()


def test_what_cites_nothing_leaves_the_talk_where_it_was() -> None:
    memory = Memory().after(_answer("9")).after(_answer(kind=AnswerKind.OOS))
    assert memory.units == ("9",)
    assert memory.kind is AnswerKind.OOS


def test_the_passages_come_by_are_remembered_in_order_and_not_for_ever() -> None:
    memory = Memory()
    for number in range(40):
        memory = memory.after(_answer(str(number)))
    assert memory.asked[-1] == "39"
    assert len(memory.asked) <= 12


def test_a_list_stays_countable_while_its_items_are_read() -> None:
    memory = Memory().after(_answer("7", offers=("7.1", "7.2", "7.3")))
    assert memory.after(_answer("7.2")).listed == ("7.1", "7.2", "7.3")


def test_no_word_of_an_answer_is_remembered() -> None:
    assert "导语" not in Memory().after(_answer("9", "10")).to_json()
