"""An answer in process, from the words to the citation, beside rapidfuzz token_set_ratio over the articles.

Run `.venv/bin/python -m benchmarks.bench latency`. Times are of the thread on the processor.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.legs import Figures, Leg, Round
from benchmarks.product import open_kb
from benchmarks.questions import all_questions
from bot.commands.ask import answer
from handlers.office import Office
from handlers.registry import Assistant

_ASKED = 1500


@contextmanager
def _opened() -> Iterator[Round]:
    kb, asked = open_kb(), cycle(mixed(all_questions()))
    assistant, articles = Assistant(kb, Office()), [article.text for article in kb.regulation.articles]
    asyncio.run(_ours(assistant, list(islice(asked, 300))))  # warm

    def measure() -> Figures:
        questions = list(islice(asked, _ASKED))
        ours, peer = asyncio.run(_ours(assistant, questions)), _peer(articles, questions)
        (p50, p99), of_peer = np.percentile(ours, [50, 99]), np.percentile(peer, 50)
        return {
            "answer_p50_echoes": float(p50),
            "answer_p99_echoes": float(p99),
            "answer_p50_ms": float(p50),
            "answer_p99_ms": float(p99),
            "answer_p50_of_rapidfuzz": float(p50 / of_peer),
        }

    yield measure


def mixed(questions: Sequence[str]) -> list[str]:
    """Every author and every kind in each stretch."""
    return [question for start in range(97) for question in questions[start::97]]


async def _ours(assistant: Assistant, questions: Sequence[str]) -> list[float]:
    times = []
    for question in questions:
        started = time.thread_time()
        await answer(assistant, question)
        times.append((time.thread_time() - started) * 1000)
    return times


def _peer(articles: Sequence[str], questions: Sequence[str]) -> list[float]:
    times = []
    for question in questions[:300]:
        started = time.thread_time()
        process.extractOne(question, articles, scorer=fuzz.token_set_ratio)
        times.append((time.thread_time() - started) * 1000)
    return times


LEG = Leg(_opened)
