"""Acts of casework on the measure: the functions of `perform` with the tests' knowledge base."""

from __future__ import annotations

from functools import partial

from handlers.casework import perform as acts
from tests.measure import opened

perform = partial(acts.perform, kb=opened())
submit = partial(acts.submit, kb=opened())
correct = partial(acts.correct, kb=opened())
resubmit = partial(acts.resubmit, kb=opened())
