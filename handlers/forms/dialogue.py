"""The dialogue of forms: words and files go to the open form; what is said by the way is answered first."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from handlers.dates import day, local_day
from handlers.form_state import FormTalk, Phase
from handlers.forms import report_words, steering_words
from handlers.forms.answering import Answering
from handlers.forms.attachments import Attachments, Received, Rejection
from handlers.forms.beside import in_the_open
from handlers.forms.drafts import give_up
from handlers.forms.engine import not_cancelled, take
from handlers.forms.form_kind import FormKind, FormRegistry
from handlers.forms.open_form import Opened, left, open_form, opened, shown
from handlers.forms.sense import sense
from handlers.forms.spec import Move, Taken, Talk
from handlers.messages import Event, EventKind, Media, MediaKind, Person, Text
from handlers.texts import flows
from handlers.texts import forms as texts
from handlers.turn import Decision, Outcome, Transaction, Turn, performed, say
from handlers.values import form_words
from handlers.values.readers import read_phone
from handlers.values.reading import Doubtful, Value
from handlers.values.vocabulary import made_of
from policy_kb.matching.accusing import hints_at_wrong
from policy_kb.models import Offer, OfferKind, Part, Sentence
from policy_kb.reading import Reading
from store.tables.applications import Draft
from store.work import Work

_FILES = frozenset({MediaKind.IMAGE, MediaKind.FILE})
_NOT_FOR_OTHERS = frozenset({EventKind.GROUP, EventKind.OVERHEARD, EventKind.EDIT, EventKind.UNSUBSCRIBE})


class Forms:
    """Takes the turn where a form is open, and 继续填写 where none is; anything else is for the next router."""

    vocabulary = made_of(*steering_words.RESUME_WORDS, form_words.STEERING_NOWHERE, marks="跳存")

    def __init__(self, forms: FormRegistry, answering: Answering, attachments: Attachments | None) -> None:
        self._registry = forms
        self._kinds = forms.by_name
        self._answering = answering
        self._attachments = attachments

    async def __call__(self, turn: Turn) -> Decision | None:
        """Answer words, a file, or 继续填写; a pressed offer comes back as its words."""
        content, talk = turn.inbound.content, turn.session.form
        if talk is None or turn.session.reporting:  # 继续填写 is plainly another matter than a report
            return self._without_form(content.reading, turn) if isinstance(content, Text) else None
        if talk.form not in self._kinds:
            return None
        if isinstance(content, Media):
            return await self._media(content, talk, turn)
        return self._text(content.reading, talk, turn) if isinstance(content, Text) else None

    def asks_below(self, decision: Decision, turn: Turn) -> Decision:
        """What another router decided while a form is open, with the form's question below it, once."""
        talk, content = turn.session.form, turn.inbound.content
        if talk is None or talk.form not in self._kinds or turn.session.reporting:
            return decision
        if isinstance(content, Event) and content.kind in _NOT_FOR_OTHERS:
            return decision
        if isinstance(decision, Outcome) and decision.sensitive:
            return _that_it_stays(decision)
        if isinstance(decision, Outcome) and not _may_ask(decision, turn):
            return decision
        return Transaction(lambda work: self._below(work, decision, talk, turn))

    def _without_form(self, words: Reading, turn: Turn) -> Transaction | None:
        """继续填写, and the words that steer a form where none is open: only a report may say those by the way."""
        said = words.bare
        if said in steering_words.RESUME_WORDS:
            return Transaction(lambda work: self._resume(work, turn))
        is_closed = turn.session.reporting or turn.inbound.person.traits.is_office_door
        steers = not is_closed and form_words.STEERING_NOWHERE.fullmatch(said)
        return Transaction(lambda work: self._nowhere(work, turn)) if steers else None

    def _text(self, words: Reading, talk: FormTalk, turn: Turn) -> Transaction | None:
        if words.bare in {"", "0"}:
            return None
        understood = self._answering.understand(words, turn)
        if understood.is_confidential and not _fills_in(words):
            return None  # its dialogue leaves no word behind; the draft stays
        said = sense(words, understood.kind)
        return Transaction(lambda work: self._take(work, words, said, talk, turn))

    async def _media(self, media: Media, talk: FormTalk, turn: Turn) -> Transaction:
        if media.kind not in _FILES:
            said = Sentence(text=texts.NO_SUCH_MEDIA)
            return Transaction(lambda work: self._say(work, (said,), talk, turn))
        if not talk.files or self._attachments is None:
            refused = Sentence(text=texts.NO_MEDIA_NOW)
            return Transaction(lambda work: self._say(work, (refused,), talk, turn))
        # Fetched before the transaction, which may run twice; a file without a row is swept away.
        received = await self._attachments.receive(turn.inbound.person, media, draft=talk.draft, cards=talk.cards)
        return Transaction(lambda work: self._attach(work, received, talk, turn))

    def _resume(self, work: Work, turn: Turn) -> Outcome:
        found = self._newest(work, turn.inbound.person)
        if found is None:
            first = self._registry.first
            return left(turn, say(texts.NO_DRAFT, offers=(first.begins_again(),), kind=first.kind))
        kind, draft = found
        return shown(opened(work, kind, draft, turn.inbound.person), (Sentence(text=texts.RESUMED),), turn)

    def _newest(self, work: Work, person: Person) -> tuple[FormKind, Draft] | None:
        """The draft that was changed last, of whatever form."""
        drafts = [(kind.draft_of(work, person), kind) for kind in self._kinds.values()]
        there = [(kind, draft) for draft, kind in drafts if draft is not None]
        return max(there, key=lambda found: found[1].updated_at) if there else None

    def _nowhere(self, work: Work, turn: Turn) -> Outcome:
        found = self._newest(work, turn.inbound.person)
        if found is not None:
            offer = Offer(label=texts.GO_ON_LABEL, kind=OfferKind.ASK, value=texts.GO_ON_LABEL)
            return left(turn, say(texts.NOWHERE_DRAFT, offers=(offer,), kind=found[0].kind))
        told, first = (texts.NOWHERE, texts.NOWHERE_HOW), self._registry.first
        return left(turn, say(*told, offers=(first.begins_again(),), kind=first.kind))

    def _opened(self, work: Work, talk: FormTalk, turn: Turn) -> Opened | Outcome:
        kind = self._kinds[talk.form]
        found = open_form(work, kind, talk.draft, turn.inbound.person)
        if isinstance(found, Opened):
            return found
        reply = say(texts.GONE, kind=kind.kind, offers=(kind.begins_again(),))
        return left(turn, replace(reply, parts=found) if found else reply)

    def _take(self, work: Work, words: Reading, said: Talk, talk: FormTalk, turn: Turn) -> Outcome:
        form = self._opened(work, talk, turn)
        if isinstance(form, Outcome):
            return form
        if form.draft.version != talk.seen:
            return shown(form, (Sentence(text=texts.CHANGED),), turn)
        person = turn.inbound.person
        special = form.kind.special(work, form.draft, form.filling, person, words.typed)
        if special is not None:
            return shown(opened(work, form.kind, form.draft, person), special, turn)
        return self._move(work, take(form.form, form.filling, words, said), form, words, turn)

    def _move(self, work: Work, taken: Taken, form: Opened, words: Reading, turn: Turn) -> Outcome:
        match taken.move:
            case Move.ASK:
                return shown(form.at(work, turn.inbound.person, taken.filling), taken.said, turn)
            case Move.OTHER:
                return self._beside(work, form, words, turn)
            case Move.SAVE:
                return self._save(work, taken, form, turn)
            case Move.CANCEL:
                give_up(work, form.draft)
                again = texts.begin_again(words=form.kind.again)
                return left(
                    turn, say(texts.CANCELLED, again, kind=form.kind.kind, offers=(form.kind.begins_again(),))
                )
            case Move.FINISH:
                return self._finish(work, form, turn)
            case _:
                assert_never(taken.move)

    def _beside(self, work: Work, form: Opened, words: Reading, turn: Turn) -> Outcome:
        """What is said by the way is answered, and the form asks again."""
        outcome = in_the_open(performed(self._answering.ask(words, turn), work))
        return _below(outcome, form, turn)

    def _save(self, work: Work, taken: Taken, form: Opened, turn: Turn) -> Outcome:
        kept = form.at(work, turn.inbound.person, taken.filling)
        until = day(local_day(kept.draft.expires_at))
        return left(turn, say(texts.saved(until=until), kind=form.kind.kind))

    def _finish(self, work: Work, form: Opened, turn: Turn) -> Outcome:
        person, talk = turn.inbound.person, turn.session.form
        if talk is None or talk.mark != form.mark:
            return shown(form, (Sentence(text=texts.FILES_CHANGED),), turn)
        ending = form.kind.finish(work, form.draft, form.filling, form.form, person)
        if ending.filling is not None:
            return shown(form.at(work, person, ending.filling), ending.parts, turn)
        reply = replace(say(kind=form.kind.kind, offers=ending.offers), parts=ending.parts)
        return left(turn, reply)

    def _attach(self, work: Work, received: Received | Rejection, talk: FormTalk, turn: Turn) -> Outcome:
        form = self._opened(work, talk, turn)
        if isinstance(form, Outcome):
            return form
        if isinstance(received, Rejection):
            return shown(form, (Sentence(text=received.text),), turn)
        person = turn.inbound.person
        said = form.kind.attach(work, form.draft, form.filling, person, received)
        return shown(opened(work, form.kind, form.draft, person), said, turn)

    def _say(self, work: Work, said: tuple[Part, ...], talk: FormTalk, turn: Turn) -> Outcome:
        form = self._opened(work, talk, turn)
        return form if isinstance(form, Outcome) else shown(form, said, turn)

    def _below(self, work: Work, decision: Decision, talk: FormTalk, turn: Turn) -> Outcome:
        outcome = performed(decision, work)
        if not _may_ask(outcome, turn):
            return outcome
        person = turn.inbound.person
        found = open_form(work, self._kinds[talk.form], talk.draft, person)
        if not isinstance(found, Opened):
            return outcome
        if found.filling.phase is not Phase.CANCELLING:
            return shown(found, (), turn, before=outcome)
        # A number that picks from what was just told must not give the form up.
        kept = found.at(work, person, not_cancelled(found.filling))
        return shown(kept, (Sentence(text=texts.NOT_CANCELLED),), turn, before=outcome)


def _below(outcome: Outcome, form: Opened, turn: Turn) -> Outcome:
    return shown(form, (), turn, before=outcome) if _may_ask(outcome, turn) else outcome


def _may_ask(outcome: Outcome, turn: Turn) -> bool:
    """Whether the form goes on below: not in a confidential talk, nor where another dialogue begins or asks."""
    if outcome.sensitive or outcome.forget or not outcome.replies:
        return False
    session = outcome.session
    is_held = session.held_code != turn.session.held_code and bool(session.held_code)
    is_same = session.form == turn.session.form
    was_cut = bool(turn.session.rest) and not session.rest and outcome.replies[-1].parts == turn.session.rest
    return is_same and not is_held and not was_cut and not outcome.replies[-1].asks


def _fills_in(words: Reading) -> bool:
    """Whether words are a figure, or leave a telephone and accuse nobody: such are for the form."""
    if form_words.FIGURES_ALONE.fullmatch(words.bare):
        return True
    is_phone = isinstance(read_phone(words.typed), Value | Doubtful)
    return is_phone and not hints_at_wrong(words.text) and not report_words.OF_REPORTING.search(words.typed)


def _that_it_stays(outcome: Outcome) -> Outcome:
    """A confidential answer leaves the form, and says how it is gone on with."""
    *earlier, last = outcome.replies
    stays = Sentence(text=flows.FORM_STAYS)
    if stays in last.parts:
        return outcome
    return replace(outcome, replies=(*earlier, replace(last, parts=(*last.parts, stays))))
