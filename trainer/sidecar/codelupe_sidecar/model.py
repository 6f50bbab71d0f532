"""The model that is trained: a tiny Qwen2 from scratch, or a folder's, whole or through LoRA; and its loss."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn.functional import cross_entropy
from torch.utils.checkpoint import checkpoint

from .packing import NO_LABEL, Row
from .settings import Settings
from .tokenizer import Codec

CHUNK = 2_048  # positions whose logits exist at a time
WIDE_VOCABULARY = 32_768  # from here on a chunk's logits are computed again in the backward pass, not kept


@dataclass(frozen=True)
class Model:
    net: torch.nn.Module  # what is called; with LoRA the PEFT wrapper
    causal: torch.nn.Module  # the causal language model inside
    name: str
    base_sha256: str
    lora: bool

    def trainable(self) -> dict[str, torch.nn.Parameter]:
        """Names are the folder's own for whole models and PEFT's for adapters, so that others can load the files."""
        named = {n: p for n, p in self.net.named_parameters() if p.requires_grad}
        return {n.replace(".default", ""): p for n, p in named.items()} if self.lora else named


def build(settings: Settings, codec: Codec, device: str) -> Model:
    """The same weights for the same settings, whenever it is called."""
    torch.manual_seed(settings.seed)
    causal, name, base = _tiny(settings, codec) if settings.model is None else _folder(settings, settings.model)
    causal.to(device)
    lora = settings.method == "lora"
    net = _with_lora(causal, settings.lora_rank) if lora else causal
    net.train()
    return Model(net, causal, name, base, lora)


def _tiny(settings: Settings, codec: Codec):
    from transformers import Qwen2Config, Qwen2ForCausalLM

    config = Qwen2Config(
        vocab_size=codec.size,
        hidden_size=128,
        intermediate_size=384,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=max(2_048, settings.max_length),
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=codec.end,
        pad_token_id=codec.end,
        attn_implementation="sdpa",
    )
    identity = json.dumps(["tiny-qwen2", config.vocab_size, config.max_position_embeddings, settings.seed])
    return Qwen2ForCausalLM(config), "tiny-qwen2", hashlib.sha256(identity.encode()).hexdigest()


def _folder(settings: Settings, folder: Path):
    from transformers import AutoModelForCausalLM

    # bf16 under LoRA: the base is only read. Whole models keep fp32 weights, autocast makes the products bf16 on CUDA.
    dtype = torch.bfloat16 if settings.method == "lora" else torch.float32
    # Weights that are pickled could run code: there are safetensors, or there is no model.
    causal = AutoModelForCausalLM.from_pretrained(
        folder, dtype=dtype, attn_implementation="sdpa", local_files_only=True, use_safetensors=True
    )
    return causal, folder.name, folder_sha256(folder)


def folder_sha256(folder: Path) -> str:
    """Over the names and contents of what defines the weights."""
    total = hashlib.sha256()
    for path in sorted([folder / "config.json", *folder.glob("*.safetensors")]):
        with open(path, "rb") as file:
            total.update(f"{path.name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return total.hexdigest()


def _with_lora(causal: torch.nn.Module, rank: int) -> torch.nn.Module:
    from peft import LoraConfig, get_peft_model

    config = LoraConfig(
        r=rank, lora_alpha=2 * rank, lora_dropout=0.0, target_modules="all-linear", task_type="CAUSAL_LM"
    )
    return get_peft_model(causal, config)  # adapters are fp32 although the base is bf16


def checkpoint_activations(model: Model, on: bool) -> None:
    """Trades a second forward pass for memory."""
    if on:
        model.causal.gradient_checkpointing_enable({"use_reentrant": False})
        if model.lora:
            model.causal.enable_input_require_grads()
    else:
        model.causal.gradient_checkpointing_disable()


def tensors(rows: list[Row], device: str) -> dict[str, torch.Tensor]:
    """No attention mask: with one, or with a cache, the model would let the documents of a row see each other."""
    return {
        key: torch.tensor([getattr(row, key) for row in rows], dtype=torch.long).to(device)
        for key in ("ids", "positions", "labels", "samples")
    }


def token_losses(model: Model, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Negative log likelihood of each token that carries loss, in nats, and the index of its sample."""
    device = batch["ids"].device.type
    with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
        hidden = model.causal.base_model(
            input_ids=batch["ids"], position_ids=batch["positions"], use_cache=False
        ).last_hidden_state
    wanted = (batch["labels"][:, 1:] != NO_LABEL).flatten().nonzero().squeeze(1)
    hidden = hidden[:, :-1].flatten(0, 1).index_select(0, wanted)
    labels = batch["labels"][:, 1:].flatten().index_select(0, wanted)
    head = model.causal.get_output_embeddings()

    def chunk_losses(h: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
            logits = head(h)
        return cross_entropy(logits.float(), target, reduction="none")

    wide = head.weight.shape[0] >= WIDE_VOCABULARY
    losses = [
        checkpoint(chunk_losses, h, t, use_reentrant=False) if wide else chunk_losses(h, t)
        for h, t in zip(hidden.split(CHUNK), labels.split(CHUNK), strict=True)
    ]
    return torch.cat(losses), batch["samples"][:, 1:].flatten().index_select(0, wanted)


def refuse_scaled_logits(model: Model) -> None:
    """The loss above reads the head's product as logits; families that cap or scale them would be trained wrongly."""
    names = ("final_logit_softcapping", "logit_scale", "logits_scaling")
    odd = [name for name in names if getattr(model.causal.config, name, None)]
    if odd:
        raise ValueError(f"models with {odd[0]} in their config are not supported")
