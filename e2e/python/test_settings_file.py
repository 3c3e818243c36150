"""Where the client finds a workspace that a notebook does not name."""

import pytest
from azureml import Workspace

from refusals import names


@pytest.fixture
def settings_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    folder = tmp_path / ".azureml"
    folder.mkdir()
    return folder


def test_settings_ini_names_workspace_token_and_portal(settings_folder, portal, secondary_token, add):
    (settings_folder / "settings.ini").write_text(
        f"[workspace]\nid = {portal.workspace_id}\nauthorization_token = {secondary_token}\n"
        f"api_endpoint = {portal.url}\n"
    )
    add("from settings")
    ws = Workspace()
    assert ws.api_endpoint == portal.url
    assert names(ws.user_datasets) == ["from settings"]


def test_what_the_notebook_names_goes_before_settings_ini(settings_folder, portal, add):
    (settings_folder / "settings.ini").write_text(
        "[workspace]\nid = 0123\nauthorization_token = old\napi_endpoint = http://127.0.0.1:9\n"
    )
    add("named in the notebook")
    assert names(portal.workspace().user_datasets) == ["named in the notebook"]


def test_an_endpoint_may_end_in_a_slash(portal, add):
    add("with a slash")
    ws = Workspace(portal.workspace_id, portal.primary_token, portal.url + "/")
    assert names(ws.user_datasets) == ["with a slash"]
