"""Text to token ids. Control tokens are only ever inserted by id: a literal `<|endoftext|>` in source code stays plain
text, because with the library's default it would end the document for the model (an injection hole)."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

CONTROL_TOKENS = (
    "<|endoftext|>",
    "<|fim_prefix|>",
    "<|fim_middle|>",
    "<|fim_suffix|>",
    "<|repo_name|>",
    "<|file_sep|>",
    "<|im_start|>",
    "<|im_end|>",
)
NEWLINE = "Ċ"  # how byte-level vocabularies write byte 0x0A


@dataclass(frozen=True)
class Fim:
    prefix: int
    middle: int
    suffix: int


@dataclass(frozen=True)
class Repo:
    name: int
    file: int


class Codec:
    """A tokenizer.json, with every added token made special so that none is ever read out of source code.

    Qwen2.5 ships its FIM tokens with `special: false`; `encode_special_tokens` alone would let those through.
    """

    def __init__(self, folder: Path):
        raw = (folder / "tokenizer.json").read_bytes()
        self.sha256 = hashlib.sha256(raw).hexdigest()
        parsed = json.loads(raw)
        for token in parsed["added_tokens"]:
            token["special"] = True
        self._tokenizer = Tokenizer.from_str(json.dumps(parsed))
        self._tokenizer.encode_special_tokens = True
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.size = self._tokenizer.get_vocab_size(with_added_tokens=True)
        self.end = self._end_of_document(folder)
        ids = [self._id(f"<|fim_{part}|>") for part in ("prefix", "middle", "suffix")]
        self.fim = None if None in ids else Fim(*ids)
        repo = [self._id("<|repo_name|>"), self._id("<|file_sep|>")]
        self.repo = None if None in repo else Repo(*repo)
        self._newlines = frozenset(i for token, i in self._tokenizer.get_vocab().items() if NEWLINE in token)

    def _end_of_document(self, folder: Path) -> int:
        """`<|endoftext|>` where there is one (an instruct model's own end token closes a turn, not a document)."""
        config = json.loads((folder / "tokenizer_config.json").read_text())
        eos = config.get("eos_token")
        found = self._id("<|endoftext|>")
        found = self._id(eos["content"] if isinstance(eos, dict) else eos or "") if found is None else found
        if found is None:
            raise ValueError(f"{folder}: neither <|endoftext|> nor an eos_token is in the vocabulary")
        return found

    def _id(self, token: str) -> int | None:
        return self._tokenizer.token_to_id(token)

    def encode(self, text: str) -> list[int]:
        return self._tokenizer.encode(text, add_special_tokens=False).ids

    def encode_with_ends(self, text: str) -> tuple[list[int], list[int]]:
        """Ids and, for each, where it ends in the text, in characters."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return encoding.ids, [end for _, end in encoding.offsets]

    def decode(self, ids: list[int]) -> str:
        return self._tokenizer.decode(ids, skip_special_tokens=False)

    def ends_line(self, token: int) -> bool:
        """Whether a cut after this token falls on a line boundary."""
        return token in self._newlines
