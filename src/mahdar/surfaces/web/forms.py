"""What a browser's form holds, taken in within bounds, and whether it was one of our own pages that sent it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from dataclasses import dataclass
from secrets import compare_digest
from urllib.parse import parse_qs

from fastapi import Request
from starlette.formparsers import MultiPartException, MultiPartParser

from mahdar.accounts import Bearer
from mahdar.errors import BadSetting, MahdarError

LARGEST = 512 * 1024
"""Bytes of a form at most: an Arabic letter takes six of them, so that some 85,000 letters go in."""
LARGEST_FILE = 4 * 1024 * 1024
"""Bytes of a file at most: what `mahdar read` takes as one document, too."""
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


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody sent: what it is called there, and its bytes."""

    name: str
    body: bytes


async def sent_of(request: Request) -> tuple[Fields, Sent | None]:
    """The fields of a form, and the file that came with it; raises `TooLong` at the first byte too many.

    The file is held in memory and never on a disk.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await fields_of(request), None
    check_site(request)
    parser = MultiPartParser(
        request.headers, _bounded(request.stream()), max_files=1, max_fields=FIELDS, max_part_size=LARGEST
    )  # fmt: skip
    parser.spool_max_size = LARGEST_FILE + LARGEST
    try:
        form = await parser.parse()
    except MultiPartException as error:
        if "maximum size" in error.message:
            raise TooLong from None
        raise BadSetting("This is no form.", "Send it as a browser does.") from None
    fields: dict[str, list[str]] = {}
    file = None
    for name, value in form.multi_items():
        if isinstance(value, str):
            fields.setdefault(name, []).append(value.replace("\r\n", "\n"))
        elif body := await value.read():
            file = Sent((value.filename or "")[-200:], body)
    await form.close()
    return fields, file


async def _bounded(stream: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    """A stream that ends with `TooLong` where it is longer than a file with its form may be."""
    size = 0
    async for part in stream:
        size += len(part)
        if size > LARGEST_FILE + LARGEST:
            raise TooLong
        yield part


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
