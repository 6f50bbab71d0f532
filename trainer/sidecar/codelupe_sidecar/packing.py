"""From texts to rows of tokens, purely: nothing here knows torch, a clock, or chance.

Documents share rows of a fixed length; each keeps to itself because its positions start again at 0 (the model finds
the borders there) and because the first token of each carries no loss. Padding is one more document without loss.
"""

import hashlib
from dataclasses import dataclass

from .tokenizer import Codec

NO_LABEL = -100
FIM_RESERVE = 8  # tokens kept free in a chunk: four control tokens, and words that the cuts split in two


@dataclass(frozen=True)
class Document:
    """One chunk of one sample, ready to be packed."""

    sample: int  # index in the request
    ids: tuple[int, ...]
    fim: bool


@dataclass(frozen=True)
class Row:
    ids: list[int]
    positions: list[int]
    labels: list[int]
    samples: list[int]  # for each token, the index of its sample; -1 for padding


def chunk_ends(codec: Codec, ids: list[int], length: int) -> list[int]:
    """Ends of chunks of at most `length` tokens, each after a line where there is one, as token indices."""
    ends, start = [], 0
    while len(ids) - start > length:
        cut = start + length
        while cut > start and not codec.ends_line(ids[cut - 1]):
            cut -= 1
        start = cut if cut > start else start + length
        ends.append(start)
    return [*ends, len(ids)]


def fim_cuts(sample_id: str, chunk: int, seed: int, rate: float, length: int) -> tuple[int, int] | None:
    """Where to cut a chunk of `length` characters into prefix, middle and suffix; None: leave it as it is.

    A pure function of its arguments, so that a replayed batch trains on the same bytes.
    """
    digest = hashlib.sha256(f"{seed}\0{sample_id}\0{chunk}".encode("utf-8", "surrogatepass")).digest()
    chance, first, second = (int.from_bytes(digest[i : i + 8], "big") for i in (0, 8, 16))
    if length < 3 or chance / 2**64 >= rate:
        return None
    low, high = sorted((first % (length + 1), second % (length + 1)))
    return (low, high) if low < high else None


def documents_of(codec: Codec, index: int, sample: dict, settings) -> tuple[list[Document], int]:
    """The documents of one sample, and how many tokens its text has. Raises where the text cannot be encoded."""
    text = sample["text"]
    ids, ends = codec.encode_with_ends(text)
    head: list[int] = []
    if settings.format == "repository" and codec.repo:
        head = [codec.repo.name, *codec.encode(sample["repository"] + "\n"), codec.repo.file]
        head += codec.encode(sample["path"] + "\n")
    room = settings.max_length - FIM_RESERVE - len(head)
    if room < 16:
        head, room = [], settings.max_length - FIM_RESERVE
    documents, start = [], 0
    for number, end in enumerate(chunk_ends(codec, ids, room)):
        piece = text[ends[start - 1] if start else 0 : ends[end - 1] if end else 0]
        body = tuple(head + ids[start:end])
        plain = Document(index, (*body, codec.end), False)
        cuts = fim_cuts(sample["sampleId"], number, settings.seed, settings.fim_rate, len(piece)) if codec.fim else None
        documents.append(_fill_in_the_middle(codec, plain, head, piece, cuts, settings.max_length) if cuts else plain)
        start = end
    return documents, len(ids)


def _fill_in_the_middle(codec, plain, head, piece, cuts, length) -> Document:
    low, high = cuts
    ids = [*head, codec.fim.prefix, *codec.encode(piece[:low]), codec.fim.suffix, *codec.encode(piece[high:])]
    ids += [codec.fim.middle, *codec.encode(piece[low:high]), codec.end]
    return Document(plain.sample, tuple(ids), True) if len(ids) <= length else plain


def best_fit(lengths: list[int], capacity: int) -> list[list[int]]:
    """Best-fit-decreasing: each item into the fullest bin that takes it; ties by index, so the result is fixed."""
    bins: list[list[int]] = []
    free: list[int] = []
    for item in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        fits = [b for b in range(len(bins)) if free[b] >= lengths[item]]
        if fits:
            best = min(fits, key=lambda b: (free[b], b))
            bins[best].append(item)
            free[best] -= lengths[item]
        else:
            bins.append([item])
            free.append(capacity - lengths[item])
    return bins


def pack(documents: list[Document], length: int) -> list[list[Document]]:
    """Groups of documents, each for one row of at most `length` tokens."""
    return [[documents[i] for i in items] for items in best_fit([len(d.ids) for d in documents], length)]


def slots_of(group: list[Document]) -> int:
    return sum(len(document.ids) for document in group)


def row_of(documents: list[Document], length: int, pad: int) -> Row:
    """One row: the documents in the order given, then padding up to `length` tokens."""
    row = Row([], [], [], [])
    for document in documents:
        row.ids.extend(document.ids)
        row.positions.extend(range(len(document.ids)))
        row.labels.extend((NO_LABEL, *document.ids[1:]))
        row.samples.extend([document.sample] * len(document.ids))
    missing = length - len(row.ids)
    row.ids.extend([pad] * missing)
    row.positions.extend(range(missing))
    row.labels.extend([NO_LABEL] * missing)
    row.samples.extend([-1] * missing)
    return row
