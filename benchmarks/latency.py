"""p50 and p99 of an answer in process, beside rapidfuzz token_set_ratio over the articles."""

from __future__ import annotations

import asyncio
import time

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.questions import all_questions
from bot.commands.ask import answer
from bot.settings import ROOT
from handlers.office import Office
from handlers.registry import Assistant
from policy_kb.kb import PolicyKB


def _show(name: str, times: list[float]) -> None:
    p50, p99 = np.percentile(np.array(times) * 1000, [50, 99])
    print(f"{name}: p50 {p50:.3f} ms, p99 {p99:.3f} ms")


async def _ours(assistant: Assistant, questions: list[str]) -> list[float]:
    times = []
    for question in questions:
        started = time.perf_counter()
        await answer(assistant, question)
        times.append(time.perf_counter() - started)
    return times


def _peer(articles: list[str], questions: list[str]) -> list[float]:
    times = []
    for question in questions:
        started = time.perf_counter()
        process.extractOne(question, articles, scorer=fuzz.token_set_ratio)
        times.append(time.perf_counter() - started)
    return times


def main() -> None:
    kb = PolicyKB.open(ROOT / "policy_kb" / "data" / "anze")
    assistant, questions = Assistant(kb, Office()), all_questions()
    asyncio.run(_ours(assistant, questions[:300]))  # warm
    _show("product, from question to cited answer", asyncio.run(_ours(assistant, questions)))
    _show(
        "rapidfuzz, nearest article alone", _peer([article.text for article in kb.regulation.articles], questions)
    )


if __name__ == "__main__":
    main()
