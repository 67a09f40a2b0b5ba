"""The form of 意向登记, version 1, and what its end does: an entry that the office is told of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handlers.applications.phone_step import phone_step
from handlers.casework.intention_rows import IntentionFields
from handlers.casework.intentions import register_intention
from handlers.form_state import Filling
from handlers.forms import intention_words
from handlers.forms.drafts import give_up
from handlers.forms.form_kind import Ending, FormKind, Kept
from handlers.forms.spec import Choice, Form, Step
from handlers.messages import Person
from handlers.results import Refused
from handlers.texts import intentions as texts
from handlers.texts import privacy as privacy_texts
from handlers.texts import values as value_texts
from handlers.values.readers import likelihood, read_called, text_reader
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Offer, OfferKind, Sentence
from policy_kb.roles import PassageRole
from store.tables.applications import Draft, Intention
from store.tables.intentions import IntentionCall
from store.work import Work

NAME = "intention"


class IntentionForm(FormKind):
    """For people without a firm, and for whoever else likes."""

    name = NAME
    title = texts.TITLE
    kind = AnswerKind.SMALLTALK
    again = texts.TITLE
    keeps = (
        Kept(Intention, lambda count: privacy_texts.intentions(count=count)),
        Kept(IntentionCall, lambda count: privacy_texts.intention_calls(count=count)),
    )

    def __init__(self, kb: PolicyKB) -> None:
        scope = kb.role(PassageRole.SCOPE)
        shown = kb.show(Offer(label="", kind=OfferKind.UNIT, value=scope.citation.unit)) if scope else None
        offers = shown.offers if shown else ()
        self._areas = tuple(Choice(offer.value, offer.label) for offer in offers)
        self.versions: Mapping[int, tuple[Step, ...]] = {
            1: tuple(_steps(self._areas, scope.citation.label if scope else ""))
        }

    @property
    def newest(self) -> int:
        """The version that new drafts are begun with."""
        return max(self.versions)

    def declared(self, version: int) -> Form:
        """The form in a version."""
        return Form(
            name=NAME,
            version=version,
            title=texts.TITLE,
            model=IntentionFields,
            steps=self.versions[version],
            declaration=(Sentence(text=texts.CONSENT),),
            confirm_by=texts.CONSENT_WORD,
        )

    def form(self, work: Work, draft: Draft, filling: Filling, person: Person) -> Form:  # noqa: ARG002 -- not asked here
        """The form of the draft's version."""
        return self.declared(draft.form_version)

    def finish(self, work: Work, draft: Draft, filling: Filling, form: Form, person: Person) -> Ending:  # noqa: ARG002 -- not asked here
        """Register, tell the office that there is an entry, and erase the draft."""
        result = register_intention(work, person, IntentionFields.model_validate(filling.answers))
        if isinstance(result, Refused):
            return Ending(tuple(Sentence(text=one.text) for one in result.reasons), filling=filling)
        give_up(work, draft)
        return Ending((Sentence(text=texts.DONE), Sentence(text=texts.NEXT)))


def _steps(areas: tuple[Choice, ...], scope: str) -> Iterator[Step]:
    yield Step(
        field="called",
        label=texts.CALLED,
        prompt=texts.CALLED_ASK,
        example=texts.CALLED_EXAMPLE,
        read=read_called,
        again=value_texts.CALLED_SAID,
        words=("姓名", "名字"),
    )
    yield phone_step("电话", "手机", label=texts.PHONE, prompt=texts.PHONE_ASK, optional=True)
    yield Step(
        field="area",
        label=texts.AREA,
        prompt=texts.area_ask(label=scope),
        choices=areas,
        optional=True,
        when=lambda _answers: bool(areas),
    )
    yield Step(
        field="wish",
        label=texts.WISH,
        prompt=texts.WISH_ASK,
        example=texts.WISH_EXAMPLE,
        read=text_reader(texts.WISH, least=2, most=300),
        free=True,
        wonders=True,
        likely=likelihood(intention_words.SURE_WISH, intention_words.MAYBE_WISH),
    )
