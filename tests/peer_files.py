"""Where the peer's problem files lie, for the tests that need them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

PEER = Path(
    os.environ.get("ELSEWISE_PEER", Path(__file__).resolve().parents[2] / "shared/peers/sabre")
)
PROBLEMS = sorted((PEER / "problems").glob("*.txt"))
CONFORMANCE = sorted((PEER / "conformance").glob("*.txt"))
INSTANCES: list[dict[str, Any]] = (
    json.loads((PEER / "published.json").read_text("utf-8"))["instances"]
    if (PEER / "published.json").exists()
    else []
)

needs_peer_files = pytest.mark.skipif(
    not PROBLEMS, reason=f"the peer's problem files are not at {PEER} (set ELSEWISE_PEER)"
)
