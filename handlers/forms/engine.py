"""The form engine: what becomes of words while a form asks. Pure: no database, no channel, no clock."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.form_state import Filling, Phase
from handlers.forms import steering_words
from handlers.forms.choosing import read_choice
from handlers.forms.commands import Command, change_asked, find_command
from handlers.forms.correcting import Correction, find_correction
from handlers.forms.declaring import while_declaring, while_reviewing
from handlers.forms.moving import ahead, at, step_of, unanswered
from handlers.forms.prompting import prompt
from handlers.forms.spec import Answers, Form, Move, Step, Taken, Talk
from handlers.forms.steering import named, steer, which_to_change
from handlers.forms.whole_answer import why_not
from handlers.texts import forms as texts
from handlers.values import form_words
from handlers.values.numerals import NUMERIC
from handlers.values.reading import Doubtful, Invalid, Likely, Parsed, Stored, Value
from handlers.values.words import bare, without_symbols
from policy_kb.models import Part, Sentence
from policy_kb.reading import Reading


def begin(form: Form, answers: Answers | None = None) -> Filling:
    """A form at its first step that has no answer yet."""
    return ahead(form, Filling(answers=dict(answers or {})))


def take(form: Form, filling: Filling, words: Reading | str, talk: Talk = Talk.PLAIN) -> Taken:
    """What the words do to the form; they become a value only where the step's reader says that they are one."""
    filling = settled(form, filling)
    words = _picked(form, filling, Reading.of(words))
    correction = find_correction(form, filling, words)
    command = None if correction and correction.to else _command(form, filling, words)
    if filling.phase is Phase.CANCELLING:
        return _while_cancelling(form, filling, command, words)
    if command is not None and not _is_value(form, filling, command, words):
        return steer(form, filling, command, words)
    if correction is not None and (corrected := _correct(form, filling, correction)):
        return corrected
    match filling.phase:
        case Phase.ASKING:
            return _while_asking(form, filling, words, talk)
        case Phase.REVIEW:
            return while_reviewing(form, filling, words)
        case Phase.DECLARING:
            return while_declaring(form, filling, words)


def take_files(form: Form, filling: Filling) -> bool:
    """Whether a file belongs to the step that is asked."""
    filling = settled(form, filling)
    step = step_of(form, filling)
    return filling.phase is Phase.ASKING and step is not None and step.files


def _picked(form: Form, filling: Filling, words: Reading) -> Reading:
    """What a number stands for where the form itself offers choices; a step reads its own."""
    said, choices = words.bare, prompt(form, filling).choices
    is_own = filling.phase is Phase.ASKING and not filling.doubt
    if is_own or not (said.isascii() and said.isdigit()) or not 0 < int(said[:6]) <= len(choices):
        return words
    return Reading(choices[int(said[:6]) - 1][1])


def settled(form: Form, filling: Filling) -> Filling:
    """The filling on a step that the form still asks: answers may have changed which concern it."""
    if filling.phase is Phase.ASKING and step_of(form, filling) is None:
        return ahead(form, filling)
    if filling.phase in {Phase.REVIEW, Phase.DECLARING} and unanswered(form, filling.answers):
        return ahead(form, filling)
    return filling


def _is_value(form: Form, filling: Filling, command: Command, words: Reading) -> bool:
    """Whether a word that steers is rather one of the step's own choices."""
    step = step_of(form, filling)
    if filling.phase is not Phase.ASKING or step is None or filling.doubt:
        return False
    return command in {Command.SKIP, Command.NEXT} and isinstance(read_choice(step, words), Value)


def _command(form: Form, filling: Filling, words: Reading) -> Command | None:
    """The word that steers; 没有电话 skips the step of that name, unless its values are such words."""
    command, step = find_command(words), step_of(form, filling)
    if command is Command.CHANGE and form_words.CHANGES_LOOSELY.match(words.bare):
        what = change_asked(words)
        command = command if not what or named(form.asked(filling.answers), what) else None
    if command is not None or step is None or step.choices or (step.free and step.likely is None):
        return command
    found = form_words.SKIPPED_BY_NAME.match(words.bare)
    is_here = found is not None and any(found["what"] in name for name in (step.label, *step.words))
    return Command.SKIP if is_here else None


def _correct(form: Form, filling: Filling, correction: Correction) -> Taken | None:
    """The new value in its place, or the place asked again; None where the words fit nowhere."""
    if not correction.steps:
        return Taken(Move.ASK, filling, which_to_change(form, filling, texts.CHANGE_WHICH))
    first = correction.steps[0]
    if first.field != filling.asking and not filling.has(first.field):
        return Taken(Move.ASK, filling, _said(texts.NOT_ANSWERED_YET))
    if not correction.to or first.files:
        return Taken(Move.ASK, at(filling, first), _said(texts.CORRECTING))
    tried = (_corrected(form, filling, step, correction) for step in correction.steps)
    return next((taken for taken in tried if taken is not None), None)


def _corrected(form: Form, filling: Filling, step: Step, correction: Correction) -> Taken | None:
    reading = _read(step, Reading(correction.to), Talk.PLAIN)
    if isinstance(reading, Value):
        return put(form, filling, step, reading.stored)
    if isinstance(reading, Doubtful):
        return Taken(Move.ASK, replace(at(filling, step), doubt=(reading.stored,)))
    if not correction.is_named:
        return None
    parts = reading.parts if isinstance(reading, Invalid) else _said(why_not(step))
    return Taken(Move.ASK, at(filling, step), parts)


_AFTER_ALL = frozenset({Command.CHANGE, Command.BACK, Command.SUMMARY, Command.HELP})
"""Words that go on with a form, said when one was asked whether to give it up."""


def not_cancelled(filling: Filling) -> Filling:
    """The filling where it was before one was asked whether to give it up."""
    return replace(filling, phase=Phase.ASKING if filling.asking else Phase.REVIEW)


def _while_cancelling(form: Form, filling: Filling, command: Command | None, words: Reading) -> Taken:
    back = not_cancelled(filling)
    if command is Command.CANCEL_SURE:
        return Taken(Move.CANCEL, filling)
    if command is Command.SAVE:
        return Taken(Move.SAVE, back)
    if command in _AFTER_ALL:
        taken = steer(form, back, command, words)
        return replace(taken, said=(*_said(texts.NOT_CANCELLED), *taken.said))
    return Taken(Move.ASK, back, _said(texts.NOT_CANCELLED))


def _while_asking(form: Form, filling: Filling, words: Reading, talk: Talk) -> Taken:
    step = step_of(form, filling)
    assert step is not None
    if filling.doubt:
        return _resolve_doubt(form, filling, step, words, talk)
    reading = _too_early(form, step, words, talk) or _read(step, words, talk)
    match reading:
        case Value(stored):
            return put(form, filling, step, stored)
        case Doubtful(stored):
            return Taken(Move.ASK, replace(filling, doubt=(stored,)))
        case Invalid(parts):
            return Taken(Move.ASK, filling, parts)
        case None:
            return _unlike(filling, step, words, talk)


def _too_early(form: Form, step: Step, words: Reading, talk: Talk) -> Invalid | None:
    """The words that end a form are no value of one of its steps, nor anything else while it is open."""
    said = words.bare
    is_record = step.free and step.likely is None
    is_ending = said in {bare(form.confirm_by), *steering_words.ENDING_WORDS}
    if not is_ending and (is_record or not form_words.ENDING.fullmatch(said)):
        return None
    if not step.free and _read(step, words, talk) is not None:
        return None
    return Invalid(_said(why_not(step)))


def _resolve_doubt(form: Form, filling: Filling, step: Step, words: Reading, talk: Talk) -> Taken:
    said = words.bare
    plain = replace(filling, doubt=())
    if said in steering_words.YES_WORDS:
        return put(form, plain, step, filling.doubt[0])
    if said in steering_words.NO_WORDS:
        return Taken(Move.ASK, plain, _said(texts.NOT_DOUBTED))
    return _while_asking(form, plain, words, talk)


def _read(step: Step, words: Reading, talk: Talk) -> Parsed:
    if step.free:
        return _read_free(step, words, talk)
    if step.choices:
        return read_choice(step, Reading(without_symbols(words.typed)))
    reading = step.read(without_symbols(words.typed))
    if isinstance(reading, Value) and talk in {Talk.ASKS, Talk.WONDERS}:
        return Doubtful(reading.stored)
    return reading


def _read_free(step: Step, words: Reading, talk: Talk) -> Parsed:
    """Almost any words would do: what is said by the way is kept out, or asked about first."""
    likely = step.likely(words.typed) if step.likely else (Likely.SURELY if talk is Talk.PLAIN else Likely.MAYBE)
    wonders = talk is Talk.WONDERS
    if talk in {Talk.ASKS, Talk.CHAT} or likely is Likely.HARDLY or (wonders and likely is Likely.MAYBE):
        return None
    reading = step.read(words.typed)
    is_told = talk is Talk.PLAIN or wonders if step.wonders else not wonders
    is_plain = likely is Likely.SURELY and is_told
    return reading if is_plain or not isinstance(reading, Value) else Doubtful(reading.stored)


def _unlike(filling: Filling, step: Step, words: Reading, talk: Talk) -> Taken:
    """Not a value: said to be none where it was meant as one, else left to whoever answers questions."""
    is_stray = talk is Talk.STRAY and not step.free
    is_tried = talk in _TOLD and (_is_figure(words) or words.bare in _ANSWERS)
    return Taken(Move.ASK, filling, _said(why_not(step))) if is_stray or is_tried else Taken(Move.OTHER, filling)


_TOLD = frozenset(Talk) - {Talk.ASKS, Talk.WONDERS}
_ANSWERS = steering_words.YES_WORDS | steering_words.NO_WORDS
_FIGURES = NUMERIC | frozenset("年月日号-/+")


def _is_figure(words: Reading) -> bool:
    """Whether words are a number, a sum, a day, a telephone or one letter rather than anything else."""
    said = words.bare
    return len(said) == 1 or (bool(said) and 2 * sum(char in _FIGURES for char in said) >= len(said))


def put(form: Form, filling: Filling, step: Step, stored: Stored) -> Taken:
    """The value in its place, and the form at what comes next; or the reasons against it."""
    if reasons := step.check(stored):
        return Taken(Move.ASK, replace(filling, doubt=()), reasons)
    answers = dict(filling.answers)
    if filling.has(step.field) and answers[step.field] != stored:
        for name in step.resets:
            answers.pop(name, None)
    answers[step.field] = stored
    said = () if step.choices else _said(texts.taken(label=step.label, shown=step.show(stored)))
    return Taken(Move.ASK, ahead(form, Filling(answers=answers)), said)


def _said(text: str) -> tuple[Part, ...]:
    return (Sentence(text=text),)
