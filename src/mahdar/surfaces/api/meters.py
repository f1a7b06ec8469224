"""Whether the server is well, and how much it does: `/health` and `/metrics`."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from pydantic import BaseModel
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import mahdar
from mahdar import views
from mahdar.surfaces.api.questions import Asked
from mahdar.surfaces.api.signing import reads

routes = APIRouter(tags=["server"])

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""The variable of the environment that names a folder in which several processes count together."""

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Seconds, with the aim of 0.1 among them."""


COUNTED = "mahdar.counted"
"""Marks a request that is being counted."""


class Health(BaseModel):
    """A server that answers, and whose record does."""

    status: str
    version: str


class Meters:
    """What one application counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        named: dict[str, Any] = {"labelnames": ("method", "route", "status"), "registry": self.registry}
        self.requests = Counter("mahdar_requests", "Requests answered.", **named)
        self.seconds = Histogram(
            "mahdar_request_seconds", "Seconds that answers took.", ("route",), registry=self.registry, buckets=BUCKETS
        )
        self.open = Gauge(
            "mahdar_requests_open", "Requests not yet answered.", registry=self.registry, multiprocess_mode="livesum"
        )
        self.registry.register(Process())

    def told(self) -> bytes:
        """All figures, those of the processes beside this one included."""
        if SHARED not in os.environ:
            return generate_latest(self.registry)
        counted, mine = CollectorRegistry(), CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
        mine.register(Process())
        return generate_latest(counted) + generate_latest(mine)

    def note(self, scope: Scope, status: int, seconds: float) -> None:
        """Count one answer; under its route, so that ids make no new lines."""
        route = getattr(scope.get("route"), "path", "none")
        self.requests.labels(scope["method"], route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)


class Process(Collector):
    """Which Mahdar this is, and what the process that answers takes."""

    def collect(self) -> Iterator[Metric]:
        """The figures."""
        yield InfoMetricFamily("mahdar", "Which Mahdar this is.", {"version": mahdar.__version__})
        yield from ProcessCollector(registry=None).collect()


class Metered:
    """Counts what an application answers; what one round another has in its charge is counted once."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self.app, self.meters = app, meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count it."""
        if scope["type"] != "http" or scope.get(COUNTED):
            await self.app(scope, receive, send)
            return
        scope[COUNTED] = True
        begun, status = time.perf_counter(), [500]

        async def heard(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = message["status"]
            await send(message)

        with self.meters.open.track_inprogress():
            try:
                await self.app(scope, receive, heard)
            finally:
                self.meters.note(scope, status[0], time.perf_counter() - begun)


def install(app: FastAPI) -> None:
    """Let an application count what it answers."""
    app.state.meters = Meters()
    app.add_middleware(Metered, meters=app.state.meters)


@routes.get("/health", response_model=Health)
def health(record: Asked) -> Health:
    """Whether the server and its record answer; 503 where the record does not."""
    views.tracks(record, views.Asked(limit=1))
    return Health(status="ok", version=mahdar.__version__)


_WRITTEN: dict[int | str, dict[str, Any]] = {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}}


@routes.get("/metrics", dependencies=[Depends(reads)], response_class=Response, responses=_WRITTEN)
def metrics(request: Request) -> Response:
    """Requests, seconds and requests under way, in the format of Prometheus."""
    return Response(request.app.state.meters.told(), media_type=CONTENT_TYPE_LATEST)
