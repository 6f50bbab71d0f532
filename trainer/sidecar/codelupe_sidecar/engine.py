"""Trains: one call, one optimizer step over whole samples; either all of it happened or none of it."""

import math
import resource
import time
from dataclasses import dataclass

import torch

from .accumulate import Gradients, Totals, random_state, restore_random
from .errors import Refusal
from .model import Model, build, refuse_scaled_logits
from .packing import Document, documents_of
from .settings import Settings
from .tokenizer import Codec

BETAS = (0.9, 0.95)


@dataclass
class Use:
    """What became of one sample; `reason` says why it was not trained."""

    became: str
    reason: str | None = None
    tokens: int = 0
    chunks: int = 0
    fim: int = 0


def choose_device(wanted: str) -> str:
    if wanted == "cuda" and not torch.cuda.is_available():
        raise ValueError("--device cuda: torch finds no CUDA device")
    return "cuda" if wanted != "cpu" and torch.cuda.is_available() else "cpu"


class Engine:
    def __init__(self, settings: Settings, codec: Codec):
        if settings.threads or settings.deterministic:
            torch.set_num_threads(1 if settings.deterministic else settings.threads)
        torch.use_deterministic_algorithms(settings.deterministic, warn_only=settings.deterministic)
        self.settings = settings
        self.codec = codec
        self.device = choose_device(settings.device)
        self.reset()

    def reset(self) -> None:
        """A fresh start: the same weights, optimizer and random state every time."""
        self.model: Model = build(self.settings, self.codec, self.device)
        refuse_scaled_logits(self.model)
        self.optimizer = torch.optim.AdamW(
            list(self.model.trainable().values()),
            lr=self.settings.learning_rate,
            betas=BETAS,
            weight_decay=self.settings.weight_decay,
        )
        self.gradients = Gradients(self.model, self.settings, self.codec.end, self.device)
        self.step_done = 0
        torch.manual_seed(self.settings.seed)

    def step(self, samples: list[dict], alone: bool = False) -> dict[str, object]:
        """`alone` puts each document into a forward pass of its own: the same step in the least memory."""
        began = time.perf_counter()
        uses, documents = self._prepare(samples)
        tokenized = time.perf_counter()
        if self.device == "cuda":
            torch.cuda.reset_peak_memory_stats()
        self.gradients.retries = 0
        totals, norm = self._accumulate_sound(samples, uses, documents, alone)
        rate = None
        if totals:
            self.settings.faults.passing("sidecar.stepping")
            rate = self.settings.learning_rate * min(1.0, (self.step_done + 1) / max(1, self.settings.warmup_steps))
            for group in self.optimizer.param_groups:
                group["lr"] = rate
            self.optimizer.step()
            self.step_done += 1
            for index, tokens in totals.counted.items():
                uses[index].tokens = tokens
            self.gradients.probe()
        self.gradients.clear()
        return {
            "step": self.step_done,
            "trained": totals is not None,
            "loss": float(totals.nll.sum()) / totals.tokens if totals else None,
            "tokens": totals.tokens if totals else 0,
            "slots": totals.slots if totals else 0,
            "rows": totals.rows if totals else 0,
            "gradNorm": norm,
            "learningRate": rate,
            "tokenizeMs": (tokenized - began) * 1e3,
            "computeMs": (time.perf_counter() - tokenized) * 1e3,
            "peakMemoryBytes": self._peak(),
            "oomRetries": self.gradients.retries,
            "device": self.device,
            "samples": [self._use(sample, use) for sample, use in zip(samples, uses, strict=True)],
        }

    def _prepare(self, samples: list[dict]) -> tuple[list[Use], list[Document]]:
        uses, documents = [], []
        for index, sample in enumerate(samples):
            try:
                mine, tokens = documents_of(self.codec, index, sample, self.settings)
            except Exception:  # whatever the text did to the tokenizer, it will do again: bury it
                uses.append(Use("buried", "untokenizable"))
                continue
            if tokens < self.settings.min_tokens:
                uses.append(Use("skipped", "too-short"))
            elif tokens > self.settings.max_tokens:
                uses.append(Use("skipped", "too-long"))
            else:
                uses.append(Use("trained", chunks=len(mine), fim=sum(d.fim for d in mine)))
                documents.extend(mine)
        return uses, documents

    def _accumulate_sound(self, samples, uses, documents, alone) -> tuple[Totals | None, float | None]:
        """Gradients of all documents whose samples are sound; the others are buried. Each round buries at least one."""
        while documents:
            totals = self.gradients.accumulate(samples, documents, alone)
            norm = float(torch.nn.utils.clip_grad_norm_(self.model.trainable().values(), self.settings.clip_norm))
            if math.isfinite(norm) and bool(torch.isfinite(totals.nll).all()):
                return totals, norm
            poisoned = self._isolate(samples, documents)
            for index in poisoned:
                uses[index] = Use("buried", "non-finite-loss")
            documents = [d for d in documents if d.sample not in poisoned]
        return None, None

    def _isolate(self, samples, documents) -> set[int]:
        """Which samples alone give a loss or a gradient that is no number."""
        indices = sorted({d.sample for d in documents})
        if not all(bool(torch.isfinite(p).all()) for p in self.model.trainable().values()):
            raise Refusal(500, "diverged", "the weights are no longer finite; resume an earlier checkpoint")
        poisoned = set()
        for index in indices:
            totals = self.gradients.accumulate(samples, [d for d in documents if d.sample == index])
            sound = bool(torch.isfinite(totals.nll).all())
            if not sound or not self.gradients.finite():
                poisoned.add(index)
        self.gradients.clear()
        if not poisoned or (len(poisoned) == len(indices) and len(indices) > 1):
            raise Refusal(500, "diverged", "the loss is not finite, and no single sample is the cause")
        return poisoned

    def _use(self, sample: dict, use: Use) -> dict[str, object]:
        return {
            "sampleId": sample["sampleId"],
            "became": use.became,
            "reason": use.reason,
            "step": self.step_done if use.became == "trained" else None,
            "tokens": use.tokens,
            "chunks": use.chunks,
            "fim": use.fim,
        }

    def _peak(self) -> int:
        if self.device == "cuda":
            return torch.cuda.max_memory_allocated()
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

    def memory(self) -> dict[str, object]:
        """What a checkpoint keeps beside the weights."""
        return {"optimizer": self.optimizer.state_dict(), "step": self.step_done, "random": random_state(self.device)}

    def remember(self, weights: dict[str, torch.Tensor], memory: dict) -> None:
        own = self.model.trainable()
        if {n: p.shape for n, p in own.items()} != {n: p.shape for n, p in weights.items()}:
            raise Refusal(409, "base-mismatch", "the checkpoint's tensors are not this model's: other settings made it")
        with torch.no_grad():
            for name, parameter in own.items():
                parameter.copy_(weights[name])
        self.optimizer.load_state_dict(memory["optimizer"])
        self.step_done = memory["step"]
        restore_random(self.device, memory["random"])

    def generate(self, prompt: str, tokens: int, temperature: float, seed: int) -> dict[str, object]:
        """Continues a text; leaves the random state as it was, so that training goes on as if nobody had asked."""
        began = time.perf_counter()
        room = self.model.causal.config.max_position_embeddings - tokens
        ids = self.codec.encode(prompt)[-room:] or [self.codec.end]
        state = random_state(self.device)
        torch.manual_seed(seed)
        self.model.net.eval()
        warm = {"do_sample": True, "temperature": temperature, "top_k": 0} if temperature > 0 else {"do_sample": False}
        try:
            given = torch.tensor([ids], device=self.device)
            with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.device == "cuda"):
                out = self.model.net.generate(
                    input_ids=given,
                    attention_mask=torch.ones_like(given),
                    max_new_tokens=tokens,
                    eos_token_id=self.codec.end,
                    pad_token_id=self.codec.end,
                    **warm,
                )
        finally:
            self.model.net.train()
            restore_random(self.device, state)
        new = [i for i in out[0, len(ids) :].tolist() if i != self.codec.end]
        ms = (time.perf_counter() - began) * 1e3
        return {"text": self.codec.decode(new), "tokens": len(new), "step": self.step_done, "ms": ms}
