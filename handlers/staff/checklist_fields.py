"""What is recorded with the office's acts on its checklists: one model an act."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from handlers.casework.fields import Number, asked
from handlers.materials.checklist import LONGEST_HINT, LONGEST_LABEL
from handlers.texts import desk_fields as texts
from policy_kb.models import Model

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_LABEL)]
Hint = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_HINT)]
OptionalHint = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_HINT)]


class NewItemFields(Model):
    """A new item."""

    label: Label = asked(texts.ITEM_LABEL)
    required: bool = asked(texts.ITEM_REQUIRED)
    hint: OptionalHint = asked(texts.ITEM_HINT, default="")


class LabelFields(Model):
    """Another name."""

    label: Label = asked(texts.ITEM_LABEL)


class HintFields(Model):
    """What people should look after; 去掉 takes it away."""

    hint: Hint = asked(texts.ITEM_NEW_HINT)


class PlaceFields(Model):
    """Another place in the list."""

    place: Number = asked(texts.ITEM_PLACE)
