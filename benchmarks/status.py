"""A status question through the dispatcher with 10,000 applications there, beside a question about the measure."""

from __future__ import annotations

import asyncio
import secrets
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import create_engine, insert

from bot import wiring
from bot.settings import Settings
from bot.wiring import Parts
from handlers.messages import Channel, Inbound, Person, Text
from store.creating import create
from store.states import ContractState, Kind, MeetingResult, MoneySource, State
from store.tables.applications import Application, Meeting, Payment, StepRow
from store.tables.contracts import Contract
from store.tables.people import Binding, Firm, Staff

APPLICATIONS, EACH, ASKED = 10_000, 4, 300
NOW, DAY = datetime(2026, 11, 24, 10, tzinfo=UTC), date(2026, 11, 24)
QUESTIONS = ("我的申请到哪一步了", "钱到了没", "AZ-2026-{number:06d}", "AZ2026{number:06d}怎么样了")
Row = dict[str, Any]


def main() -> None:
    asyncio.run(_measure())


async def _measure() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file, key = Path(folder) / "var" / "status.sqlite3", Path(folder) / "keys" / "audit.pem"
        configured = Settings.model_validate({"database_url": f"sqlite:///{file}", "audit_key_file": key})
        _fill(file)
        async with wiring.assembled(configured) as parts:
            await _ask(parts, ["我的申请"] * 100)
            _show("a question about the measure", await _ask(parts, ["烂尾咋办"] * ASKED))
            for question in QUESTIONS:
                _show(f"{question}, {APPLICATIONS} applications", await _ask(parts, [question] * ASKED))


def _show(name: str, asked: tuple[list[float], float]) -> None:
    times, busy = asked
    p50, p99 = np.percentile(np.array(times) * 1000, [50, 99])
    print(f"{name}: p50 {p50:.2f} ms, p99 {p99:.2f} ms, processor {busy * 1000:.2f} ms each")


async def _ask(parts: Parts, questions: Sequence[str]) -> tuple[list[float], float]:
    """The seconds of each, and what one took of the processor: that holds on a busy machine as well."""
    times, busy = [], time.process_time()
    for place, question in enumerate(questions):
        number = 1 + place * 7 % APPLICATIONS
        person = Person(Channel.WECHAT, f"o{(number - 1) // EACH + 1}")
        text = Text(question.format(number=number))
        inbound = Inbound(person, secrets.token_hex(8), text, parts.clock())
        started = time.perf_counter()
        replies = await parts.dispatcher.handle(inbound)
        times.append(time.perf_counter() - started)
        if not replies or not replies[0].text.strip():
            raise RuntimeError(f"no answer to {question}")
    return times, (time.process_time() - busy) / len(questions)


def _fill(file: Path) -> None:
    """Every firm has a contract, somebody bound to it, and four applications in every state.

    Written in bulk; the start then adopts them, as it does with rows older than seals.
    """
    file.parent.mkdir()
    firms = range(1, APPLICATIONS // EACH + 1)
    with create_engine(f"sqlite:///{file}").begin() as connection:
        create(connection)
        for table, rows in (
            (Staff, [{"name": "演示", "roles": "[]", "active": True, "created_at": NOW}]),
            (Firm, [_firm(number) for number in firms]),
            (Contract, [_contract(number) for number in firms]),
            (Binding, [_binding(number) for number in firms]),
            (Application, list(_applications())),
            (StepRow, list(_steps())),
            (Meeting, [_meeting(number) for number in range(1, APPLICATIONS + 1)]),
            (Payment, [_payment(number) for number in range(1, APPLICATIONS + 1)]),
        ):
            connection.execute(insert(table), rows)


def _firm(number: int) -> Row:
    return {"id": number, "name": f"演示公司{number}", "credit_code": f"91{number:016d}", "created_at": NOW}


def _contract(number: int) -> Row:
    return {
        "id": number,
        "number": f"HT-{number}",
        "firm_id": number,
        "project": "演示项目",
        "procurement": f"CG-{number}",
        "amount": 200_000_000,
        "ratio": 3000,
        "signed_on": DAY,
        "due_on": DAY,
        "payee_name": f"演示公司{number}",
        "payee_account": "0",
        "payee_bank": "演示银行",
        "state": ContractState.ACTIVE.value,
        "version": 1,
        "created_at": NOW,
    }


def _binding(number: int) -> Row:
    return {"firm_id": number, "channel": Channel.WECHAT.value, "address": f"o{number}", "bound_at": NOW}


def _applications() -> Iterator[Row]:
    states = [state for state in State if state is not State.DRAFT]
    for number in range(1, APPLICATIONS + 1):
        yield {
            "id": number,
            "number": f"AZ-2026-{number:06d}",
            "contract_id": (number - 1) // EACH + 1,
            "kind": list(Kind)[number % 3].value,
            "state": states[number % len(states)].value,
            "state_since": NOW,
            "amount": 50_000_000,
            "approved": 40_000_000,
            "form_version": 1,
            "data": "{}",
            "declaration": "{}",
            "submitted_at": NOW,
            "submitted_by": "binding:1",
            "version": 1,
        }


def _steps() -> Iterator[Row]:
    for number in range(1, APPLICATIONS + 1):
        for act in ("submit", "return", "resubmit", "accept", "report", "table"):
            yield {
                "application_id": number,
                "act": act,
                "from_state": "submitted",
                "to_state": "submitted",
                "actor": "staff:1",
                "at": NOW,
                "told": "申请书没有盖章" if act == "return" else "",
                "note": "",
                "fields": "{}",
            }


def _meeting(number: int) -> Row:
    return {
        "application_id": number,
        "session": "第12次",
        "held_on": DAY,
        "result": MeetingResult.AGREED.value,
        "approved": 40_000_000,
        "condition": "",
        "minutes": "12",
        "item": "1",
        "recorded_by": 1,
        "recorded_at": NOW,
    }


def _payment(number: int) -> Row:
    return {
        "application_id": number,
        "amount": 10_000_000,
        "source": MoneySource.PROVINCE.value,
        "quota": "安财指1",
        "voucher": f"V-{number}",
        "payee_name": "演示公司",
        "paid_on": DAY,
        "reverses": None,
        "reason": "",
        "recorded_by": 1,
        "recorded_at": NOW,
    }


if __name__ == "__main__":
    main()
