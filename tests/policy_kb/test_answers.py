"""Every answer is quotations and fixed sentences, whatever is asked."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_kb.dialogue.memory import Memory
from policy_kb.kb import PolicyKB
from policy_kb.matching.samples import STATED
from policy_kb.models import FLOWS, Answer, AnswerKind, Offer, OfferKind, Quotation, Sentence
from tests.measure import samples

pytestmark = [pytest.mark.soak, pytest.mark.xdist_group("answers")]  # one worker gives them, for it takes long

EXAMPLES = 2_000 if os.environ.get("EZHEN_TEST_SOAK") == "1" else 30
QUESTIONS = Path(__file__).parent.parent / "questions" / "dev.jsonl"


@pytest.fixture(scope="module")
def answers(kb: PolicyKB, pytestconfig: pytest.Config, soak_factor: int) -> dict[str, Answer]:
    """The answer to every development question and every sample; of the samples one in eight on an ordinary day,
    others with each commit.
    """
    asked = [json.loads(line)["q"] for line in QUESTIONS.read_text("utf-8").splitlines()]
    step = 8 if soak_factor == 1 else 1
    chosen = samples()[int(pytestconfig.getoption("hypothesis_seed")) % step :: step]
    return {question: kb.answer(question) for question in (*asked, *(sample.q for sample in chosen))}


def assert_nothing_is_made_up(kb: PolicyKB, answer: Answer) -> None:
    for part in answer.parts:
        match part:
            case Quotation():
                passage = kb.unit(part.citation.unit)
                assert passage is not None
                assert part.text == kb.regulation.source[part.start : part.end]
                assert passage.start <= part.start < part.end <= passage.end
            case Sentence():
                assert part.text in kb.fixed_sentences
    shown = dict.fromkeys(part.citation for part in answer.parts if isinstance(part, Quotation))
    if answer.kind is not AnswerKind.CLARIFY:
        assert answer.citations == tuple(shown)


@pytest.mark.rotated("many examples", 2)
def test_every_quotation_is_in_the_source_and_every_sentence_is_fixed(
    kb: PolicyKB, answers: dict[str, Answer]
) -> None:
    for answer in answers.values():
        assert_nothing_is_made_up(kb, answer)


def test_whatever_an_offer_leads_to_is_quoted_too(kb: PolicyKB, answers: dict[str, Answer]) -> None:
    offers = {offer for answer in answers.values() for offer in answer.offers}
    assert {offer.kind for offer in offers} >= {OfferKind.UNIT, OfferKind.FLOW}
    for offer in offers:
        assert_nothing_is_made_up(kb, kb.show(offer))


def test_only_the_whole_list_has_more_than_three_offers(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        whole = {f"7.{item}" for item in range(1, 11)} <= {citation.unit for citation in answer.citations}
        assert len(answer.offers) <= 3 or (whole and len(answer.offers) == 10)


@pytest.mark.rotated("many examples", 2)
def test_no_answer_buries_the_reader(kb: PolicyKB, answers: dict[str, Answer]) -> None:
    for question in answers:
        for answer in kb.replies(question):
            assert sum(len(part.text) for part in answer.parts) <= 600 or len(answer.offers) == 10, question


def test_conditions_are_never_dropped(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        for part in answer.parts:
            if isinstance(part, Quotation) and part.citation.unit == "18":
                assert "视情况采取减少支持资金、取消培育资格并收回已拨付资金等措施" in part.text


def test_off_topic_is_one_sentence_without_citation(kb: PolicyKB) -> None:
    answer = kb.answer("驾驶证丢了去哪补办")
    assert answer.kind is AnswerKind.OOS
    assert len(answer.parts) == 1
    assert not answer.citations


def test_an_amount_is_said_to_be_unstated_and_article_six_stands_beside(kb: PolicyKB) -> None:
    answer = kb.answer("建冷库一个立方给补多少钱")
    assert answer.kind is AnswerKind.UNSTATED
    assert [citation.unit for citation in answer.citations] == ["7.7", "6"]
    assert "没有写明" in answer.parts[0].text
    assert answer.offers[-1].value == AnswerKind.HUMAN


def test_the_way_to_the_money_shows_ten_and_then_twelve(kb: PolicyKB) -> None:
    assert [citation.unit for citation in kb.answer("拨付流程是怎样的").citations] == ["10", "12"]


@pytest.mark.parametrize(
    ("question", "kind", "unit"),
    [
        ("怎么申请", AnswerKind.STEPS, "10"),
        ("我怎么申请", AnswerKind.STEPS, "10"),
        ("怎么申报", AnswerKind.STEPS, "10"),
        ("怎么领钱", AnswerKind.STEPS, "10"),
        ("需要什么材料", AnswerKind.UNSTATED, "10"),
        ("多少钱", AnswerKind.UNSTATED, "6"),
    ],
)
def test_the_first_questions_of_everybody_need_no_name_of_the_fund(
    kb: PolicyKB, question: str, kind: AnswerKind, unit: str
) -> None:
    answer = kb.answer(question)
    assert (answer.kind, answer.citations[0].unit) == (kind, unit)


@pytest.mark.parametrize("question", ["大病救助怎么申请", "身份证怎么办理", "办准生证需要什么材料", "西瓜多少钱"])
def test_the_same_questions_of_other_matters_stay_outside(kb: PolicyKB, question: str) -> None:
    assert kb.answer(question).kind is AnswerKind.OOS


def test_the_whole_way_begins_with_the_contract(kb: PolicyKB) -> None:
    answer = kb.answer("从签合同到钱打过来，每一步找谁")
    assert [citation.unit for citation in answer.citations] == ["9", "10", "12"]


def test_a_whole_list_question_gives_ten_headings_as_a_menu(kb: PolicyKB) -> None:
    answer = kb.answer("一共支持哪些方面")
    assert [offer.value for offer in answer.offers] == [f"7.{number}" for number in range(1, 11)]
    assert answer.parts[1].text.endswith("专项资金主要支持以下方面。")
    picked = kb.show(answer.offers[7])
    assert picked.citations[0].label == "第七条第（八）项"


@pytest.mark.parametrize("kind", sorted(FLOWS))
def test_a_flow_is_left_to_its_dialogue(kb: PolicyKB, kind: AnswerKind) -> None:
    answer = kb.show(Offer(label="", kind=OfferKind.FLOW, value=kind.value))
    assert answer == Answer(kind=kind, parts=())


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("帮我查查我们公司的拨款申请走到哪了", AnswerKind.STATUS),
        ("我要申请拨付，现在就交", AnswerKind.APPLY),
        ("我要举报有人拿项目款送礼", AnswerKind.COMPLAINT),
        ("转人工", AnswerKind.HUMAN),
        ("谢谢你啊", AnswerKind.SMALLTALK),
        ("", AnswerKind.SMALLTALK),
        (" \u200b ", AnswerKind.SMALLTALK),
    ],
)
def test_messages_reach_their_flow(kb: PolicyKB, question: str, kind: AnswerKind) -> None:
    assert kb.answer(question).kind is kind


def test_a_question_back_is_never_asked_twice_in_a_row(kb: PolicyKB, answers: dict[str, Answer]) -> None:
    asked = [question for question, answer in answers.items() if answer.kind is AnswerKind.CLARIFY]
    for question in asked:
        assert kb.answer(question, Memory(clarified=True)).kind is not AnswerKind.CLARIFY


def test_all_samples_of_content_cite_something(answers: dict[str, Answer]) -> None:
    assert all(answer.citations for answer in answers.values() if answer.kind in STATED)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_an_honest_answer(kb: PolicyKB, message: str) -> None:
    assert_nothing_is_made_up(kb, kb.answer(message))


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(alphabet="第十一二三七九章条项款()（）的之0123456789. art", max_size=24))
def test_any_reference_gets_an_honest_answer(kb: PolicyKB, message: str) -> None:
    assert_nothing_is_made_up(kb, kb.answer(message))


@pytest.mark.parametrize("message", ["1条1000", "第七条第99999项", "第九万条", "第一百章"])
def test_numbers_far_beyond_the_text_are_denied_in_a_fixed_sentence(kb: PolicyKB, message: str) -> None:
    answer = kb.answer(message)
    assert answer.kind is AnswerKind.UNSTATED
    assert_nothing_is_made_up(kb, answer)


def test_full_width_and_traditional_are_the_same_question(kb: PolicyKB) -> None:
    plain = "第9条写的什么"
    assert unicodedata.normalize("NFKC", "第９條寫的什麼") != plain
    assert kb.answer("第９條寫的什麼") == kb.answer(plain)


def test_what_fits_two_passages_faintly_is_asked_back_once(kb: PolicyKB) -> None:
    """A model learnt anew is unsure of other scraps of the text: some are always asked back."""
    text = "".join(kb.regulation.source.split())
    scraps = [text[start : start + 4] for start in range(0, len(text), 3)]
    asked = {scrap: answer for scrap in scraps if (answer := kb.answer(scrap)).kind is AnswerKind.CLARIFY}
    assert asked
    for scrap, answer in asked.items():
        assert 2 <= len(answer.offers) <= 3
        assert [offer.value for offer in answer.offers] == [citation.unit for citation in answer.citations]
        assert kb.answer(scrap, Memory(clarified=True)).kind is not AnswerKind.CLARIFY
