"""update_from_raw_data and update_from_dataframe: a new version of a family."""

import pandas
import pytest
from azureml.errors import AzureMLConflictHttpError, AzureMLHttpError

from frames import frame_of
from portal import SAMPLES_WORKSPACE_ID
from refusals import assert_refusal, names


def facts(dataset):
    return dataset.name, dataset.data_type_id, dataset.description, dataset.read_as_binary()


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"data_type_id": "GenericTSV"},
        {"name": "another name"},
        {"description": "another description"},
        {"data_type_id": "ARFF", "name": "another name", "description": "another description"},
    ],
)
def test_type_name_and_description_are_optional(ws, add, change):
    dataset = add("readings", b"one\n")
    family_id = dataset.family_id
    dataset.update_from_raw_data(b"two\n", **change)
    expected = (
        change.get("name", "readings"),
        change.get("data_type_id", "GenericCSV"),
        change.get("description", "a description"),
        b"two\n",
    )
    assert facts(dataset) == expected
    assert facts(ws.datasets[expected[0]]) == expected
    assert dataset.family_id == family_id
    assert len(ws.user_datasets) == 1


def test_only_the_new_name_finds_it_and_the_old_one_is_free(ws, add):
    dataset = add("old name", b"one\n")
    dataset.update_from_raw_data(b"two\n", name="new name")
    assert names(ws.user_datasets) == ["new name"]
    with pytest.raises(IndexError):
        ws.datasets["old name"]
    add("old name", b"another family\n")
    assert ws.datasets["old name"].family_id != dataset.family_id


def test_a_frame_is_serialized_in_the_type_the_dataset_has(ws, add):
    dataset = add("readings", b"a\tb\n1\t2\n", "GenericTSV")
    frame = pandas.DataFrame({"x": [1, 2], "y": ["p", "q"]})
    dataset.update_from_dataframe(frame)
    assert ws.datasets["readings"].read_as_binary() == b"x\ty\n1\tp\n2\tq\n"
    pandas.testing.assert_frame_equal(frame_of(dataset), frame)


def test_a_version_of_no_bytes_replaces_one_of_many(ws, add):
    dataset = add("readings", b"x" * 5_000_000, "ARFF")
    dataset.update_from_raw_data(b"")
    assert ws.datasets["readings"].size == 0
    assert ws.datasets["readings"].read_as_binary() == b""


def test_the_name_of_another_family_is_a_conflict_and_nothing_changes(ws, add):
    add("other", b"other\n")
    dataset = add("readings", b"one\n")
    with pytest.raises(AzureMLConflictHttpError):
        dataset.update_from_raw_data(b"two\n", name="other", description="changed", data_type_id="ARFF")
    assert facts(ws.datasets["readings"]) == ("readings", "GenericCSV", "a description", b"one\n")
    assert facts(ws.datasets["other"])[3] == b"other\n"
    assert ws.datasets["readings"].dataset_id.endswith(".v1")


def test_a_forbidden_name_changes_nothing(ws, add):
    dataset = add("readings", b"one\n")
    with pytest.raises(AzureMLHttpError, match="forbidden characters") as refusal:
        dataset.update_from_raw_data(b"two\n", name="a/b")
    assert refusal.value.status_code == 400
    assert facts(ws.datasets["readings"]) == ("readings", "GenericCSV", "a description", b"one\n")


def test_ten_updates_are_ten_versions(ws, add):
    dataset = add("readings", b"1")
    for number in range(2, 11):
        dataset.update_from_raw_data(b"%d" % number)
    assert dataset.dataset_id.endswith(".v10")
    assert ws.datasets["readings"].read_as_binary() == b"10"


def test_a_sample_is_read_only_whatever_is_sent(ws, studio):
    sample = ws.example_datasets["Seattle Weather Dataset"]
    before = sample.read_as_binary()
    upload_id = studio.begin_upload()
    assert studio.send_chunk(upload_id, 1, 0, b"changed\n").status_code == 200
    assert_refusal(studio.create(upload_id, sample.name, sample.family_id), 403, 404)
    again = ws.example_datasets["Seattle Weather Dataset"]
    assert again.dataset_id == sample.dataset_id
    assert again.read_as_binary() == before
    assert names(ws.user_datasets) == []


@pytest.mark.parametrize(
    "path",
    [
        "/api/resourceuploads/workspaces/{ws}/?userStorage=true&dataTypeId=GenericCSV",
        "/api/blobuploads/workspaces/{ws}/?numberOfBlocks=1&blockId=0&uploadId=" + "0" * 32 + "&dataTypeId=ARFF",
        "/api/workspaces/{ws}/datasources",
    ],
)
def test_a_token_writes_nothing_into_the_workspace_of_the_samples(studio, path):
    response = studio.request("POST", path, data=b"{}", workspace_id=SAMPLES_WORKSPACE_ID)
    assert_refusal(response, 401, 403, 404)


@pytest.mark.parametrize("family_id", ["0" * 32, "f" * 32, "no-family", "../x", 7])
def test_an_unknown_family_is_refused_and_nothing_is_listed(ws, studio, family_id):
    upload_id = studio.begin_upload()
    assert studio.send_chunk(upload_id, 1, 0, b"x\n").status_code == 200
    assert_refusal(studio.create(upload_id, "readings", family_id), 400, 403, 404)
    assert names(ws.user_datasets) == []
