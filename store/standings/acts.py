"""The acts that decide where an application stands, and by which one person must not do two things.

`handlers.casework.table` declares acts; it refuses one whose duty is not told here.
"""

from __future__ import annotations

FULFIL, LAPSE = "fulfil", "lapse"
"""The acts that say of the meeting's condition that it is met, and that it never will be."""

SUPERSEDE = "supersede"
"""By it a later sitting changes the result, and so the condition."""

SENDING = frozenset({"submit", "resubmit", "correct_entry"})
APPROVING = frozenset({"agree", "agree_partly", "agree_in_principle", "minutes", FULFIL, SUPERSEDE})
