"""Structured logs on standard error, one JSON object a line, with secrets and personal data redacted."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterable

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from handlers.talk.masking import mask_personal
from policy_kb.expressions import lazy_compile

HIDDEN = "[redacted]"
_SHORTEST = 4  # characters: shorter "secrets" of test accounts would blank out ordinary words

_PATTERNS = (
    # Tokens and secrets in URLs and JSON, whoever wrote them into a message.
    (
        lazy_compile(
            r"(?i)\b(access_token|secret|appsecret|corpsecret|key|token|ticket|code)(=|\"\s*:\s*\")[^&\s\"']+"
        ),
        rf"\1\2{HIDDEN}",
    ),
    (lazy_compile(r"(?i)(://[^/\s:@]+:)[^@\s/]+@"), rf"\1{HIDDEN}@"),  # a database URL's password
    (lazy_compile(r"(?<![\w-])o[\w-]{27}(?![\w-])"), HIDDEN),  # WeChat openid
)

_WARNED = lazy_compile(r".+?:\d+: \w+")

_WORDS_OF_PEOPLE = frozenset({"text", "content", "question", "answer", "body", "address", "openid", "phone"})
"""Keys whose values are never logged: ids of ours say enough."""


class Redactor:
    """Removes known secrets, and what looks like one, from every value of an event."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = tuple(
            sorted((secret for secret in secrets if len(secret) >= _SHORTEST), key=len, reverse=True)
        )

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        """Redact one event (a structlog processor)."""
        return {key: HIDDEN if key in _WORDS_OF_PEOPLE else self._clean(value) for key, value in event.items()}

    def _clean(self, value: object) -> object:
        if isinstance(value, bool | int | float) or value is None:
            return value
        return self.clean(value if isinstance(value, str) else repr(value))

    def clean(self, text: str) -> str:
        """Redact a text."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        for pattern, replacement in _PATTERNS:
            text = pattern.sub(replacement, text)
        return mask_personal(text)


def frames_only(exc_info: ExcInfo) -> str:
    """Where it failed and with which types. Messages of exceptions are left out: they may quote a person."""
    lines = []
    error: BaseException | None = exc_info[1]
    while error is not None:
        lines.append(type(error).__qualname__)
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


def configure(level: str, secrets: Iterable[str] = ()) -> None:
    """Send structlog's and the standard library's logs through the same processors."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Processor] = [
        structlog.processors.ExceptionRenderer(frames_only),
        Redactor(secrets),
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.captureWarnings(capture=True)
    logging.getLogger("py.warnings").addFilter(_place_alone)
    # Their lines hold paths with openids and signatures, SQL with parameters, or nothing of use.
    for chatty in ("aiohttp.access", "sqlalchemy.engine", "aiosqlite", "alembic", "httpx", "httpcore", "telegram"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _place_alone(record: logging.LogRecord) -> bool:
    """Leave a warning's place and kind: its words may quote what a person sent, such as the name of a file."""
    found = _WARNED.match(record.getMessage())
    record.msg, record.args = found[0] if found else HIDDEN, ()
    return True
