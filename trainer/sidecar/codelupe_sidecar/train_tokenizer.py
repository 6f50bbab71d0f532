"""Trains the committed 4,096-token byte-level BPE: `python -m codelupe_sidecar.train_tokenizer OUT DIR...`.

The split regex, NFC and ByteLevel(use_regex=False) are Qwen2's: a tokenizer saved beside a `model_type: qwen2` config
is rebuilt by AutoTokenizer with exactly these, so any other choice would load with other ids, silently.
"""

import hashlib
import json
import sys
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from .tokenizer import CONTROL_TOKENS

QWEN2_SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SUFFIXES = (".py", ".js", ".ts", ".go", ".c", ".h", ".cpp", ".cc", ".java", ".rs", ".sh", ".css", ".sql", ".php",
            ".md", ".json", ".yml", ".html", ".s", ".tsx", ".proto", ".xml")  # fmt: skip
BYTES_PER_SUFFIX = 4_000_000  # no language may drown the others
BYTES_PER_FILE = 60_000
VOCABULARY = 4_096


def sources(roots: list[Path]):
    """Texts of the folders' files, in the order of a hash of their paths, at most BYTES_PER_SUFFIX of each suffix."""
    left = dict.fromkeys(SUFFIXES, BYTES_PER_SUFFIX)
    files = [path for root in roots for path in root.rglob("*") if path.suffix in left and path.is_file()]
    files.sort(key=lambda path: hashlib.sha256(str(path).encode()).digest())
    for path in files:
        if path.name.endswith(".min.js") or left[path.suffix] <= 0:
            continue
        data = path.read_bytes()[:BYTES_PER_FILE]
        left[path.suffix] -= len(data)
        yield data.decode("utf-8", "ignore")


def main() -> None:
    out, roots = Path(sys.argv[1]), [Path(arg) for arg in sys.argv[2:]]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(QWEN2_SPLIT), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=[AddedToken(token, special=True, normalized=False) for token in CONTROL_TOKENS],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(sources(roots), trainer)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(out / "tokenizer.json"))
    config = {
        "tokenizer_class": "Qwen2Tokenizer",
        "eos_token": "<|endoftext|>",
        "pad_token": "<|endoftext|>",
        "unk_token": None,
        "bos_token": None,
        "clean_up_tokenization_spaces": False,
        "model_max_length": 2048,
    }
    (out / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")


if __name__ == "__main__":
    main()
