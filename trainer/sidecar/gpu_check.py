"""Checks and figures on a machine with a GPU: `python3 trainer/sidecar/gpu_check.py`; JSON in $OUT/gpu.json.

Needs torch, transformers, peft, tokenizers, safetensors, accelerate and pytest; fetches nothing: the 0.5B model has
Qwen2.5-0.5B's shape and random weights, the text is Python's own library. `--small` runs the same on a laptop's CPU.
"""

import argparse
import importlib.metadata
import json
import os
import random
import subprocess
import sys
import sysconfig
import tempfile
import time
import traceback
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "tests")]

from codelupe_sidecar.settings import TOKENIZER, parse
from codelupe_sidecar.tokenizer import Codec

BF16_FLOPS = {"H100": 798e12, "H200": 790e12}  # measured on these machines with 8192-wide products of random data


class Check:
    def __init__(self, small: bool, out: Path):
        self.small, self.out, self.device = small, out, "cpu" if small else "cuda"
        self.report: dict[str, object] = {}
        files = sorted(Path(sysconfig.get_paths()["stdlib"]).glob("*.py"))
        self.texts = [text for path in files if len(text := path.read_text("utf-8", "ignore")) > 400]
        random.Random(1).shuffle(self.texts)
        self.state = Path(tempfile.mkdtemp())

    def run(self, name: str, section) -> None:
        """One section's failure is written down and does not cost the others."""
        began = time.perf_counter()
        try:
            result = section()
        except Exception:
            result = {"failed": traceback.format_exc()[-1500:]}
        self.report[name] = result | {"seconds": round(time.perf_counter() - began, 1)}
        self.out.write_text(json.dumps(self.report, indent=1) + "\n")
        print(name, json.dumps(self.report[name]), flush=True)

    def batches(self, bytes_each: int):
        """Endless batches of whole files of about so many bytes, cut at 30 kB as the corpus' median files are small."""
        batch, size, number = [], 0, 0
        while True:
            for text in self.texts:
                text = text[:30_000]
                number += 1
                sample = {"sampleId": f"s{number}", "path": "p", "repository": "r", "language": "Python", "text": text}
                batch.append(sample)
                size += len(text)
                if size >= bytes_each:
                    yield batch
                    batch, size = [], 0

    def settings(self, *more: str):
        base = ["--state", str(self.state), "--socket", str(self.state / "s"), "--device", self.device]
        return parse([*base, *more])

    # -- sections -------------------------------------------------------------------------------------------------

    def machine(self) -> dict:
        import torch

        names = ("torch", "transformers", "peft", "tokenizers", "safetensors", "accelerate")
        gpu = torch.cuda.get_device_name() if self.device == "cuda" else None
        return {name: importlib.metadata.version(name) for name in names} | {
            "gpu": gpu,
            "python": sys.version.split()[0],
        }

    def tests(self) -> dict:
        names = ["packing", "leaks", "engine", "lora", "checkpoint"]
        command = [
            sys.executable,
            "-B",
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "-W",
            "ignore",
            "-x" if self.small else "-v",
        ]
        command += [f"tests/test_{name}.py" for name in (names[:2] if self.small else names)]
        env = os.environ | {"CODELUPE_TEST_DEVICE": self.device}
        done = subprocess.run(command, cwd=HERE, env=env, capture_output=True, text=True, timeout=240)
        self.out.with_name("pytest.txt").write_text(done.stdout[-200_000:])
        failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        return {"passed": done.returncode == 0, "last": done.stdout.strip().splitlines()[-1:], "failed": failed}

    def throughput(self, folder: Path | None, tokens: int, micro: int, steps: int, *more: str) -> dict:
        """Tokens a second of whole steps, tokenizing included, after warm-up; hfu by 4N (LoRA) or 6N FLOP a token."""
        import torch

        from codelupe_sidecar.engine import Engine

        model = ["--model", str(folder)] if folder else []
        settings = self.settings("--max-length", "2048", "--micro-tokens", str(micro), *model, *more)
        engine = Engine(settings, Codec(settings.model or TOKENIZER))
        source = self.batches(tokens * 3)
        losses, counted = [], {"tokens": 0, "slots": 0, "ms": 0.0, "peak": 0, "retries": 0}
        for step in range(steps + 3):
            began = time.perf_counter()
            result = engine.step(next(source))
            if self.device == "cuda":
                torch.cuda.synchronize()
            losses.append(round(result["loss"], 3))
            if step < 3:
                continue
            counted["ms"] += (time.perf_counter() - began) * 1e3
            counted["tokens"] += result["tokens"]
            counted["slots"] += result["slots"]
            counted["peak"] = max(counted["peak"], result["peakMemoryBytes"])
            counted["retries"] += result["oomRetries"]
        parameters = sum(p.numel() for p in engine.model.causal.parameters())
        rate = counted["tokens"] / counted["ms"] * 1e3
        peak = next((v for k, v in BF16_FLOPS.items() if k in str(self.report["machine"].get("gpu"))), None)
        flops = (4 if settings.method == "lora" else 6) * parameters * rate
        return {
            "method": settings.method,
            "parameters": parameters,
            "trainable": sum(p.numel() for p in engine.model.trainable().values()),
            "tokensPerStep": counted["tokens"] // steps,
            "tokensPerSecond": round(rate),
            "realTokensPerSlot": round(counted["tokens"] / counted["slots"], 4),
            "hfu": round(flops / peak, 4) if peak else None,
            "peakMemoryGiB": round(counted["peak"] / 2**30, 2),
            "oomRetries": counted["retries"],
            "lossFirst": losses[0],
            "lossLast": losses[-1],
        }

    def out_of_memory(self) -> dict:
        """A real one: the configured micro-batch needs more memory than the process may have; the step is the same."""
        import torch

        from codelupe_sidecar.engine import Engine

        batch = next(self.batches(400_000))
        loose = Engine(self.settings("--max-length", "1024", "--micro-tokens", "8192", "--seed", "5"), Codec(TOKENIZER))
        expected = loose.step(batch)
        del loose
        torch.cuda.empty_cache()
        total = torch.cuda.get_device_properties(0).total_memory
        limit = int(expected["peakMemoryBytes"] * 1.2)
        torch.cuda.set_per_process_memory_fraction(limit / total)
        try:
            tight = Engine(
                self.settings("--max-length", "1024", "--micro-tokens", "262144", "--seed", "5"), Codec(TOKENIZER)
            )
            result = tight.step(batch)
        finally:
            torch.cuda.set_per_process_memory_fraction(1.0)
        assert result["oomRetries"] > 0 and result["tokens"] == expected["tokens"]
        assert abs(result["loss"] - expected["loss"]) < 0.02, (result["loss"], expected["loss"])
        return {
            "limitMiB": limit >> 20,
            "retries": result["oomRetries"],
            "budgetFound": tight.gradients.budget,
            "activationCheckpointing": tight.gradients.saving,
            "loss": [expected["loss"], result["loss"]],
            "gradNorm": [expected["gradNorm"], result["gradNorm"]],
        }

    def named_by_memory(self) -> dict:
        """A document that fits nowhere, among small ones: it is named, and without it the step is as if it never was."""
        import torch

        from codelupe_sidecar.engine import Engine
        from codelupe_sidecar.errors import Refusal

        def engine():
            return Engine(
                self.settings("--max-length", "4096", "--micro-tokens", "8192", "--fim-rate", "0"), Codec(TOKENIZER)
            )

        small = [
            {"sampleId": f"small{n}", "path": "p", "repository": "r", "language": "Python", "text": text[:400]}
            for n, text in enumerate(self.texts[:40])
        ]
        large = {**small[0], "sampleId": "large", "text": "\n".join(self.texts)[:100_000]}
        torch.cuda.empty_cache()
        loose = engine()
        expected = loose.step(small)
        alone = loose.step([small[0]])["peakMemoryBytes"]
        over = loose.step([{**large, "text": large["text"][:14_000]}])["peakMemoryBytes"]
        del loose
        torch.cuda.empty_cache()
        limit = (alone + over) // 2
        tight = engine()
        torch.cuda.set_per_process_memory_fraction(limit / torch.cuda.get_device_properties(0).total_memory)
        try:
            named = None
            try:
                tight.step([*small[:20], large, *small[20:]])
            except Refusal as refusal:
                named = (refusal.status, refusal.detail.get("sampleId"))
            assert named == (507, "large"), named
            assert tight.step_done == 0, "a refused step must not have moved the weights"
            result = tight.step(small)
        finally:
            torch.cuda.set_per_process_memory_fraction(1.0)
        assert result["tokens"] == expected["tokens"] and abs(result["loss"] - expected["loss"]) < 0.02
        return {
            "limitMiB": limit >> 20,
            "peakMiB": {"small": alone >> 20, "large": over >> 20},
            "named": list(named),
            "loss": [expected["loss"], result["loss"]],
        }

    def process(self) -> dict:
        """The real process over its socket: steps, checkpoint, kill -9, resume, go on; it goes when stdin ends."""
        from test_server import Client, until

        def launch():
            path = self.state / f"{time.monotonic_ns()}.sock"
            command = [
                sys.executable,
                "-B",
                "-m",
                "codelupe_sidecar",
                "--state",
                str(self.state / "p"),
                "--socket",
                str(path),
            ]
            process = subprocess.Popen([*command, "--device", self.device], cwd=HERE, stdin=subprocess.PIPE)
            client = Client(path)
            until(lambda: True if client.health()["status"] == "ready" else None)
            return process, client, client.health()["fence"]

        source = self.batches(6_000 if self.small else 200_000)
        batches = [next(source) for _ in range(10)]
        began = time.perf_counter()
        process, client, fence = launch()
        ready = time.perf_counter() - began
        client.call("POST", "/v1/resume", {"fence": fence, "from": "fresh"})

        def step(c: Client, f: int, n: int) -> dict:
            return c.call("POST", "/v1/step", {"fence": f, "batchId": str(n), "expectedStep": n}, *batches[n])[1]

        losses = [step(client, fence, n)["loss"] for n in range(5)]
        head = {"fence": fence, "expectedStep": 5, "lineage": "l", "parent": None, "positions": []}
        saved = client.call("POST", "/v1/checkpoint", head)[1]
        lost = step(client, fence, 5)["loss"]
        process.kill()
        process.wait()
        process, client, fence = launch()
        name = {"name": saved["name"], "manifestSha256": saved["manifestSha256"]}
        resumed = client.call("POST", "/v1/resume", {"fence": fence, "from": name})[1]
        again = step(client, fence, 5)["loss"]
        losses += [again, *(step(client, fence, n)["loss"] for n in range(6, 10))]
        process.stdin.close()
        ended = process.wait(timeout=20)
        assert resumed["step"] == 5 and ended == 0 and abs(lost - again) < 0.02, (resumed, ended, lost, again)
        return {
            "readySeconds": round(ready, 1),
            "losses": [round(loss, 3) for loss in losses],
            "stepBeforeAndAfterKill": [lost, again],
            "checkpointMs": round(saved["ms"], 1),
            "device": resumed["device"],
        }


def half_billion(folder: Path) -> Path:
    """A folder with Qwen2.5-0.5B's shape, random weights and the committed vocabulary's tokenizer."""
    import torch
    from transformers import Qwen2Config, Qwen2ForCausalLM

    config = Qwen2Config(vocab_size=151_936, hidden_size=896, intermediate_size=4_864, num_hidden_layers=24,
                         num_attention_heads=14, num_key_value_heads=2, max_position_embeddings=32_768,
                         tie_word_embeddings=True)  # fmt: skip
    torch.set_default_dtype(torch.bfloat16)
    model = Qwen2ForCausalLM(config)
    torch.set_default_dtype(torch.float32)
    model.save_pretrained(folder)
    for file in TOKENIZER.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true")
    small = parser.parse_args().small
    check = Check(small, Path(os.environ.get("OUT", ".")) / "gpu.json")
    check.run("machine", check.machine)
    check.run("process", check.process)
    if small:
        check.run("tiny", lambda: check.throughput(None, 2_048, 2_048, 2))
        check.run("tests", check.tests)
        return
    check.run("tests", check.tests)
    check.run("outOfMemory", check.out_of_memory)
    check.run("namedByMemory", check.named_by_memory)
    check.run("tiny", lambda: check.throughput(None, 262_144, 131_072, 12))
    folder = half_billion(check.state / "half-billion")
    check.run("lora05b", lambda: check.throughput(folder, 131_072, 32_768, 6))
    check.run("full05b", lambda: check.throughput(folder, 131_072, 32_768, 6, "--method", "full"))


if __name__ == "__main__":
    main()
