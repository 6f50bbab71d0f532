"""Gradients of a step's documents, whatever memory there is.

Loss = sum of the negative log likelihood / tokens of the step, so any split into micro-batches gives the same gradient.
"""

import gc
from dataclasses import dataclass, field

import torch

from .errors import Refusal
from .model import Model, checkpoint_activations, tensors, token_losses
from .packing import Document, pack, row_of, slots_of
from .settings import Settings

CLEAN_STEPS_BEFORE_PROBE = 20  # then the token budget that ran out of memory is tried one size larger


class OutOfMemory(Exception):
    """Memory ran out in this group of documents."""

    def __init__(self, group: list[Document]):
        super().__init__("out of memory")
        self.group = group


@dataclass
class Totals:
    nll: torch.Tensor  # one number a sample, double
    tokens: int = 0
    slots: int = 0
    rows: int = 0
    counted: dict[int, int] = field(default_factory=dict)  # tokens that carried loss, by sample


class Gradients:
    def __init__(self, model: Model, settings: Settings, pad: int, device: str):
        self.model = model
        self.settings = settings
        self.pad = pad
        self.device = device
        self.budget = settings.micro_tokens  # token slots of a forward pass
        self.saving = False  # activation checkpointing
        self.retries = 0
        self._clean_steps = 0

    def clear(self) -> None:
        self.model.net.zero_grad(set_to_none=True)

    def finite(self) -> bool:
        given = [p.grad for p in self.model.trainable().values() if p.grad is not None]
        return all(bool(torch.isfinite(grad).all()) for grad in given)

    def accumulate(self, samples: list[dict], documents: list[Document], alone: bool = False) -> Totals:
        """Packs, and on memory running out goes down the ladder: smaller micro-batches, activation checkpointing,
        documents alone; at its end the sample is named and nothing has been changed. `alone` begins at the end of it."""
        groups = [[d] for d in documents] if alone else pack(documents, self.settings.max_length)
        if alone:
            self._go_down()
        while True:
            state = random_state(self.device)
            failed: list[Document] | None = None
            try:
                return self._pass(samples, groups)
            except OutOfMemory as error:
                failed = error.group  # nothing else of the failed pass may stay referenced: leave the block first
            self._recover(state)
            if self.budget > self.settings.max_length:
                self.budget = max(self.settings.max_length, self.budget // 2)
            elif not self.saving:
                self._save()
            elif not alone:
                alone = True
                groups = [[document] for document in documents]
            else:
                name = samples[failed[0].sample]["sampleId"]
                raise Refusal(507, "out-of-memory", "one document alone does not fit into memory", sampleId=name)

    def _go_down(self) -> None:
        self.budget = min(self.budget, self.settings.max_length)
        if not self.saving:
            self._save()

    def _save(self) -> None:
        self.saving = True
        checkpoint_activations(self.model, True)

    def _recover(self, state: list[torch.Tensor]) -> None:
        self.clear()
        restore_random(self.device, state)
        gc.collect()
        if self.device == "cuda":
            torch.cuda.empty_cache()
        self.retries += 1

    def _pass(self, samples: list[dict], groups: list[list[Document]]) -> Totals:
        self.clear()
        tokens = sum(len(d.ids) - 1 for group in groups for d in group)
        totals = Totals(torch.zeros(len(samples), dtype=torch.float64, device=self.device), tokens)
        for group in groups:
            for d in group:
                totals.counted[d.sample] = totals.counted.get(d.sample, 0) + len(d.ids) - 1
        per_pass = max(1, self.budget // self.settings.max_length)
        for start in range(0, len(groups), per_pass):
            chunk = groups[start : start + per_pass]
            width = max(slots_of(group) for group in chunk)
            rows = [row_of(group, width, self.pad) for group in chunk]
            try:
                losses, owners = self._losses(samples, chunk, tensors(rows, self.device), width * len(rows))
                (losses.sum() / max(1, tokens)).backward()
            except (torch.OutOfMemoryError, MemoryError, RuntimeError) as error:
                if _is_memory(error):
                    raise OutOfMemory(chunk[0]) from None
                raise
            totals.nll.index_add_(0, owners, losses.detach().double())
            totals.slots += width * len(rows)
            totals.rows += len(rows)
        return totals

    def _losses(self, samples, chunk, batch, slots: int) -> tuple[torch.Tensor, torch.Tensor]:
        trouble = self.settings.faults.meets([samples[d.sample]["text"] for group in chunk for d in group], slots)
        if trouble == "memory":
            raise torch.OutOfMemoryError("as asked for by --fault")
        losses, owners = token_losses(self.model, batch)
        return (losses * float("nan") if trouble == "nan" else losses), owners

    def probe(self) -> None:
        """After a step: when enough of them needed no retry, asks for more memory again, one size at a time."""
        self._clean_steps = 0 if self.retries else self._clean_steps + 1
        if self._clean_steps < CLEAN_STEPS_BEFORE_PROBE:
            return
        self._clean_steps = 0
        if self.saving:
            self.saving = False
            checkpoint_activations(self.model, False)
        elif self.budget < self.settings.micro_tokens:
            self.budget = min(self.settings.micro_tokens, self.budget * 2)


def random_state(device: str) -> list[torch.Tensor]:
    return [torch.get_rng_state(), *(torch.cuda.get_rng_state_all() if device == "cuda" else [])]


def restore_random(device: str, state: list[torch.Tensor]) -> None:
    torch.set_rng_state(state[0])
    if device == "cuda" and len(state) > 1:
        torch.cuda.set_rng_state_all(state[1:])


def _is_memory(error: Exception) -> bool:
    """CPU allocators say it only in words."""
    named = isinstance(error, (torch.OutOfMemoryError, MemoryError))
    return named or "can't allocate memory" in str(error) or "CUDA out of memory" in str(error)
