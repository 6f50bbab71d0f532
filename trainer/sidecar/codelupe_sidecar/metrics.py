"""Counts since the process started, as Prometheus text."""

import threading

_HELP = {
    "codelupe_sidecar_steps_total": ("counter", "Optimizer steps"),
    "codelupe_sidecar_tokens_total": ("counter", "Tokens that carried loss"),
    "codelupe_sidecar_slots_total": ("counter", "Token slots computed, padding included"),
    "codelupe_sidecar_step_seconds_total": ("counter", "Time computing steps"),
    "codelupe_sidecar_tokenize_seconds_total": ("counter", "Time tokenizing"),
    "codelupe_sidecar_oom_retries_total": ("counter", "Steps tried again with less memory"),
    "codelupe_sidecar_checkpoints_total": ("counter", "Checkpoints written"),
    "codelupe_sidecar_checkpoint_seconds_total": ("counter", "Time writing checkpoints"),
    "codelupe_sidecar_loss": ("gauge", "Loss of the last step, nats a token"),
    "codelupe_sidecar_peak_memory_bytes": ("gauge", "Peak memory of the last step"),
}


class Metrics:
    def __init__(self):
        self._lock = threading.Lock()
        self._values = dict.fromkeys(_HELP, 0.0)
        self._samples = {"trained": 0, "skipped": 0, "buried": 0}

    def _add(self, **amounts: float) -> None:
        for name, amount in amounts.items():
            self._values[f"codelupe_sidecar_{name}"] += amount

    def stepped(self, result: dict) -> None:
        with self._lock:
            self._add(
                steps_total=1 if result["trained"] else 0,
                tokens_total=result["tokens"],
                slots_total=result["slots"],
                step_seconds_total=result["computeMs"] / 1e3,
                tokenize_seconds_total=result["tokenizeMs"] / 1e3,
                oom_retries_total=result["oomRetries"],
            )
            if result["loss"] is not None:
                self._values["codelupe_sidecar_loss"] = result["loss"]
            self._values["codelupe_sidecar_peak_memory_bytes"] = result["peakMemoryBytes"]
            for sample in result["samples"]:
                self._samples[sample["became"]] += 1

    def checkpointed(self, result: dict) -> None:
        with self._lock:
            self._add(checkpoints_total=1, checkpoint_seconds_total=result["ms"] / 1e3)

    def text(self, fence: int, busy: bool) -> str:
        with self._lock:
            lines = []
            gauges = {"codelupe_sidecar_fence": fence, "codelupe_sidecar_busy": int(busy)}
            for name, (kind, help_text) in _HELP.items():
                lines += [f"# HELP {name} {help_text}", f"# TYPE {name} {kind}", f"{name} {self._values[name]:.10g}"]
            for name, value in gauges.items():
                lines += [f"# TYPE {name} gauge", f"{name} {value}"]
            lines.append("# TYPE codelupe_sidecar_samples_total counter")
            lines += [f'codelupe_sidecar_samples_total{{became="{k}"}} {v}' for k, v in self._samples.items()]
            return "\n".join(lines) + "\n"
