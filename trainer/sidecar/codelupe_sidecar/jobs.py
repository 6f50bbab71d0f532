"""What each call of the protocol does. One job at a time: the second is told `busy`, never queued."""

import json
import threading
import time

from .errors import Refusal
from .fence import Fence
from .metrics import Metrics
from .settings import Settings

SAMPLE_FIELDS = ("sampleId", "path", "repository", "language", "text")
GENERATE_TOKENS_MAX = 1_024


class Jobs:
    def __init__(self, settings: Settings, fence: Fence):
        self._settings = settings
        self._fence = fence
        self._lock = threading.Lock()
        self._resumed: dict | None = None
        self.engine = None  # set by load(), once torch is there
        self.metrics = Metrics()
        self.status = "importing"
        self.error: str | None = None
        self.busy: str | None = None
        self.calls = {
            "resume": self._resume,
            "step": self._step,
            "checkpoint": self._checkpoint,
            "prune": self._prune,
            "generate": self._generate,
        }

    def load(self) -> None:
        """Imports torch and builds the model: seconds, in a thread of its own, while health already answers."""
        try:
            from .engine import Engine
            from .settings import TOKENIZER
            from .tokenizer import Codec

            self.engine = Engine(self._settings, Codec(self._settings.model or TOKENIZER))
            self.status = "ready"
        except Exception as error:
            self.error = f"{type(error).__name__}: {error}"
            self.status = "failed"

    def health(self) -> dict[str, object]:
        engine = self.engine
        return {
            "status": self.status,
            "error": self.error,
            "fence": self._fence.value,
            "busy": self.busy,
            "step": engine.step_done if engine and self._resumed else None,
            "device": engine.device if engine else None,
            "model": engine.model.name if engine else None,
            "method": self._settings.method,
        }

    def run(self, name: str, head: dict, samples: list) -> dict[str, object]:
        self._fence.check(head.get("fence"), may_raise=name == "resume" and not self._lock.locked())
        if not self._lock.acquire(blocking=False):
            raise Refusal(409, "busy", f"{self.busy} is running", running=self.busy)
        try:
            self.busy = name
            if self.status == "failed":
                raise Refusal(500, "not-loaded", self.error or "")
            if self.engine is None:
                raise Refusal(503, "starting", "torch is still being imported")
            if name not in ("resume", "prune") and self._resumed is None:
                raise Refusal(409, "not-resumed", "call resume first: nothing is trained from an unknown place")
            return self.calls[name](head, samples)
        finally:
            self.busy = None
            self._lock.release()

    def _resume(self, head: dict, _samples: list) -> dict[str, object]:
        from . import checkpoint

        began = time.perf_counter()
        source = head.get("from")
        self._resumed = None  # a failed resume leaves no half-known place to train from
        if source == "fresh":
            self.engine.reset()
            self._resumed = {"name": None, "manifestSha256": None, "lineage": None, "parent": None, "positions": []}
        elif isinstance(source, dict):
            name, digest = _text(source, "name"), _text(source, "manifestSha256")
            manifest = checkpoint.read(self.engine, self._settings.state, name, digest)
            kept = ("name", "lineage", "parent", "positions")
            self._resumed = {"manifestSha256": digest} | {key: manifest[key] for key in kept}
        else:
            raise Refusal(400, "bad-request", "`from` is 'fresh' or {name, manifestSha256}")
        engine = self.engine
        return self._resumed | {
            "step": engine.step_done,
            "device": engine.device,
            "model": engine.model.name,
            "ms": (time.perf_counter() - began) * 1e3,
        }

    def _step(self, head: dict, samples: list) -> dict[str, object]:
        self._expect(head)
        batch = _text(head, "batchId")
        checked = [_sample(sample, index) for index, sample in enumerate(samples)]
        if len({sample["sampleId"] for sample in checked}) != len(checked):
            raise Refusal(400, "bad-request", "a sample id may appear once in a batch")
        alone = head.get("alone", False)
        if not isinstance(alone, bool):
            raise Refusal(400, "bad-request", "`alone` is true or false")
        result = self.engine.step(checked, alone)
        self._settings.faults.passing("sidecar.stepped")
        self.metrics.stepped(result)
        return {"batchId": batch} | result

    def _checkpoint(self, head: dict, _samples: list) -> dict[str, object]:
        from . import checkpoint

        self._expect(head)
        request = {"lineage": _text(head, "lineage"), "parent": head.get("parent"), "positions": head.get("positions")}
        if not isinstance(request["positions"], list):
            raise Refusal(400, "bad-request", "`positions` is a list: where the next batch starts")
        result = checkpoint.write(self.engine, self._settings.state, self._fence, request)
        self.metrics.checkpointed(result)
        return result

    def _prune(self, head: dict, _samples: list) -> dict[str, object]:
        from . import checkpoint

        keep = head.get("keep")
        if not isinstance(keep, list) or not all(isinstance(name, str) for name in keep):
            raise Refusal(400, "bad-request", "`keep` is a list of checkpoint names")
        return {"deleted": checkpoint.prune(self.engine, self._settings.state, self._fence, keep)}

    def _generate(self, head: dict, _samples: list) -> dict[str, object]:
        tokens = head.get("maxNewTokens", 64)
        if not isinstance(tokens, int) or not 1 <= tokens <= GENERATE_TOKENS_MAX:
            raise Refusal(400, "bad-request", f"`maxNewTokens` is 1 to {GENERATE_TOKENS_MAX}")
        return self.engine.generate(
            _text(head, "prompt"), tokens, float(head.get("temperature", 0.0)), int(head.get("seed", 0))
        )

    def _expect(self, head: dict) -> None:
        actual = self.engine.step_done
        if head.get("expectedStep") != actual:
            raise Refusal(409, "step-mismatch", "the model is not where the caller thinks", actual=actual)


def parse_body(body: bytes) -> tuple[dict, list]:
    """First line: the request's parameters. Each further line: one sample."""
    try:
        lines = [json.loads(line) for line in body.split(b"\n") if line.strip()]
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "bad-request", f"the body is not JSON lines: {error}") from None
    if not lines or not isinstance(lines[0], dict):
        raise Refusal(400, "bad-request", "the first line is an object with the request's parameters")
    return lines[0], lines[1:]


def _text(head: dict, key: str) -> str:
    value = head.get(key)
    if not isinstance(value, str):
        raise Refusal(400, "bad-request", f"`{key}` is a string")
    return value


def _sample(sample: object, index: int) -> dict:
    if not isinstance(sample, dict) or not all(isinstance(sample.get(key), str) for key in SAMPLE_FIELDS):
        raise Refusal(400, "bad-request", f"sample {index} lacks one of {', '.join(SAMPLE_FIELDS)}, each a string")
    return sample
