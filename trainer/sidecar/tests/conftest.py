"""A small engine over the committed tokenizer, and texts to train it on: this package's own sources."""

import os
from pathlib import Path

import pytest

from codelupe_sidecar.fence import Fence
from codelupe_sidecar.settings import TOKENIZER, parse
from codelupe_sidecar.tokenizer import Codec

DEVICE = os.environ.get("CODELUPE_TEST_DEVICE", "cpu")
SOURCES = [p for p in sorted(Path(__file__).parent.parent.glob("codelupe_sidecar/*.py")) if p.stat().st_size > 2_000]


class Unlocked(Fence):
    """A fence of this value, for a folder that nobody else uses."""

    def __init__(self, state: Path, value: int = 1):
        self._path = state / "fence"
        self.raise_to(value)


def settings_of(state: Path, *more: str):
    socket = state / "s.sock"
    base = ["--state", str(state), "--socket", str(socket), "--device", DEVICE, "--deterministic"]
    return parse([*base, "--max-length", "128", "--micro-tokens", "256", *more])


def samples_of(count: int, start: int = 0, length: int = 900) -> list[dict]:
    texts = [path.read_text() for path in SOURCES]
    return [
        {
            "sampleId": f"s{i}",
            "path": f"p{i}.py",
            "repository": "h/o/n",
            "language": "Python",
            "text": texts[i % len(texts)][:length],
        }
        for i in range(start, start + count)
    ]


@pytest.fixture(scope="session")
def codec() -> Codec:
    return Codec(TOKENIZER)


@pytest.fixture
def make_engine(tmp_path, codec):
    from codelupe_sidecar.engine import Engine

    return lambda *more: Engine(settings_of(tmp_path, *more), codec)
