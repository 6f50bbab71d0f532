"""A base for LoRA without any network: `tiny_base.py FOLDER` makes a Llama of two layers with random weights, the same each time."""

import shutil
import sys
from pathlib import Path

import torch
from transformers import LlamaConfig, LlamaForCausalLM

TOKENIZER = Path(__file__).parent.parent / "tokenizer"


def write_base(out: Path, vocabulary: int) -> None:
    """bf16 safetensors with the committed tokenizer, as `codelupe models fetch` leaves a model."""
    torch.manual_seed(0)
    config = LlamaConfig(vocab_size=vocabulary, hidden_size=64, intermediate_size=128, num_hidden_layers=2,
                         num_attention_heads=4, num_key_value_heads=2, tie_word_embeddings=True)  # fmt: skip
    LlamaForCausalLM(config).to(torch.bfloat16).save_pretrained(out)
    for file in TOKENIZER.iterdir():
        shutil.copyfile(file, out / file.name)


if __name__ == "__main__":
    from tokenizers import Tokenizer

    write_base(Path(sys.argv[1]), Tokenizer.from_file(str(TOKENIZER / "tokenizer.json")).get_vocab_size())
