"""A checkpoint is whole or not there, is believed only with every hash right, and brings back the same bits."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from conftest import DEVICE, samples_of

from codelupe_sidecar import checkpoint
from codelupe_sidecar.errors import Refusal

AT = {"lineage": "l", "parent": None, "positions": [{"topic": "t", "partition": 0, "offset": 7}]}


def save(engine, fence=1):
    return checkpoint.write(engine, engine.settings.state, fence, AT)


def content(engine, saved) -> tuple[bytes, dict]:
    """The weights' bytes, and what trainer.pt holds (its own bytes depend on which objects were shared in memory)."""
    folder = engine.settings.state / saved["name"]
    return (folder / "model.safetensors").read_bytes(), torch.load(folder / "trainer.pt", weights_only=True)


def same(a, b) -> bool:
    if isinstance(a, torch.Tensor):
        return torch.equal(a, b)
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b


def test_six_steps_equal_three_a_resumption_and_three(make_engine):
    straight = make_engine()
    for step in range(6):
        straight.step(samples_of(3, start=3 * step))
    first = make_engine()
    for step in range(3):
        first.step(samples_of(3, start=3 * step))
    saved = save(first)
    second = make_engine()
    second.step(samples_of(5, start=50))  # whatever was in memory is gone
    manifest = checkpoint.read(second, second.settings.state, saved["name"], saved["manifestSha256"])
    assert (second.step_done, manifest["positions"]) == (3, AT["positions"])
    for step in range(3, 6):
        second.step(samples_of(3, start=3 * step))
    one, two = content(second, save(second, 2)), content(straight, save(straight, 3))
    if DEVICE == "cpu":
        assert one[0] == two[0] and same(one[1], two[1])
    else:  # exactly once is promised on CUDA, the same bits are not
        assert one[1]["step"] == two[1]["step"] == 6
        assert all(
            torch.allclose(p, q, atol=1e-3)
            for p, q in zip(*(e.model.trainable().values() for e in (second, straight)), strict=True)
        )


@pytest.mark.parametrize("file", ["model.safetensors", "trainer.pt", "manifest.json"])
@pytest.mark.parametrize("damage", ["flip", "cut", "remove"])
def test_damage_is_refused_and_the_engine_stays_where_it_was(make_engine, file, damage):
    engine = make_engine()
    engine.step(samples_of(2))
    saved = save(engine)
    path = engine.settings.state / saved["name"] / file
    data = bytearray(path.read_bytes())
    if damage == "remove":
        path.unlink()
    else:
        data[len(data) // 2] ^= 1
        path.write_bytes(data if damage == "flip" else data[: len(data) // 2])
    engine.step(samples_of(2, start=2))
    with pytest.raises(Refusal) as refusal:
        checkpoint.read(engine, engine.settings.state, saved["name"], saved["manifestSha256"])
    assert (refusal.value.code, engine.step_done) == ("checkpoint-lost", 2)


def test_a_name_is_never_a_path(make_engine):
    engine = make_engine()
    with pytest.raises(Refusal):
        checkpoint.read(engine, engine.settings.state, "../step-1-1", "0" * 64)


def test_the_manifest_says_what_it_came_from(make_engine):
    engine = make_engine()
    engine.step(samples_of(1))
    saved = save(engine)
    manifest = json.loads((engine.settings.state / saved["name"] / "manifest.json").read_text())
    assert (manifest["step"], manifest["fence"], manifest["parent"], manifest["lineage"]) == (1, 1, None, "l")
    assert manifest["codeVersion"] == checkpoint.code_version() and manifest["tokenizerSha256"] == engine.codec.sha256


def test_two_checkpoints_of_one_step_have_two_names_and_prune_keeps_what_is_named(make_engine):
    engine = make_engine()
    one, two = save(engine), save(engine)
    (engine.settings.state / "step-9-9.tmp").mkdir()
    (engine.settings.state / "notes").mkdir()
    assert one["name"] != two["name"]
    assert checkpoint.prune(engine.settings.state, [two["name"]]) == [one["name"], "step-9-9.tmp"]
    assert (engine.settings.state / "notes").exists() and (engine.settings.state / two["name"]).exists()


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = [{package!r}, {tests!r}]
from conftest import samples_of, settings_of
from codelupe_sidecar import checkpoint
from codelupe_sidecar.engine import Engine
from codelupe_sidecar.settings import TOKENIZER
from codelupe_sidecar.tokenizer import Codec
engine = Engine(settings_of(Path({state!r})), Codec(TOKENIZER))
at = {{"lineage": "l", "parent": None, "positions": []}}
engine.step(samples_of(1))
saved = checkpoint.write(engine, engine.settings.state, 1, at)
print(saved["name"], saved["manifestSha256"], flush=True)
engine.step(samples_of(1, start=1))
def die(*_args, **_more):
    os.kill(os.getpid(), signal.SIGKILL)
setattr({where}, die)
checkpoint.write(engine, engine.settings.state, 1, at)
"""


@pytest.mark.parametrize("where", ['checkpoint, "_sync_file"', 'checkpoint, "_digest"', 'checkpoint.os, "rename"'])
def test_killed_in_the_middle_leaves_the_checkpoint_before_and_nothing_under_a_final_name(tmp_path, make_engine, where):
    here = Path(__file__).parent
    script = KILLED.format(package=str(here.parent), tests=str(here), state=str(tmp_path), where=where)
    ended = subprocess.run([sys.executable, "-B", "-c", script], capture_output=True, text=True, timeout=120)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    name, digest = ended.stdout.split()
    assert [p.name for p in tmp_path.iterdir() if p.is_dir() and not p.name.endswith(".tmp")] == [name]
    engine = make_engine()
    checkpoint.read(engine, tmp_path, name, digest)
    assert engine.step_done == 1
    engine.step(samples_of(1, start=1))
    assert save(engine, 1)["step"] == 2  # the folder that was left half-written is in nobody's way
