"""An act that is being filled in at the desk: made from the session, shown as a reply, noted in the session."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from handlers.form_state import Filling, FormTalk, Phase
from handlers.forms.beside import without_numbers
from handlers.forms.engine import settled
from handlers.forms.prompting import prompt
from handlers.forms.spec import Form
from handlers.messages import Reply
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.opened_form import opened_form
from handlers.staff.actions.targets import Target
from handlers.staff.desk.desk_forms import PREFIX, is_desks
from handlers.staff.desk.visit import Visit
from handlers.texts import desk as texts
from handlers.turn import AtDesk, Outcome
from policy_kb.models import AnswerKind, Offer, OfferKind, Part, Sentence, citations_of


class OpenAction(Struct, frozen=True):
    """`seen` is the version of the target that the member was shown."""

    action: Action
    target: Target
    form: Form
    filling: Filling
    seen: int

    def at(self, filling: Filling) -> OpenAction:
        """The same act further on."""
        return replace(self, filling=filling)


def action_of(catalogue: Catalogue, talk: FormTalk | None) -> Action | None:
    """The action of a session's form, where the form is the desk's."""
    return catalogue.by_key.get(talk.form.removeprefix(PREFIX)) if talk and is_desks(talk) else None


def open_action(visit: Visit, action: Action, target: Target, filling: Filling, seen: int) -> OpenAction:
    """The act with its form."""
    form = opened_form(visit, action, target, filling.answers, at_desk=True)
    return OpenAction(action, target, form, settled(form, filling), seen)


def asked(
    visit: Visit, opened: OpenAction, said: tuple[Part, ...] = (), *, before: Outcome | None = None
) -> Outcome:
    """The turn's end with what the form asks now, below whatever was said first."""
    question = prompt(opened.form, opened.filling)
    head = before.replies[-1] if before and before.replies else Reply(parts=(), kind=AnswerKind.STATUS)
    parts = (*without_numbers(head), *map(_at_desk, (*said, *question.parts)))
    offers = tuple(_choice(opened, label, words) for label, words in question.choices)
    reply = replace(head, parts=parts, offers=offers, citations=citations_of(parts), asks=True)
    session = (before or visit.turn).session
    kept = replace(
        session, form=_talk(opened), menu=offers, rest=(), desk=visit.turn.session.desk or AtDesk(), greeted=True
    )
    return replace(before, replies=(reply,), session=kept) if before else Outcome((reply,), kept)


def _at_desk(part: Part) -> Part:
    """Hints without drafts: an act is done now, or not at all."""
    if not isinstance(part, Sentence):
        return part
    text = part.text
    for words, ours in texts.HINTS.items():
        text = text.replace(words, ours)
    return Sentence(text=text)


def _talk(opened: OpenAction) -> FormTalk:
    return FormTalk(
        form=f"{PREFIX}{opened.action.key}",
        seen=opened.seen,
        filling=opened.filling,
        subject=opened.target.number,
    )


def _choice(opened: OpenAction, label: str, words: str) -> Offer:
    if opened.filling.phase is Phase.REVIEW:
        label, words = texts.REVIEW_CHOICES.get(words, (label, words))
    return Offer(label=label, kind=OfferKind.ASK, value=words)
