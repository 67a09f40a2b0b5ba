"""What is answered to whoever complains: the right channel first, and how to leave it here all the same."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from handlers.casework.sealed.window import page_link
from handlers.messages import Reply, Text
from handlers.office import Office
from handlers.talk.danger import speaks_of_danger
from handlers.talk.leaving_phrases import said_button
from handlers.talk.written_words import show_for_review
from handlers.texts import complaining as texts
from handlers.texts import flows
from handlers.texts import office as office_texts
from handlers.turn import Outcome, Session, Told, ToldStage, Turn, say
from policy_kb.expressions import lazy_compile
from policy_kb.kb import PolicyKB
from policy_kb.matching.complaint_words import may_tell_of_wrong
from policy_kb.matching.concerns import UNSURE, Concern, concerns_of, subject_of
from policy_kb.matching.samples import STATED
from policy_kb.models import Answer, AnswerKind, Offer, OfferKind, Part, Sentence, citations_of
from policy_kb.reading import Reading
from policy_kb.roles import PassageRole

LONGEST = 1000
"""Characters that are remembered until they are handed in: with the rest of the session they fit its box."""

_OFFICES = frozenset({Concern.SUGGESTION, Concern.SERVICE})
"""What the office answers itself; everything else has a better place."""

_ENDS_AS_QUESTION = lazy_compile(r"[?？吗么]$")

_WISH = Told(concern=Concern.REPORT, stage=ToldStage.ASKED)
"""Of somebody who complains, and did not say of what: it may be a report."""

_ASKED = (*UNSURE, Concern.WAGES, Concern.PROCUREMENT, Concern.OWED, Concern.COUNTY)
_REPLACED = frozenset({AnswerKind.OOS})
"""Kinds whose answer says nothing beside the channel."""

_SAYS_NOTHING = _REPLACED | {AnswerKind.CLARIFY}

_LITTLE_SAID = _REPLACED | {AnswerKind.UNSTATED}
"""Kinds beside which a suggestion comes first; below an answer of the measure it is but offered."""


class Complaining:
    """The dialogue of whoever complains, up to where something is left. Nothing that it answers is ever stored."""

    def __init__(self, kb: PolicyKB, office: Office, web_link: str) -> None:
        self._kb = kb
        self._office = office
        self._link = page_link(web_link)

    def complaint(self, turn: Turn) -> Outcome:
        """Sort what was said; in a talk about a report everything goes on being one."""
        content = turn.inbound.content
        said = content.reading.text if isinstance(content, Text) else ""
        told = None if turn.session.wishes_to_complain else turn.session.told
        if told is not None and told.concern is Concern.REPORT:
            return self.report(turn)
        if told is not None and not may_tell_of_wrong(said):
            return self.concern(told.concern, turn, joined(told.words, _words(turn)))
        found = concerns_of(said, AnswerKind.COMPLAINT) if said else UNSURE
        if found == UNSURE:
            return self.which(turn)
        return self._led(found[0], said, turn)

    def subject(self, question: Reading, answer: Answer, reply: Reply, turn: Turn) -> Outcome | None:
        """What was told right after 我要投诉: how it is left first, its answer below; None for another matter."""
        found = subject_of(question.text, answer.kind)
        if not found or turn.inbound.person.traits.is_office_door:
            return None
        if found == UNSURE:
            return _above(self._which_after_all(turn), reply)
        may_tell = may_tell_of_wrong(question.text) or speaks_of_danger(turn) or _is_elsewhere(turn)
        told = Told(concern=found[0], words=_words(turn))
        if found[0] in _OFFICES and not may_tell and 0 < len(told.words) <= LONGEST:
            return _above(show_for_review(told, turn), reply)
        return _above(self._led(found[0], question.text, turn), reply)

    def _led(self, concern: Concern, said: str, turn: Turn) -> Outcome:
        """Where it belongs; what may tell a wrong is not remembered."""
        if concern is not Concern.REPORT and speaks_of_danger(turn):
            return self._in_danger(concern, turn)
        return self.concern(concern, turn, "" if may_tell_of_wrong(said) else _words(turn))

    def report(self, turn: Turn) -> Outcome:
        """12388, the page where it is open, and that nothing was kept."""
        parts = (
            Sentence(text=flows.COMPLAINT_FIRST),
            Sentence(text=self._page()),
            Sentence(text=texts.NOT_KEPT),
            *self._windows(),
        )
        offers = () if _is_elsewhere(turn) else (said_button(texts.NO_REPORT_COMMAND),)
        return self._confided(turn, parts, offers, Told(concern=Concern.REPORT))

    def which(self, turn: Turn) -> Outcome:
        """The one question, by buttons."""
        if _is_elsewhere(turn):
            return self._confided(turn, (*self._first(), Sentence(text=self._on_the_page())), (), _WISH)
        offers = tuple(said_button(texts.KIND_LABELS[concern]) for concern in _ASKED)
        return self._confided(turn, (Sentence(text=texts.WHICH),), offers, _WISH)

    def _which_after_all(self, turn: Turn) -> Outcome:
        """The question once more, below 12388: what was told may be a report."""
        asked = self.which(turn)
        (reply,) = asked.replies
        return asked if _is_elsewhere(turn) else replace(asked, replies=(_below(flows.COMPLAINT_FIRST, reply),))

    def concern(self, concern: Concern, turn: Turn, words: str = "") -> Outcome:
        """Whose business it is, then that it can be left here; `words` are remembered until then."""
        if concern is Concern.REPORT:
            return self.report(turn)
        words = words if len(words) <= LONGEST else ""
        told = Told(concern=concern, words=words)
        parts = (*self.channel(concern), *self._left_how(concern, turn, words))
        offers = () if _is_elsewhere(turn) else (_leave(concern), said_button(texts.REPORT_COMMAND))
        return self._confided(turn, parts, offers, told)

    def asks_of_the_measure(self, words: Reading) -> bool:
        """Whether words are a plain question that the measure answers, and so no more of what is written."""
        return bool(_ENDS_AS_QUESTION.search(words.typed.strip())) and self._kb.answer(words).kind in STATED

    def by_code(self, turn: Turn) -> Outcome:
        """A report is followed on its page alone; that somebody asked is kept nowhere."""
        reply = say(texts.by_code(link=self._link), kind=AnswerKind.COMPLAINT)
        session = replace(turn.session, reporting=True, rest=())
        return Outcome((reply,), session, sensitive=True)

    def is_report(self, words: Reading | str) -> bool:
        """Whether what somebody writes to be kept openly tells a wrong after all."""
        reading = Reading.of(words)
        said = reading.text
        if not may_tell_of_wrong(said) or concerns_of(said, AnswerKind.COMPLAINT) != (Concern.REPORT,):
            return False
        return self._kb.may_report(reading, self._kb.answer(reading))

    def _in_danger(self, concern: Concern, turn: Turn) -> Outcome:
        """No confidence, in which nobody could be told of the danger; and nothing is remembered of it."""
        led = self.concern(concern, turn)
        session = replace(turn.session, menu=led.session.menu, rest=())
        return replace(led, session=session, sensitive=False)

    def channel(self, concern: Concern) -> tuple[Part, ...]:
        """Whose business it is, and what the office arranged of it."""
        arranged = self._office.channels.get(concern)
        also = (Sentence(text=texts.also(said=arranged)),) if arranged else ()
        return (Sentence(text=texts.CHANNELS[concern]), *also)

    def beside(self, question: Reading, answer: Answer, outcome: Outcome, turn: Turn) -> Outcome:
        """An answer of another kind, with the channel where the question plainly complains as well."""
        found = concerns_of(question.text, answer.kind)
        if not found or turn.inbound.person.traits.is_office_door:
            return outcome
        (concern,), (reply,) = found, outcome.replies
        if concern in _OFFICES and answer.kind not in _LITTLE_SAID:
            return outcome if _is_elsewhere(turn) else replace(outcome, replies=(_offered(reply),))
        if question.tells_of_danger:
            return _of_the_kind(self._in_danger(concern, turn), reply)
        words = "" if may_tell_of_wrong(question.text) else question.typed.strip()
        return _of_the_kind(self.concern(concern, turn, words), reply)

    def _left_how(self, concern: Concern, turn: Turn, words: str) -> Iterator[Part]:
        if _is_elsewhere(turn):
            yield Sentence(text=self._on_the_page())
            return
        how = texts.TO_LEAVE if concern in _OFFICES else texts.STILL
        yield Sentence(text=f"{how}{texts.HELD if words else texts.NOT_HELD}")

    def _first(self) -> Iterator[Part]:
        yield Sentence(text=flows.COMPLAINT_FIRST)
        yield Sentence(text=texts.NOT_KEPT)

    def _page(self) -> str:
        if not self._office.is_report_open:
            return texts.REPORT_CLOSED
        return texts.report_open(link=self._link) if self._link else texts.REPORT_NO_LINK

    def _on_the_page(self) -> str:
        return texts.on_the_page(link=self._link)

    def _windows(self) -> tuple[Part, ...]:
        """The windows that the document writes of, and the link to them."""
        quotation = self._kb.role(PassageRole.WINDOWS)
        if quotation is None:
            return ()
        portal = Sentence(text=office_texts.portal(office=self._office))
        return (Sentence(text=flows.COMPLAINT_WINDOWS), quotation, portal)

    def is_ordinary(self, words: Reading) -> bool:
        """Whether a complaint is plainly none that may report: of a danger told in it staff may hear."""
        found = concerns_of(words.text, self._kb.answer(words).kind)
        return bool(found) and Concern.REPORT not in found

    @staticmethod
    def _confided(turn: Turn, parts: tuple[Part, ...], offers: tuple[Offer, ...], told: Told | None) -> Outcome:
        stays = (Sentence(text=flows.FORM_STAYS),) if turn.session.form else ()
        whole = (*parts, Sentence(text=flows.HOW_TO_LEAVE), *stays)
        reply = Reply(parts=whole, offers=offers, kind=AnswerKind.COMPLAINT, citations=citations_of(whole))
        return Outcome((reply,), _confiding(turn.session, told, offers), sensitive=True)


def joined(words: str, more: str) -> str:
    """What was said before, with what was said now below it."""
    return "\n".join(part for part in (words, more) if part)


def _confiding(session: Session, told: Told | None, offers: tuple[Offer, ...]) -> Session:
    return replace(session, reporting=True, told=told, menu=offers, rest=())


def _below(first: str, reply: Reply) -> Reply:
    return replace(reply, parts=(Sentence(text=first), *reply.parts))


def _above(led: Outcome, reply: Reply) -> Outcome:
    """What was led, above what else was answered, if that says anything."""
    if reply.kind in _SAYS_NOTHING:
        return led
    (channel,) = led.replies
    parts = (*channel.parts, *_without_offers(reply))
    return replace(led, replies=(replace(channel, parts=parts, citations=citations_of(parts)),))


def _without_offers(reply: Reply) -> tuple[Part, ...]:
    """Its parts without what leads to its offers, in whose place those of the channel stand."""
    last = reply.parts[-1] if reply.parts else None
    leads = bool(reply.offers) and isinstance(last, Sentence) and last.text.endswith("：")
    return reply.parts[:-1] if leads else reply.parts


def _of_the_kind(led: Outcome, reply: Reply) -> Outcome:
    """The channel first, above what was answered; the kind stays what it was."""
    (channel,) = led.replies
    below = () if reply.kind in _REPLACED else _without_offers(reply)
    told = replace(channel, kind=reply.kind, parts=(*channel.parts, *below), citations=reply.citations)
    return replace(led, replies=(told,))


def _offered(reply: Reply) -> Reply:
    parts = (*reply.parts, Sentence(text=texts.OFFERED))
    return replace(reply, parts=parts, commands=(*reply.commands, said_button(texts.SUGGEST_COMMAND)))


def _is_elsewhere(turn: Turn) -> bool:
    traits = turn.inbound.person.traits
    return traits.answers_only or traits.is_office_door


def _leave(concern: Concern) -> Offer:
    label = texts.LEAVE_LABEL if concern in _OFFICES else texts.LEAVE_COMMAND
    return Offer(label=label, kind=OfferKind.ASK, value=texts.LEAVE_COMMAND)


def _words(turn: Turn) -> str:
    content = turn.inbound.content
    return content.text.strip() if isinstance(content, Text) else ""
