"""The office's acts on its checklists as actions: done by the functions of the commands."""

from collections.abc import Callable
from typing import Annotated

from pydantic import StringConstraints

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.checklists import (
    ItemChange,
    NewItem,
    add_item,
    change_item,
    free_code,
    full_reasons,
    place_reasons,
    retire_item,
)
from handlers.casework.fields import Number, asked
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName, Subject
from handlers.forms.spec import Answers
from handlers.identity.actors import StaffMember
from handlers.materials.checklist import LONGEST_HINT, LONGEST_LABEL
from handlers.results import Done, Reason, Result, Source
from handlers.staff.actions import typed_words
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action, Against, Check, Run, no_fault
from handlers.staff.actions.targets import Target, list_target
from handlers.texts import checklist as texts
from handlers.texts import desk_fields
from handlers.values.numerals import plainly, to_number
from handlers.values.words import bare
from policy_kb.models import Model
from store.queries.materials import checklist
from store.work import Work

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_LABEL)]
Hint = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_HINT)]
OptionalHint = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_HINT)]


class NewItemFields(Model):
    """A new item."""

    label: Label = asked(desk_fields.ITEM_LABEL)
    required: bool = asked(desk_fields.ITEM_REQUIRED)
    hint: OptionalHint = asked(desk_fields.ITEM_HINT, default="")


class LabelFields(Model):
    """Another name."""

    label: Label = asked(desk_fields.ITEM_LABEL)


class HintFields(Model):
    """What people should look after; 去掉 takes it away."""

    hint: Hint = asked(desk_fields.ITEM_NEW_HINT)


class PlaceFields(Model):
    """Another place in the list."""

    place: Number = asked(desk_fields.ITEM_PLACE)


def _add(visit: Acting, target: Target, given: Model | None, seen: int | None) -> Result:
    assert isinstance(given, NewItemFields)
    new = NewItem(free_code(visit.work, target.listed), given.label, given.hint, required=given.required)
    return add_item(visit.work, visit.member, target.listed, new, seen=seen)


def _changing(change: Callable[[Model | None], ItemChange]) -> Run:
    """An act that says one thing of an item otherwise."""

    def run(visit: Acting, target: Target, given: Model | None, seen: int | None) -> Result:
        assert target.item is not None
        return change_item(visit.work, visit.member, target.listed, target.item.code, change(given), seen=seen)

    return run


def _label(given: Model | None) -> ItemChange:
    assert isinstance(given, LabelFields)
    return ItemChange(label=given.label)


def _hint(given: Model | None) -> ItemChange:
    assert isinstance(given, HintFields)
    return ItemChange(hint="" if bare(given.hint) in typed_words.DROP_HINT else given.hint)


def _place(given: Model | None) -> ItemChange:
    """第2项, 2, 二: what is no place is none of the list's."""
    assert isinstance(given, PlaceFields)
    return ItemChange(place=_place_in(given.place))


def _place_in(words: str) -> int:
    found = to_number(plainly(bare(words).removeprefix("第").removesuffix("项").removesuffix("位")))
    return int(found) if found is not None and found == found.to_integral_value() else 0


def _no_such_place(
    work: Work, _member: StaffMember, target: Target, answers: Answers, _field: str
) -> tuple[Reason, ...]:
    return place_reasons(work, target.listed, _place_in(str(answers["place"])))


def _retire(visit: Acting, target: Target, _given: Model | None, seen: int | None) -> Result:
    assert target.item is not None
    return retire_item(visit.work, visit.member, target.listed, target.item.code, seen=seen)


def _nothing_against(_work: Work, _member: StaffMember, _target: Target) -> tuple[Reason, ...]:
    return ()


def _is_full(work: Work, _member: StaffMember, target: Target) -> tuple[Reason, ...]:
    return full_reasons(work, target.listed)


def _is_so(*, required: bool) -> Against:
    """Nothing is made what it is already."""

    def against(_work: Work, _member: StaffMember, target: Target) -> tuple[Reason, ...]:
        is_so = target.item is not None and target.item.required is required
        return (Reason(texts.IS_SO, Source.SYSTEM),) if is_so else ()

    return against


def _is_alone(work: Work, _member: StaffMember, target: Target) -> tuple[Reason, ...]:
    is_alone = len(checklist(work, target.listed.value)) == 1
    return (Reason(texts.IS_ALONE, Source.SYSTEM),) if is_alone else ()


def _the_list(work: Work, target: Target, _done: Done) -> Target:
    return list_target(work, target.listed)


def _now(_work: Work, target: Target) -> str:
    item = target.item
    return texts.now(label=item.label, hint=item.hint, required=item.required) if item else ""


def _warned(work: Work, target: Target) -> str:
    """Beside the item itself: what becomes of the files under it."""
    return f"{_now(work, target)}\n{texts.FILES_STAY}"


def _action(
    key: str,
    words: tuple[str, tuple[str, ...]],
    model: type[Model],
    run: Run,
    against: Against = _nothing_against,
    *,
    act: ActName = ActName.CHECKLIST_CHANGE,
    subject: Subject = Subject.ITEM,
    note: Callable[[Work, Target], str] = _now,
    check: Check = no_fault,
) -> Action:
    label, others = words
    return Action(
        key=f"checklist.{key}",
        label=label,
        words=(label, *others),
        subject=subject,
        row=TABLE[act],
        fields=model,
        run=run,
        against=against,
        note=note,
        check=check,
        after=_the_list,
    )


CHECKLIST_ACTIONS: tuple[Action, ...] = (
    _action(
        "add",
        typed_words.ADD_ITEM,
        NewItemFields,
        _add,
        _is_full,
        act=ActName.CHECKLIST_ADD,
        subject=Subject.LIST,
    ),
    _action("label", typed_words.RENAME_ITEM, LabelFields, _changing(_label)),
    _action("hint", typed_words.HINT_ITEM, HintFields, _changing(_hint)),
    _action(
        "require",
        typed_words.REQUIRE_ITEM,
        NothingFields,
        _changing(lambda _given: ItemChange(required=True)),
        _is_so(required=True),
    ),
    _action(
        "free",
        typed_words.FREE_ITEM,
        NothingFields,
        _changing(lambda _given: ItemChange(required=False)),
        _is_so(required=False),
    ),
    _action("move", typed_words.MOVE_ITEM, PlaceFields, _changing(_place), _is_alone, check=_no_such_place),
    _action("retire", typed_words.RETIRE_ITEM, NothingFields, _retire, act=ActName.CHECKLIST_RETIRE, note=_warned),
)
