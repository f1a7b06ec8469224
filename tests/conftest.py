"""All tests draw the same random examples each time: a failure is a failure everywhere."""

from hypothesis import settings

settings.register_profile("same-every-time", derandomize=True)
settings.load_profile("same-every-time")
