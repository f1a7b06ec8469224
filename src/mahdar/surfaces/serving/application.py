"""The application that `mahdar serve` serves: pages, the REST interface beside them, and what is noted of both."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import FastAPI

from mahdar.pipeline import loaded
from mahdar.surfaces import api, web
from mahdar.surfaces.api.meters import Metered
from mahdar.surfaces.serving.behind import Behind
from mahdar.surfaces.serving.noted import Noted

HERE = ("localhost", "127.0.0.1", "::1")
"""What this machine is called by itself."""


def application(
    where: str | None, names: Sequence[str] = (), *, behind: bool = False, private: bool = False
) -> FastAPI:  # fmt: skip
    """The pages over a record with the REST interface beside them; raises `RecordError` where there is no record.

    `names` are those that a server before this one passes on, beside this machine's own; `behind` tells that there
    is one, whose word on who asks is taken. Where the record is `private`, reading too needs an account.
    """
    interface = api.build(where, private=private)
    app = web.build(where, beside=interface, names={*HERE, *(name.lower() for name in names)}, private=private)
    app.add_middleware(Metered, meters=interface.state.meters)
    app.add_middleware(Noted, trusting=behind)
    if behind:
        app.add_middleware(Behind)
    app.state.held.record()
    loaded()
    return app
