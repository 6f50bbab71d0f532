"""Documents of one row must not see each other. Right only with restarted positions, no mask, and no cache; each of the
two known ways to get it wrong is kept here as a proof that the comparison would notice."""

import pytest
import torch
from conftest import DEVICE, samples_of

from codelupe_sidecar.model import tensors
from codelupe_sidecar.packing import documents_of, row_of


@pytest.fixture
def packed(make_engine, codec):
    """A model that is not at its random start (there, attention hardly matters), one packed row, its documents."""
    engine = make_engine("--fim-rate", "0", "--learning-rate", "3e-3")
    for step in range(12):
        engine.step(samples_of(4, start=4 * step))
    documents = [documents_of(codec, i, s, engine.settings)[0][0] for i, s in enumerate(samples_of(3, length=90))]
    engine.model.net.eval()
    return engine.model.causal, documents, row_of(documents, sum(len(d.ids) for d in documents) + 5, codec.end)


def difference(causal, documents, row, **how) -> float:
    """Largest difference between a document's logits in the row and alone."""
    batch = tensors([row], DEVICE)
    with torch.no_grad():
        together = causal(input_ids=batch["ids"], **how).logits[0].float()
        start, worst = 0, 0.0
        for document in documents:
            alone = causal(input_ids=torch.tensor([document.ids], device=DEVICE), use_cache=False).logits[0].float()
            worst = max(worst, float((together[start : start + len(document.ids)] - alone).abs().max()))
            start += len(document.ids)
    return worst


def test_packed_logits_equal_unpacked_ones(packed):
    causal, documents, row = packed
    assert difference(causal, documents, row, position_ids=tensors([row], DEVICE)["positions"], use_cache=False) < 1e-3


def test_a_mask_of_ones_would_leak(packed):
    causal, documents, row = packed
    positions, mask = tensors([row], DEVICE)["positions"], torch.ones(1, len(row.ids), device=DEVICE)
    assert difference(causal, documents, row, position_ids=positions, attention_mask=mask, use_cache=False) > 0.1


def test_the_default_cache_would_leak(packed):
    causal, documents, row = packed
    assert difference(causal, documents, row, position_ids=tensors([row], DEVICE)["positions"]) > 0.1


def test_positions_that_run_on_would_leak(packed):
    causal, documents, row = packed
    assert difference(causal, documents, row, use_cache=False) > 0.1


def test_several_rows_at_once_keep_their_borders(packed, codec):
    causal, documents, _ = packed
    width = max(len(d.ids) for d in documents) + len(documents[0].ids)
    rows = [row_of([documents[0], documents[1]], width, codec.end), row_of([documents[2]], width, codec.end)]
    batch = tensors(rows, DEVICE)
    with torch.no_grad():
        both = causal(input_ids=batch["ids"], position_ids=batch["positions"], use_cache=False).logits.float()
        alone = causal(input_ids=torch.tensor([documents[1].ids], device=DEVICE), use_cache=False).logits[0].float()
    first = len(documents[0].ids)
    assert float((both[0, first : first + len(documents[1].ids)] - alone).abs().max()) < 1e-3
