"""Checkpoints that are whole or not there: written beside, synced, renamed; read only with every hash verified."""

import hashlib
import json
import os
import re
import shutil
import time
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from .engine import Engine
from .errors import Refusal
from .fence import sync_folder

NAME = re.compile(r"step-\d+-\d+(-\d+)?")
FORMAT = 1


def code_version() -> str:
    """First 16 hex of the sha256 over this package's sources."""
    total = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def weights_name(engine: Engine) -> str:
    return "adapter.safetensors" if engine.model.lora else "model.safetensors"


def write(engine: Engine, state: Path, fence: int, request: dict) -> dict[str, object]:
    """Returns the name and the manifest's hash; the folder exists under that name only once all of it is on disk."""
    began = time.perf_counter()
    name = _free_name(state, engine.step_done, fence)
    folder = state / f"{name}.tmp"
    shutil.rmtree(folder, ignore_errors=True)
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
        "fence": fence,
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
    for path in folder.iterdir():
        _sync_file(path)
    sync_folder(folder)
    os.rename(folder, state / name)
    sync_folder(state)
    return {
        "name": name,
        "step": engine.step_done,
        "manifestSha256": hashlib.sha256(text).hexdigest(),
        "bytes": sum(file["bytes"] for file in files.values()),
        "ms": (time.perf_counter() - began) * 1e3,
    }


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
    weights = load_file(state / name / weights_name(engine))
    memory = torch.load(state / name / "trainer.pt", map_location="cpu", weights_only=True)
    engine.remember(weights, memory)
    return manifest


def _verified(folder: Path, manifest_sha256: str) -> dict:
    try:
        text = (folder / "manifest.json").read_bytes()
        if hashlib.sha256(text).hexdigest() != manifest_sha256:
            raise Refusal(422, "checkpoint-lost", f"{folder.name}/manifest.json does not have the committed hash")
        manifest = json.loads(text)
        for file, expected in manifest["files"].items():
            if _digest(folder / file) != expected:
                raise Refusal(422, "checkpoint-lost", f"{folder.name}/{file} does not have the hash in its manifest")
    except FileNotFoundError as error:
        raise Refusal(422, "checkpoint-lost", f"{folder.name} is not whole: {error.filename} is missing") from None
    return manifest


def prune(state: Path, keep: list[str]) -> list[str]:
    """Deletes every checkpoint folder, finished or not, that is not to be kept."""
    kept = set(keep)
    gone = [p for p in sorted(state.iterdir()) if NAME.fullmatch(p.name.removesuffix(".tmp")) and p.name not in kept]
    for folder in gone:
        shutil.rmtree(folder)
    sync_folder(state)
    return [folder.name for folder in gone]


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
