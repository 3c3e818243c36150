"""What does not exist, and names that cannot be: the status, the client's error, the sentence it shows."""

import pytest
import requests
from azureml.errors import AzureMLConflictHttpError, AzureMLHttpError, AzureMLUnauthorizedError

from portal import SAMPLES_WORKSPACE_ID
from refusals import assert_refusal, assert_sentence, names

pytestmark = pytest.mark.once

FAMILY = "0123456789abcdef0123456789abcdef"


def not_found(ask):
    with pytest.raises(AzureMLHttpError) as refusal:
        ask()
    assert not isinstance(refusal.value, (AzureMLConflictHttpError, AzureMLUnauthorizedError))
    assert refusal.value.status_code == 404
    assert_sentence(str(refusal.value))


def test_an_unknown_dataset_is_not_found(ws, add):
    dataset = add("readings")
    for dataset_id in (
        f"{ws.workspace_id}.{FAMILY}.v1",
        f"{ws.workspace_id}.{dataset.family_id}.v2",
        f"{SAMPLES_WORKSPACE_ID}.{FAMILY}.v1",
        f"{SAMPLES_WORKSPACE_ID}.{dataset.family_id}.v1",
        f"{FAMILY}.{dataset.family_id}.v1",
    ):
        not_found(lambda dataset_id=dataset_id: ws._rest.get_dataset(ws.workspace_id, dataset_id))


@pytest.mark.parametrize("dataset_id", ["x", "a.b.c", "..", "%00", f"{FAMILY}.{FAMILY}.v0", f"{FAMILY}.{FAMILY}.vx"])
def test_an_id_that_is_none_is_refused(studio, dataset_id):
    response = studio.get("/api/workspaces/{ws}/datasources/" + dataset_id.replace("..", "%2e%2e"))
    assert response.status_code in (308, 400, 404)
    assert len(response.text) < 500 or "<html" in response.text


def test_a_deleted_dataset_is_not_found(ws, add, api):
    dataset = add("readings")
    api.call("DELETE", f"/datasets/{dataset.family_id}")
    not_found(lambda: ws._rest.get_dataset(ws.workspace_id, dataset.dataset_id))


@pytest.mark.parametrize("character", list('\\/:*?"<>|') + ["\n", "\t", "\x00", "\x1f", "\x7f", "\x85"])
def test_a_forbidden_character_is_named_as_such(ws, character):
    with pytest.raises(AzureMLHttpError, match="forbidden characters") as refusal:
        ws.datasets.add_from_raw_data(b"x\n", "GenericCSV", f"a{character}b", "a description")
    assert refusal.value.status_code == 400
    assert_sentence(str(refusal.value))
    assert names(ws.user_datasets) == []


@pytest.mark.parametrize("name", ["", "x" * 256, " padded", "padded ", "half \ud83d", "a\u202eb", "a\u200bb"])
def test_other_names_that_cannot_be_are_refused(ws, studio, name):
    upload_id = studio.begin_upload()
    assert_refusal(studio.create(upload_id, name), 400)
    assert names(ws.user_datasets) == []


def test_the_longest_name_is_taken(ws, add):
    name = "n" * 255
    add(name)
    assert ws.datasets[name].name == name


def test_an_address_that_is_none_says_so(studio):
    for path in ("/api/workspaces/{ws}/nothing", "/api/nothing/{ws}"):
        assert studio.get(path).status_code == 404


@pytest.mark.parametrize(
    "method, path",
    [
        ("DELETE", "/api/workspaces/{ws}/datasources"),
        ("GET", "/api/resourceuploads/workspaces/{ws}/"),
        ("PUT", "/api/blobuploads/workspaces/{ws}/"),
        ("POST", "/api/workspaces/{ws}/experiments"),
    ],
)
def test_another_method_is_refused(studio, method, path):
    assert studio.request(method, path, data=b"").status_code == 405


def test_refusals_name_nothing_of_other_workspaces(ws, studio, portal):
    foreign = f"{FAMILY}.{FAMILY}.v1"
    response = studio.get("/api/workspaces/{ws}/datasources/" + foreign)
    assert response.status_code == 404
    assert FAMILY not in response.text
    assert portal.primary_token not in response.text + str(response.headers)


def test_answers_are_kept_by_nobody(studio):
    response = studio.get("/api/workspaces/{ws}/datasources")
    assert "no-store" in response.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in response.headers
    assert requests.utils.dict_from_cookiejar(response.cookies) == {}
