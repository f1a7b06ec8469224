"""All tests draw the same random examples each time, and none runs on a broken pack."""

import pytest
from hypothesis import settings

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
