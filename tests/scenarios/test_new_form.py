"""A form made here is filled in, kept, shown, erased and begun anew by its declaration, or refused."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.wiring import Parts
from handlers.form_state import Filling
from handlers.forms.dialogue import Forms
from handlers.forms.drafts import begin_draft, give_up
from handlers.forms.engine import begin
from handlers.forms.form_kind import Ending, FormKind, FormRegistry, IncompleteFormError, Kept
from handlers.forms.open_form import opened, shown
from handlers.forms.spec import Form, Step
from handlers.messages import Person, Reply, Text
from handlers.office import Office
from handlers.talk.privacy import Privacy
from handlers.talk.questions import Questions
from handlers.talk.whole_text import WholeText
from handlers.turn import Outcome, Router, Session, Transaction, Turn
from handlers.values.readers import text_reader
from policy_kb.models import AnswerKind, Model, Sentence
from store.tables.applications import Draft, Intention
from store.tables.audit import AuditRow
from store.work import Work
from tests.dialogue import Dialogue


class _Stall(Model):
    """What a market stall is registered with."""

    goods: str


_STEP = Step("goods", "货品", "卖什么？", read=text_reader("货品"))
_FORM = Form(name="stall", version=1, title="摊位登记", model=_Stall, steps=(_STEP,))


class StallForm(FormKind):
    """摊位登记, of which no other module knows."""

    name = "stall"
    title = "摊位登记"
    kind = AnswerKind.STATUS
    again = "登记摊位"
    keeps = (Kept(Intention, lambda count: f"摊位：{count} 个。"),)
    newest = 1

    def form(self, work: Work, draft: Draft, filling: Filling, person: Person) -> Form:
        """One question, and the summary."""
        return _FORM

    def finish(self, work: Work, draft: Draft, filling: Filling, form: Form, person: Person) -> Ending:
        """Keep it."""
        work.add(
            Intention(
                channel=person.channel.value,
                address=person.address,
                data=_Stall.model_validate(filling.answers).model_dump_json(),
                registered_at=work.now,
                handled_at=None,
                handled_by=None,
            )
        )
        give_up(work, draft)
        return Ending((Sentence(text="已登记摊位。"),))


class Market:
    """The product with this form alone."""

    def __init__(self, parts: Parts) -> None:
        self._parts, self._form = parts, StallForm()
        registry = FormRegistry(self._form)
        questions = Questions(parts.kb, {}, Office(), WholeText(parts.kb, ""))
        self._routers: tuple[Router, ...] = (
            self._begin,
            Privacy(parts.kb, Office(), registry),
            Forms(registry, questions, None),
        )
        self._session = Session(greeted=True)

    async def _begin(self, turn: Turn) -> Transaction | None:
        content = turn.inbound.content
        is_wanted = isinstance(content, Text) and content.text == self._form.again
        return Transaction(lambda work: self._opened(work, turn)) if is_wanted else None

    def _opened(self, work: Work, turn: Turn) -> Outcome:
        person = turn.inbound.person
        draft = begin_draft(work, person, begin(_FORM), form="stall", version=1, firm_id=None)
        return shown(opened(work, self._form, draft, person), (), turn)

    async def says(self, words: str) -> Reply:
        """One message, and its answer."""
        inbound = Dialogue(self._parts).message(Text(words))
        turn = Turn(inbound=inbound, session=self._session, now=self._parts.clock())
        for router in self._routers:
            decision = await router(turn)
            if decision is None:
                continue
            outcome = decision
            if isinstance(decision, Transaction):
                outcome = await self._parts.database.write(decision.perform, turn.now)
            assert isinstance(outcome, Outcome)
            self._session = outcome.session
            return outcome.replies[-1]
        raise AssertionError(words)


async def test_a_new_form_is_whole_by_its_declaration_alone(parts: Parts) -> None:
    market = Market(parts)
    assert "卖什么？" in (await market.says("登记摊位")).text
    shown = await market.says("查我的信息")
    assert "草稿：1 份（摊位登记）" in shown.text
    assert "卖什么？" in (await market.says("继续填写")).text
    await market.says("取消")
    given_up = await market.says("确认取消")
    assert "登记摊位" in given_up.text
    assert [offer.value for offer in given_up.offers] == ["登记摊位"]
    await market.says("登记摊位")
    assert "连翘茶" in (await market.says("连翘茶")).text
    assert (await market.says("确认")).text == "已登记摊位。"
    assert "摊位：1 个。" in (await market.says("查我的信息")).text
    await market.says("删除我的信息")
    await market.says("确认删除")
    kept = await parts.database.read(
        lambda work: (work.all(select(Intention)), work.all(select(Draft))), parts.clock()
    )
    assert kept == ([], [])
    assert "摊位" not in (await market.says("查我的信息")).text


@pytest.mark.parametrize(
    ("lacking", "message"),
    [
        ({"title": ""}, "form Scratch: name title"),
        ({"again": ""}, "form Scratch: name again"),
        ({"name": ""}, "form Scratch: name name"),
        ({"keeps": (Kept(AuditRow, str),)}, "AuditRow has no channel and address"),
    ],
)
def test_a_form_that_is_not_whole_is_refused_with_what_it_lacks(lacking: dict[str, object], message: str) -> None:
    scratch = type("Scratch", (StallForm,), lacking)
    with pytest.raises(IncompleteFormError, match=message):
        FormRegistry(scratch())


def test_a_form_that_leaves_out_a_declaration_is_refused() -> None:
    class Bare(FormKind):
        name, title, kind, newest = "bare", "空表", AnswerKind.STATUS, 1
        form, finish = StallForm.form, StallForm.finish

    with pytest.raises(IncompleteFormError, match="name again"):
        FormRegistry(Bare())
    with pytest.raises(IncompleteFormError, match="same name"):
        FormRegistry(StallForm(), StallForm())
