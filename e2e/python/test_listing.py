"""GET /api/workspaces/{ws}/datasources: what there is, by name and by index."""

import pytest
from azureml import SourceDataset

from portal import SAMPLES_WORKSPACE_ID
from refusals import names


def test_own_datasets_and_samples_are_told_apart_by_the_prefix_of_their_ids(ws, add):
    add("mine")
    own, samples = list(ws.user_datasets), list(ws.example_datasets)
    assert names(own) == ["mine"]
    assert [dataset.is_example for dataset in own] == [False]
    assert own[0].dataset_id.startswith(ws.workspace_id + ".")
    assert len(samples) > 10
    assert all(sample.dataset_id.startswith(SAMPLES_WORKSPACE_ID + ".") for sample in samples)
    assert len(ws.datasets) == len(own) + len(samples)
    assert {ds.dataset_id for ds in ws.datasets} == {ds.dataset_id for ds in own + samples}


def test_the_samples_are_those_of_the_portal(ws, api):
    expected = api.all("/datasets", workspace_id=SAMPLES_WORKSPACE_ID)
    listed = {ds.family_id: (ds.name, ds.data_type_id, ds.size) for ds in ws.example_datasets}
    assert listed == {item["id"]: (item["name"], item["dataTypeId"], item["size"]) for item in expected}


def test_names_count_their_case(ws, add):
    lower, upper = add("readings", b"lower\n"), add("Readings", b"upper\n")
    assert ws.datasets["readings"].dataset_id == lower.dataset_id
    assert ws.datasets["Readings"].dataset_id == upper.dataset_id
    with pytest.raises(IndexError):
        ws.datasets["READINGS"]


def test_the_order_is_by_name_code_point_by_code_point_and_the_same_each_time(ws, add):
    for name in ("order c", "order a", "order d", "order b"):
        add(name)
    first = names(ws.datasets)
    assert names(ws.user_datasets) == ["order a", "order b", "order c", "order d"]
    assert [name for name in first if name.startswith("order ")] == names(ws.user_datasets)
    assert names(ws.datasets) == first
    assert [ws.datasets[index].name for index in (0, 1, -1)] == [first[0], first[1], first[-1]]
    assert first == sorted(first)


def test_a_new_version_keeps_its_place_and_is_listed_once(ws, add):
    for name in ("order b", "order a", "order c"):
        add(name)
    ws.datasets["order a"].update_from_raw_data(b"later\n")
    assert names(ws.user_datasets) == ["order a", "order b", "order c"]
    newest = ws.user_datasets[0]
    assert newest.dataset_id.endswith(".v2")
    assert newest.read_as_binary() == b"later\n"


def test_an_index_beyond_the_end_and_an_unknown_name_are_index_errors(ws):
    with pytest.raises(IndexError):
        ws.datasets[len(ws.datasets)]
    with pytest.raises(IndexError):
        ws.datasets["no such dataset"]
    with pytest.raises(IndexError):
        ws.user_datasets[0]


def test_a_list_prints_the_names(ws, add):
    add("first")
    add("second")
    assert repr(ws.user_datasets) == "first\nsecond"
    assert repr(ws.user_datasets[1]) == "second"


def test_a_deleted_dataset_is_listed_no_longer(ws, add, api):
    dataset = add("short-lived")
    api.call("DELETE", f"/datasets/{dataset.family_id}")
    assert names(ws.user_datasets) == []


def test_what_the_client_added_is_a_dataset_of_the_portal(ws, add, api):
    dataset = add("shared", b"x\n1\n", description="as *Markdown*")
    seen = api.call("GET", f"/datasets/{dataset.family_id}")
    assert (seen["name"], seen["description"], seen["size"], seen["version"], seen["dataTypeId"]) == (
        "shared", "as *Markdown*", 4, 1, "GenericCSV",
    )
    assert seen["newest"]["id"] == dataset.dataset_id


@pytest.mark.once
def test_more_datasets_than_a_page_of_the_portal_holds_are_all_listed(ws, studio):
    count = 60
    for number in range(count):
        response = studio.create(studio.begin_upload(), f"many {number:03}")
        assert response.status_code == 200, response.text
    assert names(ws.user_datasets) == [f"many {number:03}" for number in range(count)]


def test_samples_cannot_be_updated_through_the_client(ws):
    sample = ws.datasets["Seattle Weather Dataset"]
    assert isinstance(sample, SourceDataset)
    assert not hasattr(sample, "update_from_raw_data")
    assert not hasattr(sample, "update_from_dataframe")
