"""What went wrong at a provider, as one of goldthread's own errors; shared by the clients of all SDKs.

The SDKs' errors have the same shape (`status_code`, `body`, `response.headers`), so none of them is imported here.
"""

import email.utils
import json
import math
import time
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from goldthread.errors import (
    AccessDenied,
    BadReply,
    BrokenStream,
    ContentFiltered,
    ModelError,
    ProviderUnavailable,
    RateLimited,
    RequestRefused,
)
from goldthread.redaction import redact

LONGEST_DETAIL = 300
_STATUS = {
    "rate_limit_error": 429,
    "rate_limit_exceeded": 429,
    "overloaded_error": 529,
    "api_error": 500,
    "server_error": 500,
    "internal_server_error": 500,
    "timeout_error": 504,
    "authentication_error": 401,
    "invalid_api_key": 401,
    "permission_error": 403,
    "billing_error": 402,
    "insufficient_quota": 402,
    "invalid_request_error": 400,
    "not_found_error": 404,
    "request_too_large": 413,
}
_FILTERED = {"content_filter", "content_policy_violation", "content_filter_error"}


def retry_after(headers: Mapping[str, str], now: float | None = None) -> float | None:
    """Seconds that a reply asks to wait: `retry-after-ms`, or `Retry-After` in seconds or as an HTTP date (RFC 9110).

    Args:
        headers: Of the reply; names in lower case or compared without case.
        now: Seconds since the epoch, the present moment by default.
    """
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name)
        if value is None:
            continue
        try:
            seconds = float(value) * scale
        except ValueError:
            try:
                seconds = email.utils.parsedate_to_datetime(value).timestamp() - (time.time() if now is None else now)
            except (ValueError, OverflowError):
                continue
        if math.isfinite(seconds):
            return max(0.0, seconds)
    return None


def short(text: str) -> str:
    """A provider's words for an error message: secrets out first, then on one line and cut."""
    line = " ".join(redact(text).split())
    return line if len(line) <= LONGEST_DETAIL else line[: LONGEST_DETAIL - 1] + "…"


def failure(error: BaseException, who: str, *, begun: bool = False) -> ModelError:
    """The error of goldthread's tree for one of an SDK, of its HTTP library, or of reading what came.

    Args:
        error: What was raised.
        who: The model, as `--model` takes it.
        begun: A reply had begun to stream.
    """
    who = redact(who)
    for cause in _causes(error):
        if isinstance(cause, ModelError):
            return cause
        if type(cause).__name__ == "ReplyTooLarge":
            return BadReply(f"{who}: {cause}")
    body = getattr(error, "body", None)
    response = getattr(error, "response", None)
    if response is not None and hasattr(error, "status_code"):
        status = int(response.status_code)
        return of_status(status if status >= 300 else 0, body, who, headers=response.headers, words=str(error))
    if body is not None:
        return of_status(0, body, who, headers={}, words=str(error))
    names = {base.__name__ for base in type(error).__mro__}
    if names & {"HTTPError", "APIConnectionError", "OSError", "StreamError"}:
        what = short(": ".join(dict.fromkeys(_described(cause) for cause in _causes(error))))
        if begun:
            return BrokenStream(f"{who}: the connection broke before the reply was whole ({what})")
        return ProviderUnavailable(f"{who} was not reached ({what})", remedy="is the address right, the network up?")
    return BadReply(f"{who} sent what is not of its protocol ({short(_described(error))})")


def of_status(status: int, body: object, who: str, *, headers: Mapping[str, str], words: str = "") -> ModelError:
    """The error for an HTTP status (0: an error inside a stream) and the body that came with it."""
    parts = _parts(body)
    named = [str(parts[key]) for key in ("code", "type") if parts.get(key) is not None]
    detail = short(str(parts.get("message") or words or body or "no reason given"))
    if status == 0:
        stated = [int(one) for one in named if one.isdecimal() and 400 <= int(one) < 600]
        status = next(iter(stated + [_STATUS[one] for one in named if one in _STATUS]), status)
    text = f"{who} answered {status}: {detail}" if status else f"{who} failed: {detail}"
    if _FILTERED & set(named):
        return ContentFiltered(text)
    wait = retry_after(headers)
    if status == 402 or "insufficient_quota" in named:
        return AccessDenied(text, remedy="the account has no credit left; top it up or name another model")
    if status == 429:
        return RateLimited(text, retry_after=wait)
    if status in (401, 403):
        return AccessDenied(text, remedy="check the key (key_env) and what the account may use")
    if status >= 500 or status in (0, 408, 409, 425):
        return ProviderUnavailable(text, retry_after=wait)
    if status >= 400:
        return RequestRefused(text)
    if status >= 300:
        return RequestRefused(f"{who} is redirected ({status})", remedy="give the address it moved to as base_url")
    return BadReply(text)


def refuse_page(headers: Mapping[str, str], who: str) -> None:
    """Refuse a reply with status 200 that is a page or a document instead of a stream.

    Raises:
        BadReply: By its content type it is no event stream.
    """
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml", "application/json", "text/xml", "application/xml"):
        remedy = "base_url may name a web page, or a server that does not stream"
        raise BadReply(f"{redact(who)} answered with {kind} where a stream of events was due", remedy=remedy)


def refuse_finish(reason: str, who: str, words: str = "") -> NoReturn:
    """Refuse a reply for the reason that it ended.

    Raises:
        ContentFiltered: A filter or the model itself stopped it.
        BadReply: The reason is none of the protocol's.
    """
    detail = f": {short(words)}" if words else ""
    if reason in ("content_filter", "refusal"):
        raise ContentFiltered(f"{redact(who)} stopped the reply ({reason}){detail}")
    raise BadReply(f"{redact(who)} ended the reply for an unknown reason ({short(reason)}){detail}")


def _parts(body: object) -> dict[str, Any]:
    """The mapping that says what is wrong: `body["error"]` or the body itself."""
    if isinstance(body, str):
        try:
            body = json.loads(body)
        except ValueError:
            return {}
    if not isinstance(body, dict):
        return {}
    inner = body.get("error")
    if isinstance(inner, dict):
        return inner
    return {"message": inner, **body} if isinstance(inner, str) else body


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)


def _described(error: BaseException) -> str:
    words = str(error).strip()
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
