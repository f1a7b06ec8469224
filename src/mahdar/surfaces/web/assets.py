"""What the pages lean on: one style sheet, a mark, and Arabic fonts, held in memory and named by their content.

Whoever asks names a file of this list; no path of the machine is ever made from a request.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files

from fastapi import APIRouter, HTTPException, Response

TYPES = {
    "css": "text/css", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "woff2": "font/woff2",
    "txt": "text/plain; charset=utf-8",
}  # fmt: skip

routes = APIRouter(include_in_schema=False)


@cache
def assets() -> dict[str, bytes]:
    """Every asset by its name."""
    folder = files("mahdar.surfaces.web") / "static"
    return {f.name: f.read_bytes() for f in folder.iterdir() if f.name.rpartition(".")[2] in TYPES}


@cache
def edition() -> str:
    """A short digest of all assets, so that a browser keeps them until one changes."""
    return blake2b(b"".join(body for _, body in sorted(assets().items())), digest_size=6).hexdigest()


def asset(name: str) -> str:
    """The address of an asset."""
    assert name in assets()
    return f"/static/{edition()}/{name}"


@routes.api_route("/static/{of}/{name}", methods=["GET", "HEAD"])
def static(of: str, name: str) -> Response:
    """One asset; kept for a year where it is asked for by the digest of today."""
    if name not in assets():
        raise HTTPException(404)
    kept = "public, max-age=31536000, immutable" if of == edition() else "no-cache"
    return Response(assets()[name], headers={"Cache-Control": kept}, media_type=TYPES[name.rpartition(".")[2]])
