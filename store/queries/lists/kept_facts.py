"""The facts that applications share: rules are asked of these few, and an index finds the many that have them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from msgspec import Struct
from sqlalchemy import Select, select

from store.queries.lists.distinct import distinct_values
from store.queries.lists.waits import Able, WaitingRules, Waits
from store.standings.deriving import keep_standings
from store.standings.facts import Facts, read_facts
from store.tables.applications import ApplicationStanding, Arrangement, StandingFacts
from store.work import Work


class Kept(Struct, frozen=True):
    """All facts that some application has now, by their ids, and the rules to ask of them."""

    waits: Waits
    facts: Mapping[int, Facts]

    def where(self, fits: Callable[[Facts], bool]) -> list[int]:
        """The ids of those that fit."""
        return [number for number, facts in self.facts.items() if fits(facts)]


def kept_facts(work: Work, rules: WaitingRules, able: Able) -> Kept:
    """As it is in this unit of work."""
    keep_standings(work)
    arranged = select(Arrangement.value).where(Arrangement.name == rules.bureau_enters)
    waits = Waits(rules, able, bureau_enters=work.session.scalar(arranged) == "true")
    return Kept(waits, {number: read_facts(text) for number, text in work.session.execute(_distinct())})


@cache
def _distinct() -> Select[int, str]:
    """Those that some application has. Made once."""
    found = distinct_values(ApplicationStanding.facts_id)
    return select(StandingFacts.id, StandingFacts.facts).join(found, found.c.value == StandingFacts.id)
