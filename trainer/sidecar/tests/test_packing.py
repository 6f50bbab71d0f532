"""Everything before the model: ids, chunks, fill-in-the-middle, bins."""

from pathlib import Path

import pytest
from conftest import SOURCES, samples_of, settings_of

from codelupe_sidecar.packing import NO_LABEL, best_fit, chunk_ends, documents_of, fim_cuts, pack, row_of, slots_of
from codelupe_sidecar.settings import TOKENIZER
from codelupe_sidecar.tokenizer import CONTROL_TOKENS


@pytest.mark.parametrize("token", CONTROL_TOKENS)
def test_a_control_token_in_source_code_stays_text(codec, token):
    ids = codec.encode(f"x = '{token}'  # {token}")
    control = {codec._id(name) for name in CONTROL_TOKENS}
    assert not control & set(ids)
    assert codec.decode(ids) == f"x = '{token}'  # {token}"


def test_added_tokens_that_call_themselves_ordinary_are_not_read_out_of_text_either(tmp_path):
    import json

    from codelupe_sidecar.tokenizer import Codec

    parsed = json.loads((TOKENIZER / "tokenizer.json").read_text())
    for token in parsed["added_tokens"]:
        token["special"] = token["content"] == "<|endoftext|>"  # as Qwen2.5 ships its FIM tokens
    (tmp_path / "tokenizer.json").write_text(json.dumps(parsed))
    (tmp_path / "tokenizer_config.json").write_text((TOKENIZER / "tokenizer_config.json").read_text())
    assert Codec(tmp_path).fim.middle not in Codec(tmp_path).encode("a <|fim_middle|> b")


def test_ids_are_the_same_however_the_tokenizer_is_loaded(codec, tmp_path):
    from transformers import AutoTokenizer, PreTrainedTokenizerFast, Qwen2Config

    for file in TOKENIZER.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    Qwen2Config(vocab_size=codec.size).save_pretrained(tmp_path)  # what makes AutoTokenizer rebuild the pre-tokenizer
    auto = AutoTokenizer.from_pretrained(tmp_path)
    fast = PreTrainedTokenizerFast(tokenizer_file=str(tmp_path / "tokenizer.json"))
    sources = [path.read_text().replace("<|", "< |") for path in SOURCES]  # there, control tokens are read as such
    for text in [*sources, "α β\tğ\n\n    return 12345  \r\n", "e\u0301 naïve 漢字 🙂"]:
        assert auto(text, add_special_tokens=False).input_ids == codec.encode(text)
        assert fast(text, add_special_tokens=False).input_ids == codec.encode(text)


def test_chunks_end_at_lines_and_lose_nothing(codec):
    text = Path(SOURCES[0].parent / "engine.py").read_text()
    ids = codec.encode(text)
    ends = chunk_ends(codec, ids, 100)
    starts = [0, *ends[:-1]]
    assert len(ends) > 5 and all(end - start <= 100 for start, end in zip(starts, ends, strict=True))
    assert all(codec.ends_line(ids[end - 1]) for end in ends[:-1])
    assert "".join(codec.decode(ids[start:end]) for start, end in zip(starts, ends, strict=True)) == text


def test_a_line_longer_than_a_chunk_is_cut_where_it_must(codec):
    ids = codec.encode("x" * 5000)
    assert [e - s for s, e in zip([0, *chunk_ends(codec, ids, 64)], chunk_ends(codec, ids, 64), strict=False)][0] == 64


def test_documents_carry_every_token_once_and_fit(codec, tmp_path):
    settings = settings_of(tmp_path, "--fim-rate", "0")
    sample = samples_of(1, length=100_000)[0]
    documents, tokens = documents_of(codec, 0, sample, settings)
    assert all(len(d.ids) <= settings.max_length and d.ids[-1] == codec.end for d in documents)
    assert [i for d in documents for i in d.ids[:-1]] == codec.encode(sample["text"])
    assert tokens == sum(len(d.ids) - 1 for d in documents)


def test_fim_holds_the_same_text_and_depends_on_nothing_but_its_arguments(codec, tmp_path):
    settings = settings_of(tmp_path, "--fim-rate", "1")
    sample = samples_of(1, length=300)[0]
    (document,), _ = documents_of(codec, 0, sample, settings)
    assert document.fim and documents_of(codec, 0, sample, settings)[0] == [document]
    ids = list(document.ids)
    prefix, suffix, middle = (ids.index(i) for i in (codec.fim.prefix, codec.fim.suffix, codec.fim.middle))
    parts = [codec.decode(ids[a + 1 : b]) for a, b in ((prefix, suffix), (middle, len(ids) - 1), (suffix, middle))]
    assert "".join(parts) == sample["text"]


def test_fim_is_chosen_at_its_rate():
    chosen = sum(fim_cuts(f"id{i}", 0, 1, 0.5, 1000) is not None for i in range(2000))
    assert 900 < chosen < 1100
    assert fim_cuts("id", 0, 1, 0.0, 1000) is None


def test_the_repository_format_names_where_the_file_comes_from(codec, tmp_path):
    settings = settings_of(tmp_path, "--format", "repository", "--fim-rate", "0")
    (document,), _ = documents_of(codec, 0, samples_of(1, length=100)[0], settings)
    assert document.ids[0] == codec.repo.name and codec.repo.file in document.ids
    assert codec.decode(list(document.ids)).startswith("<|repo_name|>h/o/n\n<|file_sep|>p0.py\n")


def test_best_fit_decreasing_against_its_definition():
    assert best_fit([5, 4, 3, 2, 2], 8) == [[0, 2], [1, 3, 4]]
    bins = best_fit([7, 7, 1, 1, 8], 8)
    assert sorted(i for b in bins for i in b) == [0, 1, 2, 3, 4] and len(bins) == 3


def test_rows_restart_positions_mask_first_tokens_and_pad_without_loss(codec, tmp_path):
    settings = settings_of(tmp_path)
    documents = [d for i, s in enumerate(samples_of(6)) for d in documents_of(codec, i, s, settings)[0]]
    groups = pack(documents, settings.max_length)
    assert sorted(map(id, documents)) == sorted(id(d) for g in groups for d in g)
    assert all(slots_of(group) <= settings.max_length for group in groups)
    row = row_of(groups[-1], settings.max_length, codec.end)
    starts = [i for i, p in enumerate(row.positions) if p == 0]
    assert len(row.ids) == settings.max_length and all(row.labels[i] == NO_LABEL for i in starts)
    used = slots_of(groups[-1])
    assert set(row.samples[used:]) <= {-1} and set(row.labels[used:]) <= {NO_LABEL}
    assert sum(label != NO_LABEL for label in row.labels) == used - len(groups[-1])
