"""Keys and passwords never reach a log, a report, an error or an event: one redaction at every edge."""

import base64
import json
import re
from urllib.parse import quote

MARK = "[redacted]"
_secrets: set[str] = set()
_PATTERNS = (
    re.compile(r"(?<=://)[^/\s:@\"']+:[^/\s@\"']+(?=@)"),
    re.compile(r"\bsk-[A-Za-z0-9_\-]{12,}"),
    re.compile(r"(?i)(?<=bearer )[A-Za-z0-9._~+/\-]{12,}=*"),
    re.compile(r"(?i)(?<=x-api-key: )\S{8,}"),
)


def register_secret(value: str | None) -> None:
    """Have a value redacted wherever it appears, also URL-encoded, JSON-escaped or in base64."""
    if not value or len(value) < 6:
        return
    _secrets.update({value, quote(value, safe=""), json.dumps(value)[1:-1]})
    encoded = base64.b64encode(value.encode()).decode().rstrip("=")
    _secrets.add(encoded)


def redact(text: str) -> str:
    """The text without registered secrets, passwords in addresses, and what has the form of a key."""
    for secret in sorted(_secrets, key=len, reverse=True):
        if secret in text:
            text = text.replace(secret, MARK)
    for pattern in _PATTERNS:
        text = pattern.sub(MARK, text)
    return text
