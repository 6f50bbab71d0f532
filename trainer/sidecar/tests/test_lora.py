"""A folder on disk, trained through LoRA: bf16 base that never moves, fp32 adapters that do."""

import pytest
import torch
from conftest import DEVICE, Unlocked, samples_of, settings_of
from tiny_base import write_base

from codelupe_sidecar import checkpoint
from codelupe_sidecar.engine import Engine
from codelupe_sidecar.errors import Refusal
from codelupe_sidecar.model import checkpoint_activations
from codelupe_sidecar.tokenizer import Codec

AT = {"lineage": "l", "parent": None, "positions": []}


@pytest.fixture
def folder(tmp_path, codec):
    out = tmp_path / "base"
    write_base(out, codec.size)
    return out


def test_only_adapters_train_and_only_they_are_saved(folder, tmp_path):
    settings = settings_of(tmp_path / "state", "--model", str(folder), "--learning-rate", "5e-3")
    settings.state.mkdir()
    engine = Engine(settings, Codec(folder))
    base = {n: p.clone() for n, p in engine.model.causal.named_parameters() if not p.requires_grad}
    losses = [engine.step(samples_of(4, start=4 * i))["loss"] for i in range(8)]
    assert losses[-1] < losses[0]
    assert all(torch.equal(p, base[n]) for n, p in engine.model.causal.named_parameters() if n in base)
    assert {p.dtype for p in base.values()} == {torch.bfloat16}
    assert {p.dtype for p in engine.model.trainable().values()} == {torch.float32}
    saved = checkpoint.write(engine, settings.state, Unlocked(settings.state), AT)
    assert (settings.state / saved["name"] / "adapter.safetensors").exists()

    again = Engine(settings, Codec(folder))
    checkpoint.read(again, settings.state, saved["name"], saved["manifestSha256"])
    expected, actual = (e.step(samples_of(2, start=90))["loss"] for e in (engine, again))
    assert actual == pytest.approx(expected, rel=1e-6 if DEVICE == "cpu" else 1e-2)


def test_activation_checkpointing_gives_the_same_adapter_gradient(folder, tmp_path):
    def gradient(saving: bool):
        engine = Engine(settings_of(tmp_path, "--model", str(folder)), Codec(folder))
        checkpoint_activations(engine.model, saving)
        samples = samples_of(2)
        engine.gradients.accumulate(samples, engine._prepare(samples)[1])
        return torch.cat([p.grad.flatten() for p in engine.model.trainable().values()])

    plain, saved = gradient(False), gradient(True)
    assert float(plain.norm()) > 0
    assert float((plain - saved).norm() / plain.norm()) < 1e-2


def test_a_changed_base_is_refused(folder, tmp_path):
    settings = settings_of(tmp_path, "--model", str(folder))
    engine = Engine(settings, Codec(folder))
    saved = checkpoint.write(engine, settings.state, Unlocked(settings.state), AT)
    (folder / "config.json").write_text((folder / "config.json").read_text() + " ")
    with pytest.raises(Refusal) as refusal:
        checkpoint.read(Engine(settings, Codec(folder)), settings.state, saved["name"], saved["manifestSha256"])
    assert refusal.value.code == "base-mismatch"


def test_a_base_whose_weights_are_pickled_is_refused(folder, tmp_path):
    (folder / "model.safetensors").unlink()
    torch.save({}, folder / "pytorch_model.bin")
    with pytest.raises(OSError, match="safetensors"):
        Engine(settings_of(tmp_path, "--model", str(folder)), Codec(folder))
