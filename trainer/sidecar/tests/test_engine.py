"""One step: its gradient, what it does when memory runs out or a sample is poison, and that it is all or nothing."""

import copy

import pytest
import torch
from conftest import DEVICE, samples_of, settings_of

from codelupe_sidecar import accumulate
from codelupe_sidecar.errors import Refusal


def gradients(engine, samples):
    uses, documents = engine._prepare(samples)
    engine.gradients.accumulate(samples, documents)
    return torch.cat([p.grad.flatten() for p in engine.model.trainable().values()])


def weights(engine):
    return {name: p.detach().clone() for name, p in engine.model.trainable().items()}


def same(a, b) -> bool:
    return all(torch.equal(a[name], b[name]) for name in a)


@pytest.mark.parametrize("micro", ["128", "512"])
def test_any_micro_batch_split_gives_the_same_gradient(make_engine, micro):
    samples = samples_of(6)
    whole = gradients(make_engine("--micro-tokens", "65536"), samples)
    split = gradients(make_engine("--micro-tokens", micro), samples)
    tolerance = 1e-5 if DEVICE == "cpu" else 2e-2  # bf16 products on CUDA
    assert float((whole - split).norm() / whole.norm()) < tolerance


def test_the_loss_is_the_mean_over_all_tokens(make_engine):
    engine = make_engine("--fim-rate", "0")
    samples = samples_of(3)
    together = copy.deepcopy(engine).step(samples)
    alone = [copy.deepcopy(engine).step([sample]) for sample in samples]
    mean = sum(r["loss"] * r["tokens"] for r in alone) / sum(r["tokens"] for r in alone)
    assert together["tokens"] == sum(r["tokens"] for r in alone)
    assert together["loss"] == pytest.approx(mean, rel=1e-4 if DEVICE == "cpu" else 1e-2)


def test_training_learns(make_engine):
    engine = make_engine("--learning-rate", "3e-3")
    losses = [engine.step(samples_of(4, start=4 * i))["loss"] for i in range(25)]
    assert sum(losses[-3:]) / 3 < losses[0] - 1.0


def test_what_cannot_be_trained_is_named_and_the_rest_is_trained(make_engine):
    engine = make_engine("--max-tokens", "500")
    odd = [
        {"sampleId": "short", "path": "", "repository": "", "language": "", "text": "a"},
        {"sampleId": "empty", "path": "", "repository": "", "language": "", "text": ""},
        {"sampleId": "long", "path": "", "repository": "", "language": "", "text": "word " * 3000},
        {"sampleId": "surrogate", "path": "", "repository": "", "language": "", "text": "\ud800" * 50},
    ]
    result = engine.step([*odd, *samples_of(1)])
    became = [(s["became"], s["reason"], s["step"]) for s in result["samples"]]
    assert became == [
        ("skipped", "too-short", None),
        ("skipped", "too-short", None),
        ("skipped", "too-long", None),
        ("buried", "untokenizable", None),
        ("trained", None, 1),
    ]
    assert result["samples"][4]["tokens"] == result["tokens"] and result["samples"][4]["chunks"] > 1


def test_a_batch_without_a_trainable_sample_makes_no_step(make_engine):
    engine = make_engine()
    before = weights(engine)
    result = engine.step([{"sampleId": "x", "path": "", "repository": "", "language": "", "text": "a"}])
    assert (result["trained"], result["step"], result["loss"]) == (False, 0, None) and same(before, weights(engine))


def poisoned_losses(marker: int):
    """The real losses, but no number for rows that hold the marker: attention spreads it, as a real one would."""
    real = accumulate.token_losses

    def losses(model, batch):
        values, owners = real(model, batch)
        bad = (batch["ids"] == marker).any()
        return (values * float("nan") if bad else values), owners

    return losses


def test_poison_is_isolated_and_buried_and_the_rest_trains_as_if_it_had_not_been_there(make_engine, codec, monkeypatch):
    samples = samples_of(4, length=300)
    clean = make_engine("--fim-rate", "0")
    clean.step([samples[0], *samples[2:]])
    rare = codec.encode("漢")[0]
    assert not any(rare in codec.encode(s["text"]) for s in samples)
    samples[1] = samples[1] | {"text": samples[1]["text"] + "漢"}
    monkeypatch.setattr(accumulate, "token_losses", poisoned_losses(rare))
    engine = make_engine("--fim-rate", "0")
    result = engine.step(samples)
    assert [(s["became"], s["reason"]) for s in result["samples"]] == [
        ("trained", None),
        ("buried", "non-finite-loss"),
        ("trained", None),
        ("trained", None),
    ]
    if DEVICE == "cpu":
        assert same(weights(clean), weights(engine))


def test_a_model_that_has_diverged_buries_nobody(make_engine):
    engine = make_engine()
    with torch.no_grad():
        next(iter(engine.model.trainable().values())).fill_(float("nan"))
    with pytest.raises(Refusal) as refusal:
        engine.step(samples_of(2))
    assert (refusal.value.status, refusal.value.code) == (500, "diverged")
    assert engine.step_done == 0


def memory_for(slots: int, engine):
    """The real losses, as long as a forward pass has at most so many slots."""
    real = accumulate.token_losses
    seen = []

    def losses(model, batch):
        seen.append((batch["ids"].numel(), engine.gradients.saving))
        if batch["ids"].numel() > slots:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return real(model, batch)

    return losses, seen


def test_memory_running_out_halves_the_budget_and_changes_nothing_else(make_engine, monkeypatch):
    samples = samples_of(6)
    roomy = make_engine("--micro-tokens", "1024")
    roomy.step(samples)
    tight = make_engine("--micro-tokens", "1024")
    losses, _ = memory_for(256, tight)
    monkeypatch.setattr(accumulate, "token_losses", losses)
    result = tight.step(samples)
    assert (result["oomRetries"], tight.gradients.budget, tight.gradients.saving) == (2, 256, False)
    for name, value in weights(roomy).items():
        assert torch.allclose(value, weights(tight)[name], atol=5e-3)


def test_then_activations_are_saved_then_documents_go_alone(make_engine, monkeypatch):
    engine = make_engine("--fim-rate", "0")
    losses, seen = memory_for(100, engine)
    monkeypatch.setattr(accumulate, "token_losses", losses)
    samples = samples_of(4, length=150)
    assert engine.step(samples)["trained"]
    assert engine.gradients.saving and max(size for size, _ in seen[-4:]) <= 100


def test_documents_that_are_to_go_alone_do_and_the_step_is_the_same(make_engine, monkeypatch):
    samples = samples_of(4, length=40)
    packed = make_engine("--fim-rate", "0")
    packed.step(samples)
    apart = make_engine("--fim-rate", "0", "--micro-tokens", "1024")
    losses, seen = memory_for(10_000, apart)
    monkeypatch.setattr(accumulate, "token_losses", losses)
    result = apart.step(samples, True)
    assert result["oomRetries"] == 0 and result["rows"] == len(seen) == 4 and all(saving for _, saving in seen)
    for name, weight in weights(packed).items():
        assert torch.allclose(weight, weights(apart)[name], atol=1e-5)


def test_at_the_end_of_the_ladder_the_sample_is_named_and_nothing_has_changed(make_engine, monkeypatch):
    engine = make_engine("--fim-rate", "0")
    samples = samples_of(3, length=100)
    samples[1] = samples_of(1, length=280)[0] | {"sampleId": "giant"}
    before = weights(engine)
    losses, _ = memory_for(70, engine)
    with monkeypatch.context() as patch:
        patch.setattr(accumulate, "token_losses", losses)
        with pytest.raises(Refusal) as refusal:
            engine.step(samples)
    assert (refusal.value.status, refusal.value.detail) == (507, {"sampleId": "giant"})
    assert engine.step_done == 0 and same(before, weights(engine))
    assert engine.step([samples[0], samples[2]])["trained"]  # what the client does next


def test_the_budget_is_probed_upwards_again(make_engine, monkeypatch):
    monkeypatch.setattr(accumulate, "CLEAN_STEPS_BEFORE_PROBE", 2)
    engine = make_engine("--micro-tokens", "512")
    engine.gradients.budget, engine.gradients.saving = 128, True
    for step in range(8):
        engine.step(samples_of(1, start=step))
    assert (engine.gradients.saving, engine.gradients.budget) == (False, 512)


def test_troubles_that_fault_tests_ask_for_are_like_the_real_ones(make_engine):
    samples = samples_of(4, length=300)
    samples[1] = samples[1] | {"text": samples[1]["text"] + " zebra"}
    tight = make_engine("--micro-tokens", "1024", "--fault", "slots:256")
    result = tight.step(samples_of(6))
    assert (result["oomRetries"], result["trained"], tight.gradients.budget) == (2, True, 256)
    poisoned = make_engine("--fault", "nan:zebra").step(samples)
    assert [s["became"] for s in poisoned["samples"]] == ["trained", "buried", "trained", "trained"]
    with pytest.raises(Refusal) as refusal:
        make_engine("--fault", "memory:zebra").step(samples)
    assert (refusal.value.status, refusal.value.detail) == (507, {"sampleId": "s1"})


@pytest.mark.parametrize("wrong", ["--fault=nan", "--fault=fire:x", "--crash-at=nowhere", "--crash-at=sidecar.synced:x"])
def test_a_fault_that_is_none_is_refused(tmp_path, wrong):
    with pytest.raises(SystemExit):
        settings_of(tmp_path, wrong)


def test_generating_does_not_disturb_training(make_engine):
    one, two = make_engine(), make_engine()
    for engine in (one, two):
        engine.step(samples_of(2))
    after_one = accumulate.random_state(DEVICE)
    text = one.generate("def ", 8, 0.8, 3)["text"]
    assert one.generate("def ", 8, 0.8, 3)["text"] == text
    assert all(torch.equal(a, b) for a, b in zip(accumulate.random_state(DEVICE), after_one, strict=True))
    for engine in (one, two):
        engine.step(samples_of(2, start=2))
    if DEVICE == "cpu":
        assert same(weights(one), weights(two))
