"""Shared set-up of the tests."""

import os
import signal

import pytest
from hypothesis import settings

# Helpers next to the tests explain their failed asserts as tests do.
pytest.register_assert_rewrite("pages", "page_examples", "engines")

# A run tries the same cases each time, so that it fails for a reason and not by chance, and takes
# the time it needs. ELSEWISE_RANDOM=1 tries others.
settings.register_profile(
    "elsewise", derandomize=os.environ.get("ELSEWISE_RANDOM") != "1", deadline=None, database=None
)
settings.load_profile("elsewise")

# Where the tests run in the background, interrupts may be ignored, also by what they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
