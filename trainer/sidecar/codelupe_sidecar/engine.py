"""Trains: one call, one optimizer step over whole samples; either all of it happened or none of it.

Loss = sum of the negative log likelihood / tokens of the step, so any split into micro-batches gives the same gradient.
"""

import gc
import math
import resource
import time
from dataclasses import dataclass, field

import torch

from .errors import Refusal
from .model import Model, build, checkpoint_activations, refuse_scaled_logits, tensors, token_losses
from .packing import Document, documents_of, pack, row_of, slots_of
from .settings import Settings
from .tokenizer import Codec

BETAS = (0.9, 0.95)
CLEAN_STEPS_BEFORE_PROBE = 20  # then the token budget that ran out of memory is tried one size larger


class OutOfMemory(Exception):
    """Memory ran out in this group of documents."""

    def __init__(self, group: list[Document]):
        super().__init__("out of memory")
        self.group = group


@dataclass
class Use:
    """What became of one sample; `reason` says why it was not trained."""

    became: str
    reason: str | None = None
    tokens: int = 0
    chunks: int = 0
    fim: int = 0


@dataclass
class Totals:
    nll: torch.Tensor  # one number a sample, double
    tokens: int = 0
    slots: int = 0
    rows: int = 0
    counted: dict[int, int] = field(default_factory=dict)


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
        self.step_done = 0
        self.budget = self.settings.micro_tokens
        self.saving = False  # activation checkpointing
        self.clean_steps = 0
        torch.manual_seed(self.settings.seed)

    # -- one step -------------------------------------------------------------------------------------------------

    def step(self, samples: list[dict]) -> dict[str, object]:
        began = time.perf_counter()
        uses, documents = self._prepare(samples)
        tokenized = time.perf_counter()
        if self.device == "cuda":
            torch.cuda.reset_peak_memory_stats()
        self.retries = 0
        totals, norm = self._accumulate_sound(samples, uses, documents)
        rate = None
        if totals:
            rate = self.settings.learning_rate * min(1.0, (self.step_done + 1) / max(1, self.settings.warmup_steps))
            for group in self.optimizer.param_groups:
                group["lr"] = rate
            self.optimizer.step()
            self.step_done += 1
            for index, tokens in totals.counted.items():
                uses[index].tokens = tokens
            self._probe()
        self.optimizer.zero_grad(set_to_none=True)
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
            "oomRetries": self.retries,
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

    def _accumulate_sound(self, samples, uses, documents) -> tuple[Totals | None, float | None]:
        """Gradients of all documents whose samples are sound; the others are buried. Each round buries at least one."""
        while documents:
            totals = self._accumulate(samples, documents)
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
        parameters = self.model.trainable().values()
        if not all(bool(torch.isfinite(p).all()) for p in parameters):
            raise Refusal(500, "diverged", "the weights are no longer finite; resume an earlier checkpoint")
        poisoned = set()
        for index in indices:
            totals = self._accumulate(samples, [d for d in documents if d.sample == index])
            sound = bool(torch.isfinite(totals.nll).all())
            if not sound or not all(bool(torch.isfinite(p.grad).all()) for p in parameters if p.grad is not None):
                poisoned.add(index)
        self.optimizer.zero_grad(set_to_none=True)
        if not poisoned or (len(poisoned) == len(indices) and len(indices) > 1):
            raise Refusal(500, "diverged", "the loss is not finite, and no single sample is the cause")
        return poisoned

    # -- gradients, whatever memory there is ----------------------------------------------------------------------

    def _accumulate(self, samples: list[dict], documents: list[Document]) -> Totals:
        """Packs, and on memory running out goes down the ladder: smaller micro-batches, activation checkpointing,
        documents alone; at its end the sample is named and nothing has been changed."""
        groups = pack(documents, self.settings.max_length)
        alone = False
        while True:
            state = self._random_state()
            failed: list[Document] | None = None
            try:
                return self._pass(len(samples), groups)
            except OutOfMemory as error:
                failed = error.group  # nothing else of the failed pass may stay referenced: leave the block first
            self.optimizer.zero_grad(set_to_none=True)
            self._restore_random(state)
            gc.collect()
            if self.device == "cuda":
                torch.cuda.empty_cache()
            self.retries += 1
            self.clean_steps = 0
            if self.budget > self.settings.max_length:
                self.budget = max(self.settings.max_length, self.budget // 2)
            elif not self.saving:
                self.saving = True
                checkpoint_activations(self.model, True)
            elif not alone:
                alone = True
                groups = [[document] for document in documents]
            else:
                name = samples[failed[0].sample]["sampleId"]
                raise Refusal(507, "out-of-memory", "one document alone does not fit into memory", sampleId=name)

    def _pass(self, count: int, groups: list[list[Document]]) -> Totals:
        self.optimizer.zero_grad(set_to_none=True)
        tokens = sum(len(d.ids) - 1 for group in groups for d in group)
        totals = Totals(torch.zeros(count, dtype=torch.float64, device=self.device), tokens)
        for group in groups:
            for d in group:
                totals.counted[d.sample] = totals.counted.get(d.sample, 0) + len(d.ids) - 1
        per_pass = max(1, self.budget // self.settings.max_length)
        for start in range(0, len(groups), per_pass):
            chunk = groups[start : start + per_pass]
            width = max(slots_of(group) for group in chunk)
            rows = [row_of(group, width, self.codec.end) for group in chunk]
            try:
                losses, owners = token_losses(self.model, tensors(rows, self.device))
                (losses.sum() / max(1, tokens)).backward()
            except (torch.OutOfMemoryError, MemoryError, RuntimeError) as error:
                if _is_memory(error):
                    raise OutOfMemory(chunk[0]) from None
                raise
            totals.nll.index_add_(0, owners, losses.detach().double())
            totals.slots += width * len(rows)
            totals.rows += len(rows)
        return totals

    def _probe(self) -> None:
        self.clean_steps = 0 if self.retries else self.clean_steps + 1
        if self.clean_steps < CLEAN_STEPS_BEFORE_PROBE:
            return
        self.clean_steps = 0
        if self.saving:
            self.saving = False
            checkpoint_activations(self.model, False)
        elif self.budget < self.settings.micro_tokens:
            self.budget = min(self.settings.micro_tokens, self.budget * 2)

    # -- small things ---------------------------------------------------------------------------------------------

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

    def _random_state(self) -> list[torch.Tensor]:
        return [torch.get_rng_state(), *(torch.cuda.get_rng_state_all() if self.device == "cuda" else [])]

    def _restore_random(self, state: list[torch.Tensor]) -> None:
        torch.set_rng_state(state[0])
        if self.device == "cuda" and len(state) > 1:
            torch.cuda.set_rng_state_all(state[1:])

    def memory(self) -> dict[str, object]:
        """What a checkpoint keeps beside the weights."""
        return {"optimizer": self.optimizer.state_dict(), "step": self.step_done, "random": self._random_state()}

    def remember(self, weights: dict[str, torch.Tensor], memory: dict) -> None:
        own = self.model.trainable()
        if own.keys() != weights.keys():
            raise Refusal(422, "checkpoint-lost", "the checkpoint's tensors are not this model's")
        with torch.no_grad():
            for name, parameter in own.items():
                parameter.copy_(weights[name])
        self.optimizer.load_state_dict(memory["optimizer"])
        self.step_done = memory["step"]
        self._restore_random(memory["random"])

    def generate(self, prompt: str, tokens: int, temperature: float, seed: int) -> dict[str, object]:
        """Continues a text; leaves the random state as it was, so that training goes on as if nobody had asked."""
        began = time.perf_counter()
        ids = self.codec.encode(prompt)[-(self.model.causal.config.max_position_embeddings - tokens) :] or [self.codec.end]
        state = self._random_state()
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
            self._restore_random(state)
        new = [i for i in out[0, len(ids) :].tolist() if i != self.codec.end]
        return {"text": self.codec.decode(new), "tokens": len(new), "step": self.step_done, "ms": (time.perf_counter() - began) * 1e3}


def _is_memory(error: Exception) -> bool:
    """CPU allocators say it only in words."""
    named = isinstance(error, (torch.OutOfMemoryError, MemoryError))
    return named or "can't allocate memory" in str(error) or "CUDA out of memory" in str(error)
