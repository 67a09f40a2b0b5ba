"""What is recorded with the bureau's acts on a contract itself: one model an act."""

from handlers.casework.fields import Number, asked
from handlers.texts import desk_fields as texts
from policy_kb.models import Model


class BindingNumber(Model):
    """Which of the firm's people is unbound."""

    binding: Number = asked(texts.BINDING)
