"""Items of the office's checklist that the counter has on paper count as handed in, whoever mends later."""

from __future__ import annotations

from handlers.casework.checklists import NewItem, add_item
from handlers.casework.papers import papers_of
from handlers.casework.perform import Declaration
from handlers.casework.table import ActName
from handlers.results import Reason, Source
from handlers.texts import refusals as texts
from store.database import Database
from store.queries.applications import steps_of
from store.states import Kind, State
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.casework import given
from tests.handlers.casework.doing import resubmit, submit
from tests.handlers.casework.town import Town, done, refused


async def test_papers_count_as_handed_in_and_stay(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> None:
        town = Town(work)
        for code in ("letter", "copy"):
            done(add_item(work, town.office, Kind.PREPAYMENT, NewItem(code, f"材料 {code}")))
        paper = Declaration(words="承诺（纸质）", confirmed_at=work.now, sha256=(), on_paper=True)
        half = town.sending(papers=("letter",), declaration=paper, paper=town.paper())
        missing = texts.missing_items(labels=("材料 copy",))
        assert refused(submit(work, town.office, half)) == (Reason(missing, Source.OFFICE),)
        number = done(submit(work, town.office, town.sending(papers=("letter", "copy"), paper="1"))).subject
        sent = town.application(number)
        assert papers_of(work, sent.id) == {"letter", "copy"}
        town.does(ActName.RETURN, number, given.lacking(), by=town.colleague)
        done(resubmit(work, town.boss, number, town.sending()))
        assert sent.state == State.SUBMITTED.value
        assert papers_of(work, sent.id) == {"letter", "copy"}
        assert town.refuses(ActName.ACCEPT, number) == (Reason(texts.SENT_BY_YOU, Source.OFFICE),)
        town.does(ActName.ACCEPT, number, by=town.colleague)

    await database.write(act, clock())


async def test_what_nobody_handed_in_is_told_when_it_is_returned(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> None:
        town = Town(work)
        number = done(submit(work, town.office, town.sending(papers=("letter",), paper=town.paper()))).subject
        for code in ("letter", "copy"):
            done(add_item(work, town.office, Kind.PREPAYMENT, NewItem(code, f"材料 {code}")))
        town.does(ActName.RETURN, number, given.lacking(), by=town.colleague)
        told = steps_of(work, town.application(number).id)[-1].told
        assert "材料 copy" in told
        assert "材料 letter" not in told

    await database.write(act, clock())
