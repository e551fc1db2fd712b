"""Shared set-up: helpers next to the tests explain their failed asserts as tests do."""

import pytest

pytest.register_assert_rewrite("pages", "page_examples", "engines")
