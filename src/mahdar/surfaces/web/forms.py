"""What a browser's form holds, taken in within bounds, and whether it was one of our own pages that sent it."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import compare_digest
from urllib.parse import parse_qs

from fastapi import Request

from mahdar.accounts import Bearer
from mahdar.errors import BadSetting, MahdarError

LARGEST = 512 * 1024
"""Bytes of a form at most: an Arabic letter takes six of them, so that some 85,000 letters go in."""
FIELDS = 400
"""Fields of a form at most."""

Fields = Mapping[str, list[str]]


class TooLong(MahdarError):
    """More than is read at once."""

    code = "too-long"

    def __init__(self) -> None:
        super().__init__("The text is too long to be read at once.", "Send it in parts, or use mahdar read.")


class Forged(MahdarError):
    """A form that none of our pages sent, or one of long ago."""

    code = "forged"

    def __init__(self) -> None:
        super().__init__("This form did not come from a page of this session.", "Open the page anew and send it again.")


async def fields_of(request: Request) -> Fields:
    """The fields of a form, each with all its values; raises `TooLong` at the first byte too many."""
    check_site(request)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise TooLong
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=FIELDS, errors="strict")
    except ValueError:
        raise BadSetting("This is no form.", "Send it as a browser does.") from None
    return {name: [value.replace("\r\n", "\n") for value in values] for name, values in fields.items()}


def one(fields: Fields, name: str, most: int = 2000) -> str:
    """The value of a field, empty where it is not there; raises `BadSetting` where it is longer than a field may be.

    >>> one({"why": ["so"]}, "why"), one({}, "why")
    ('so', '')
    """
    value = fields.get(name, [""])[0]
    if len(value) > most or "\0" in value:
        raise BadSetting(f"{name} is too long, or holds a NUL character.", "Shorten it.")
    return value


def check_site(request: Request) -> None:
    """Raises `Forged` where a browser says that a page of another site sends the form."""
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise Forged


def check_csrf(bearer: Bearer, fields: Fields) -> None:
    """Raises `Forged` where the form does not hold the token of its sender's session."""
    same(bearer.csrf, one(fields, "csrf"))


def same(expected: str, given: str) -> None:
    """Raises `Forged` where a token is not the one that is expected; takes as long either way."""
    if not expected or not compare_digest(expected.encode(), given.encode("utf-8", "replace")):
        raise Forged
