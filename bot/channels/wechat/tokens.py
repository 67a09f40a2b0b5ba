"""The access token: fetched once for everybody who waits, kept until shortly before its end."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.channels.wechat.errors import Failure, Reaction

T = TypeVar("T")

_MARGIN = timedelta(minutes=5)
"""The platform makes the next token in the last five minutes, when old and new are both valid."""


class Token(BaseModel):
    """What the platform answers whoever asks for one."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, defer_build=True)

    access_token: str = Field(min_length=1, repr=False)
    expires_in: int = Field(gt=0)


Fetch = Callable[[], Awaitable[dict[str, object] | Failure]]


class Tokens:
    """Keeps the token of one process; several processes that ask get the same one."""

    def __init__(self, fetch: Fetch, clock: Callable[[], datetime]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = asyncio.Lock()
        self._round = 0
        self._last: str | Failure = Failure(Reaction.TOKEN, detail="not fetched yet")
        self._fresh_until: datetime | None = None

    async def authorize(self, call: Callable[[str], Awaitable[T | Failure]]) -> T | Failure:
        """Make a call with the token; a refused one is renewed once, and the call is repeated once."""
        token = await self.get()
        if isinstance(token, Failure):
            return token
        answer = await call(token)
        if not isinstance(answer, Failure) or answer.reaction is not Reaction.TOKEN:
            return answer
        self.drop(token)
        fresh = await self.get()
        return fresh if isinstance(fresh, Failure) else await call(fresh)

    async def get(self) -> str | Failure:
        """Return the token. Those who wait for a fetch share its outcome, also a failure."""
        if self._is_fresh():
            return self._last
        seen = self._round
        async with self._lock:
            if self._round == seen:
                self._take(await self._fetch())
            return self._last

    def drop(self, used: str) -> None:
        """Forget the token if it is still the one that was refused; somebody may have renewed it already."""
        if self._last == used:
            self._fresh_until = None

    def _is_fresh(self) -> bool:
        return self._fresh_until is not None and self._clock() < self._fresh_until

    def _take(self, answer: dict[str, object] | Failure) -> None:
        self._round += 1
        self._fresh_until = None
        if isinstance(answer, Failure):
            self._last = answer
            return
        try:
            token = Token.model_validate(answer)
        except ValidationError:
            self._last = Failure(Reaction.UNREADABLE, detail="no token in the answer")
            return
        lifetime = timedelta(seconds=token.expires_in)
        self._last = token.access_token
        self._fresh_until = self._clock() + max(lifetime - _MARGIN, lifetime / 2)


def without_token(failure: Failure) -> Failure:
    """Turn a failure to get a token into what it means for the call behind it, which was not made."""
    if failure.reaction is Reaction.OUTCOME_UNKNOWN:
        return replace(failure, reaction=Reaction.UNSENT)
    # 40001 is a wrong secret here.
    return replace(failure, reaction=Reaction.CONFIGURATION) if failure.reaction is Reaction.TOKEN else failure
