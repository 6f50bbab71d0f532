"""A checkpoint is whole or not there, is believed only with every hash right, and brings back the same bits."""

import hashlib
import json
import pickle
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from conftest import DEVICE, Unlocked, samples_of

from codelupe_sidecar import checkpoint
from codelupe_sidecar.errors import Refusal

AT = {"lineage": "l", "parent": None, "positions": [{"topic": "t", "partition": 0, "offset": 7}]}


def save(engine, fence=1):
    return checkpoint.write(engine, engine.settings.state, Unlocked(engine.settings.state, fence), AT)


def prune(engine, keep, fence=1):
    return checkpoint.prune(engine, engine.settings.state, Unlocked(engine.settings.state, fence), keep)


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
    (engine.settings.state / "step-9-1.tmp").mkdir()
    (engine.settings.state / "notes").mkdir()
    assert one["name"] != two["name"]
    assert prune(engine, [two["name"]]) == [one["name"], "step-9-1.tmp"]
    assert (engine.settings.state / "notes").exists() and (engine.settings.state / two["name"]).exists()


def test_pickled_weights_are_not_believed_though_their_hash_is_right(make_engine, tmp_path):
    """A pickle runs what it likes when it is read: neither file may be one."""
    ran = tmp_path / "ran"
    for name in ("model.safetensors", "trainer.pt"):
        engine = make_engine()
        saved = save(engine)
        folder = engine.settings.state / saved["name"]
        (folder / name).write_bytes(pickle.dumps(Payload(str(ran))))
        manifest = json.loads((folder / "manifest.json").read_text())
        manifest["files"][name] = checkpoint._digest(folder / name)
        text = json.dumps(manifest).encode()
        (folder / "manifest.json").write_bytes(text)
        with pytest.raises(Refusal) as refusal:
            checkpoint.read(engine, engine.settings.state, saved["name"], hashlib.sha256(text).hexdigest())
        assert refusal.value.code == "checkpoint-lost" and not ran.exists()


class Payload:
    def __init__(self, path: str):
        self.path = path

    def __reduce__(self):
        return (open, (self.path, "w"))


def test_a_file_that_may_not_be_read_is_no_lost_checkpoint(make_engine, monkeypatch):
    """Falling back for a wrong permission would train anew what is there."""
    engine = make_engine()
    saved = save(engine)

    def refused(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(checkpoint, "_digest", refused)
    with pytest.raises(PermissionError):
        checkpoint.read(engine, engine.settings.state, saved["name"], saved["manifestSha256"])


def test_a_checkpoint_of_other_settings_is_of_another_base_and_not_lost(make_engine):
    engine = make_engine()
    weights = {name: p.detach() for name, p in engine.model.trainable().items()}
    first = next(iter(weights))
    with pytest.raises(Refusal) as refusal:
        engine.remember(weights | {first: weights[first][:1]}, engine.memory())
    assert refusal.value.code == "base-mismatch"


def test_a_process_that_was_replaced_writes_nothing_and_deletes_nothing(make_engine):
    engine = make_engine()
    state = engine.settings.state
    stale = Unlocked(state, 1)
    mine = checkpoint.write(engine, state, stale, AT)
    later = save(engine, 2)  # the fence on disk is 2 now
    for call in (
        lambda: checkpoint.write(engine, state, stale, AT),
        lambda: checkpoint.prune(engine, state, stale, []),
        lambda: stale.check(1),
    ):
        with pytest.raises(Refusal) as refusal:
            call()
        assert (refusal.value.code, refusal.value.detail) == ("fenced", {"actual": 2})
    names = {path.name for path in state.iterdir() if path.is_dir() and not path.name.endswith(".tmp")}
    assert names == {mine["name"], later["name"]}
    # Even where the fence went back, as an older copy of the folder does, what a later start wrote stays.
    assert prune(engine, [], fence=1) == [mine["name"], "step-0-1-2.tmp"]
    assert (state / later["name"]).exists()


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = [{package!r}, {tests!r}]
from conftest import Unlocked, samples_of, settings_of
from codelupe_sidecar import checkpoint
from codelupe_sidecar.engine import Engine
from codelupe_sidecar.settings import TOKENIZER
from codelupe_sidecar.tokenizer import Codec
engine = Engine(settings_of(Path({state!r})), Codec(TOKENIZER))
at = {{"lineage": "l", "parent": None, "positions": []}}
engine.step(samples_of(1))
fence = Unlocked(engine.settings.state)
saved = checkpoint.write(engine, engine.settings.state, fence, at)
print(saved["name"], saved["manifestSha256"], flush=True)
engine.step(samples_of(1, start=1))
def die(*_args, **_more):
    os.kill(os.getpid(), signal.SIGKILL)
{where}
checkpoint.write(engine, engine.settings.state, fence, at)
"""


# Wherever the step before the rename is cut off; the marked points do the same in a whole trainer (tests/faults/training).
@pytest.mark.parametrize(
    "where",
    [
        'setattr(checkpoint, "_sync_file", die)',
        'setattr(checkpoint, "_digest", die)',
        'setattr(checkpoint.os, "rename", die)',
        'engine.settings.faults.point, engine.settings.faults.passings = "sidecar.written", 1',
        'engine.settings.faults.point, engine.settings.faults.passings = "sidecar.synced", 1',
    ],
)
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


PRUNED = KILLED.replace("{where}", 'engine.settings.faults.point, engine.settings.faults.passings = "sidecar.pruning", 1')


def test_killed_while_it_deletes_leaves_nothing_that_looks_like_a_damaged_checkpoint(tmp_path):
    here = Path(__file__).parent
    script = PRUNED.format(package=str(here.parent), tests=str(here), state=str(tmp_path))
    script += "checkpoint.prune(engine, engine.settings.state, fence, [])\n"
    ended = subprocess.run([sys.executable, "-B", "-c", script], capture_output=True, text=True, timeout=120)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    for folder in (p for p in tmp_path.iterdir() if p.is_dir() and not p.name.endswith(".tmp")):
        assert {p.name for p in folder.iterdir()} == {"model.safetensors", "trainer.pt", "manifest.json"}
    assert len([p for p in tmp_path.iterdir() if p.name.endswith(".tmp") and p.is_dir()]) == 1


@pytest.mark.parametrize("free, said", [(0, "no-room"), (10**9, None)])
def test_what_finds_no_room_is_taken_away_and_says_so(make_engine, monkeypatch, free, said):
    engine = make_engine()
    engine.step(samples_of(3))
    kept = save(engine)
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(checkpoint.shutil, "disk_usage", lambda _: usage._replace(free=free))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))  # every write behind that fails
    try:
        with pytest.raises(Exception) as raised:
            save(engine, 2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert getattr(raised.value, "code", None) == said
    assert [path.name for path in engine.settings.state.glob("step-*")] == [kept["name"]]
    assert save(engine, 2)["bytes"] == kept["bytes"]
