"""Cards of notices: number and step, nothing of persons, sums or content, and only what can be asked for again."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from handlers.casework.table import ActName
from handlers.messages import NoticeCard, NoticeKind, Reply
from handlers.texts import notice_cards as texts
from store.states import State
from store.tables.messages import OutboxRow
from tests.handlers.casework import given
from tests.handlers.casework.town import Town


def cards(town: Town) -> list[NoticeCard | None]:
    """The cards of the firm's notices so far, in the order of telling."""
    rows = town.work.all(select(OutboxRow).where(OutboxRow.address == "boss").order_by(OutboxRow.id))
    return [Reply.from_json(row.payload or "").card for row in rows]


def told(town: Town) -> list[tuple[NoticeKind, str, str, str]]:
    return [(card.kind, card.number, card.step, card.brief) for card in cards(town) if card is not None]


def test_every_step_of_an_application_has_a_card_with_the_applicants_label(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    assert told(town)[-1] == (NoticeKind.PROGRESS, number, "审议通过，等待拨付", "审议通过")
    assert all(card[1] == number for card in told(town))


def test_what_is_to_be_mended_and_what_is_paid_are_kinds_of_their_own(town: Town) -> None:
    number = town.submitted()
    town.does(ActName.RETURN, number, given.lacking("缺身份证明"))
    assert told(town)[-1] == (NoticeKind.MEND, number, "需要补正", "待补正")
    town.does(ActName.WITHDRAW, number, by=town.boss)
    paid = town.brought_to(State.PAID)
    assert told(town)[-1] == (NoticeKind.PAYMENT, paid, "已全部拨付", "已拨付")


def test_money_taken_back_is_not_named_on_a_card(town: Town) -> None:
    town.brought_to(State.PAID)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(200_000))
    town.does(ActName.NOTIFY, "1", given.demand())
    card = cards(town)[-1]
    assert card is not None
    assert (card.kind, card.number) == (NoticeKind.REPAYMENT, town.contract.number)
    assert not re.search("追回|收回|缴款|元", card.step + card.brief)


def test_what_is_recorded_on_a_contract_is_told_in_words_alone(town: Town) -> None:
    before = len(cards(town))
    town.does(ActName.EVALUATE, town.contract.number, given.evaluation("unqualified"))
    assert cards(town)[before:] == [None]


def test_no_card_holds_a_sum_a_person_or_an_internal_word(town: Town) -> None:
    town.brought_to(State.ARCHIVED)
    for card in cards(town):
        shown = f"{card.step}{card.brief}{card.number}" if card is not None else ""
        assert not re.search(r"元|张办|赵拨|王工|安财指|演示", shown)


def test_every_state_has_a_label_of_at_most_five_characters() -> None:
    assert set(texts.BRIEF) == {state.value for state in State}
    short = (*texts.BRIEF.values(), *texts.EVENTS.values(), texts.CASE_BRIEF)
    assert all(re.fullmatch(r"[\u4e00-\u9fff]{1,5}", words) for words in short)


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_says_what_it_is_and_what_to_do(kind: NoticeKind) -> None:
    assert texts.EVENTS[kind.value]
    assert 0 < len(texts.HINTS[kind.value]) <= 20


def test_a_notice_of_before_cards_can_still_be_read() -> None:
    old = '{"parts":[{"kind":"sentence","text":"已受理。"}],"offers":[],"kind":null,"citations":[],"asks":false}'
    assert Reply.from_json(old).card is None
