"""add_from_raw_data, as the client does it."""

import hashlib
import os

import pytest
from azureml.errors import AzureMLConflictHttpError

from portal import CHUNK_SIZE
from refusals import assert_sentence, names

MIB = 1024 * 1024


@pytest.mark.parametrize(
    "size",
    [0, 1, CHUNK_SIZE - 1, CHUNK_SIZE, CHUNK_SIZE + 1, 8 * MIB, pytest.param(200 * MIB, marks=pytest.mark.once)],
)
def test_random_bytes_come_back_with_their_hash(ws, add, size):
    content = os.urandom(size)
    dataset = add("random", content, "ARFF")
    assert dataset.size == size
    read = ws.datasets["random"].read_as_binary()
    assert len(read) == size
    assert hashlib.sha256(read).hexdigest() == hashlib.sha256(content).hexdigest()


def test_an_empty_dataset_is_listed_and_opens_empty(ws, add):
    add("empty", b"")
    dataset = ws.datasets["empty"]
    assert dataset.size == 0
    assert dataset.read_as_text() == ""
    with dataset.open() as stream:
        assert stream.read() == b""


def test_a_taken_name_is_a_conflict_and_nothing_changes(ws, add):
    kept = add("taken", b"kept\n", description="first")
    with pytest.raises(AzureMLConflictHttpError) as refusal:
        add("taken", b"other\n", description="second")
    assert refusal.value.status_code == 409
    assert_sentence(str(refusal.value))
    assert "taken" in str(refusal.value)
    assert names(ws.user_datasets) == ["taken"]
    seen = ws.datasets["taken"]
    assert (seen.dataset_id, seen.description, seen.read_as_binary()) == (kept.dataset_id, "first", b"kept\n")


def test_the_name_of_a_sample_is_free_in_a_workspace(ws, add):
    add("Seattle Weather Dataset", b"mine\n")
    assert ws.user_datasets["Seattle Weather Dataset"].read_as_binary() == b"mine\n"
    assert ws.example_datasets["Seattle Weather Dataset"].read_as_binary() != b"mine\n"


def test_the_name_of_a_deleted_dataset_is_free_again(ws, add, api):
    api.call("DELETE", f"/datasets/{add('again').family_id}")
    add("again", b"new\n")
    assert ws.datasets["again"].read_as_binary() == b"new\n"


def test_both_tokens_do_the_same(portal, secondary_token, ws):
    other = portal.workspace(secondary_token)
    other.datasets.add_from_raw_data(b"by the secondary\n", "PlainText", "second", "a description")
    assert ws.datasets["second"].read_as_text() == "by the secondary\n"


def test_an_upload_is_in_the_books(add, api):
    dataset = add("audited")
    events = api.call("GET", f"/datasets/{dataset.family_id}/activity")["items"]
    assert [event["action"] for event in events][-1].startswith("dataset.")
    assert len(events) >= 1
