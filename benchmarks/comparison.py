"""First citation right, beside peers that got the same passages and the same questions in the same run."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.peers.outcomes import PeerRun
from benchmarks.peers.runs import PEERS, ask_peer
from benchmarks.report import first_citation_row
from benchmarks.scoring import Question, Verdict
from benchmarks.tables import Table
from policy_kb.kb import PolicyKB
from policy_kb.passages import Units


def ask_peers(kb: PolicyKB, questions: Sequence[Question]) -> list[PeerRun]:
    """Every peer over the articles and items that the product itself can cite."""
    passages = {unit.id: unit.text for unit in Units(kb.regulation).all}
    return [ask_peer(peer, passages, [question.q for question in questions]) for peer in PEERS]


def comparison_table(
    name: str, verdicts: Sequence[Verdict], seconds: Sequence[float], runs: Sequence[PeerRun]
) -> Table:
    """The product's row, then the peers'; `verdicts` and the runs answer the same content questions in order."""
    ours = first_citation_row("this assistant", (v.first for v in verdicts), seconds)
    questions = [verdict.question for verdict in verdicts]
    return Table(
        f"{name}: first citation right, questions that the measure answers",
        ("", "count", "share (95 % interval)", "p50 ms", "p99 ms"),
        (ours, *(_peer_row(run, questions) for run in runs if not run.trouble)),
        tuple(f"{run.name} is missing: {run.trouble}" for run in runs if run.trouble),
    )


def _peer_row(run: PeerRun, questions: Sequence[Question]) -> tuple[str, ...]:
    firsts = (found.first in question.allowed for found, question in zip(run.found, questions, strict=True))
    return first_citation_row(run.name, firsts, [found.seconds for found in run.found])
