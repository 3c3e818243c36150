"""Tokens: which are taken, and what the client raises where one is not."""

import pytest
import requests
from azureml import Workspace
from azureml.errors import AzureMLUnauthorizedError

from portal import TOKEN_HEADER
from refusals import assert_refusal, names

pytestmark = pytest.mark.once

REQUESTS = [
    ("GET", "/api/workspaces/{ws}/datasources"),
    ("GET", "/api/workspaces/{ws}/datasources/{ws}.00000000000000000000000000000000.v1"),
    ("POST", "/api/resourceuploads/workspaces/{ws}/?userStorage=true&dataTypeId=GenericCSV"),
    ("POST", "/api/blobuploads/workspaces/{ws}/?numberOfBlocks=1&blockId=0&uploadId=x&dataTypeId=GenericCSV"),
    ("POST", "/api/workspaces/{ws}/datasources"),
    ("GET", "/api/workspaces/{ws}/experiments"),
    ("GET", "/api/workspaces/{ws}/experiments/{ws}.f-id.x/outputdata/node/port"),
]
FOREIGN_WORKSPACE = "0123456789abcdef0123456789abcdef"


def wrong_tokens(token):
    flipped = token[:-1] + ("a" if token[-1] != "a" else "b")
    return {
        "empty": "",
        "unknown": "sluice_" + "A" * 36,
        "bad checksum": flipped,
        "other case": token.swapcase(),
        "cut off": token[:-1],
        "longer": token + "0",
        "without prefix": token[len("sluice_"):],
        "long": "x" * 10_000,
        "not ASCII": "sluice_Größe".encode("latin-1"),
        "as Bearer": "Bearer " + token,
    }


@pytest.mark.parametrize("method, path", REQUESTS)
def test_a_wrong_token_is_refused_at_every_route_by_the_same_bytes(portal, studio, method, path):
    answers = set()
    for kind, token in wrong_tokens(portal.primary_token).items():
        response = studio.request(method, path, data=b"", headers={TOKEN_HEADER: token})
        assert response.status_code == 401, f"{kind}: {response.status_code} {response.text}"
        answers.add(response.content)
    without = studio.request(method, path, data=b"", headers={TOKEN_HEADER: None})
    assert_refusal(without, 401)
    assert answers | {without.content} == {without.content}


@pytest.mark.parametrize("method, path", REQUESTS)
def test_a_right_token_is_refused_in_every_other_workspace(studio, method, path):
    assert_refusal(studio.request(method, path, data=b"", workspace_id=FOREIGN_WORKSPACE), 401)
    assert_refusal(studio.request(method, path, data=b"", workspace_id="no-workspace"), 401)


def test_a_token_in_the_address_counts_for_nothing(portal):
    address = f"{portal.url}/api/workspaces/{portal.workspace_id}/datasources?token={portal.primary_token}"
    assert requests.get(address, timeout=60).status_code == 401


def test_the_client_raises_unauthorized_whatever_it_is_asked(portal, add):
    ws = Workspace(portal.workspace_id, "f4f3ade2c6aefdb1afb043cd8bcf3daf", portal.url)
    for ask in (
        lambda: list(ws.datasets),
        lambda: ws.datasets["a"],
        lambda: list(ws.experiments),
        lambda: ws.datasets.add_from_raw_data(b"x", "GenericCSV", "a", "b"),
    ):
        with pytest.raises(AzureMLUnauthorizedError, match="check your workspace ID and authorization token"):
            ask()


def test_the_client_raises_unauthorized_for_another_workspace(portal):
    with pytest.raises(AzureMLUnauthorizedError):
        list(portal.workspace(workspace_id=FOREIGN_WORKSPACE).datasets)


def test_a_regenerated_token_is_refused_at_once_and_the_other_goes_on(portal, api, secondary_token, add):
    dataset = add("kept")
    slots = {token["slot"]: token for token in api.as_owner("GET", "/tokens")["items"]}
    with_old = portal.workspace(secondary_token)
    assert names(with_old.user_datasets) == ["kept"]
    made = api.as_owner(
        "POST", "/tokens/secondary/regenerate", {"generation": slots["secondary"]["generation"]}
    )
    for ask in (
        lambda: list(with_old.datasets),
        lambda: with_old.datasets.add_from_raw_data(b"x", "GenericCSV", "a", "b"),
        lambda: dataset.__class__(with_old, dataset._metadata).update_from_raw_data(b"x"),
    ):
        with pytest.raises(AzureMLUnauthorizedError):
            ask()
    assert made["token"] != secondary_token
    assert names(portal.workspace(made["token"]).user_datasets) == ["kept"]
    assert names(portal.workspace().user_datasets) == ["kept"]


def test_the_use_of_a_token_is_seen_by_its_owners(portal, ws, api):
    list(ws.datasets)
    primary = next(token for token in api.as_owner("GET", "/tokens")["items"] if token["slot"] == "primary")
    assert primary["lastUsed"] is not None
    assert primary["lastUsed"]["address"]
    assert portal.primary_token not in str(primary)
