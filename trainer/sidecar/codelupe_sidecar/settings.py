"""Everything that can be set, read once from the command line and passed down. Defaults are for a small machine."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from .faults import POINTS, Faults, faults_of

TOKENIZER = Path(__file__).parent.parent / "tokenizer"


@dataclass(frozen=True)
class Settings:
    state: Path
    socket: Path
    model: Path | None  # None: the tiny Qwen2, from scratch
    method: str  # full or lora
    device: str  # auto, cpu or cuda
    deterministic: bool
    threads: int  # 0: as many as torch chooses
    lifeline: bool
    seed: int
    learning_rate: float
    warmup_steps: int
    weight_decay: float
    clip_norm: float
    lora_rank: int
    max_length: int  # tokens of one packed row
    micro_tokens: int  # token slots of one forward pass; halved when memory runs out
    min_tokens: int
    max_tokens: int
    fim_rate: float
    format: str  # plain or repository
    faults: Faults  # none but in fault tests


def parse(argv: list[str]) -> Settings:
    p = argparse.ArgumentParser(prog="codelupe-sidecar", description="CodeLupe's training process.")
    p.add_argument("--state", type=Path, required=True, help="folder of checkpoints, locked while this runs")
    p.add_argument("--socket", type=Path, required=True, help="Unix socket to listen on (at most 100 bytes)")
    p.add_argument("--model", type=Path, help="Hugging Face folder; without it a tiny Qwen2 is trained from scratch")
    p.add_argument("--method", choices=("auto", "full", "lora"), default="auto", help="auto: lora with --model")
    p.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    p.add_argument("--deterministic", action="store_true", help="one thread, deterministic algorithms: bitwise on CPU")
    p.add_argument("--threads", type=int, default=0)
    p.add_argument("--no-lifeline", dest="lifeline", action="store_false", help="do not exit when stdin ends")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--learning-rate", type=float, help="constant after warm-up; 2e-3 from scratch, 2e-4 with LoRA")
    p.add_argument("--warmup-steps", type=int, default=10)
    p.add_argument("--weight-decay", type=float, default=0.0)
    p.add_argument("--clip-norm", type=float, default=1.0)
    p.add_argument("--lora-rank", type=int, default=16)
    p.add_argument("--max-length", type=int, default=512)
    p.add_argument("--micro-tokens", type=int, default=2_048)
    p.add_argument("--min-tokens", type=int, default=8)
    p.add_argument("--max-tokens", type=int, default=65_536)
    p.add_argument("--fim-rate", type=float, default=0.5)
    p.add_argument("--format", choices=("plain", "repository"), default="plain")
    p.add_argument("--crash-at", help=f"fault tests only: point[:n[:stop]] of {', '.join(POINTS)}")
    p.add_argument(
        "--fault", action="append", default=[], help="fault tests only: nan:WORD, memory:WORD, hang:WORD or slots:N"
    )
    values = vars(p.parse_args(argv))
    try:
        values["faults"] = faults_of(values.pop("crash_at"), values.pop("fault"))
    except ValueError as error:
        p.error(str(error))
    if values["method"] == "auto":
        values["method"] = "lora" if values["model"] else "full"
    if values["learning_rate"] is None:
        from_scratch = values["model"] is None
        values["learning_rate"] = 2e-3 if from_scratch else 2e-4 if values["method"] == "lora" else 2e-5
    if values["max_length"] < 32:
        p.error("--max-length must be at least 32")
    if len(str(values["socket"]).encode()) > 100:
        p.error("--socket must be at most 100 bytes long: the system's limit is 107")
    return Settings(**values)
