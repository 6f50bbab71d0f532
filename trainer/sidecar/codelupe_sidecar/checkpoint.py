"""Checkpoints that are whole or not there: written beside, synced, renamed; read only with every hash verified."""

import errno
import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pickle import UnpicklingError

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from .engine import Engine
from .errors import Refusal
from .faults import Faults
from .fence import Fence, sync_folder

NAME = re.compile(r"step-\d+-(\d+)(-\d+)?")
FORMAT = 1
# A disk with less than this left is full: what failed there found no room.
ROOM_BYTES_MIN = 1_048_576


def code_version() -> str:
    """First 16 hex of the sha256 over this package's sources."""
    total = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def weights_name(engine: Engine) -> str:
    return "adapter.safetensors" if engine.model.lora else "model.safetensors"


def write(engine: Engine, state: Path, fence: Fence, request: dict) -> dict[str, object]:
    """Returns the name and the manifest's hash; the folder exists under that name only once all of it is on disk.

    The name carries the fence, so that no process writes where another one does."""
    began = time.perf_counter()
    passing = engine.settings.faults.passing
    name = _free_name(state, engine.step_done, fence.value)
    folder = state / f"{name}.tmp"
    shutil.rmtree(folder, ignore_errors=True)
    with _whole_or_gone(folder):
        text = _written(engine, folder, name, fence, request)
    passing("sidecar.synced")
    fence.hold()
    try:
        os.rename(folder, state / name)
    except OSError:
        fence.hold()  # a later start has deleted what it found half-written
        raise
    passing("sidecar.renamed")
    sync_folder(state)
    return {
        "name": name,
        "step": engine.step_done,
        "manifestSha256": hashlib.sha256(text).hexdigest(),
        "bytes": sum(file["bytes"] for file in json.loads(text)["files"].values()),
        "ms": (time.perf_counter() - began) * 1e3,
    }


def _written(engine: Engine, folder: Path, name: str, fence: Fence, request: dict) -> bytes:
    """Every file of a checkpoint, synced; the manifest's text."""
    folder.mkdir()
    weights = {key: p.detach().cpu().contiguous() for key, p in engine.model.trainable().items()}
    save_file(weights, folder / weights_name(engine), metadata={"format": "pt"})
    torch.save(engine.memory(), folder / "trainer.pt")
    files = {path.name: _digest(path) for path in sorted(folder.iterdir())}
    manifest = {
        "format": FORMAT,
        "name": name,
        "lineage": request["lineage"],
        "parent": request["parent"],
        "step": engine.step_done,
        "fence": fence.value,
        "positions": request["positions"],
        "model": engine.model.name,
        "method": engine.settings.method,
        "baseSha256": engine.model.base_sha256,
        "tokenizerSha256": engine.codec.sha256,
        "codeVersion": code_version(),
        "files": files,
    }
    text = json.dumps(manifest, indent=2, sort_keys=True).encode() + b"\n"
    (folder / "manifest.json").write_bytes(text)
    engine.settings.faults.passing("sidecar.written")
    for path in folder.iterdir():
        _sync_file(path)
    sync_folder(folder)
    return text


@contextmanager
def _whole_or_gone(folder: Path) -> Iterator[None]:
    """What could not be written is taken away again: the next attempt may need just that room."""
    try:
        yield
    except Exception as error:
        free = shutil.disk_usage(folder.parent).free
        written = sum(path.stat().st_size for path in folder.glob("*"))
        shutil.rmtree(folder, ignore_errors=True)
        if free >= ROOM_BYTES_MIN:
            raise
        # torch says neither ENOSPC nor anything like it.
        message = f"{folder.parent} is full: {written} bytes of a checkpoint found room there, {free} were left"
        raise Refusal(507, "no-room", message) from error


def read(engine: Engine, state: Path, name: str, manifest_sha256: str) -> dict:
    """Puts the engine where the checkpoint was written; nothing of it is touched before every hash is right."""
    if not NAME.fullmatch(name):
        raise Refusal(400, "bad-request", "a checkpoint's name is step-<step>-<fence>")
    manifest = _verified(state / name, manifest_sha256)
    for key, mine in (("baseSha256", engine.model.base_sha256), ("tokenizerSha256", engine.codec.sha256)):
        if manifest[key] != mine:
            raise Refusal(409, "base-mismatch", f"{name} was trained on another base: {key} differs")
    if manifest["method"] != engine.settings.method:
        raise Refusal(409, "base-mismatch", f"{name} holds {manifest['method']} weights")
    engine.settings.faults.passing("sidecar.verified")
    engine.remember(*_loaded(engine, state / name))
    engine.settings.faults.passing("sidecar.loaded")
    return manifest


def _loaded(engine: Engine, folder: Path) -> tuple[dict, dict]:
    """Weights and memory. Neither format runs code: a pickle in the place of either is refused, whatever hash it has."""
    try:
        weights = load_file(folder / weights_name(engine))
        return weights, torch.load(folder / "trainer.pt", map_location="cpu", weights_only=True)
    except (SafetensorError, UnpicklingError, EOFError, LookupError, ValueError) as error:
        raise Refusal(422, "checkpoint-lost", f"{folder.name} cannot be read: {type(error).__name__}") from None


def _verified(folder: Path, manifest_sha256: str) -> dict:
    try:
        text = (folder / "manifest.json").read_bytes()
        if hashlib.sha256(text).hexdigest() != manifest_sha256:
            raise Refusal(422, "checkpoint-lost", f"{folder.name}/manifest.json does not have the committed hash")
        manifest = json.loads(text)
        for file, expected in manifest["files"].items():
            if _digest(folder / file) != expected:
                raise Refusal(422, "checkpoint-lost", f"{folder.name}/{file} does not have the hash in its manifest")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise Refusal(422, "checkpoint-lost", f"{folder.name} is not whole: {error.filename} is missing") from None
    except OSError as error:  # a permission is the operator's to mend; a sector that cannot be read is lost
        if error.errno != errno.EIO:
            raise
        raise Refusal(422, "checkpoint-lost", f"{folder.name} cannot be read: {error.strerror}") from None
    return manifest


def prune(engine: Engine, state: Path, fence: Fence, keep: list[str]) -> list[str]:
    """Deletes every checkpoint folder, finished or not, that is not to be kept; never one of a later start."""
    kept = set(keep)
    gone = []
    for folder in sorted(state.iterdir()):
        found = NAME.fullmatch(folder.name.removesuffix(".tmp"))
        if found is None or folder.name in kept or int(found[1]) > fence.value:
            continue
        fence.hold()
        if folder.exists():
            _remove(folder, engine.settings.faults)
        gone.append(folder.name)
    sync_folder(state)
    return gone


def _remove(folder: Path, faults: Faults) -> None:
    """First its name: what is left of a deletion that was cut off must not look like a checkpoint that was damaged."""
    doomed = folder if folder.suffix == ".tmp" else folder.with_name(f"{folder.name}.tmp")
    if doomed != folder:
        shutil.rmtree(doomed, ignore_errors=True)
        os.rename(folder, doomed)
    for path in doomed.iterdir():
        path.unlink()
        faults.passing("sidecar.pruning")
    doomed.rmdir()


def _free_name(state: Path, step: int, fence: int) -> str:
    """A second checkpoint of the same step (a commit that trained nothing) gets a number."""
    name = f"step-{step}-{fence}"
    names = [name, *(f"{name}-{n}" for n in range(2, 10_000))]
    return next(n for n in names if not (state / n).exists())


def _digest(path: Path) -> dict[str, object]:
    with open(path, "rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "bytes": path.stat().st_size}


def _sync_file(path: Path) -> None:
    with open(path, "rb") as file:
        os.fsync(file.fileno())
