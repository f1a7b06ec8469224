"""All tests draw the same random examples each time, and none runs on a broken pack."""

import threading
from collections.abc import Iterator

import pytest
from hypothesis import settings

from loopback import Site
from mahdar.errors import PackError
from mahdar.pipeline import loaded

settings.register_profile("same-every-time", derandomize=True)
settings.load_profile("same-every-time")


def pytest_collection_finish() -> None:
    """Stop at a mistake in a pack: each of a thousand tests would compile the packs anew and keep its own traceback."""
    try:
        loaded()
    except PackError as error:
        pytest.exit(str(error), returncode=2)


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on this machine."""
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
